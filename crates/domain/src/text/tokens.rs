//! A text as words and the breaks between them.

use std::mem;
use std::ops::Range;

/// How a token counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of letters and digits.
    Word,
    /// A comma or a bracket: a phrase does not reach across it.
    Comma,
    /// The end of a sentence or a line.
    Stop,
}

/// A tokenised text.
///
/// Apostrophes and hyphens are gone from the words, since people leave them out: "can't" is
/// "cant", "burnt-out" is two words.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// Every token with a space on either side, so that a phrase written the same way matches at
    /// word boundaries only, and two phrases in a row do not share one.
    canonical: String,
    /// Where in `canonical` each token starts, its leading space included.
    starts: Vec<usize>,
    kinds: Vec<Kind>,
    /// Where in the normalised text each token stands.
    spans: Vec<Range<usize>>,
    words: usize,
    first_person: usize,
}

impl Tokens {
    /// Splits a normalised text. `known` says which words the phrases are made of, to undo
    /// stretched spellings ("tireddd").
    pub(super) fn new(text: &str, known: impl Fn(&str) -> bool) -> Self {
        let mut tokens = Self::default();
        let mut word = String::new();
        let mut start = 0;
        for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
            if c.is_alphanumeric() || (c == '\'' && !word.is_empty()) {
                if word.is_empty() {
                    start = at;
                }
                word.extend(c.to_lowercase());
                continue;
            }
            if !word.is_empty() {
                tokens.spans.push(start..at);
                tokens.push_word(&mem::take(&mut word), &known);
            }
            match c {
                '.' | '!' | '?' | ';' | ':' | '\n' | '|' | '。' | '–' | '—' => {
                    tokens.push_break(Kind::Stop, at)
                }
                ',' | '(' | ')' | '"' | '、' => tokens.push_break(Kind::Comma, at),
                _ => {}
            }
        }
        tokens
    }

    fn push_word(&mut self, word: &str, known: impl Fn(&str) -> bool) {
        // Counted with its apostrophe: "i'll" is the speaker, "ill" is not.
        self.first_person += usize::from(is_first_person(word.trim_end_matches('\'')));
        self.words += 1;
        let bare: String = word.chars().filter(|c| *c != '\'').collect();
        self.push(Kind::Word, &unstretched(bare, known));
    }

    fn push_break(&mut self, kind: Kind, at: usize) {
        match self.kinds.last() {
            // A text never starts with a break, and "?!" is one.
            None | Some(Kind::Stop) => {}
            Some(Kind::Comma) if kind == Kind::Comma => {}
            _ => {
                self.spans.push(at..at);
                self.push(kind, if kind == Kind::Stop { "." } else { "," });
            }
        }
    }

    fn push(&mut self, kind: Kind, token: &str) {
        self.starts.push(self.canonical.len());
        self.kinds.push(kind);
        self.canonical.push(' ');
        self.canonical.push_str(token);
        self.canonical.push(' ');
    }

    /// The text that phrases are looked up in.
    pub(super) fn canonical(&self) -> &str {
        &self.canonical
    }

    /// A token as phrases spell it, a break as its mark; empty behind the last one.
    pub(super) fn text(&self, at: usize) -> &str {
        let Some(start) = self.starts.get(at) else { return "" };
        let end = self.starts.get(at + 1).copied().unwrap_or(self.canonical.len());
        self.canonical.get(start + 1..end - 1).unwrap_or_default()
    }

    /// Every token as phrases spell it.
    fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.kinds.len()).map(|at| self.text(at))
    }

    /// Where the tokens stand in the normalised text; a break, where it is.
    pub(super) fn spans(&self) -> &[Range<usize>] {
        &self.spans
    }

    /// What each token is.
    pub(super) fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The number of the token that starts at a byte of the canonical text, or of the next one.
    pub(super) fn index_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start < byte)
    }

    /// The words, in order.
    pub(super) fn iter_words(&self) -> impl Iterator<Item = &str> {
        let words = self.texts().zip(&self.kinds).filter(|(_, kind)| **kind == Kind::Word);
        words.map(|(word, _)| word)
    }

    /// How many words.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// How many words that mean the speaker.
    pub(super) fn first_person(&self) -> usize {
        self.first_person
    }
}

fn is_first_person(word: &str) -> bool {
    matches!(
        word,
        "i" | "i'm" | "i've" | "i'd" | "i'll" | "im" | "ive" | "me" | "my" | "mine" | "myself"
    )
}

/// "tireddd" as "tired" and "stresssed" as "stressed": no English word has a letter three times in
/// a row. Two are kept where the phrases know the word with two.
fn unstretched(word: String, known: impl Fn(&str) -> bool) -> String {
    let twice = squeezed(&word, 2);
    if twice == word || known(&twice) { twice } else { squeezed(&word, 1) }
}

/// The word with runs of more than two of a letter cut to `keep`.
fn squeezed(word: &str, keep: usize) -> String {
    let chars: Vec<char> = word.chars().collect();
    chars
        .chunk_by(|a, b| a == b)
        .flat_map(|run| {
            let long = run.len() > 2 && run.iter().all(|c| c.is_alphabetic());
            run.iter().take(if long { keep } else { run.len() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        Tokens::new(text, |word| word == "stressed")
            .canonical()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_and_breaks() {
        assert_eq!(canonical("I can't -- burnt-out, (really)?!"), "i cant burnt out , really , .");
        assert_eq!(canonical("... No. 7\nok 'quoted'"), "no . 7 . ok quoted .");
    }

    #[test]
    fn stretched_words() {
        assert_eq!(
            canonical("sooo tireddd and stressssed hmmm 1000"),
            "so tired and stressed hm 1000 ."
        );
    }

    #[test]
    fn the_speaker() {
        let tokens = Tokens::new("I'll say it: I'm ill and my dog likes me", |_| false);
        assert_eq!((tokens.words(), tokens.first_person()), (10, 4));
    }
}
