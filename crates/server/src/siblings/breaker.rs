//! When a sibling is left alone, and when it is tried again.
//!
//! A rule on moments that are handed in: it reads no clock, draws no randomness and does not wait.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Failures in a row that open the breaker.
const IN_A_ROW: usize = 5;

/// How many of the latest calls are looked at, and how many failures among them open the breaker.
const RECENT: usize = 20;
const FAILED_OF_RECENT: usize = 10;

/// How long a sibling is left alone at first, and at most.
const FIRST_REST: Duration = Duration::from_secs(5);
const LONGEST_REST: Duration = Duration::from_secs(60);

/// How long a probe is waited for before another call is let through.
const PROBE_PATIENCE: Duration = Duration::from_secs(30);

/// What a call showed of its sibling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It answers, well or badly.
    Answered,
    /// It does not.
    Failed,
    /// Neither.
    Unknown,
}

/// Where a breaker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// Calls go through.
    Closed,
    /// None does.
    Open,
    /// One call may find out whether the sibling is back, or is finding out.
    HalfOpen,
}

/// A change that is worth a line in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The sibling is left alone for this long.
    Opened(Duration),
    /// It is called again.
    Closed,
}

/// Leave to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pass {
    era: u64,
    /// Whether it is the one call that finds out whether the sibling is back.
    pub(super) is_probe: bool,
}

#[derive(Debug, Clone, Copy)]
enum State {
    Closed,
    Open { from: Instant, until: Instant },
    Probing { since: Instant },
}

/// Watches the calls of one sibling, and holds them back while it is dead.
pub(super) struct Breaker {
    state: State,
    /// When calls began to go through, or ceased to.
    since: Instant,
    /// Counts the changes of `state`. What a call from before the last one finds out is old news.
    era: u64,
    /// Whether each of the latest calls failed, the newest last.
    recent: VecDeque<bool>,
    /// How often the sibling has been left alone since it last answered.
    rests: u32,
}

impl Breaker {
    pub(super) fn new(now: Instant) -> Self {
        let recent = VecDeque::with_capacity(RECENT);
        Self { state: State::Closed, since: now, era: 0, recent, rests: 0 }
    }

    /// Where it stands; since when calls go through or do not; and, while it is open, when the
    /// next one may.
    pub(super) fn look(&self, now: Instant) -> (Position, Instant, Option<Instant>) {
        let (position, next) = match self.state {
            State::Closed => (Position::Closed, None),
            State::Open { until, .. } if now < until => (Position::Open, Some(until)),
            State::Open { .. } | State::Probing { .. } => (Position::HalfOpen, None),
        };
        (position, self.since, next)
    }

    /// Whether a call would be let through.
    pub(super) fn lets_through(&self, now: Instant) -> bool {
        match self.state {
            State::Closed => true,
            State::Open { until, .. } => now >= until,
            // A recording that somebody uploads for half an hour is a probe too.
            State::Probing { since } => now.saturating_duration_since(since) >= PROBE_PATIENCE,
        }
    }

    /// Lets a call through, or not. Whoever has a pass must [settle](Self::settle) it.
    pub(super) fn admit(&mut self, now: Instant) -> Option<Pass> {
        if !self.lets_through(now) {
            return None;
        }
        let is_probe = !matches!(self.state, State::Closed);
        if is_probe {
            self.enter(State::Probing { since: now });
        }
        Some(Pass { era: self.era, is_probe })
    }

    /// Takes in what a call showed. `jitter` is a random number of 0 to 1.
    pub(super) fn settle(
        &mut self,
        pass: Pass,
        verdict: Verdict,
        now: Instant,
        jitter: f64,
    ) -> Option<Change> {
        if pass.era != self.era {
            return None;
        }
        match (pass.is_probe, verdict) {
            (false, verdict) => self.count(verdict, now, jitter),
            (true, Verdict::Answered) => {
                self.since = now;
                self.rests = 0;
                self.recent.clear();
                self.enter(State::Closed);
                Some(Change::Closed)
            }
            (true, Verdict::Failed) => Some(self.open(now, jitter)),
            (true, Verdict::Unknown) => {
                // The next call finds out.
                self.enter(State::Open { from: now, until: now });
                None
            }
        }
    }

    /// Takes in what a call showed that was made whatever the breaker says, and for work of
    /// another kind. That it failed counts; that it went well makes a probe worth while soon.
    pub(super) fn hint(&mut self, verdict: Verdict, now: Instant, jitter: f64) -> Option<Change> {
        match (&mut self.state, verdict) {
            (State::Closed, Verdict::Failed) => self.count(verdict, now, jitter),
            (State::Open { from, until }, Verdict::Answered) => {
                *until = (*until).min(*from + FIRST_REST);
                None
            }
            _ => None,
        }
    }

    fn count(&mut self, verdict: Verdict, now: Instant, jitter: f64) -> Option<Change> {
        if verdict == Verdict::Unknown {
            return None;
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(verdict == Verdict::Failed);
        let in_a_row = self.recent.iter().rev().take_while(|failed| **failed).count();
        let failed = self.recent.iter().filter(|failed| **failed).count();
        (in_a_row >= IN_A_ROW || failed >= FAILED_OF_RECENT).then(|| {
            self.since = now;
            self.open(now, jitter)
        })
    }

    /// Twice as long every time, give or take a fifth, so that many servers do not come together.
    fn open(&mut self, now: Instant, jitter: f64) -> Change {
        let doubled = FIRST_REST.saturating_mul(2_u32.saturating_pow(self.rests));
        let rest = doubled.min(LONGEST_REST).mul_f64(0.8 + 0.4 * jitter);
        self.rests = self.rests.saturating_add(1);
        self.enter(State::Open { from: now, until: now + rest });
        Change::Opened(rest)
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.era += 1;
    }
}

#[cfg(test)]
mod tests;
