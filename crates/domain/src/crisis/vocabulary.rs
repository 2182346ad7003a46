//! The words that patterns are made of, by number.

use std::collections::HashMap;

use super::compile::{LARGE_NUMBER, NUMBER};
use super::grammar::Item;
use super::spelling::Rewrites;

pub(super) struct Vocabulary<'a> {
    rewrites: &'a Rewrites,
    /// The number of each word.
    pub(super) words: HashMap<String, usize>,
    /// What a word of a pattern stands for, once it has been worked out.
    stands_for: HashMap<String, Vec<usize>>,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(rewrites: &'a Rewrites) -> Self {
        let words = [("#".to_owned(), NUMBER), ("##".to_owned(), LARGE_NUMBER)].into();
        let mut vocabulary = Self { rewrites, words, stands_for: HashMap::new() };
        for (first, meant) in rewrites.pairs.values().flatten() {
            vocabulary.number(first.clone());
            meant.iter().for_each(|meant| _ = vocabulary.number(meant.clone()));
        }
        vocabulary
    }

    /// Whether nothing is left of a sequence when its fillers are left out.
    pub(super) fn is_filler(&mut self, sequence: &[Item]) -> bool {
        sequence.iter().all(|item| match item {
            Item::Word(word) => self.stands_for(word).is_empty(),
            _ => false,
        })
    }

    /// The numbers of the words that a word of a pattern stands for.
    pub(super) fn stands_for(&mut self, word: &str) -> &[usize] {
        if !self.stands_for.contains_key(word) {
            let meant = self.rewrites.words(word).into_iter().map(|word| self.number(word));
            let meant = meant.collect();
            self.stands_for.insert(word.to_owned(), meant);
        }
        self.stands_for.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    fn number(&mut self, word: String) -> usize {
        let fresh = self.words.len() + 1;
        *self.words.entry(word).or_insert(fresh)
    }
}
