//! What may move the strain which way.

use std::collections::HashMap;

use pilotlight_domain::text::{self, Language, TextReading};
use proptest::prelude::*;
use proptest::sample::select;

const TABLES: [&str; 2] =
    [include_str!("../data/strain_lexicon.tsv"), include_str!("../data/burnout_phrases.tsv")];

/// Every strain phrase.
fn phrases() -> Vec<&'static str> {
    let rows = TABLES.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| Some(row.split_once('\t')?.1)).collect()
}

/// The felt words of a kind.
fn felt(kind: &str) -> Vec<&'static str> {
    let table = include_str!("../data/felt_words.tsv");
    let rows = table.lines().filter_map(|row| row.split_once('\t'));
    rows.filter(|row| row.0 == kind).map(|row| row.1).collect()
}

/// A line as people write them, of words and marks that meet the rules.
fn line() -> impl Strategy<Value = String> {
    let parts = select(vec![
        "I",
        "i'm",
        "my",
        "not",
        "no",
        "never",
        "don't",
        "and",
        "but",
        "but fine",
        "tired",
        "stressed",
        "can't sleep",
        "exhausted",
        "happy",
        "good",
        "great",
        "bad",
        "awful",
        "is gone",
        "the meeting",
        "went well",
        "we had lunch",
        "work",
        "today",
        "a bit",
        "so",
        "SO TIRED",
        "better now",
        "rested",
        "fine",
        "all good",
        "don't worry",
        "thanks",
        ",",
        ".",
        "!",
        "?",
        "\u{1f62d}",
        "\u{1f600}",
        ":)",
        "haha",
        "7",
        "after the run",
        "love",
        "hate",
        "because",
    ]);
    prop::collection::vec(parts, 0..14).prop_map(|parts| parts.join(" "))
}

fn is_english(reading: &TextReading) -> bool {
    reading.language == Language::English
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_further_statement_of_strain_never_lowers_the_strain(
        before in prop::collection::vec(line(), 0..4),
        after in prop::collection::vec(line(), 0..4),
        lead in select(vec!["", "I'm ", "i feel so ", "Just ", "I'm a bit ", "REALLY "]),
        phrase in select(phrases()),
        end in select(vec!["", ".", "!", "!!!"]),
    ) {
        let statement = format!("{lead}{phrase}{end}");
        // "I'm nothing excites me" is another phrase, and a rest.
        let alone = text::read(&statement);
        prop_assume!(alone.is_some_and(|alone| alone.compound == 0.0 && alone.model == 0.0));
        let lines = |middle: &[String]| [&before, middle, &after].concat().join("\n");
        let (without, with) = (text::read(&lines(&[])), text::read(&lines(&[statement])));
        if let Some((without, with)) = without.zip(with)
            && is_english(&without)
            && is_english(&with)
        {
            prop_assert!(with.strain >= without.strain - 1e-9, "{:?} {:?}", without, with);
        }
    }

    #[test]
    fn a_further_bad_feeling_never_lowers_the_strain(
        before in prop::collection::vec(line(), 0..4),
        after in prop::collection::vec(line(), 0..4),
        lead in select(vec!["I feel ", "i'm feeling so ", "Feeling a bit ", "i felt like i was "]),
        word in select(felt("bad")),
    ) {
        let statement = format!("{lead}{word}.");
        // "like", and what a phrase takes out of a word, is left to read.
        let alone = text::read(&statement);
        prop_assume!(alone.is_some_and(|alone| alone.model == 0.0));
        let lines = |middle: &[String]| [&before, middle, &after].concat().join("\n");
        let (without, with) = (text::read(&lines(&[])), text::read(&lines(&[statement])));
        if let Some((without, with)) = without.zip(with)
            && is_english(&without)
            && is_english(&with)
        {
            prop_assert!(with.strain >= without.strain - 1e-9, "{:?} {:?}", without, with);
        }
    }

    #[test]
    fn quality_grows_with_length(lines in prop::collection::vec(line(), 1..8)) {
        let mut best = 0.0;
        for length in 1..=lines.len() {
            let text = lines.iter().take(length).cloned().collect::<Vec<_>>().join("\n");
            if let Some(reading) = text::read(&text).filter(is_english) {
                prop_assert!((0.0..=1.0).contains(&reading.quality));
                prop_assert!(reading.quality >= best);
                best = reading.quality;
            }
        }
    }
}

fn strain(text: &str) -> f64 {
    text::read(text).map_or(f64::NAN, |reading| reading.strain)
}

#[test]
fn modifiers_move_every_phrase_their_way() {
    for phrase in phrases() {
        let plain = strain(&format!("today was {phrase}"));
        for more in ["so", "really", "completely", "utterly"] {
            let strain = strain(&format!("today was {more} {phrase}"));
            assert!(strain > plain, "{more} {phrase}: {strain} {plain}");
        }
        for less in ["a bit", "slightly", "kind of", "somewhat"] {
            let strain = strain(&format!("today was {less} {phrase}"));
            assert!(strain < plain, "{less} {phrase}: {strain} {plain}");
        }
    }
}

#[test]
fn the_later_part_weighs_more() {
    for phrase in phrases() {
        let (before, behind) =
            (strain(&format!("{phrase} but fine")), strain(&format!("fine but {phrase}")));
        assert!(before < behind, "{phrase}: {before} {behind}");
    }
}

#[test]
fn severe_phrases_strain_more_than_mild_ones() {
    let severities: HashMap<&str, &str> = include_str!("../data/severity.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|row| row.split_once('\t'))
        .map(|(severity, phrase)| (phrase, severity))
        .collect();
    // Alone, so that nothing but the phrase is read.
    for phrase in phrases() {
        let lexical = text::read(phrase).map_or(f64::NAN, |reading| reading.lexical);
        let expected = match severities.get(phrase) {
            Some(&"mild") => 1.0_f64 / 3.0,
            Some(_) => 2.0,
            None => 1.0,
        };
        let most = (expected / 4.0).sqrt() + 1e-9;
        assert!(lexical > 0.0 && lexical <= most, "{phrase}: {lexical} {most}");
    }
    assert!(strain("tired") < strain("stressed") && strain("stressed") < strain("hopeless"));
}

#[test]
fn felt_words_move_the_strain_their_way() {
    let plain = strain("I feel it");
    for word in felt("bad") {
        let strain = strain(&format!("I feel {word}"));
        assert!(strain > plain, "{word}: {strain} {plain}");
    }
    for word in felt("good") {
        let strain = strain(&format!("I feel {word}"));
        assert!(strain < plain, "{word}: {strain} {plain}");
    }
}
