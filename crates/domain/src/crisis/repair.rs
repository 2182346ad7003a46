//! From a word as it is written to the numbers of the words that are meant.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::compile::{LARGE_NUMBER, NUMBER};
use super::known::{Known, Undoubled};
use super::masks;
use super::spelling::{Rewrites, squeezed};
use super::spellings::{Number, Spellings, UNKNOWN};
use crate::text::hash::Hash;

/// What the model knows a word by.
pub(super) fn key(word: &str) -> u64 {
    Hash::of("crisis").and(word).value()
}

/// No longer word is looked for in words that are run together.
const LONGEST_SEGMENT: usize = 12;

/// No word that is longer is repaired: no word that patterns have is.
const LONGEST: usize = 32;

/// Two words, the second as it is written, that together mean others.
struct Pair {
    first: Number,
    second: &'static str,
    meant: Vec<Number>,
}

/// The words that the patterns are made of, and ways back to them.
pub(super) struct Speller {
    known: Known,
    undoubled: Undoubled,
    /// By the key word less one letter: one missing, one too many and one wrong meet there.
    shortened: HashMap<String, Number>,
    /// Words that are recognised with letters masked, by their length.
    keys: BTreeMap<usize, Vec<(Vec<char>, Number)>>,
    /// By the first of two words.
    pairs: Vec<Pair>,
    /// Words behind which a clause begins.
    joins: Vec<Number>,
    /// Words before which a "2" is the number.
    units: BTreeSet<&'static str>,
}

impl Speller {
    pub(super) fn new(rewrites: &Rewrites, words: Spellings) -> Result<Self, String> {
        let number = |word: &&str| words.find(word).unwrap_or(UNKNOWN);
        let mut shortened = HashMap::new();
        let mut keys: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for key in &rewrites.keys {
            let number = number(key);
            let letters: Vec<char> = key.chars().collect();
            if letters.len() >= 6 {
                shortened.extend(less_one(key).map(|short| (short, number)));
            }
            keys.entry(letters.len()).or_default().push((letters, number));
        }
        let joins = rewrites.joins.iter().map(number).collect();
        let pairs = rewrites.pairs.iter().flat_map(|(second, firsts)| {
            firsts.iter().map(|(first, meant)| Pair {
                first: number(first),
                second,
                meant: meant.iter().map(number).collect(),
            })
        });
        let mut pairs: Vec<Pair> = pairs.collect();
        pairs.sort_by_key(|pair| pair.first);
        let units = rewrites.units.clone();
        let undoubled = Undoubled::new(&words)?;
        let known = Known::new(rewrites, words)?;
        Ok(Self { known, undoubled, shortened, keys, pairs, joins, units })
    }

    /// What the model knows a word by; `None` for a word that no pattern has.
    pub(super) fn key(&self, word: Number) -> Option<u64> {
        (word != UNKNOWN).then(|| key(self.known.word(word)))
    }

