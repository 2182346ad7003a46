//! What holds for any text that is read for crisis language, and for the lists it is read with.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test may measure time and read files; the crate itself does neither"
)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pilotlight_domain::crisis;
use pilotlight_domain::safety::{Safety, Tier};
use proptest::prelude::*;

/// Sentences of every tier.
const SENTENCES: [&str; 16] = [
    "I'm going to kill myself tonight",
    "I have a plan to kill myself",
    "I've written my suicide note",
    "I just took a whole bottle of pills",
    "I want to kill myself",
    "I keep thinking about suicide",
    "I'm suicidal",
    "I want to end my life",
    "I don't want to be alive anymore",
    "I wish I would not wake up",
    "everyone would be better off without me",
    "I cut myself again last night",
    "my brother wants to kill himself",
    "quiero morir",
    "je vais me suicider ce soir",
    "ich will nicht mehr leben",
];

/// What says nothing, or something else in the same words.
const HARMLESS: [&str; 14] = [
    "This deadline is killing me.",
    "The meeting was at ten.",
    "I am dying to see that film.",
    "My phone died again.",
    "Lunch was good!",
    "I could murder a pizza.",
    "We had a call with the team?",
    "The weather is nice today.",
    "He shot me an email.",
    "That joke killed me, I'm dead.",
    "My sister got married in June.",
    "We commute by train.",
    "The project is dead in the water.",
    "I had pasta for dinner.",
];

/// What is put around a sentence and clears nothing.
const MARKS: [&str; 12] = [
    " lol",
    " haha",
    " lmao",
    " \u{1f602}",
    " \u{1f62d}\u{1f62d}",
    " :)",
    "!!!",
    "...",
    " xd",
    " \u{2764}\u{fe0f}",
    " jk",
    " fr",
];

/// Words that meet the rules, in any order.
fn reply() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "I",
        "i'm",
        "my",
        "he",
        "not",
        "never",
        "don't",
        "can't",
        "want to",
        "going to",
        "thinking about",
        "kill",
        "killing",
        "myself",
        "die",
        "dying",
        "end it",
        "suicide",
        "suicidal",
        "tonight",
        "pills",
        "bridge",
        "jump off a",
        "anymore",
        "wake up",
        "plan",
        "have a",
        "goodbye",
        "years ago",
        "but",
        "and",
        ",",
        ".",
        "?",
        "\n",
        "\"",
        "'",
        "(",
        "lol",
        "#",
        "*",
        "k*ll",
        "d i e",
        "2",
        "42",
        "\u{1f62d}",
        "\u{301}",
        "\u{200d}",
        "quiero",
        "mourir",
        "ich will",
        "nicht",
        "mehr leben",
        "meeting",
        "killing me",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.join(" "))
}

fn is_sound(reading: &Safety) -> bool {
    let known = |rule: &String| crisis::RULES.iter().any(|(name, _)| name == rule);
    let mut distinct = reading.rules.clone();
    distinct.sort();
    distinct.dedup();
    reading.rules.iter().all(known)
        && distinct.len() == reading.rules.len()
        && (reading.tier == Tier::None) == reading.rules.is_empty()
}

proptest! {
    #[test]
    fn any_string_is_read(text in any::<String>()) {
        let reading = crisis::read(&text);
        prop_assert!(is_sound(&reading), "{:?}", reading);
        prop_assert_eq!(crisis::read(&text), reading);
    }

    #[test]
    fn any_reply_names_rules_and_no_words(text in reply()) {
        let reading = crisis::read(&text);
        prop_assert!(is_sound(&reading), "{:?}", reading);
    }

    #[test]
    fn case_and_repeated_spaces_change_nothing(
        text in reply(),
        space in "[ \t\u{a0}\u{2003}]{1,5}",
    ) {
        let reading = crisis::read(&text);
        prop_assert_eq!(&crisis::read(&text.to_uppercase()), &reading);
        prop_assert_eq!(&crisis::read(&text.to_lowercase()), &reading);
        prop_assert_eq!(&crisis::read(&text.replace(' ', &space)), &reading);
        prop_assert_eq!(&crisis::read(&format!("{space}{text}{space}")), &reading);
    }
}

