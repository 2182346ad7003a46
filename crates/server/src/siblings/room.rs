//! How many calls of a sibling may be under way at once.

use std::sync::Arc;
use std::time::Duration;

use pilotlight_clients::SiblingError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// As many times the limit may wait besides. Behind more than that, a call would only wait in vain.
const WAITING_TIMES: usize = 4;

/// The part of its time that a call may wait for room: the rest must do for the call.
const WAITING_PART: u32 = 4;

/// Room for so many calls, and for some to wait.
pub(super) struct Room {
    /// One for each call that is under way or waits.
    places: Arc<Semaphore>,
    /// One for each call that is under way.
    calls: Arc<Semaphore>,
}

/// A call's place. The next one's turn comes when it goes out of sight.
pub(super) struct Place {
    _call: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Room {
    pub(super) fn new(limit: usize) -> Self {
        let places = limit.saturating_mul(1 + WAITING_TIMES).min(Semaphore::MAX_PERMITS);
        Self { places: Arc::new(Semaphore::new(places)), calls: Arc::new(Semaphore::new(limit)) }
    }

    /// Waits for a place, for a part of `budget`; not at all where too many wait already.
    pub(super) async fn enter(&self, budget: Duration) -> Result<Place, SiblingError> {
        let full = |_| SiblingError::NoRoom;
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(full)?;
        let turn = Arc::clone(&self.calls).acquire_owned();
        match tokio::time::timeout(budget / WAITING_PART, turn).await {
            Ok(Ok(call)) => Ok(Place { _call: call, _place: place }),
            // The time is up; nobody closes a room.
            Ok(Err(_)) | Err(_) => Err(SiblingError::NoRoom),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_limit_is_kept_a_few_wait_and_the_rest_are_refused_at_once() {
        let room = Room::new(2);
        let minute = Duration::from_secs(60);
        let start = tokio::time::Instant::now();
        let first = room.enter(minute).await.ok();
        let second = room.enter(minute).await.ok();
        assert!(first.is_some() && second.is_some());
        let mut waiting: Vec<_> = (0..8).map(|_| Box::pin(room.enter(minute))).collect();
        for turn in &mut waiting {
            assert!(turn.as_mut().now_or_never().is_none());
        }
        assert_eq!(room.enter(minute).await.err(), Some(SiblingError::NoRoom));
        assert_eq!(start.elapsed(), Duration::ZERO);
        drop(first);
        let third = waiting.remove(0).await.ok();
        assert!(third.is_some(), "whoever waits longest is next");
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(waiting.remove(0).await.err(), Some(SiblingError::NoRoom));
        assert_eq!(start.elapsed(), minute / WAITING_PART, "a part of the time is left");
    }
}
