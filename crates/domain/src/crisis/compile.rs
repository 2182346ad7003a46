//! Slots and patterns into one trie, so that what they have in common is gone over once.
//!
//! A slot is an edge like a word, whatever it can be: a pattern of three slots with fifty phrases
//! each is three edges and not 125,000 phrases. All of it is numbers of two bytes in a few arrays,
//! and so is what it is made from: what is freed at the start stays with the process.

use std::collections::{BTreeMap, HashMap};

use super::grammar::{self, Item};
use super::spelling::Rewrites;
use super::spellings::{Number, Spellings, UNKNOWN};
use super::symbols::Symbols;
use super::trie::{Builder, Trie};
use super::vocabulary::Vocabulary;

/// What a pattern is made of. The order matters: edges that use up no word come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    Start,
    End,
    Gap(u8),
    Word(Number),
    Slot(Number),
}

/// What ends at a node of the trie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    Slot(Number),
    Pattern(Number),
}

/// A number of one digit.
pub(super) const NUMBER: Number = 1;
/// A number of several digits.
pub(super) const LARGE_NUMBER: Number = 2;

/// The compiled patterns.
pub(super) struct Compiled {
    pub(super) trie: Trie<Edge, Label>,
    pub(super) symbols: Symbols,
}

/// Compiles slots (a name and its phrases) and patterns, and says which words they have. A slot may
/// have rows in several places.
pub(super) fn compile<'a>(
    rewrites: &Rewrites,
    slots: impl Iterator<Item = (&'a str, &'a str)>,
    patterns: impl Iterator<Item = &'a str>,
) -> Result<(Compiled, Spellings), String> {
    let mut compiler = Compiler::new(rewrites)?;
    for (name, phrases) in slots {
        compiler.unused.entry(name).or_default().push(phrases);
    }
    for (number, pattern) in patterns.enumerate() {
        let number = Number::try_from(number).map_err(|_| "too many patterns")?;
        let paths = compiler.inserted(&grammar::parse(pattern)?, Label::Pattern(number), 0)?;
        if paths == 0 {
            return Err(format!("{pattern:?} matches nothing"));
        }
    }
    // What no pattern has yet must be written as it should, too.
    for phrases in compiler.unused.values().flatten() {
        grammar::parse(phrases)?;
    }
    let Compiler { vocabulary, slots, trie, .. } = compiler;
    let trie = trie.freeze()?;
    let symbols = Symbols::new(&trie, vocabulary.words.len(), usize::from(slots))?;
    Ok((Compiled { trie, symbols }, vocabulary.words))
}

/// Deeper nested, slots would be within each other.
const DEEPEST: usize = 24;

/// One way through a pattern.
type Path = Vec<Edge>;

struct Compiler<'a> {
    vocabulary: Vocabulary<'a>,
    /// The phrases of the slots that were not used yet.
    unused: BTreeMap<&'a str, Vec<&'a str>>,
    /// How many slots are in use, which is the next one's number.
    slots: Number,
    named: HashMap<&'a str, Number>,
    /// Slots that are written out in patterns, by their paths, each behind a [`PATH`].
    nameless: BTreeMap<Box<[Edge]>, Number>,
    trie: Builder<Edge, Label>,
}

/// Parts the paths of a slot: no path has it.
const PATH: Edge = Edge::Word(UNKNOWN);

impl<'a> Compiler<'a> {
    fn new(rewrites: &'a Rewrites) -> Result<Self, String> {
        Ok(Self {
            vocabulary: Vocabulary::new(rewrites)?,
            unused: BTreeMap::new(),
            slots: 0,
            named: HashMap::new(),
            nameless: BTreeMap::new(),
            trie: Builder::new(),
        })
    }

