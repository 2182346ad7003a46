//! The line to one sibling: how many calls at once, one more try where that is safe, and none at
//! all while the sibling is dead.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use pilotlight_clients::SiblingError;
use pilotlight_domain::UnixMillis;

use super::Sibling;
use super::breaker::{Breaker, Change, Pass, Position, Verdict};
use super::room::Room;
use super::verdict;
use crate::clock;

/// A failure that comes sooner than this was no matter of patience, so another try may help.
const QUICK: Duration = Duration::from_millis(500);

/// The pause before the other try, give or take a half.
const PAUSE: Duration = Duration::from_millis(50);

/// How long a check-in waits for a call that finds out whether the sibling is back. The call itself
/// goes on without it.
const PROBE_PATIENCE: Duration = Duration::from_millis(250);

/// What a call came to.
pub(super) type Outcome<T> = Result<T, SiblingError>;

/// Makes a call, within the time that it is given. It must be safe to make it twice.
pub(super) trait Attempt<T>:
    Fn(Duration) -> BoxFuture<'static, Outcome<T>> + Send + Sync + 'static
{
}

impl<T, F> Attempt<T> for F where
    F: Fn(Duration) -> BoxFuture<'static, Outcome<T>> + Send + Sync + 'static
{
}

/// What is known of the calls of a sibling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineState {
    pub(crate) position: Position,
    /// When calls began to go through, or ceased to.
    pub(crate) since: UnixMillis,
    /// When the next call may find out whether the sibling is back.
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

/// The line to one sibling, shared by all who call it.
pub(super) struct Line {
    sibling: Sibling,
    room: Room,
    timeout: Duration,
    /// The shortest time after which it says something of the sibling that it did not answer.
    fair: Duration,
    breaker: Mutex<Breaker>,
    last_error: Mutex<Option<LastError>>,
}

impl Line {
    /// `limit` calls at once, none longer than `timeout`. Not to have answered within `fair` counts
    /// against the sibling.
    pub(super) fn new(sibling: Sibling, limit: usize, timeout: Duration, fair: Duration) -> Self {
        Self {
            sibling,
            room: Room::new(limit),
            timeout,
            fair,
            breaker: Mutex::new(Breaker::new(Instant::now())),
            last_error: Mutex::new(None),
        }
    }

