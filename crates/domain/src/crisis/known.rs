//! What is meant by the spellings that are known as they stand.

use super::spelling::{Rewrites, squeezed};
use super::spellings::{Number, Spellings, UNKNOWN};
use super::trie::{index, number};

/// The words of the patterns, and what `spelling.tsv` rewrites.
pub(super) struct Known {
    /// The words first, then what is no word of a pattern and only stands for some.
    spellings: Spellings,
    /// How many of them are words, with [`UNKNOWN`].
    words: usize,
    /// By the number of a spelling, where the words that it means end.
    ends: Vec<u32>,
    meant: Vec<Number>,
}

impl Known {
    pub(super) fn new(rewrites: &Rewrites, words: Spellings) -> Result<Self, String> {
        let mut spellings = words;
        let words = spellings.len();
        let mut written = Vec::with_capacity(rewrites.words.len());
        for (spelling, meant) in &rewrites.words {
            written.push((spellings.number(spelling)?, meant));
        }
        written.sort_unstable_by_key(|(number, _)| *number);
        spellings.shrink();
        let mut known = Self { words, ends: vec![0], meant: Vec::new(), spellings };
        known.ends.reserve_exact(known.spellings.len());
        let mut written = written.into_iter().peekable();
        for spelling in known.spellings.numbers() {
            match written.next_if(|(number, _)| *number == spelling) {
                Some((_, meant)) => {
                    for word in meant {
                        known.meant.push(known.number(word).unwrap_or(UNKNOWN));
                    }
                }
                None => known.meant.push(spelling),
            }
            known.ends.push(number(known.meant.len())?);
        }
        known.meant.shrink_to_fit();
        Ok(known)
    }

    /// The words that a spelling means: none for a filler, and itself for most.
    pub(super) fn get(&self, spelling: &str) -> Option<&[Number]> {
        let at = usize::from(self.spellings.find(spelling)?);
        let from = self.ends.get(at.checked_sub(1)?).copied().unwrap_or_default();
        self.meant.get(index(from)..index(*self.ends.get(at)?))
    }

    /// The number of a word of a pattern.
    pub(super) fn number(&self, word: &str) -> Option<Number> {
        self.spellings.find(word).filter(|number| usize::from(*number) < self.words)
    }

    /// The word of a number.
    pub(super) fn word(&self, number: Number) -> &str {
        self.spellings.word(number)
    }

    /// How many bytes it takes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.spellings.bytes() + 4 * self.ends.capacity() + 2 * self.meant.capacity()
    }
}

/// Words with doubled letters, by their spelling without.
pub(super) struct Undoubled {
    spellings: Spellings,
    /// By the number of a spelling; [`UNKNOWN`] where two words share it.
    meant: Vec<Number>,
}

impl Undoubled {
    pub(super) fn new(words: &Spellings) -> Result<Self, String> {
        let mut undoubled = Self { spellings: Spellings::new(), meant: vec![UNKNOWN] };
        for number in words.numbers() {
            let word = words.word(number);
            let once = squeezed(word, 1, 1);
            if once == word {
                continue;
            }
            let place = usize::from(undoubled.spellings.number(&once)?);
            if let Some(meant) = undoubled.meant.get_mut(place) {
                *meant = UNKNOWN;
            } else {
                let alone = words.find(&once).is_none();
                undoubled.meant.push(if alone { number } else { UNKNOWN });
            }
        }
        undoubled.spellings.shrink();
        undoubled.meant.shrink_to_fit();
        Ok(undoubled)
    }

    /// The word with these letters, if any of them is doubled in it; `Some(None)` where that is true
    /// of one word of several.
    pub(super) fn find(&self, once: &str) -> Option<Option<Number>> {
        let meant = self.meant.get(usize::from(self.spellings.find(once)?))?;
        Some(Some(*meant).filter(|meant| *meant != UNKNOWN))
    }

    /// How many bytes it takes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.spellings.bytes() + 2 * self.meant.capacity()
    }
}
