//! From a word as it is written to the numbers of the words that are meant.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::compile::{LARGE_NUMBER, NUMBER, UNKNOWN};
use super::masks;
use super::spelling::{Rewrites, squeezed};
use crate::text::hash::Hash;

/// What the model knows a word by.
pub(super) fn key(word: &str) -> u64 {
    Hash::of("crisis").and(word).value()
}

/// No longer word is looked for in words that are run together.
const LONGEST_SEGMENT: usize = 12;

/// No word that is longer is repaired: no word that patterns have is.
const LONGEST: usize = 32;

/// The first of two words, and the words that both mean.
type Pair = (usize, Box<[usize]>);

/// The words that the patterns are made of, and ways back to them.
pub(super) struct Speller {
    known: HashMap<String, Box<[usize]>>,
    /// By the spelling without doubled letters. `None` where two words share it.
    undoubled: HashMap<String, Option<usize>>,
    /// By the key word less one letter: one missing, one too many and one wrong meet there.
    shortened: HashMap<String, usize>,
    /// Words that are recognised with letters masked, by their length.
    keys: BTreeMap<usize, Vec<(Vec<char>, usize)>>,
    /// By the second of two words as it is written.
    pairs: HashMap<String, Vec<Pair>>,
    /// What the model knows each word by, by its number.
    word_keys: Vec<u64>,
    /// Words behind which a clause begins.
    joins: Vec<usize>,
    /// Words before which a "2" is the number.
    units: BTreeSet<String>,
}

impl Speller {
    pub(super) fn new(rewrites: &Rewrites, words: &HashMap<String, usize>) -> Self {
        let mut known: HashMap<String, Box<[usize]>> =
            words.iter().map(|(word, number)| (word.clone(), [*number].into())).collect();
        let number = |word: &String| words.get(word).copied().unwrap_or(UNKNOWN);
        for (written, meant) in &rewrites.words {
            known.insert(written.clone(), meant.iter().map(number).collect());
        }
        let mut undoubled = HashMap::new();
        for (word, number) in words {
            undoubled
                .entry(squeezed(word, 1, 1))
                .and_modify(|shared| *shared = None)
                .or_insert(Some(*number));
        }
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
        let mut word_keys = vec![0; words.len() + 1];
        for (word, number) in words {
            if let Some(of_word) = word_keys.get_mut(*number) {
                *of_word = key(word);
            }
        }
        let joins = rewrites.joins.iter().map(number).collect();
        let units = rewrites.units.clone();
        let pairs = rewrites.pairs.iter().map(|(second, firsts)| {
            let firsts = firsts
                .iter()
                .map(|(first, meant)| (number(first), meant.iter().map(number).collect()));
            (second.clone(), firsts.collect())
        });
        Self { known, undoubled, shortened, keys, pairs: pairs.collect(), word_keys, joins, units }
    }

    /// What the model knows a word by; `None` for a word that no pattern has.
    pub(super) fn key(&self, word: usize) -> Option<u64> {
        self.word_keys.get(word).copied().filter(|key| *key != 0)
    }

    /// Whether a clause begins behind this word.
    pub(super) fn joins(&self, word: usize) -> bool {
        word != UNKNOWN && self.joins.contains(&word)
    }

    /// Whether a "2" before this word is "to": "want 2 die", but "2 years".
    pub(super) fn is_no_unit(&self, next: &str) -> bool {
        next.starts_with(char::is_alphabetic)
            && !self.units.contains(next.trim_end_matches(|c: char| !c.is_alphabetic()))
    }

    /// What a word means together with the one before it; nothing at all, perhaps.
    pub(super) fn paired(&self, before: usize, word: &str) -> Option<&[usize]> {
        let firsts = self.pairs.get(word)?;
        firsts.iter().find(|(first, _)| *first == before).map(|(_, meant)| &**meant)
    }

