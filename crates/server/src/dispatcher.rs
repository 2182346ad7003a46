//! A loop that does what is due in the database, and sleeps until there is more.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pilotlight_clients::SiblingError;
use pilotlight_domain::UnixMillis;
use pilotlight_storage::StorageError;
use tokio::sync::{Notify, watch};

use crate::clock;

const FIRST_RETRY: Duration = Duration::from_secs(1);
pub(crate) const LAST_RETRY: Duration = Duration::from_secs(15 * 60);

/// The longest `Retry-After` that is heeded.
const MOST_ASKED: Duration = Duration::from_secs(3600);

/// How long a dispatcher sleeps at most: what another process has queued is found then.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// Wakes and stops one loop.
#[derive(Default)]
pub(crate) struct Dispatcher {
    wake: Notify,
    is_stopping: AtomicBool,
    is_out_of_time: watch::Sender<bool>,
}

impl Dispatcher {
    /// There may be something to do.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// What is under way is finished; nothing more is begun.
    pub(crate) fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.wake();
    }

    /// What is still under way is given up.
    pub(crate) fn run_out_of_time(&self) {
        self.is_out_of_time.send_replace(true);
    }

    /// Waits until there is no more time for what is under way.
    pub(crate) async fn out_of_time(&self) {
        // An error says that the sender is gone, which it is not while this borrows it.
        let _ = self.is_out_of_time.subscribe().wait_for(|is| *is).await;
    }

    /// Does what is due, and waits for more, until it is stopped. A `round` says how much it did,
    /// `next` when there is more.
    pub(crate) async fn run(
        &self,
        round: impl AsyncFn() -> Result<usize, StorageError>,
        next: impl AsyncFn() -> Result<Option<UnixMillis>, StorageError>,
    ) {
        while !self.is_stopping.load(Ordering::Relaxed) {
            let pause = match round().await {
                Ok(0) => until(next().await),
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    tracing::error!(error = %error, "alerts could not be read; trying again");
                    FIRST_RETRY
                }
            };
            if !pause.is_zero() {
                tokio::select! {
                    () = self.wake.notified() => {}
                    () = tokio::time::sleep(pause) => {}
                }
            }
        }
    }
}

fn until(next: Result<Option<UnixMillis>, StorageError>) -> Duration {
    match next {
        Ok(Some(next)) => next.since(clock::now()).clamp(Duration::from_millis(10), LONGEST_SLEEP),
        _ => LONGEST_SLEEP,
    }
}

/// One second, doubled with every attempt up to a quarter of an hour, give or take a fifth, so that
/// many do not come back together.
pub(crate) fn backoff(attempts: u32) -> Duration {
    let doubled = FIRST_RETRY.saturating_mul(2_u32.saturating_pow(attempts.saturating_sub(1)));
    doubled.min(LAST_RETRY).mul_f64(0.8 + 0.4 * fastrand::f64())
}

/// As [`backoff`], and no sooner than the service asks for, up to an hour.
pub(crate) fn pause_after(error: &SiblingError, attempts: u32) -> Duration {
    let asked = match error {
        SiblingError::Status { retry_after, .. } => retry_after.unwrap_or_default(),
        _ => Duration::ZERO,
    };
    backoff(attempts).max(asked.min(MOST_ASKED).mul_f64(1.0 + 0.2 * fastrand::f64()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_wait_longer_each_time_up_to_a_quarter_of_an_hour() {
        for (attempts, seconds) in [(1, 1), (2, 2), (5, 16), (40, 900), (u32::MAX, 900)] {
            let expected = Duration::from_secs(seconds);
            let range = expected.mul_f64(0.8)..=expected.mul_f64(1.2);
            assert!(range.contains(&backoff(attempts)), "{attempts}");
        }
    }

    #[test]
    fn a_service_is_left_alone_as_long_as_it_asks_up_to_an_hour() {
        let asks = |seconds| SiblingError::Status {
            code: 429,
            retry_after: Some(Duration::from_secs(seconds)),
        };
        let hour = Duration::from_secs(3600);
        for (asked, least) in [(0, 0), (1800, 1800), (86_400, 3600)] {
            let pause = pause_after(&asks(asked), 1);
            assert!(pause >= Duration::from_secs(least), "{asked}: {pause:?}");
            assert!(pause <= hour.mul_f64(1.2), "{asked}: {pause:?}");
        }
        assert!(pause_after(&SiblingError::TimedOut, 1) < Duration::from_secs(2));
    }
}