    /// Inserts sequences that a label is for, and says how many paths that took.
    fn inserted(
        &mut self,
        sequences: &[Vec<Item<'a>>],
        label: Label,
        depth: usize,
    ) -> Result<usize, String> {
        let mut inserted = 0;
        for sequence in sequences {
            for path in self.matching(sequence, depth)? {
                self.trie.insert(&path, label)?;
                inserted += 1;
            }
        }
        Ok(inserted)
    }

    /// The paths of a sequence that begins with a word.
    fn matching(&mut self, sequence: &[Item<'a>], depth: usize) -> Result<Vec<Path>, String> {
        let mut paths = self.paths(sequence, depth)?;
        if paths.iter().any(|path| matches!(path.first(), Some(Edge::Gap(_) | Edge::End))) {
            return Err(format!("begins with no word: {sequence:?}"));
        }
        // What is written in fillers only matches nothing.
        paths.retain(|path| path.iter().any(|edge| matches!(edge, Edge::Word(_) | Edge::Slot(_))));
        Ok(paths)
    }

    /// The edges of a sequence: one path for each choice of what may be left out.
    fn paths(&mut self, sequence: &[Item<'a>], depth: usize) -> Result<Vec<Path>, String> {
        let mut paths = vec![Path::new()];
        for item in sequence {
            let mut go_over = |edge| paths.iter_mut().for_each(|path| path.push(edge));
            match item {
                Item::Start => go_over(Edge::Start),
                Item::End => go_over(Edge::End),
                Item::Gap(words) => go_over(Edge::Gap(*words)),
                Item::Word(word) => {
                    let words = self.vocabulary.stands_for(word)?;
                    words.iter().for_each(|word| go_over(Edge::Word(*word)));
                }
                Item::Slot(name) => go_over(self.named(name, depth)?),
                Item::OneOf(options) => paths = behind(&paths, &self.choices(options, depth)?),
                Item::Maybe(options) => {
                    let with = behind(&paths, &self.choices(options, depth)?);
                    paths.extend(with);
                }
            }
        }
        Ok(paths)
    }

    /// One slot for all that begins with a word; what does not is a choice of its own.
    fn choices(&mut self, options: &[Vec<Item<'a>>], depth: usize) -> Result<Vec<Path>, String> {
        let (mut choices, mut slot) = (Vec::new(), Vec::new());
        for option in options {
            if matches!(option.first(), Some(Item::Gap(_) | Item::End)) {
                choices.extend(self.paths(option, depth)?);
            } else {
                // A filler is left out of every text, so it is no choice.
                slot.extend(self.matching(option, depth + 1)?);
            }
        }
        if !slot.is_empty() {
            choices.push(self.nameless(slot)?);
        }
        if choices.is_empty() {
            choices.push(Path::new());
        }
        Ok(choices)
    }

    /// The edge of a slot with a name.
    fn named(&mut self, name: &'a str, depth: usize) -> Result<Edge, String> {
        if let Some(number) = self.named.get(name) {
            return Ok(Edge::Slot(*number));
        }
        if depth > DEEPEST {
            return Err(format!("nested too deep: {{{name}}}"));
        }
        let number = self.next_slot()?;
        self.named.insert(name, number);
        let rows = self.unused.remove(name).ok_or_else(|| format!("no slot {{{name}}}"))?;
        for phrases in rows {
            self.inserted(&grammar::parse(phrases)?, Label::Slot(number), depth + 1)?;
        }
        Ok(Edge::Slot(number))
    }

    /// The path over what is written out in a pattern: a slot, or what it is alone.
    fn nameless(&mut self, mut can_be: Vec<Path>) -> Result<Path, String> {
        can_be.sort_unstable();
        can_be.dedup();
        let is_own = |edge: &Edge| matches!(edge, Edge::Word(_) | Edge::Slot(_));
        // With a gap in it, it is still a slot: all of its words are the pattern's own.
        if can_be.len() == 1 && can_be.iter().flatten().all(is_own) {
            return Ok(can_be.concat());
        }
        let known_by: Box<[Edge]> =
            can_be.iter().flat_map(|path| [PATH].into_iter().chain(path.iter().copied())).collect();
        if let Some(number) = self.nameless.get(&known_by) {
            return Ok(vec![Edge::Slot(*number)]);
        }
        let number = self.next_slot()?;
        for path in can_be {
            self.trie.insert(&path, Label::Slot(number))?;
        }
        self.nameless.insert(known_by, number);
        Ok(vec![Edge::Slot(number)])
    }

    fn next_slot(&mut self) -> Result<Number, String> {
        let number = self.slots;
        self.slots = number.checked_add(1).ok_or("too many slots")?;
        Ok(number)
    }
}

/// Each choice behind each path.
fn behind(paths: &[Path], choices: &[Path]) -> Vec<Path> {
    let longer = |choice| move |path: &Path| [path.as_slice(), choice].concat();
    choices.iter().flat_map(|choice| paths.iter().map(longer(choice.as_slice()))).collect()
}
