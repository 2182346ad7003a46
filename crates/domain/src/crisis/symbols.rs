//! What a word, or a slot, can be the whole of.
//!
//! Most slots are found as a single word, and one word is in dozens of them. That does not depend
//! on the text, so it is worked out beforehand.

use super::compile::{Edge, Label};
use super::slot_sets::{Hint, Outline, SlotSets};
use super::spellings::Number;
use super::trie::{Node, Trie, index, number};

/// The number of a word or a slot: the words come first.
pub(super) type Symbol = u16;

/// For each symbol, all that follows from it alone, one symbol's behind the other's.
pub(super) struct Symbols {
    words: Symbol,
    /// The slots that it is the whole of, itself among them.
    slots: SlotSets,
    /// Where each symbol's own end below; they begin where those of the symbol before end.
    ends: Vec<Ends>,
    nodes: Vec<Node>,
    nodes_at_start: Vec<Node>,
    patterns: Vec<Number>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    nodes: u32,
    nodes_at_start: u32,
    patterns: u32,
}

/// Where the trie goes on behind a symbol at its root.
pub(super) struct Follows<'a> {
    /// Nodes with more to come.
    pub(super) nodes: &'a [Node],
    /// Nodes at the beginning of a clause.
    pub(super) nodes_at_start: &'a [Node],
    /// Patterns that the symbol is the whole of.
    pub(super) patterns: &'a [Number],
}

impl Symbols {
    pub(super) fn new(
        trie: &Trie<Edge, Label>,
        words: usize,
        slots: usize,
    ) -> Result<Self, String> {
        let count = |count| Symbol::try_from(count).map_err(|_| "too many words and slots");
        let mut symbols = Self {
            words: count(words)?,
            slots: SlotSets::new(slots),
            ends: Vec::with_capacity(words + slots),
            nodes: Vec::new(),
            nodes_at_start: Vec::new(),
            patterns: Vec::new(),
        };
        let mut reached = Vec::new();
        for symbol in 0..count(words + slots)? {
            symbols.push(trie, symbol, &mut reached)?;
        }
        symbols.slots.shrink();
        symbols.nodes.shrink_to_fit();
        symbols.nodes_at_start.shrink_to_fit();
        symbols.patterns.shrink_to_fit();
        Ok(symbols)
    }

    /// Adds what follows from the next symbol; `reached` is room to work in.
    fn push(
        &mut self,
        trie: &Trie<Edge, Label>,
        symbol: Symbol,
        reached: &mut Vec<Number>,
    ) -> Result<(), String> {
        let at_start = trie.child(ROOT, Edge::Start);
        reached.clear();
        let own = symbol.checked_sub(self.words);
        reached.extend(own);
        let mut edge = own.map_or(Edge::Word(symbol), Edge::Slot);
        let mut next = reached.len();
        loop {
            self.nodes_at_start.extend(at_start.and_then(|node| trie.child(node, edge)));
            if let Some(node) = trie.child(ROOT, edge) {
                self.nodes.extend(trie.edges(node).next().map(|_| node));
                for label in trie.labels(node) {
                    match label {
                        Label::Slot(slot) if !reached.contains(slot) => reached.push(*slot),
                        Label::Slot(_) => {}
                        Label::Pattern(pattern) => self.patterns.push(*pattern),
                    }
                }
            }
            let Some(slot) = reached.get(next) else { break };
            edge = Edge::Slot(*slot);
            next += 1;
        }
        self.slots.push(reached)?;
        self.ends.push(Ends {
            nodes: number(self.nodes.len())?,
            nodes_at_start: number(self.nodes_at_start.len())?,
            patterns: number(self.patterns.len())?,
        });
        Ok(())
    }

    /// The symbol of a slot.
    pub(super) fn of_slot(&self, slot: Number) -> Symbol {
        self.words + slot
    }

    /// Whether a symbol alone is the whole of a slot.
    pub(super) fn is(&self, symbol: Symbol, slot: Number) -> bool {
        symbol == self.of_slot(slot) || self.slots.has(usize::from(symbol), slot)
    }

    /// The slots that a symbol may be the whole of.
    pub(super) fn hint(&self, symbol: Symbol) -> Hint {
        self.slots.hint(usize::from(symbol))
    }

    /// The same, more closely.
    pub(super) fn outline(&self, symbol: Symbol) -> Outline {
        self.slots.outline(usize::from(symbol))
    }

    /// Where the trie goes on behind a symbol at its root.
    pub(super) fn follows(&self, symbol: Symbol) -> Follows<'_> {
        let at = usize::from(symbol);
        let ends = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        let (from, to) = (at.checked_sub(1).map(ends).unwrap_or_default(), ends(at));
        let nodes = self.nodes.get(index(from.nodes)..index(to.nodes));
        let at_start = index(from.nodes_at_start)..index(to.nodes_at_start);
        let patterns = self.patterns.get(index(from.patterns)..index(to.patterns));
        Follows {
            nodes: nodes.unwrap_or_default(),
            nodes_at_start: self.nodes_at_start.get(at_start).unwrap_or_default(),
            patterns: patterns.unwrap_or_default(),
        }
    }

    /// How many bytes it takes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.slots.bytes()
            + size_of::<Ends>() * self.ends.capacity()
            + size_of::<Node>() * (self.nodes.capacity() + self.nodes_at_start.capacity())
            + size_of::<Number>() * self.patterns.capacity()
    }
}

const ROOT: Node = Trie::<Edge, Label>::ROOT;
