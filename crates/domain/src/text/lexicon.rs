//! The strain phrases.

use std::sync::LazyLock;

use super::phrases::{Match, PhraseTable, rows};
use super::theme::Theme;
use super::tokens::Tokens;

/// 17 constructs of the Suicide Risk Lexicon, and burnout phrases of our own. Each file says where
/// its phrases come from and under which licence.
const TABLES: [&str; 2] =
    [include_str!("../../data/strain_lexicon.tsv"), include_str!("../../data/burnout_phrases.tsv")];

static PHRASES: LazyLock<PhraseTable<Theme>> = LazyLock::new(|| {
    let themed = TABLES.into_iter().flat_map(rows);
    PhraseTable::new(themed.filter_map(|(theme, phrase)| Some((theme.parse().ok()?, phrase))))
});

/// The strain phrases of a text, denied or not.
pub(super) fn hits(tokens: &Tokens) -> Vec<Match<Theme>> {
    PHRASES.matches(tokens).collect()
}

/// Whether any strain phrase has this word.
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
            TABLES.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#'));
        let read: Vec<_> = TABLES.into_iter().flat_map(rows).collect();
        assert_eq!(read.len(), written.count());
        for (theme, phrase) in read {
            assert!(theme.parse::<Theme>().is_ok(), "{theme}");
            assert!(Tokens::new(phrase, |_| true).words() > 0, "{phrase:?}");
        }
    }

    #[test]
    fn every_theme_has_phrases() {
        let themes: HashSet<_> =
            TABLES.into_iter().flat_map(rows).map(|(theme, _)| theme).collect();
        assert!(Theme::ALL.iter().all(|theme| themes.contains(theme.as_str())));
        assert!(rows(TABLES[1]).count() >= 120);
    }

    #[test]
    fn no_phrase_is_two_themes() {
        let mut themes = HashMap::new();
        for (theme, phrase) in TABLES.into_iter().flat_map(rows) {
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
