//! Who listens for whose check-ins. Nothing is queued for anybody: whoever is woken looks into the
//! database, when their connection has room.

mod stream;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pilotlight_domain::UserId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

pub(crate) use self::stream::{NOTHING_YET, begin};

/// The share of the connections that listens at most: a half.
const SHARE: usize = 2;

/// Everybody who listens.
pub(crate) struct Events {
    places: Arc<Semaphore>,
    by_person: Mutex<HashMap<UserId, Person>>,
    is_stopping: watch::Sender<bool>,
}

/// A person for whose check-ins somebody listens.
#[derive(Default)]
struct Person {
    wake: watch::Sender<()>,
    listeners: usize,
}

impl Events {
    /// Of a server that serves so many connections.
    pub(crate) fn new(most_connections: usize) -> Self {
        let places = (most_connections / SHARE).min(Semaphore::MAX_PERMITS);
        Self {
            places: Arc::new(Semaphore::new(places)),
            by_person: Mutex::default(),
            is_stopping: watch::Sender::default(),
        }
    }

    /// A check-in of a person was stored.
    pub(crate) fn tell(&self, user: &UserId) {
        if let Some(person) = self.by_person().get(user) {
            person.wake.send_replace(());
        }
    }

    /// Whoever listens is let go.
    pub(crate) fn stop(&self) {
        self.is_stopping.send_replace(true);
    }

    fn by_person(&self) -> MutexGuard<'_, HashMap<UserId, Person>> {
        self.by_person.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody who listens for a person's check-ins.
pub(crate) struct Listener {
    events: Arc<Events>,
    user: UserId,
    woken: watch::Receiver<()>,
    is_stopping: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

impl Listener {
    /// `None` where as many listen as may.
    pub(crate) fn new(events: &Arc<Events>, user: &UserId) -> Option<Self> {
        let place = Arc::clone(&events.places).try_acquire_owned().ok()?;
        let mut people = events.by_person();
        let person = people.entry(user.clone()).or_default();
        person.listeners += 1;
        Some(Self {
            events: Arc::clone(events),
            user: user.clone(),
            woken: person.wake.subscribe(),
            is_stopping: events.is_stopping.subscribe(),
            _place: place,
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut people = self.events.by_person();
        if let Some(person) = people.get_mut(&self.user) {
            person.listeners -= 1;
            if person.listeners == 0 {
                people.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_remembered_for_whom_nobody_listens() {
        let events = Arc::new(Events::new(7));
        let [ana, ben] = ["ana", "ben"].map(|name| UserId::new(name).unwrap());
        let all: Vec<_> =
            [&ana, &ana, &ben].map(|user| Listener::new(&events, user).unwrap()).into();
        assert!(Listener::new(&events, &ana).is_none(), "three is half of seven");
        events.tell(&ana);
        let woken: Vec<bool> = all.iter().map(|one| one.woken.has_changed().unwrap()).collect();
        assert_eq!(woken, [true, true, false]);
        for (one, left) in all.into_iter().zip([2, 1, 0]) {
            drop(one);
            assert_eq!(events.by_person().len(), left);
            events.tell(&ana);
        }
        assert!(Listener::new(&events, &ana).is_some());
    }
}
