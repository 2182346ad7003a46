//! Where the patterns occur in a text.
//!
//! From the last word to the first, so that wherever a pattern goes on, it is known which slots
//! begin there and where they end. The work at a word is bounded by the patterns, not by the text.

use super::compile::{Compiled, Edge, Label};
use super::slot_sets::{Hint, Outline};
use super::spellings::{Number, UNKNOWN};
use super::symbols::{Symbol, Symbols};
use super::trie::Node;
use super::words::Word;

/// A pattern that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// The number of the pattern.
    pub(super) pattern: Number,
    /// The first word, and the one behind the last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Which of the words, from the first on, are the pattern's own and not a gap's.
    own: u64,
}

impl Found {
    /// The words that the pattern names, those of gaps left out.
    pub(super) fn own_words(&self) -> impl Iterator<Item = usize> {
        let (start, own) = (self.start, self.own);
        (start..self.end).filter(move |at| own & bit(at - start) != 0)
    }

    /// The words of gaps within.
    pub(super) fn gap_words(&self) -> impl DoubleEndedIterator<Item = usize> {
        let (start, own) = (self.start, self.own);
        (start..self.end).filter(move |at| own & bit(at - start) == 0)
    }
}

/// One bit a word; what is further than a pattern can reach has none.
fn bit(offset: usize) -> u64 {
    u32::try_from(offset).ok().and_then(|offset| 1_u64.checked_shl(offset)).unwrap_or(0)
}

/// What can be gone over from a word: itself, or a slot that begins there. What follows from either
/// alone is left out.
#[derive(Debug, Clone, Copy)]
struct Step {
    symbol: Symbol,
    /// What the symbol may be the whole of: most that are asked about are not among it.
    hint: Hint,
    /// Behind its last word.
    end: usize,
}

impl Step {
    fn new(symbols: &Symbols, symbol: Symbol, end: usize) -> Self {
        Self { symbol, hint: symbols.hint(symbol), end }
    }

    /// Whether it is the whole of a slot.
    fn is(self, symbols: &Symbols, slot: Number) -> bool {
        self.hint.may_have(slot) && symbols.is(self.symbol, slot)
    }
}

/// Every place at which a pattern matches, from the left.
pub(super) fn find(compiled: &Compiled, words: &[Word]) -> Vec<Found> {
    let mut search = Search {
        compiled,
        words,
        steps: vec![Vec::new(); words.len()],
        begins: vec![Outline::default(); words.len()],
        fresh: Vec::new(),
        found: Vec::new(),
    };
    for start in (0..words.len()).rev() {
        search.begin(start);
    }
    search.found.sort_unstable_by_key(|found| (found.start, found.pattern, found.end, found.own));
    search.found.dedup();
    search.found
}

struct Search<'a> {
    compiled: &'a Compiled,
    words: &'a [Word],
    /// The steps from each word, once they are known.
    steps: Vec<Vec<Step>>,
    /// The slots that are among them.
    begins: Vec<Outline>,
    /// The steps from the word at hand, as they are found.
    fresh: Vec<Step>,
    found: Vec<Found>,
}

impl<'a> Search<'a> {
    /// Finds everything that begins at a word.
    fn begin(&mut self, start: usize) {
        let Some(word) = self.words.get(start) else { return };
        if word.id == UNKNOWN || word.stop {
            return;
        }
        let compiled: &'a Compiled = self.compiled;
        let begins_clause = self.begins_clause(start);
        self.fresh.push(Step::new(&compiled.symbols, word.id, start + 1));
        let mut next = 0;
        // A slot that is found is a step of its own.
        while let Some(Step { symbol, end, .. }) = self.fresh.get(next).copied() {
            next += 1;
            let follows = compiled.symbols.follows(symbol);
            let own = (start..end).fold(0, |own, at| own | bit(at - start));
            let so_far = Found { pattern: 0, start, end, own };
            let whole = follows.patterns.iter();
            self.found.extend(whole.map(|pattern| Found { pattern: *pattern, ..so_far }));
            let at_start = follows.nodes_at_start.iter().filter(|_| begins_clause);
            for node in follows.nodes.iter().chain(at_start) {
                self.walk(*node, so_far);
            }
        }
        if let (Some(steps), Some(begins)) = (self.steps.get_mut(start), self.begins.get_mut(start))
        {
            *steps = std::mem::take(&mut self.fresh);
            steps.iter().for_each(|step| begins.add(compiled.symbols.outline(step.symbol)));
        }
    }