    /// How many bytes the words take.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.known.bytes() + self.undoubled.bytes()
    }

    /// Whether a clause begins behind this word.
    pub(super) fn joins(&self, word: Number) -> bool {
        word != UNKNOWN && self.joins.contains(&word)
    }

    /// Whether a "2" before this word is "to": "want 2 die", but "2 years".
    pub(super) fn is_no_unit(&self, next: &str) -> bool {
        next.starts_with(char::is_alphabetic)
            && !self.units.contains(next.trim_end_matches(|c: char| !c.is_alphabetic()))
    }

    /// What a word means together with the one before it; nothing at all, perhaps.
    pub(super) fn paired(&self, before: Number, word: &str) -> Option<&[Number]> {
        let at = self.pairs.partition_point(|pair| pair.first < before);
        let mut pairs = self.pairs.get(at..)?.iter().take_while(|pair| pair.first == before);
        pairs.find(|pair| pair.second == word).map(|pair| pair.meant.as_slice())
    }

    /// What a word of letters, digits and apostrophes means: none for a filler, several for what is
    /// written together, [`UNKNOWN`] for words that no pattern has.
    pub(super) fn meant(&self, word: &str) -> Cow<'_, [Number]> {
        if let Some(meant) = self.known.get(word) {
            return meant.into();
        }
        if word.contains('\'') {
            let bare: String = word.chars().filter(|c| *c != '\'').collect();
            return match bare.strip_suffix('s') {
                // "the plan's" is the plan; "it's" is written in the table.
                Some(owner) if word.ends_with("'s") && self.known.get(&bare).is_none() => {
                    self.meant(owner)
                }
                _ => self.meant(&bare),
            };
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let large = word.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
            let number = if large { LARGE_NUMBER } else { NUMBER };
            return vec![self.unmasked(word).unwrap_or(number)].into();
        }
        self.repaired(word).unwrap_or(Cow::Borrowed(&[UNKNOWN]))
    }

    /// A word that is not known as it is written.
    fn repaired(&self, word: &str) -> Option<Cow<'_, [Number]>> {
        if word.len() > LONGEST {
            // Stretched beyond measure, perhaps.
            let short = squeezed(word, 2, 2);
            return if short.len() > LONGEST { None } else { self.repaired(&short) };
        }
        if word.contains(|c: char| c.is_ascii_digit()) {
            return self.unmasked(word).map(|meant| vec![meant].into());
        }
        let twice = squeezed(word, 2, 2);
        if let Some(meant) =
            self.known.get(&twice).or_else(|| self.known.get(&squeezed(word, 2, 1)))
        {
            return Some(meant.into());
        }
        let once = squeezed(word, 1, 1);
        // Shorter ones are words of their own: "odd", "too".
        if once != word
            && once.len() > 2
            && let Some(meant) = self.undoubled(&once)
        {
            return Some(vec![meant].into());
        }
        if word.ends_with("in")
            && let Some(meant) = self.known.get(&format!("{word}g"))
        {
            return Some(meant.into());
        }
        self.mistyped(word).map(|meant| vec![meant].into())
    }

    /// The only word with these letters, none of them doubled.
    fn undoubled(&self, once: &str) -> Option<Number> {
        match self.undoubled.find(once) {
            Some(meant) => meant,
            None => self.known.number(once),
        }
    }

    /// A key word with one letter too few, too many, or wrong.
    fn mistyped(&self, word: &str) -> Option<Number> {
        // Only words that begin like a key: the rest of the language is left alone.
        if word.len() < 5 || !word.starts_with(['s', 'm', 'o', 'k']) {
            return None;
        }
        let found = |short: &str| self.shortened.get(short).copied();
        found(word).or_else(|| less_one(word).find_map(|short| found(&short)))
    }

    /// The word that is meant where signs and digits stand for letters, as in `k1ll` and `s**cide`.
    pub(super) fn unmasked(&self, word: &str) -> Option<Number> {
        if word.len() > LONGEST || !word.contains(char::is_alphabetic) {
            return None;
        }
        if !masks::is_masked(word) {
            return self.decoded(word, false).or_else(|| self.decoded(word, true));
        }
        let written: Vec<char> = word.chars().collect();
        let shown = written.iter().filter(|c| c.is_alphabetic()).count();
        let fits = |key: &[char]| written.iter().zip(key).all(|(c, key)| masks::may_be(*c, *key));
        let keys = self.keys.get(&written.len())?;
        keys.iter().find(|(key, _)| shown * 2 >= key.len() && fits(key)).map(|(_, meant)| *meant)
    }

    /// With each sign read as the first or as the last letter that it can be.
    fn decoded(&self, word: &str, last: bool) -> Option<Number> {
        let plain = masks::decoded(word, last);
        match self.known.get(&plain) {
            Some([meant]) => Some(*meant),
            Some(_) => None,
            None => self.undoubled(&squeezed(&plain, 1, 1)),
        }
    }

    /// The fewest words that make up a run of letters; `None` where there are none.
    pub(super) fn segmented(&self, letters: &str) -> Option<Vec<Number>> {
        let ends: Vec<usize> = letters.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        // The best way to each place: how many words, how many letters the last has, the last.
        let mut best: Vec<Option<(usize, usize, &[Number])>> = vec![Some((0, 0, &[]))];
        for (last, end) in ends.iter().enumerate() {
            let ways = (1..=(last + 1).min(LONGEST_SEGMENT)).filter_map(|length| {
                let before = last + 1 - length;
                let (words, ..) = (*best.get(before)?)?;
                let start = before.checked_sub(1).map_or(Some(&0), |letter| ends.get(letter))?;
                let meant = self.known.get(letters.get(*start..*end)?)?;
                Some((words + 1, length, meant))
            });
            let way = ways.min_by_key(|(words, length, _)| (*words, *length));
            best.push(way);
        }
        let mut words = Vec::new();
        let mut end = ends.len();
        let mut longest = 0;
        while end > 0 {
            let (_, length, meant) = (*best.get(end)?)?;
            words.push(meant);
            longest = longest.max(length);
            end -= length;
        }
        (longest >= 3).then(|| words.into_iter().rev().flatten().copied().collect())
    }
}

/// The word less each of its letters.
fn less_one(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().map(|(at, _)| {
        word.char_indices().filter(|(other, _)| *other != at).map(|(_, c)| c).collect()
    })
}
