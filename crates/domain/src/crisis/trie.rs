//! A trie over any keys, frozen into arrays.

use std::collections::VecDeque;
use std::ops::Range;

/// The number of a node.
pub(super) type Node = u32;

/// A trie that is being built: its paths one behind the other, sorted in the end.
pub(super) struct Builder<K, L> {
    keys: Vec<K>,
    /// Where the keys of each path begin, how many there are, and what ends there.
    paths: Vec<(u32, u16, L)>,
}

impl<K: Ord + Copy, L: Ord + Copy> Builder<K, L> {
    pub(super) fn new() -> Self {
        Self { keys: Vec::new(), paths: Vec::new() }
    }

    /// Adds a path that ends in a label. One that is there already makes no difference.
    pub(super) fn insert(&mut self, path: &[K], label: L) -> Result<(), String> {
        let start = u32::try_from(self.keys.len()).map_err(|_| "too many paths")?;
        let length = u16::try_from(path.len()).map_err(|_| "too long a path")?;
        self.keys.extend_from_slice(path);
        self.paths.push((start, length, label));
        Ok(())
    }

    /// Lays the nodes out by breadth: with the paths sorted, those through a node are neighbours,
    /// and those that end there come first.
    pub(super) fn freeze(self) -> Result<Trie<K, L>, String> {
        let Self { keys, mut paths } = self;
        let path = |(start, length, _): &(u32, u16, L)| {
            let start = index(*start);
            keys.get(start..start + usize::from(*length)).unwrap_or_default()
        };
        paths.sort_unstable_by(|one, other| path(one).cmp(path(other)).then(one.2.cmp(&other.2)));
        paths.dedup_by(|one, other| one.2 == other.2 && path(one) == path(other));
        let mut trie = Trie { nodes: Vec::new(), edges: Vec::new(), labels: Vec::new() };
        // For each node to come, its paths, and how many of their keys lead there.
        let mut ahead = VecDeque::from([(number(0)?..number(paths.len())?, 0_u16)]);
        while let Some((through, depth)) = ahead.pop_front() {
            let through = Range { start: index(through.start), end: index(through.end) };
            let own = paths.get(through.clone()).unwrap_or_default();
            let ending = own.iter().take_while(|(_, length, _)| *length == depth);
            let before = trie.labels.len();
            trie.labels.extend(ending.map(|(.., label)| *label));
            let mut from = through.start + trie.labels.len() - before;
            let on = own.get(from - through.start..).unwrap_or_default();
            let key = |at: &(u32, u16, L)| path(at).get(usize::from(depth)).copied();
            for alike in on.chunk_by(|one, other| key(one) == key(other)) {
                trie.edges.extend(alike.first().and_then(key));
                ahead.push_back((number(from)?..number(from + alike.len())?, depth + 1));
                from += alike.len();
            }
            trie.nodes.push((number(trie.edges.len())?, number(trie.labels.len())?));
        }
        trie.nodes.shrink_to_fit();
        trie.edges.shrink_to_fit();
        trie.labels.shrink_to_fit();
        Ok(trie)
    }
}

/// A trie that can be walked.
pub(super) struct Trie<K, L> {
    /// Where each node's edges and labels end; they begin where those of the node before end.
    nodes: Vec<(u32, u32)>,
    /// Sorted within a node. Every node but the root is behind one edge, and in the same order: the
    /// first edge leads to the node 1.
    edges: Vec<K>,
    labels: Vec<L>,
}

impl<K: Ord + Copy, L> Trie<K, L> {
    pub(super) const ROOT: Node = 0;

    /// The edges of a node, sorted, each with the node that it leads to.
    pub(super) fn edges(&self, node: Node) -> impl Iterator<Item = (K, Node)> {
        let (edges, first) = self.edges_of(node);
        edges.iter().copied().zip(first..)
    }

    /// The edges of a node from the last to the first.
    pub(super) fn edges_back(&self, node: Node) -> impl Iterator<Item = (K, Node)> {
        let (edges, first) = self.edges_of(node);
        let last = u32::try_from(edges.len()).map_or(Node::MAX, |count| first + count);
        edges.iter().rev().copied().zip((first..last).rev())
    }

    /// The labels of the paths that end in a node.
    pub(super) fn labels(&self, node: Node) -> &[L] {
        let (from, to) = (self.ends_before(node).1, self.ends_before(node + 1).1);
        self.labels.get(index(from)..index(to)).unwrap_or_default()
    }

    /// The node that a key leads to.
    pub(super) fn child(&self, node: Node, key: K) -> Option<Node> {
        let (edges, first) = self.edges_of(node);
        let at = edges.binary_search(&key).ok()?;
        Some(first + u32::try_from(at).ok()?)
    }

    /// How many nodes there are.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.nodes.len()
    }

    /// How many bytes it takes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        size_of::<(u32, u32)>() * self.nodes.capacity()
            + size_of::<K>() * self.edges.capacity()
            + size_of::<L>() * self.labels.capacity()
    }

    /// The edges of a node, and the node that the first of them leads to.
    fn edges_of(&self, node: Node) -> (&[K], Node) {
        let (from, to) = (self.ends_before(node).0, self.ends_before(node + 1).0);
        (self.edges.get(index(from)..index(to)).unwrap_or_default(), from + 1)
    }

    fn ends_before(&self, node: Node) -> (u32, u32) {
        let before = node.checked_sub(1).and_then(|before| self.nodes.get(index(before)));
        before.copied().unwrap_or_default()
    }
}

/// A number of 32 bits as a place in an array.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A place in an array as a number of 32 bits.
pub(super) fn number(index: usize) -> Result<u32, String> {
    u32::try_from(index).map_err(|_| "too many patterns".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_their_labels() {
        let mut builder = Builder::new();
        for (path, label) in
            [([1, 2].as_slice(), 9), (&[3, 1], 5), (&[1], 8), (&[1, 2], 7), (&[1, 2], 9)]
        {
            builder.insert(path, label).unwrap();
        }
        let trie = builder.freeze().unwrap();
        let root = Trie::<i32, i32>::ROOT;
        let (one, three) = (trie.child(root, 1).unwrap(), trie.child(root, 3).unwrap());
        assert_eq!(trie.edges(root).collect::<Vec<_>>(), [(1, one), (3, three)]);
        assert_eq!(trie.edges_back(root).collect::<Vec<_>>(), [(3, three), (1, one)]);
        assert_eq!(trie.labels(one), [8]);
        assert_eq!(trie.labels(trie.child(one, 2).unwrap()), [7, 9]);
        assert_eq!(trie.labels(trie.child(three, 1).unwrap()), [5]);
        assert_eq!((trie.child(one, 3), trie.child(root, 2)), (None, None));
        assert!(trie.labels(99).is_empty() && trie.edges(99).next().is_none());
        assert_eq!(trie.size(), 5);
    }

    #[test]
    fn a_trie_without_paths_is_a_root() {
        let trie = Builder::<u8, u8>::new().freeze().unwrap();
        assert_eq!((trie.size(), trie.edges(0).count(), trie.labels(0).len()), (1, 0, 0));
    }
}