    /// Follows the trie from a node at the word `so_far.end`. As deep as the longest pattern.
    fn walk(&mut self, node: Node, so_far: Found) {
        let compiled: &'a Compiled = self.compiled;
        for label in compiled.trie.labels(node) {
            match label {
                Label::Slot(slot) => self.add_step(*slot, so_far.end),
                Label::Pattern(pattern) => self.found.push(Found { pattern: *pattern, ..so_far }),
            }
        }
        // Sorted: what takes no word first, then words, then slots.
        for (edge, child) in compiled.trie.edges(node) {
            match edge {
                Edge::Start if self.begins_clause(so_far.end) => self.walk(child, so_far),
                Edge::End if self.ends_clause(so_far.end) => self.walk(child, so_far),
                Edge::Gap(words) => self.walk_over(words, child, so_far),
                Edge::Start | Edge::End => {}
                Edge::Word(_) | Edge::Slot(_) => break,
            }
        }
        let Some(word) = self.words.get(so_far.end) else { return };
        if let Some(child) = compiled.trie.child(node, Edge::Word(word.id)) {
            self.walk_on(child, so_far.end + 1, so_far);
        }
        let begins = self.begins.get(so_far.end).copied().unwrap_or_default();
        for (edge, child) in compiled.trie.edges_back(node) {
            let Edge::Slot(slot) = edge else { break };
            if begins.may_have(slot) {
                self.walk_over_slot(slot, child, so_far);
            }
        }
    }

    /// Goes on behind each way in which a slot is there.
    fn walk_over_slot(&mut self, slot: Number, node: Node, so_far: Found) {
        let steps = self.steps.get(so_far.end).map_or(0, Vec::len);
        for step in 0..steps {
            let step = self.steps.get(so_far.end).and_then(|steps| steps.get(step));
            if let Some(step) = step.copied()
                && step.is(&self.compiled.symbols, slot)
            {
                self.walk_on(node, step.end, so_far);
            }
        }
    }

    fn add_step(&mut self, slot: Number, end: usize) {
        let symbols = &self.compiled.symbols;
        if !self.fresh.iter().any(|step| step.end == end && step.is(symbols, slot)) {
            self.fresh.push(Step::new(symbols, symbols.of_slot(slot), end));
        }
    }

    /// Goes on over the words up to `end`, which are the pattern's own.
    fn walk_on(&mut self, node: Node, end: usize, so_far: Found) {
        let own = (so_far.end..end).fold(so_far.own, |own, at| own | bit(at - so_far.start));
        self.walk(node, Found { end, own, ..so_far });
    }

    /// Goes on behind none, one, … up to `most` words of the sentence.
    fn walk_over(&mut self, most: u8, node: Node, so_far: Found) {
        for end in so_far.end..=so_far.end + usize::from(most) {
            self.walk(node, Found { end, ..so_far });
            if self.words.get(end).is_none_or(|word| word.stop) {
                return;
            }
        }
    }

    fn begins_clause(&self, at: usize) -> bool {
        let behind = at.checked_sub(1).and_then(|before| self.words.get(before));
        self.words.get(at).is_some_and(|word| word.opens)
            || behind.is_none_or(|word| word.stop || word.joins)
    }

    fn ends_clause(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|word| word.stop || word.opens || word.joins)
    }
}
