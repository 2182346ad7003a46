//! What a word, or a slot, can be the whole of.
//!
//! Most slots are found as a single word, and one word is in dozens of them. That does not depend
//! on the text, so it is worked out beforehand.

use super::compile::{Edge, Label};
use super::trie::Trie;

/// The number of a word or a slot.
pub(super) type Symbol = usize;

/// For each symbol, all that follows from it alone.
pub(super) struct Symbols {
    words: usize,
    /// How many numbers a row of bits takes.
    stride: usize,
    /// One row a symbol: the slots that it is the whole of, itself among them.
    slots: Vec<u64>,
    follows: Vec<Follows>,
}

/// Where the trie goes on behind a symbol at its root.
#[derive(Debug, Clone, Default)]
pub(super) struct Follows {
    /// Nodes with more to come.
    pub(super) nodes: Vec<usize>,
    /// Nodes at the beginning of a clause.
    pub(super) nodes_at_start: Vec<usize>,
    /// Patterns that the symbol is the whole of.
    pub(super) patterns: Vec<usize>,
}

impl Symbols {
    pub(super) fn new(trie: &Trie<Edge, Label>, words: usize, slots: usize) -> Self {
        let stride = slots.div_ceil(64);
        let count = words + slots;
        let mut symbols =
            Self { words, stride, slots: vec![0; stride * count], follows: Vec::new() };
        let at_start = trie.child(ROOT, Edge::Start);
        for symbol in 0..count {
            let mut follows = Follows::default();
            let mut reached = vec![symbols.edge(symbol)];
            let mut next = 0;
            while let Some(edge) = reached.get(next).copied() {
                next += 1;
                if let Edge::Slot(slot) = edge {
                    symbols.set(symbol, slot);
                }
                follows.nodes_at_start.extend(at_start.and_then(|node| trie.child(node, edge)));
                let Some(node) = trie.child(ROOT, edge) else { continue };
                if !trie.edges(node).is_empty() {
                    follows.nodes.push(node);
                }
                for label in trie.labels(node) {
                    match label {
                        Label::Slot(slot) if !reached.contains(&Edge::Slot(*slot)) => {
                            reached.push(Edge::Slot(*slot));
                        }
                        Label::Slot(_) => {}
                        Label::Pattern(pattern) => follows.patterns.push(*pattern),
                    }
                }
            }
            symbols.follows.push(follows);
        }
        symbols
    }

    /// The symbol of a slot.
    pub(super) fn of_slot(&self, slot: usize) -> Symbol {
        self.words + slot
    }

    /// Whether an edge can be gone over with this symbol alone.
    pub(super) fn is(&self, symbol: Symbol, edge: Edge) -> bool {
        match edge {
            Edge::Word(word) => symbol == word,
            Edge::Slot(slot) => {
                let bits = self.slots.get(symbol * self.stride + slot / 64);
                bits.is_some_and(|bits| bits >> (slot % 64) & 1 == 1)
            }
            Edge::Start | Edge::End | Edge::Gap(_) => false,
        }
    }

    /// Where the trie goes on behind a symbol at its root.
    pub(super) fn follows(&self, symbol: Symbol) -> Option<&Follows> {
        self.follows.get(symbol)
    }

    fn edge(&self, symbol: Symbol) -> Edge {
        symbol.checked_sub(self.words).map_or(Edge::Word(symbol), Edge::Slot)
    }

    fn set(&mut self, symbol: Symbol, slot: usize) {
        if let Some(bits) = self.slots.get_mut(symbol * self.stride + slot / 64) {
            *bits |= 1 << (slot % 64);
        }
    }
}

const ROOT: usize = Trie::<Edge, Label>::ROOT;
