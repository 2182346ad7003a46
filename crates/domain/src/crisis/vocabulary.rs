//! The words that patterns are made of, by number.

use std::borrow::Cow;

use super::spelling::Rewrites;
use super::spellings::{Number, Spellings};

pub(super) struct Vocabulary<'a> {
    rewrites: &'a Rewrites,
    pub(super) words: Spellings,
    /// What the word that was asked for last stands for.
    meant: Vec<Number>,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(rewrites: &'a Rewrites) -> Result<Self, String> {
        let mut words = Spellings::new();
        let of_pairs = rewrites.pairs.values().flatten();
        let of_pairs =
            of_pairs.flat_map(|(first, meant)| [*first].into_iter().chain(meant.iter().copied()));
        // The numbers' own are fixed: `NUMBER` and `LARGE_NUMBER`.
        for word in ["#", "##"].into_iter().chain(of_pairs) {
            words.number(word)?;
        }
        Ok(Self { rewrites, words, meant: Vec::new() })
    }

    /// The numbers of the words that a word of a pattern stands for.
    pub(super) fn stands_for(&mut self, word: &str) -> Result<&[Number], String> {
        let folded = self.rewrites.folded(word);
        let bare = match folded.contains('\'') {
            true => Cow::Owned(folded.replace('\'', "")),
            false => Cow::Borrowed(&*folded),
        };
        let meant = self.rewrites.words.get(&*folded).or_else(|| self.rewrites.words.get(&*bare));
        self.meant.clear();
        match meant {
            Some(meant) => {
                for word in meant {
                    self.meant.push(self.words.number(word)?);
                }
            }
            None => self.meant.push(self.words.number(&bare)?),
        }
        Ok(&self.meant)
    }
}
