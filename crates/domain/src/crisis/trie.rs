//! A trie over any keys, frozen into arrays.

use std::collections::BTreeMap;

/// A trie that is being built.
pub(super) struct Builder<K, L> {
    /// By node and key, where the key leads to.
    edges: BTreeMap<(usize, K), usize>,
    /// One entry a node.
    labels: Vec<Vec<L>>,
}

impl<K: Ord + Copy, L: PartialEq> Builder<K, L> {
    pub(super) fn new() -> Self {
        Self { edges: BTreeMap::new(), labels: vec![Vec::new()] }
    }

    /// Adds a path that ends in a label. A label that is there already is not added again.
    pub(super) fn insert(&mut self, path: impl IntoIterator<Item = K>, label: L) {
        let mut at = Trie::<K, L>::ROOT;
        for key in path {
            let fresh = self.labels.len();
            at = *self.edges.entry((at, key)).or_insert(fresh);
            if at == fresh {
                self.labels.push(Vec::new());
            }
        }
        if let Some(labels) = self.labels.get_mut(at)
            && !labels.contains(&label)
        {
            labels.push(label);
        }
    }

    pub(super) fn freeze(self) -> Trie<K, L> {
        let mut trie = Trie { nodes: Vec::new(), edges: Vec::new(), labels: Vec::new() };
        let mut edges = self.edges.into_iter().peekable();
        for (node, labels) in self.labels.into_iter().enumerate() {
            let own = std::iter::from_fn(|| edges.next_if(|((from, _), _)| *from == node));
            trie.edges.extend(own.map(|((_, key), child)| (key, child)));
            trie.labels.extend(labels);
            trie.nodes.push((trie.edges.len(), trie.labels.len()));
        }
        trie
    }
}

/// A trie that can be walked.
pub(super) struct Trie<K, L> {
    /// Where each node's edges and labels end; they begin where those of the node before end.
    nodes: Vec<(usize, usize)>,
    /// Sorted by key within a node.
    edges: Vec<(K, usize)>,
    labels: Vec<L>,
}

impl<K: Ord + Copy, L> Trie<K, L> {
    pub(super) const ROOT: usize = 0;

    /// The edges of a node, sorted.
    pub(super) fn edges(&self, node: usize) -> &[(K, usize)] {
        let (from, to) = (self.ends_before(node).0, self.ends_before(node + 1).0);
        self.edges.get(from..to).unwrap_or_default()
    }

    /// The labels of the paths that end in a node.
    pub(super) fn labels(&self, node: usize) -> &[L] {
        let (from, to) = (self.ends_before(node).1, self.ends_before(node + 1).1);
        self.labels.get(from..to).unwrap_or_default()
    }

    /// The node that a key leads to.
    pub(super) fn child(&self, node: usize, key: K) -> Option<usize> {
        let edges = self.edges(node);
        let at = edges.binary_search_by(|(known, _)| known.cmp(&key)).ok()?;
        edges.get(at).map(|(_, child)| *child)
    }

    /// How many nodes there are.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.nodes.len()
    }

    fn ends_before(&self, node: usize) -> (usize, usize) {
        node.checked_sub(1).and_then(|before| self.nodes.get(before)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_their_labels() {
        let mut builder = Builder::new();
        builder.insert([1, 2], 7);
        builder.insert([1], 8);
        builder.insert([1, 2], 9);
        builder.insert([1, 2], 7);
        let trie = builder.freeze();
        let one = trie.child(Trie::<usize, usize>::ROOT, 1).unwrap();
        assert_eq!(trie.labels(one), [8]);
        assert_eq!(trie.labels(trie.child(one, 2).unwrap()), [7, 9]);
        assert_eq!(trie.child(one, 3), None);
        assert!(trie.labels(99).is_empty());
        assert_eq!(trie.size(), 3);
    }
}