    /// Makes a call that somebody waits for.
    pub(super) async fn call<T: Send + 'static>(
        self: &Arc<Self>,
        name: &'static str,
        budget: Duration,
        attempt: impl Attempt<T>,
    ) -> Outcome<T> {
        let budget = budget.min(self.timeout);
        let deadline = Instant::now() + budget;
        // Asked before it waits for room, since what is dead is to cost nothing, and once there.
        self.lets_through()?;
        let place = self.room.enter(budget).await?;
        let ticket = self.admit(name)?;
        if ticket.pass.is_probe {
            let timeout = self.timeout;
            return watched(budget, async move {
                let _place = place;
                ticket.settle(attempt(timeout).await, timeout)
            })
            .await;
        }
        let given = left(deadline);
        let outcome = self.tried(deadline, attempt).await;
        ticket.settle(outcome, given)
    }

    /// Makes a call that can be made once, and that its caller must hear out.
    pub(super) async fn call_once<T: Send>(
        self: &Arc<Self>,
        name: &'static str,
        budget: Duration,
        call: impl Future<Output = Outcome<T>> + Send,
    ) -> Outcome<T> {
        self.lets_through()?;
        let _place = self.room.enter(budget).await?;
        let ticket = self.admit(name)?;
        ticket.settle(call.await, budget)
    }

    /// Makes a call once, that nothing here holds back. It hints at how the sibling is.
    pub(super) async fn deliver<T: Send>(
        &self,
        name: &'static str,
        call: impl Future<Output = Outcome<T>> + Send,
    ) -> Outcome<T> {
        let outcome = call.await;
        self.remember(name, &outcome);
        let change =
            self.breaker().hint(verdict::of_delivery(&outcome), Instant::now(), fastrand::f64());
        self.log(change);
        outcome
    }

    /// As [`Self::deliver`], with a limit and another try.
    pub(super) async fn deliver_again<T: Send>(
        &self,
        name: &'static str,
        budget: Duration,
        attempt: impl Attempt<T>,
    ) -> Outcome<T> {
        let budget = budget.min(self.timeout);
        let deadline = Instant::now() + budget;
        let _place = self.room.enter(budget).await?;
        self.deliver(name, self.tried(deadline, attempt)).await
    }

    /// Makes a call of work of another kind, in a room of its own. It is not made unless the breaker
    /// is closed, and says nothing of the sibling's other work.
    pub(super) async fn aside<T: Send>(
        &self,
        name: &'static str,
        room: &Room,
        budget: Duration,
        attempt: impl Attempt<T>,
    ) -> Outcome<T> {
        let deadline = Instant::now() + budget;
        let _place = room.enter(budget).await?;
        if !self.is_closed() {
            return Err(SiblingError::Resting);
        }
        let outcome = self.tried(deadline, attempt).await;
        self.remember(name, &outcome);
        outcome
    }

    /// Calls, and once more where the failure was quick, may pass, and leaves enough time.
    async fn tried<T: Send>(&self, deadline: Instant, attempt: impl Attempt<T>) -> Outcome<T> {
        let (start, given) = (Instant::now(), left(deadline));
        let first = attempt(given).await;
        let pause = PAUSE.mul_f64(0.5 + fastrand::f64());
        let is_worth_it = first.as_ref().is_err_and(|error| verdict::may_pass_soon(error, pause));
        let is_quick = start.elapsed() < QUICK;
        let has_time = left(deadline).saturating_sub(pause) >= given / 2;
        if !(is_worth_it && is_quick && has_time) {
            return first;
        }
        tokio::time::sleep(pause).await;
        // Others may have found meanwhile that the sibling is dead.
        if self.is_closed() { attempt(left(deadline)).await } else { first }
    }

    /// Whether calls go through.
    pub(super) fn is_closed(&self) -> bool {
        self.breaker().look(Instant::now()).0 == Position::Closed
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

    fn lets_through(&self) -> Outcome<()> {
        let lets = self.breaker().lets_through(Instant::now());
        lets.then_some(()).ok_or(SiblingError::Resting)
    }

    fn admit(self: &Arc<Self>, name: &'static str) -> Outcome<Ticket> {
        let pass = self.breaker().admit(Instant::now()).ok_or(SiblingError::Resting)?;
        Ok(Ticket { line: Arc::clone(self), name, pass })
    }

    fn settle(&self, pass: Pass, verdict: Verdict) {
        let change = self.breaker().settle(pass, verdict, Instant::now(), fastrand::f64());
        self.log(change);
    }

    fn remember<T>(&self, call: &'static str, outcome: &Outcome<T>) {
        let Err(error) = outcome else { return };
        if verdict::is_the_siblings(error) {
            let error = LastError { at: clock::now(), call, error: error.to_string() };
            *self.last_error() = Some(error);
        }
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

/// Leave to make one call. A call that ends without a word, since nobody waits for it any more,
/// settles its pass all the same, or no other would ever find out whether the sibling is back.
struct Ticket {
    line: Arc<Line>,
    name: &'static str,
    pass: Pass,
}

impl Ticket {
    /// Takes in the outcome of a call that had this long.
    fn settle<T>(self, outcome: Outcome<T>, given: Duration) -> Outcome<T> {
        self.line.remember(self.name, &outcome);
        self.line.settle(self.pass, verdict::of_call(&outcome, given >= self.line.fair));
        outcome
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        // Of a pass that is settled, this is old news.
        if self.pass.is_probe {
            self.line.settle(self.pass, Verdict::Unknown);
        }
    }
}

/// Lets a probe run to its end whoever waits, and waits a moment for it.
async fn watched<T: Send + 'static>(
    budget: Duration,
    probe: impl Future<Output = Outcome<T>> + Send + 'static,
) -> Outcome<T> {
    let probe = tokio::spawn(probe);
    match tokio::time::timeout(budget.min(PROBE_PATIENCE), probe).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(SiblingError::Interrupted),
        Err(_) => Err(SiblingError::Resting),
    }
}

fn left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
