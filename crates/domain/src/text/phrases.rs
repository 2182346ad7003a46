//! Tables of phrases, and where they occur in a text.

use std::collections::HashSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::tokens::Tokens;

/// Short forms and what people write in their place. Phrases are written with the short one.
const SHORT_FORMS: [(&str, &[&str]); 12] = [
    ("arent", &["are not"]),
    ("cant", &["cannot", "can not"]),
    ("couldnt", &["could not"]),
    ("didnt", &["did not"]),
    ("doesnt", &["does not"]),
    ("dont", &["do not"]),
    ("havent", &["have not"]),
    ("im", &["i am"]),
    ("isnt", &["is not"]),
    ("its", &["it is"]),
    ("ive", &["i have"]),
    ("wont", &["will not"]),
];

/// The rows of an embedded table: two columns, `#` starts a comment line.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match<T> {
    /// What the table says of the phrase.
    pub(super) label: T,
    /// The tokens it covers.
    pub(super) tokens: Range<usize>,
}

/// Labelled phrases, compiled into one automaton: a text is read once however many there are.
pub(super) struct PhraseTable<T> {
    automaton: AhoCorasick,
    labels: Vec<T>,
    words: HashSet<String>,
}

impl<T: Copy> PhraseTable<T> {
    /// Compiles phrases that are embedded in the program.
    #[expect(clippy::expect_used, reason = "the phrases are constants, and a test compiles them")]
    pub(super) fn new(phrases: impl Iterator<Item = (T, &'static str)>) -> Self {
        let (mut patterns, mut labels, mut words) = (Vec::new(), Vec::new(), HashSet::new());
        for (label, phrase) in phrases {
            let tokens = Tokens::new(phrase, |_| true);
            words.extend(tokens.iter_words().map(str::to_owned));
            for pattern in with_long_forms(tokens.iter_words()) {
                patterns.push(pattern);
                labels.push(label);
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns)
            .expect("embedded phrases compile");
        Self { automaton, labels, words }
    }

    /// Whether any phrase has this word.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Where the phrases occur: from the left, the longest first, never overlapping.
    pub(super) fn matches<'a>(&'a self, tokens: &'a Tokens) -> impl Iterator<Item = Match<T>> + 'a {
        self.automaton.find_iter(tokens.canonical()).filter_map(|found| {
            let label = *self.labels.get(found.pattern().as_usize())?;
            let tokens = tokens.index_at(found.start())..tokens.index_at(found.end());
            Some(Match { label, tokens })
        })
    }
}

/// The patterns of one phrase, as [`Tokens::canonical`] spells it: with every short form, and with
/// what may stand in its place.
fn with_long_forms<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut patterns = vec![String::new()];
    for word in words {
        let long_forms =
            SHORT_FORMS.iter().find(|(short, _)| *short == word).map_or(&[][..], |(_, long)| long);
        let forms = [word].into_iter().chain(long_forms.iter().copied());
        patterns = forms
            .flat_map(|form| patterns.iter().map(move |pattern| extended(pattern, form)))
            .collect();
    }
    patterns
}

fn extended(pattern: &str, words: &str) -> String {
    words.split(' ').fold(pattern.to_owned(), |pattern, word| pattern + " " + word + " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(u8, Range<usize>)> {
        let table =
            PhraseTable::new([(1, "tired"), (2, "so tired"), (3, "can't sleep")].into_iter());
        let tokens = Tokens::new(text, |word| table.knows(word));
        table.matches(&tokens).map(|found| (found.label, found.tokens)).collect()
    }

    #[test]
    fn whole_words_and_the_longest_phrase() {
        assert_eq!(found("tired, SO Tired tireddd"), [(1, 0..1), (2, 2..4), (1, 4..5)]);
        assert_eq!(found("retired tiredness"), []);
        assert_eq!(found("so, tired"), [(1, 2..3)]);
    }

    #[test]
    fn short_and_long_forms() {
        for text in [
            "can't sleep",
            "cant sleep",
            "cannot sleep",
            "can not sleep",
            "CAN\u{2019}T sleep".replace('\u{2019}', "'").as_str(),
        ] {
            assert!(matches!(found(text).as_slice(), [(3, _)]), "{text}");
        }
    }
}
