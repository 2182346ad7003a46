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
    sketches: Vec<Sketch>,
    follows: Vec<Follows>,
}

/// A set of slots in little room: it may seem to have more, and never has fewer.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sketch([u64; 4]);

impl Sketch {
    /// Whether a slot may be in the set.
    pub(super) fn may_have(self, edge: Edge) -> bool {
        let Edge::Slot(slot) = edge else { return false };
        self.0.get(slot / 64 % 4).is_some_and(|bits| bits >> (slot % 64) & 1 == 1)
    }

    /// Adds all that another set has.
    pub(super) fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
    }
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
        let mut symbols = Self {
            words,
            stride,
            slots: vec![0; stride * count],
            sketches: Vec::new(),
            follows: Vec::new(),
        };
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
        symbols.sketches = (0..count).map(|symbol| symbols.sketched(symbol)).collect();
        symbols
    }

    /// The symbol of a slot.
    pub(super) fn of_slot(&self, slot: usize) -> Symbol {
        self.words + slot
    }

    /// The slots that a symbol is the whole of.
    pub(super) fn sketch(&self, symbol: Symbol) -> Sketch {
        self.sketches.get(symbol).copied().unwrap_or_default()
    }

    fn sketched(&self, symbol: Symbol) -> Sketch {
        let row = self.slots.iter().skip(symbol * self.stride).take(self.stride);
        let mut sketch = Sketch::default();
        for (at, bits) in row.enumerate() {
            if let Some(sketched) = sketch.0.get_mut(at % 4) {
                *sketched |= bits;
            }
        }
        sketch
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
