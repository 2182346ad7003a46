//! Whether anything was written that may change what is read about a person.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use pilotlight_domain::UserId;

use crate::model::Version;

/// People share counters: a write about one may look like one about another, and never the other
/// way round.
const COUNTERS: usize = 4096;

/// Counts writes.
pub(super) struct Versions {
    /// As the writer's connection last gave it, or 0, which none gives.
    data_version: AtomicI64,
    everybody: AtomicU64,
    counters: Vec<AtomicU64>,
    hasher: RandomState,
}

/// Whom a write is about. It counts the write when it goes away, which a writer sees to be after
/// the commit, and before the caller hears of it: whoever took a version earlier has an old one
/// then, however little of the write they saw.
pub(super) struct Touch {
    versions: Arc<Versions>,
    whom: Whom,
}

enum Whom {
    Nobody,
    People(Vec<UserId>),
    Everybody,
}

impl Versions {
    pub(super) fn new() -> Self {
        let counters = std::iter::repeat_with(AtomicU64::default).take(COUNTERS).collect();
        Self {
            data_version: AtomicI64::new(0),
            everybody: AtomicU64::new(0),
            counters,
            hasher: RandomState::new(),
        }
    }

    pub(super) fn of(&self, user: &UserId) -> Version {
        let person = self.counter(user).map_or(0, |counter| counter.load(Ordering::SeqCst));
        Version { everybody: self.everybody.load(Ordering::SeqCst), person }
    }

    fn counter(&self, user: &UserId) -> Option<&AtomicU64> {
        let hash = self.hasher.hash_one(user.as_str());
        let place = hash % u64::try_from(self.counters.len()).ok()?;
        self.counters.get(usize::try_from(place).ok()?)
    }

    /// A write that changes nothing that is read about a person.
    pub(super) fn nobody(self: &Arc<Self>) -> Touch {
        Touch { versions: Arc::clone(self), whom: Whom::Nobody }
    }

    /// A write about one person.
    pub(super) fn person(self: &Arc<Self>, user: &UserId) -> Touch {
        self.people([user])
    }

    /// A write about some people.
    pub(super) fn people<'a>(
        self: &Arc<Self>,
        users: impl IntoIterator<Item = &'a UserId>,
    ) -> Touch {
        let whom = Whom::People(users.into_iter().cloned().collect());
        Touch { versions: Arc::clone(self), whom }
    }

    /// Whom other processes have written about, now that the writer's connection gives this number:
    /// it moves when another than that has written.
    pub(super) fn foreign(self: &Arc<Self>, data_version: i64) -> Touch {
        match self.data_version.swap(data_version, Ordering::SeqCst) == data_version {
            true => self.nobody(),
            false => self.everybody(),
        }
    }

    /// The writer has another connection, which counts anew: what others wrote until now may be
    /// about anybody, and the number that was seen last says nothing any more.
    pub(super) fn reconnected(self: &Arc<Self>) {
        self.data_version.store(0, Ordering::SeqCst);
        drop(self.everybody());
    }

    /// A write of which it is not known whom it is about.
    fn everybody(self: &Arc<Self>) -> Touch {
        Touch { versions: Arc::clone(self), whom: Whom::Everybody }
    }
}

impl Drop for Touch {
    fn drop(&mut self) {
        let count = |counter: &AtomicU64| {
            counter.fetch_add(1, Ordering::SeqCst);
        };
        match &self.whom {
            Whom::Nobody => {}
            Whom::People(users) => {
                users.iter().filter_map(|user| self.versions.counter(user)).for_each(count);
            }
            Whom::Everybody => count(&self.versions.everybody),
        }
    }
}
