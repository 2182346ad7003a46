//! Sets of slots, thousands of them, most of which have one slot or a few.

use super::spellings::Number;
use super::trie::{index, number};

/// A set with more slots is a row of bits.
const FEW: usize = 8;

/// What may be in a set, in little room: it may seem to have more slots, and never has fewer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sketch<const N: usize>([u64; N]);

impl<const N: usize> Default for Sketch<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Sketch<N> {
    /// Whether a slot may be in the set.
    pub(super) fn may_have(self, slot: Number) -> bool {
        self.0.get(usize::from(slot / 64) % N).is_some_and(|bits| has_bit(*bits, slot))
    }

    /// Adds all that another set has.
    pub(super) fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
    }

    fn of(slots: &[Number]) -> Self {
        let mut sketch = Self::default();
        for slot in slots {
            if let Some(bits) = sketch.0.get_mut(usize::from(slot / 64) % N) {
                *bits |= 1 << (slot % 64);
            }
        }
        sketch
    }
}

/// So small that it is kept beside what is asked about again and again.
pub(super) type Hint = Sketch<1>;

/// For the sets of everything that begins at a word.
pub(super) type Outline = Sketch<4>;

/// Sets by their number.
pub(super) struct SlotSets {
    sets: Vec<Set>,
    /// The slots of sets with few.
    few: Vec<Number>,
    /// How many numbers a row of bits takes.
    stride: usize,
    /// The rows of sets with many, and their outlines.
    rows: Vec<u64>,
    outlines: Vec<Outline>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Set {
    hint: Hint,
    /// Where its slots among the few end; they begin where those of the set before end.
    end: u32,
    /// One more than the number of its row, if it has many.
    row: u32,
}

impl SlotSets {
    /// None yet, for so many slots.
    pub(super) fn new(slots: usize) -> Self {
        let stride = slots.div_ceil(64);
        Self { sets: vec![], few: vec![], stride, rows: vec![], outlines: vec![] }
    }

    /// Adds the next set.
    pub(super) fn push(&mut self, slots: &[Number]) -> Result<(), String> {
        let mut row = 0;
        if slots.len() <= FEW {
            self.few.extend_from_slice(slots);
        } else {
            let start = self.rows.len();
            self.rows.resize(start + self.stride, 0);
            for slot in slots {
                if let Some(bits) = self.rows.get_mut(start + usize::from(slot / 64)) {
                    *bits |= 1 << (slot % 64);
                }
            }
            self.outlines.push(Sketch::of(slots));
            row = number(self.outlines.len())?;
        }
        self.sets.push(Set { hint: Sketch::of(slots), end: number(self.few.len())?, row });
        Ok(())
    }

    /// Gives back the room that was kept for more.
    pub(super) fn shrink(&mut self) {
        self.sets.shrink_to_fit();
        self.few.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.outlines.shrink_to_fit();
    }

    /// Whether a slot is in a set.
    pub(super) fn has(&self, set: usize, slot: Number) -> bool {
        let Some(row) = self.row(set) else {
            // Without a branch: which of them it is does not matter.
            return self.few(set).iter().fold(false, |has, known| has | (*known == slot));
        };
        let bits = self.rows.get(row * self.stride + usize::from(slot / 64));
        bits.is_some_and(|bits| has_bit(*bits, slot))
    }

    /// What may be in a set.
    pub(super) fn hint(&self, set: usize) -> Hint {
        self.sets.get(set).map(|set| set.hint).unwrap_or_default()
    }

    /// The same, more closely.
    pub(super) fn outline(&self, set: usize) -> Outline {
        let Some(row) = self.row(set) else { return Sketch::of(self.few(set)) };
        self.outlines.get(row).copied().unwrap_or_default()
    }

    /// How many bytes they take.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        size_of::<Set>() * self.sets.capacity()
            + size_of::<Number>() * self.few.capacity()
            + size_of::<u64>() * self.rows.capacity()
            + size_of::<Outline>() * self.outlines.capacity()
    }

    /// The row of a set with many slots.
    fn row(&self, set: usize) -> Option<usize> {
        self.sets.get(set)?.row.checked_sub(1).map(index)
    }

    /// The slots of a set with few.
    fn few(&self, set: usize) -> &[Number] {
        let end = |set: usize| self.sets.get(set).map_or(0, |set| index(set.end));
        self.few.get(set.checked_sub(1).map_or(0, end)..end(set)).unwrap_or_default()
    }
}

fn has_bit(bits: u64, slot: Number) -> bool {
    bits >> (slot % 64) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_sets_have_what_was_put_in() {
        let sets: [Vec<Number>; 5] = [
            vec![],
            vec![5],
            (0..40).map(|slot| slot * 7).collect(),
            vec![0, 299],
            (100..=100 + FEW).map(|slot| Number::try_from(slot).unwrap()).collect(),
        ];
        let mut packed = SlotSets::new(300);
        sets.iter().for_each(|slots| packed.push(slots).unwrap());
        packed.shrink();
        for (set, slots) in sets.iter().enumerate() {
            for slot in 0..300 {
                let is_in = slots.contains(&slot);
                assert_eq!(packed.has(set, slot), is_in, "{slot} in {slots:?}");
                assert!(!is_in || packed.hint(set).may_have(slot));
                assert!(!is_in || packed.outline(set).may_have(slot));
            }
        }
        assert!(!packed.outline(1).may_have(6) && !packed.hint(0).may_have(0));
        assert!(!packed.has(5, 0) && packed.rows.len() == 2 * 5);
    }
}
