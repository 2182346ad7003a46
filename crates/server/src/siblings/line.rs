//! The line to one sibling: how many calls at once, one more try where that is safe, and none at
//! all while the sibling is dead.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use pilotlight_clients::SiblingError;

use super::Sibling;
use super::record::Record;
use super::room::Room;
use super::verdict;
use crate::telemetry::trace::Current;

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

/// The line to one sibling, shared by all who call it.
pub(super) struct Line {
    room: Room,
    timeout: Duration,
    /// The shortest time after which it says something of the sibling that it did not answer.
    fair: Duration,
    pub(super) record: Arc<Record>,
}

impl Line {
    /// `limit` calls at once, none longer than `timeout`. Not to have answered within `fair` counts
    /// against the sibling.
    pub(super) fn new(sibling: Sibling, limit: usize, timeout: Duration, fair: Duration) -> Self {
        Self { room: Room::new(limit), timeout, fair, record: Arc::new(Record::new(sibling)) }
    }

    /// Makes a call that somebody waits for.
    pub(super) async fn call<T: Send + 'static>(
        &self,
        name: &'static str,
        budget: Duration,
        attempt: impl Attempt<T>,
    ) -> Outcome<T> {
        let budget = budget.min(self.timeout);
        let deadline = Instant::now() + budget;
        // Asked before it waits for room, since what is dead is to cost nothing, and once there.
        self.record.lets_through()?;
        let place = self.room.enter(budget).await?;
        let ticket = self.record.admit(name)?;
        if ticket.is_probe() {
            let timeout = self.timeout;
            let probe = async move {
                let _place = place;
                ticket.settle(attempt(timeout).await, true)
            };
            return watched(budget, probe).await;
        }
        let given = left(deadline);
        let outcome = self.tried(deadline, attempt).await;
        ticket.settle(outcome, given >= self.fair)
    }

    /// Makes a call that can be made once, and that its caller must hear out.
    pub(super) async fn call_once<T: Send>(
        &self,
        name: &'static str,
        budget: Duration,
        call: impl Future<Output = Outcome<T>> + Send,
    ) -> Outcome<T> {
        self.record.lets_through()?;
        let _place = self.room.enter(budget).await?;
        let ticket = self.record.admit(name)?;
        ticket.settle(call.await, budget >= self.fair)
    }

    /// Makes a call once, that nothing here holds back. It hints at how the sibling is.
    pub(super) async fn deliver<T: Send>(
        &self,
        name: &'static str,
        call: impl Future<Output = Outcome<T>> + Send,
    ) -> Outcome<T> {
        let outcome = call.await;
        self.record.take_delivery(name, &outcome);
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
        if !self.record.is_closed() {
            return Err(SiblingError::Resting);
        }
        let outcome = self.tried(deadline, attempt).await;
        self.record.remember(name, &outcome);
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
        if self.record.is_closed() { attempt(left(deadline)).await } else { first }
    }
}

/// Lets a probe run to its end whoever waits, and waits a moment for it.
async fn watched<T: Send + 'static>(
    budget: Duration,
    probe: impl Future<Output = Outcome<T>> + Send + 'static,
) -> Outcome<T> {
    let probe = tokio::spawn(Current::handed_on(probe));
    match tokio::time::timeout(budget.min(PROBE_PATIENCE), probe).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(SiblingError::Interrupted),
        Err(_) => Err(SiblingError::Resting),
    }
}

fn left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}