#[test]
fn what_is_harmless_never_lowers_the_tier() {
    for sentence in SENTENCES {
        let tier = crisis::read(sentence).tier;
        assert!(tier > Tier::None, "{sentence}");
        for harmless in HARMLESS {
            assert_eq!(crisis::read(harmless), Safety::NONE, "{harmless}");
            for text in [
                format!("{harmless} {sentence}"),
                format!("{sentence}. {harmless}"),
                format!("{harmless}\n\n{sentence}\n\n{harmless}"),
            ] {
                assert!(crisis::read(&text).tier >= tier, "{text}");
            }
        }
    }
}

#[test]
fn laughter_and_emoji_clear_nothing() {
    for sentence in SENTENCES {
        let tier = crisis::read(sentence).tier;
        for mark in MARKS {
            for text in [format!("{sentence}{mark}"), format!("{} {sentence}{mark}", mark.trim())] {
                assert!(crisis::read(&text).tier >= tier, "{text}");
            }
        }
    }
}

#[expect(clippy::unwrap_used, reason = "clippy excepts tests, not their helpers")]
fn lists() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/crisis");
    let files = fs::read_dir(folder).unwrap();
    files.map(|file| file.unwrap().path()).collect()
}

#[test]
fn every_list_says_where_it_comes_from() {
    for list in lists() {
        let text = fs::read_to_string(&list).unwrap();
        let head: String = text.lines().take_while(|line| line.starts_with('#')).collect();
        let name = list.file_stem().unwrap().to_str().unwrap();
        assert!(head.contains("licence") || head.contains("Licence"), "{name}: {head}");
        assert!(head.contains("Pilotlight") || head.contains("Source:"), "{name}: {head}");
        let foreign = !name.starts_with("en_") && name != "spelling";
        assert_eq!(head.contains("AWAITING NATIVE REVIEW"), foreign, "{name}: {head}");
    }
}

#[test]
fn the_rules_of_the_lists_are_the_public_ones() {
    let mut listed: Vec<String> = Vec::new();
    for list in lists() {
        let text = fs::read_to_string(&list).unwrap();
        let rules = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        listed.extend(rules.map(|rule| rule.split('\t').nth(1).unwrap().to_owned()));
    }
    // What is left of a rule beside what takes from it.
    listed.extend(["hedged_denial", "hyperbole"].map(str::to_owned));
    // What the model finds.
    listed.extend(["resembles_ideation", "resembles_crisis"].map(str::to_owned));
    listed.sort();
    listed.dedup();
    let mut public: Vec<&str> = crisis::RULES.iter().map(|(name, _)| *name).collect();
    public.sort_unstable();
    assert_eq!(listed, public);
    for (name, meaning) in crisis::RULES {
        assert!(meaning.split_whitespace().count() >= 4, "{name}: {meaning}");
    }
}

/// Twice the text takes twice the time; a quadratic step would take four times as long.
#[test]
fn time_is_linear_in_anything() {
    for unit in [
        "a",
        " ",
        "\n",
        "\u{301}",
        "e\u{301}\u{316}",
        "\u{5d0}\u{5d1}\u{202e} ",
        "\u{1f62d}",
        "\u{fdfa}",
        "kill kill kill ",
        "i i i i ",
        "(([[",
        "*",
        "k*ll ",
        "****** ",
        "s*******e ",
        "#",
        "#aaa",
        "' ",
        "a'",
        "2 ",
        "a.",
        "I don't want to kill myself, but ",
        "not ",
        "to ",
        "want to want to ",
        "\"",
    ] {
        let text = |bytes| unit.repeat(bytes / unit.len());
        let (half, whole) = (text(125_000), text(250_000));
        // The least of several ratios is the one that was disturbed least; one low one will do.
        let mut ratios = (0..8).map(|_| seconds(&whole) / seconds(&half));
        assert!(ratios.any(|ratio| ratio < 3.0), "{unit:?}");
    }
}

fn seconds(text: &str) -> f64 {
    let start = Instant::now();
    black_box(crisis::read(black_box(text)));
    start.elapsed().max(Duration::from_micros(100)).as_secs_f64()
}
