//! What is known of the calls of one sibling, and what follows from it for the next.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use pilotlight_clients::SiblingError;
use pilotlight_domain::UnixMillis;

use super::Sibling;
use super::breaker::{Breaker, Change, Pass, Position, Verdict};
use super::line::Outcome;
use super::verdict;
use crate::clock;

/// What is known of the calls of a sibling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineState {
    pub(crate) position: Position,
    /// When calls began to go through, or ceased to.
    pub(crate) since: UnixMillis,
    /// When the next call may find out whether the sibling is back; `None` unless it is open.
    pub(crate) next_probe_at: Option<UnixMillis>,
    pub(crate) last_error: Option<LastError>,
}

/// How a call failed last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LastError {
    pub(crate) at: UnixMillis,
    pub(crate) call: &'static str,
    /// In words of [`SiblingError`], which name nobody.
    pub(crate) error: String,
}

/// The breaker of a sibling and its last error, on the real clock.
pub(super) struct Record {
    sibling: Sibling,
    breaker: Mutex<Breaker>,
    last_error: Mutex<Option<LastError>>,
}

impl Record {
    pub(super) fn new(sibling: Sibling) -> Self {
        let breaker = Mutex::new(Breaker::new(Instant::now()));
        Self { sibling, breaker, last_error: Mutex::new(None) }
    }

    /// Whether calls go through.
    pub(super) fn is_closed(&self) -> bool {
        self.breaker().look(Instant::now()).0 == Position::Closed
    }

    /// An error where a call would be held back.
    pub(super) fn lets_through(&self) -> Outcome<()> {
        let lets = self.breaker().lets_through(Instant::now());
        lets.then_some(()).ok_or(SiblingError::Resting)
    }

    /// Leave to make a call, or an error where it is held back.
    pub(super) fn admit(self: &Arc<Self>, call: &'static str) -> Outcome<Ticket> {
        let pass = self.breaker().admit(Instant::now()).ok_or(SiblingError::Resting)?;
        Ok(Ticket { record: Arc::clone(self), call, pass })
    }

    /// Takes in the outcome of a call that was made whatever the breaker says.
    pub(super) fn take_delivery<T>(&self, call: &'static str, outcome: &Outcome<T>) {
        self.remember(call, outcome);
        let verdict = verdict::of_delivery(outcome);
        let change = self.breaker().hint(verdict, Instant::now(), fastrand::f64());
        self.log(change);
    }

    /// Keeps an error for whoever asks how the sibling is.
    pub(super) fn remember<T>(&self, call: &'static str, outcome: &Outcome<T>) {
        let Err(error) = outcome else { return };
        if verdict::is_the_siblings(error) {
            let error = LastError { at: clock::now(), call, error: error.to_string() };
            *self.last_error() = Some(error);
        }
    }

    pub(super) fn state(&self) -> LineState {
        let (now, wall) = (Instant::now(), clock::now());
        let (position, since, next_probe) = self.breaker().look(now);
        let ago = now.saturating_duration_since(since);
        let next = next_probe.map(|at| wall.0.saturating_add(millis(at.duration_since(now))));
        LineState {
            position,
            since: UnixMillis(wall.0.saturating_sub(millis(ago))),
            next_probe_at: next.map(UnixMillis),
            last_error: self.last_error().clone(),
        }
    }

    fn settle(&self, pass: Pass, verdict: Verdict) {
        let change = self.breaker().settle(pass, verdict, Instant::now(), fastrand::f64());
        self.log(change);
    }

    fn log(&self, change: Option<Change>) {
        let sibling = self.sibling.name();
        match change {
            Some(Change::Opened(rest)) => {
                let seconds = rest.as_secs();
                tracing::warn!(sibling, seconds, "the sibling is left alone for a while");
            }
            Some(Change::Closed) => tracing::info!(sibling, "the sibling is called again"),
            None => {}
        }
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn last_error(&self) -> MutexGuard<'_, Option<LastError>> {
        self.last_error.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leave to make one call.
pub(super) struct Ticket {
    record: Arc<Record>,
    call: &'static str,
    pass: Pass,
}

impl Ticket {
    /// Whether the call finds out whether the sibling is back.
    pub(super) fn is_probe(&self) -> bool {
        self.pass.is_probe
    }

    /// Takes in the outcome of the call. `was_fair` tells whether it had the time that the sibling
    /// may need.
    pub(super) fn settle<T>(self, outcome: Outcome<T>, was_fair: bool) -> Outcome<T> {
        self.record.remember(self.call, &outcome);
        self.record.settle(self.pass, verdict::of_call(&outcome, was_fair));
        outcome
    }
}

impl Drop for Ticket {
    /// A probe that ends without a word, since nobody runs it any more, gives its turn to the next.
    fn drop(&mut self) {
        // Where the pass is settled, this changes nothing.
        self.record.settle(self.pass, Verdict::Unknown);
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
