//! Slots and patterns into one trie, so that what they have in common is gone over once.
//!
//! A slot is an edge like a word, whatever it can be: a pattern of three slots with fifty phrases
//! each is three edges and not 125,000 phrases.

use std::collections::{BTreeMap, HashMap};

use super::grammar::{self, Item};
use super::spelling::Rewrites;
use super::symbols::Symbols;
use super::trie::{Builder, Trie};
use super::vocabulary::Vocabulary;

/// What a pattern is made of. The order matters: edges that use up no word come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    Start,
    End,
    Gap(usize),
    Word(usize),
    Slot(usize),
}

/// What ends at a node of the trie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Slot(usize),
    Pattern(usize),
}

/// A word that no pattern has.
pub(super) const UNKNOWN: usize = 0;
/// A number of one digit.
pub(super) const NUMBER: usize = 1;
/// A number of several digits.
pub(super) const LARGE_NUMBER: usize = 2;

/// The compiled patterns.
pub(super) struct Compiled {
    /// The number of each word.
    pub(super) words: HashMap<String, usize>,
    pub(super) trie: Trie<Edge, Label>,
    pub(super) symbols: Symbols,
}

/// Compiles slots (a name and its phrases) and patterns. A slot may have rows in several places.
pub(super) fn compile<'a>(
    rewrites: &Rewrites,
    slots: impl Iterator<Item = (&'a str, &'a str)>,
    patterns: impl Iterator<Item = &'a str>,
) -> Result<Compiled, String> {
    let mut compiler = Compiler::new(rewrites);
    for (name, phrases) in slots {
        compiler.slots.entry(name.to_owned()).or_default().extend(grammar::parse(phrases)?);
    }
    for (number, pattern) in patterns.enumerate() {
        let paths = compiler.insert(&grammar::parse(pattern)?, Label::Pattern(number), 0)?;
        if paths == 0 {
            return Err(format!("{pattern:?} matches nothing"));
        }
    }
    let trie = compiler.trie.freeze();
    // One more than there are words: nothing has the number of an unknown word.
    let symbols = Symbols::new(&trie, compiler.vocabulary.words.len() + 1, compiler.numbers.len());
    Ok(Compiled { words: compiler.vocabulary.words, trie, symbols })
}

/// Deeper nested, slots would be within each other.
const DEEPEST: usize = 24;

/// How a slot is known: by its name, or by what it can be.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Named(String),
    Nameless(Vec<Vec<Item>>),
}

struct Compiler<'a> {
    vocabulary: Vocabulary<'a>,
    /// What each slot with a name can be, until it is first used.
    slots: BTreeMap<String, Vec<Vec<Item>>>,
    /// The number of each slot that is in use.
    numbers: BTreeMap<Slot, usize>,
    trie: Builder<Edge, Label>,
}

impl<'a> Compiler<'a> {
    fn new(rewrites: &'a Rewrites) -> Self {
        Self {
            vocabulary: Vocabulary::new(rewrites),
            slots: BTreeMap::new(),
            numbers: BTreeMap::new(),
            trie: Builder::new(),
        }
    }

    /// Inserts sequences that a label is for, and says how many paths that took.
    fn insert(
        &mut self,
        sequences: &[Vec<Item>],
        label: Label,
        depth: usize,
    ) -> Result<usize, String> {
        let mut inserted = 0;
        for sequence in sequences {
            for path in self.paths(sequence, depth)? {
                if matches!(path.first(), Some(Edge::Gap(_) | Edge::End)) {
                    return Err(format!("begins with no word: {sequence:?}"));
                }
                // What is written in fillers only matches nothing.
                if path.iter().any(|edge| matches!(edge, Edge::Word(_) | Edge::Slot(_))) {
                    self.trie.insert(path, label);
                    inserted += 1;
                }
            }
        }
        Ok(inserted)
    }

    /// The edges of a sequence: one path for each choice of what may be left out.
    fn paths(&mut self, sequence: &[Item], depth: usize) -> Result<Vec<Vec<Edge>>, String> {
        let mut paths: Vec<Vec<Edge>> = vec![Vec::new()];
        for item in sequence {
            let choices = match item {
                Item::Start => vec![vec![Edge::Start]],
                Item::End => vec![vec![Edge::End]],
                Item::Gap(words) => vec![vec![Edge::Gap(*words)]],
                Item::Word(word) => {
                    vec![
                        self.vocabulary
                            .stands_for(word)
                            .iter()
                            .map(|word| Edge::Word(*word))
                            .collect(),
                    ]
                }
                Item::Slot(name) => vec![vec![self.named(name, depth)?]],
                Item::OneOf(options) => self.choices(options, depth)?,
                Item::Maybe(options) => {
                    let mut choices = self.choices(options, depth)?;
                    choices.push(Vec::new());
                    choices
                }
            };
            paths = choices
                .iter()
                .flat_map(|choice| paths.iter().map(|path| [path.as_slice(), choice].concat()))
                .collect();
        }
        Ok(paths)
    }

    /// One slot for all that begins with a word; what does not is a choice of its own.
    fn choices(&mut self, options: &[Vec<Item>], depth: usize) -> Result<Vec<Vec<Edge>>, String> {
        // A filler is left out of every text, so it is no choice.
        let options = options.iter().filter(|option| !self.vocabulary.is_filler(option)).cloned();
        let (others, slot): (Vec<_>, Vec<_>) =
            options.partition(|option| matches!(option.first(), Some(Item::Gap(_) | Item::End)));
        let mut choices = Vec::new();
        for option in others {
            choices.extend(self.paths(&option, depth)?);
        }
        if !slot.is_empty() {
            choices.push(vec![self.nameless(slot, depth)?]);
        }
        if choices.is_empty() {
            choices.push(Vec::new());
        }
        Ok(choices)
    }

    /// The edge of a slot with a name.
    fn named(&mut self, name: &str, depth: usize) -> Result<Edge, String> {
        let (number, fresh) = self.slot(Slot::Named(name.to_owned()));
        if fresh {
            let can_be = self.slots.remove(name).ok_or_else(|| format!("no slot {{{name}}}"))?;
            self.insert_slot(number, &can_be, depth)?;
        }
        Ok(Edge::Slot(number))
    }

    /// The edge of a slot that is written out in a pattern.
    fn nameless(&mut self, can_be: Vec<Vec<Item>>, depth: usize) -> Result<Edge, String> {
        let (number, fresh) = self.slot(Slot::Nameless(can_be.clone()));
        if fresh {
            self.insert_slot(number, &can_be, depth)?;
        }
        Ok(Edge::Slot(number))
    }

    /// The number of a slot, and whether it is used for the first time.
    fn slot(&mut self, slot: Slot) -> (usize, bool) {
        let fresh = self.numbers.len();
        let number = *self.numbers.entry(slot).or_insert(fresh);
        (number, number == fresh)
    }

    fn insert_slot(
        &mut self,
        number: usize,
        can_be: &[Vec<Item>],
        depth: usize,
    ) -> Result<(), String> {
        if depth > DEEPEST {
            return Err(format!("nested too deep: {can_be:?}"));
        }
        self.insert(can_be, Label::Slot(number), depth + 1).map(|_| ())
    }
}