    /// What a word of letters, digits and apostrophes means: none for a filler, several for what is
    /// written together, [`UNKNOWN`] for words that no pattern has.
    pub(super) fn meant(&self, word: &str) -> Vec<usize> {
        if let Some(meant) = self.known.get(word) {
            return meant.to_vec();
        }
        if word.contains('\'') {
            let bare: String = word.chars().filter(|c| *c != '\'').collect();
            return match bare.strip_suffix('s') {
                // "the plan's" is the plan; "it's" is written in the table.
                Some(owner) if word.ends_with("'s") && !self.known.contains_key(&bare) => {
                    self.meant(owner)
                }
                _ => self.meant(&bare),
            };
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let large = word.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
            let number = if large { LARGE_NUMBER } else { NUMBER };
            return vec![self.unmasked(word).unwrap_or(number)];
        }
        self.repaired(word).map_or_else(|| vec![UNKNOWN], |meant| meant.to_vec())
    }

    /// A word that is not known as it is written.
    fn repaired(&self, word: &str) -> Option<Box<[usize]>> {
        if word.len() > LONGEST {
            // Stretched beyond measure, perhaps.
            let short = squeezed(word, 2, 2);
            return if short.len() > LONGEST { None } else { self.repaired(&short) };
        }
        if word.contains(|c: char| c.is_ascii_digit()) {
            return self.unmasked(word).map(|meant| [meant].into());
        }
        let twice = squeezed(word, 2, 2);
        if let Some(meant) =
            self.known.get(&twice).or_else(|| self.known.get(&squeezed(word, 2, 1)))
        {
            return Some(meant.clone());
        }
        let once = squeezed(word, 1, 1);
        // Shorter ones are words of their own: "odd", "too".
        if once != word
            && once.len() > 2
            && let Some(Some(meant)) = self.undoubled.get(&once)
        {
            return Some([*meant].into());
        }
        if word.ends_with("in")
            && let Some(meant) = self.known.get(&format!("{word}g"))
        {
            return Some(meant.clone());
        }
        self.mistyped(word).map(|meant| [meant].into())
    }

    /// A key word with one letter too few, too many, or wrong.
    fn mistyped(&self, word: &str) -> Option<usize> {
        // Only words that begin like a key: the rest of the language is left alone.
        if word.len() < 5 || !word.starts_with(['s', 'm', 'o', 'k']) {
            return None;
        }
        let found = |short: &str| self.shortened.get(short).copied();
        found(word).or_else(|| less_one(word).find_map(|short| found(&short)))
    }

    /// The word that is meant where signs and digits stand for letters, as in `k1ll` and `s**cide`.
    pub(super) fn unmasked(&self, word: &str) -> Option<usize> {
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
    fn decoded(&self, word: &str, last: bool) -> Option<usize> {
        let plain = masks::decoded(word, last);
        match self.known.get(&plain).map(|meant| &**meant) {
            Some([meant]) => Some(*meant),
            Some(_) => None,
            None => self.undoubled.get(&squeezed(&plain, 1, 1)).copied().flatten(),
        }
    }

    /// The fewest words that make up a run of letters; `None` where there are none.
    pub(super) fn segmented(&self, letters: &str) -> Option<Vec<usize>> {
        let ends: Vec<usize> = letters.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        // The best way to each place: how many words, how many letters the last has, the last.
        let mut best: Vec<Option<(usize, usize, &[usize])>> = vec![Some((0, 0, &[]))];
        for (last, end) in ends.iter().enumerate() {
            let ways = (1..=(last + 1).min(LONGEST_SEGMENT)).filter_map(|length| {
                let before = last + 1 - length;
                let (words, ..) = (*best.get(before)?)?;
                let start = before.checked_sub(1).map_or(Some(&0), |letter| ends.get(letter))?;
                let meant = self.known.get(letters.get(*start..*end)?)?;
                Some((words + 1, length, &**meant))
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
