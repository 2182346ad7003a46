//! Thousands of short words in little room, each by a number.

use crate::text::hash::Hash;

/// The number of a word.
pub(super) type Number = u16;

/// The number that no word has.
pub(super) const UNKNOWN: Number = 0;

/// Words in the order of their numbers, in one string, with a table of hashes to find them by.
///
/// The hash is the same for everybody, which is safe: what is sent is only looked for, never added,
/// so nobody makes the table's runs any longer.
#[derive(Debug)]
pub(super) struct Spellings {
    text: String,
    /// By the number of a word, where it ends; it begins where the one before it ends.
    ends: Vec<u32>,
    /// Numbers, each at the place of its hash or behind it. Half of them at least are [`UNKNOWN`].
    table: Vec<Number>,
}

/// A hash has 16 bits.
const LARGEST_TABLE: usize = 1 << 16;

impl Spellings {
    pub(super) fn new() -> Self {
        Self { text: String::new(), ends: vec![0], table: vec![UNKNOWN; 2] }
    }

    /// The number of a word that is there.
    pub(super) fn find(&self, word: &str) -> Option<Number> {
        self.table.get(self.place(word)).copied().filter(|number| *number != UNKNOWN)
    }

    /// The number of a word, which is added if it is not there; the first has the number 1.
    pub(super) fn number(&mut self, word: &str) -> Result<Number, String> {
        if let Some(number) = self.find(word) {
            return Ok(number);
        }
        let full = || format!("too many words for {word:?}");
        if self.ends.len() * 2 >= self.table.len() {
            let length = self.table.len() * 2;
            if length > LARGEST_TABLE {
                return Err(full());
            }
            self.spread(length);
        }
        let number = Number::try_from(self.ends.len()).map_err(|_| full())?;
        self.text.push_str(word);
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| full())?);
        self.put(number);
        Ok(number)
    }

    /// The word of a number; nothing for [`UNKNOWN`].
    pub(super) fn word(&self, number: Number) -> &str {
        let end = |number: usize| self.ends.get(number).and_then(|end| usize::try_from(*end).ok());
        let number = usize::from(number);
        let span = number.checked_sub(1).and_then(|before| Some(end(before)?..end(number)?));
        span.and_then(|span| self.text.get(span)).unwrap_or_default()
    }

    /// Every number that is in use.
    pub(super) fn numbers(&self) -> impl Iterator<Item = Number> + use<> {
        UNKNOWN + 1..Number::try_from(self.ends.len()).unwrap_or(Number::MAX)
    }

    /// How many numbers there are, [`UNKNOWN`] among them.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives back the room that was kept for more.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// How many bytes it takes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + 4 * self.ends.capacity() + 2 * self.table.capacity()
    }

    /// A table of this length, a power of two.
    fn spread(&mut self, length: usize) {
        self.table = vec![UNKNOWN; length];
        self.numbers().for_each(|number| self.put(number));
    }

    fn put(&mut self, number: Number) {
        let place = self.place(self.word(number));
        if let Some(at) = self.table.get_mut(place) {
            *at = number;
        }
    }

    /// Where in the table a word is, or would be.
    fn place(&self, word: &str) -> usize {
        let last = self.table.len() - 1;
        let mut place = usize::from(Hash::of("").and(word).bucket()) & last;
        while let Some(number) = self.table.get(place).filter(|number| **number != UNKNOWN) {
            if self.word(*number) == word {
                break;
            }
            place = (place + 1) & last;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_number_and_numbers_by_word() {
        let mut spellings = Spellings::new();
        let words: Vec<String> = (0..3_000).map(|number| format!("w{number}")).collect();
        for (before, word) in words.iter().enumerate() {
            assert_eq!(spellings.find(word), None);
            assert_eq!(usize::from(spellings.number(word).unwrap()), before + 1);
        }
        for (number, word) in spellings.numbers().zip(&words) {
            assert_eq!((spellings.find(word), spellings.word(number)), (Some(number), &**word));
            assert_eq!(spellings.number(word), Ok(number));
        }
        assert_eq!((spellings.len(), spellings.numbers().count()), (3_001, 3_000));
        assert_eq!((spellings.word(UNKNOWN), spellings.word(4_000)), ("", ""));
        assert_eq!(spellings.find(""), None);
    }

    #[test]
    fn more_words_than_there_are_numbers_for_is_an_error() {
        let mut spellings = Spellings::new();
        let full = (0..70_000).find_map(|number: u32| spellings.number(&number.to_string()).err());
        assert!(full.unwrap().contains("too many words"));
    }
}
