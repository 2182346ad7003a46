use std::collections::HashMap;

use crate::id::{InvalidId, check_id};

named_enum! {
    /// How a stimulus is shown.
    "stimulus type" StimulusKind {
        /// A picture to look at.
        Image = "image",
        /// A sound to listen to.
        Audio = "audio",
        /// A question to answer, over a quiet backdrop.
        Text = "text",
    }
}

named_enum! {
    /// What a stimulus is meant to be like.
    "stimulus category" Category {
        /// Restful.
        Calm = "calm",
        /// Neither.
        Neutral = "neutral",
        /// Busy or tense.
        Activating = "activating",
    }
}

/// What a person looks at, listens to or is asked before a check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stimulus {
    /// The id, which the sibling services know too.
    pub id: String,
    /// How it is shown.
    pub kind: StimulusKind,
    /// Where its picture or sound is served.
    pub url: String,
    /// What it is meant to be like.
    pub category: Category,
    /// What to say to the person.
    pub prompt: String,
}

impl Stimulus {
    /// The longest id, in characters.
    pub const MAX_ID_CHARS: usize = 128;

    /// Checks an id that a client sent. It need not be in the catalogue.
    ///
    /// # Errors
    /// [`InvalidId`] says what is wrong with it.
    pub fn check_id(id: &str) -> Result<(), InvalidId> {
        check_id(id, Self::MAX_ID_CHARS)
    }
}

/// All stimuli; never empty, no id twice.
#[derive(Debug, Clone)]
pub struct Catalogue {
    first: Stimulus,
    rest: Vec<Stimulus>,
}

/// Why a set of stimuli cannot be a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// There is no stimulus.
    #[error("a catalogue needs at least one stimulus")]
    Empty,
    /// An id stands twice.
    #[error("the stimulus id {0:?} stands twice")]
    Twice(String),
}

impl Catalogue {
    /// Builds a catalogue.
    ///
    /// # Errors
    /// [`CatalogueError`] where there is none, or an id stands twice.
    pub fn new(stimuli: impl IntoIterator<Item = Stimulus>) -> Result<Self, CatalogueError> {
        let mut stimuli = stimuli.into_iter();
        let first = stimuli.next().ok_or(CatalogueError::Empty)?;
        let mut catalogue = Self { first, rest: Vec::new() };
        for stimulus in stimuli {
            if catalogue.get(&stimulus.id).is_some() {
                return Err(CatalogueError::Twice(stimulus.id));
            }
            catalogue.rest.push(stimulus);
        }
        Ok(catalogue)
    }

    /// Every stimulus, in the catalogue's order.
    pub fn all(&self) -> impl Iterator<Item = &Stimulus> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// The stimulus with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Stimulus> {
        self.all().find(|stimulus| stimulus.id == id)
    }

    /// The person's stimulus of a day.
    ///
    /// `day` counts days since 1970-01-01 in the person's own time zone; `answered` says how often
    /// the person answered each stimulus before that day. Everybody has an order of their own; a
    /// day names a place in it, and from there the first of the least answered is taken. So the
    /// answer is stable for the day, any run of days shows all before one twice, and neither does
    /// a person who comes back now and then answer one twice before all.
    #[must_use]
    pub fn for_day(&self, user_id: &str, day: i64, answered: &HashMap<String, u32>) -> &Stimulus {
        let mut order: Vec<&Stimulus> = self.all().collect();
        order.sort_by_key(|stimulus| (fnv1a(user_id, &stimulus.id), &stimulus.id));
        let length = i64::try_from(order.len()).unwrap_or(1).max(1);
        let start = usize::try_from(day.rem_euclid(length)).unwrap_or(0);
        order.rotate_left(start);
        order
            .into_iter()
            .min_by_key(|stimulus| answered.get(&stimulus.id).copied().unwrap_or(0))
            .unwrap_or(&self.first)
    }
}

/// FNV-1a: the standard library's hash may change between releases, and with it everybody's order.
fn fnv1a(user_id: &str, stimulus_id: &str) -> u64 {
    let bytes = user_id.bytes().chain([0]).chain(stimulus_id.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn catalogue(size: usize) -> Catalogue {
        Catalogue::new((0..size).map(|i| Stimulus {
            id: format!("s{i}"),
            kind: StimulusKind::Image,
            url: format!("/media/s{i}.svg"),
            category: Category::Calm,
            prompt: String::new(),
        }))
        .unwrap()
    }

    #[test]
    fn a_catalogue_is_not_empty_and_has_no_id_twice() {
        assert_eq!(Catalogue::new([]).unwrap_err(), CatalogueError::Empty);
        let twice = [catalogue(1).first, catalogue(1).first];
        assert_eq!(Catalogue::new(twice).unwrap_err(), CatalogueError::Twice("s0".to_owned()));
    }

    proptest! {
        #[test]
        fn any_twelve_days_in_a_row_show_all_twelve(user in ".{1,20}", first in -5000_i64..50_000) {
            let catalogue = catalogue(12);
            let seen: HashSet<&str> = (first..first + 12)
                .map(|day| catalogue.for_day(&user, day, &HashMap::new()).id.as_str())
                .collect();
            prop_assert_eq!(seen.len(), 12);
        }

        #[test]
        fn all_are_answered_once_before_any_twice(
            user in ".{1,20}",
            gaps in prop::collection::vec(1_i64..40, 36),
        ) {
            let catalogue = catalogue(12);
            let mut answered = HashMap::new();
            let mut day = 20_000;
            for gap in gaps {
                day += gap;
                let today = catalogue.for_day(&user, day, &answered);
                prop_assert_eq!(today, catalogue.for_day(&user, day, &answered));
                *answered.entry(today.id.clone()).or_insert(0_u32) += 1;
                let least = catalogue.all().map(|s| answered.get(&s.id).copied().unwrap_or(0)).min();
                let most = answered.values().copied().max();
                prop_assert!(most <= least.map(|count| count + 1));
            }
        }
    }
}
