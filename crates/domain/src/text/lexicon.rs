//! The phrases that say how strained or how calm somebody is.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::felt;
use super::phrases::{Match, PhraseTable, rows};
use super::theme::Theme;
use super::tokens::Tokens;

/// 17 constructs of the Suicide Risk Lexicon, and burnout phrases of our own. Each file says where
/// its phrases come from and under which licence.
const STRAIN: [&str; 2] =
    [include_str!("../../data/strain_lexicon.tsv"), include_str!("../../data/burnout_phrases.tsv")];

const SEVERITY: &str = include_str!("../../data/severity.tsv");

const CALM: &str = include_str!("../../data/calm_phrases.tsv");

/// How much strain a phrase speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Severity {
    /// An ordinary bad day.
    Mild,
    /// More than that.
    Marked,
    /// Past what a rest would mend.
    Severe,
}

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Strain, of a kind and so much of it.
    Strain(Theme, Severity),
    /// Rest, ease, things in hand.
    Calm,
    /// Calm, and what came before it is over ("much better now").
    Relief,
    /// A bad feeling that somebody says they feel.
    FeltBad,
    /// A good one.
    FeltGood,
    /// No strain, though its words mean some elsewhere.
    Plain,
}

static PHRASES: LazyLock<PhraseTable<Meaning>> = LazyLock::new(|| {
    let severity: HashMap<&str, &str> =
        rows(SEVERITY).map(|(kind, phrase)| (phrase, kind)).collect();
    let strain = STRAIN.into_iter().flat_map(rows).filter_map(move |(theme, phrase)| {
        let severity = match severity.get(phrase) {
            Some(&"mild") => Severity::Mild,
            Some(_) => Severity::Severe,
            None => Severity::Marked,
        };
        Some((Meaning::Strain(theme.parse().ok()?, severity), phrase))
    });
    let calm = rows(CALM).map(|(kind, phrase)| {
        let meaning = match kind {
            "calm" => Meaning::Calm,
            "relief" => Meaning::Relief,
            _ => Meaning::Plain,
        };
        (meaning, phrase)
    });
    PhraseTable::new(strain.chain(calm))
});

/// The phrases and the felt words of a text, in its order, denied or not.
pub(super) fn hits(tokens: &Tokens) -> Vec<Match<Meaning>> {
    let mut hits: Vec<_> = PHRASES.matches(tokens).collect();
    hits.extend(felt::words(tokens, &hits));
    hits.sort_by_key(|hit| hit.tokens.start);
    hits
}

/// Whether any phrase has this word.
pub(super) fn knows(word: &str) -> bool {
    PHRASES.knows(word)
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    #[test]
    fn every_row_has_a_theme_and_a_phrase() {
        let written =
            STRAIN.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#'));
        let read: Vec<_> = STRAIN.into_iter().flat_map(rows).collect();
        assert_eq!(read.len(), written.count());
        for (theme, phrase) in read {
            assert!(theme.parse::<Theme>().is_ok(), "{theme}");
            assert!(Tokens::new(phrase, |_| true).words() > 0, "{phrase:?}");
        }
    }

    #[test]
    fn every_theme_has_phrases() {
        let themes: HashSet<_> =
            STRAIN.into_iter().flat_map(rows).map(|(theme, _)| theme).collect();
        let of_phrases = Theme::ALL.iter().filter(|theme| **theme != Theme::Masking);
        assert!(of_phrases.into_iter().all(|theme| themes.contains(theme.as_str())));
        assert!(rows(STRAIN[1]).count() >= 120);
    }

    #[test]
    fn severities_are_of_strain_phrases() {
        let phrases: HashSet<_> =
            STRAIN.into_iter().flat_map(rows).map(|(_, phrase)| phrase).collect();
        for (severity, phrase) in rows(SEVERITY) {
            assert!(matches!(severity, "mild" | "severe"), "{severity}");
            assert!(phrases.contains(phrase), "{phrase}");
        }
    }

    #[test]
    fn calm_phrases_are_of_a_known_kind_and_no_strain() {
        let strain: HashSet<_> =
            STRAIN.into_iter().flat_map(rows).map(|(_, phrase)| phrase).collect();
        for (kind, phrase) in rows(CALM) {
            assert!(matches!(kind, "calm" | "relief" | "plain"), "{kind}");
            assert!(!strain.contains(phrase), "{phrase}");
        }
    }

    #[test]
    fn no_phrase_is_two_themes() {
        let mut themes = HashMap::new();
        for (theme, phrase) in STRAIN.into_iter().flat_map(rows) {
            let spelled = Tokens::new(phrase, |_| true).canonical().to_owned();
            let other = themes.insert(spelled, theme);
            assert!(other.is_none_or(|other| other == theme), "{phrase}: {theme} and {other:?}");
        }
    }

    #[test]
    fn no_phrase_is_a_word_that_lost_its_apostrophe() {
        // "he'll", "I'll", "she'll", "we'll", "we're", "I'd" are read without it.
        for word in ["hell", "ill", "shell", "well", "were", "id", "wed"] {
            assert!(hits(&Tokens::new(word, |_| true)).is_empty(), "{word}");
        }
    }
}
