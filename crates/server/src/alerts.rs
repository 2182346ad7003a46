//! Sending the alerts that check-ins have left in the database.
//!
//! An alert is written in its check-in's own transaction, so it exists exactly if the check-in
//! does. It is tried again, across restarts, until the SMS provider gives it a real message id.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use pilotlight_clients::SiblingError;
use pilotlight_clients::signals::{AlertMessage, AlertReceipt};
use pilotlight_domain::UnixMillis;
use pilotlight_storage::{AlertOutcome, DueAlert, StorageError};
use tokio::sync::{Notify, watch};

use crate::app::App;
use crate::clock;
use crate::siblings::Sibling;

/// Alerts that are sent side by side.
const BATCH: u32 = 8;

/// How much longer than a call an alert is held, so that no second sender takes it meanwhile.
const LEASE_MARGIN: Duration = Duration::from_secs(30);

const FIRST_RETRY: Duration = Duration::from_secs(1);
const LAST_RETRY: Duration = Duration::from_secs(15 * 60);

/// How long the dispatcher sleeps at most: what another process has queued is found then.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// Speaks to the dispatcher.
#[derive(Default)]
pub(crate) struct Alerts {
    wake: Notify,
    is_stopping: AtomicBool,
    is_out_of_time: watch::Sender<bool>,
}

impl Alerts {
    /// There may be something to send.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// What is being sent is heard out; nothing more is begun.
    pub(crate) fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.wake();
    }

    /// What is still being sent is given up, and is due again at once.
    pub(crate) fn hand_back(&self) {
        self.is_out_of_time.send_replace(true);
    }

    async fn out_of_time(&self) {
        // An error says that the sender is gone, which it is not while this borrows it.
        let _ = self.is_out_of_time.subscribe().wait_for(|is| *is).await;
    }
}

/// Sends what is due, and waits for more, until the server stops.
pub(crate) async fn run(app: &App) {
    while !app.alerts.is_stopping.load(Ordering::Relaxed) {
        let pause = match send_due(app).await {
            Ok(0) => until_next(app).await,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::error!(error = %error, "alerts could not be read; trying again");
                FIRST_RETRY
            }
        };
        if !pause.is_zero() {
            tokio::select! {
                () = app.alerts.wake.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }
}

/// Sends the most severe alerts that are due; how many.
async fn send_due(app: &App) -> Result<usize, StorageError> {
    let now = clock::now();
    let lease = later(now, app.rules.signals_timeout.saturating_add(LEASE_MARGIN));
    let due = app.store.claim_alerts(now, lease, BATCH).await?;
    let sent = join_all(due.iter().map(|alert| send(app, alert))).await;
    sent.into_iter().collect::<Result<Vec<()>, _>>()?;
    Ok(due.len())
}

async fn send(app: &App, alert: &DueAlert) -> Result<(), StorageError> {
    let message = AlertMessage {
        alert_id: alert.id.clone(),
        user_id: alert.user_id.clone(),
        score: alert.score,
        level: alert.level,
        intervention: alert.intervention.clone(),
    };
    let call = app.siblings.signals.send_alert(&message, app.rules.signals_timeout);
    let receipt = tokio::select! {
        receipt = call => receipt,
        () = app.alerts.out_of_time() => return hand_back(app, alert).await,
    };
    app.siblings.note(&app.telemetry, Sibling::Signals, &receipt);
    let outcome = outcome(&receipt, alert.attempts);
    let name = match &outcome {
        AlertOutcome::Delivered { .. } => "delivered",
        AlertOutcome::Undeliverable { .. } => "undeliverable",
        AlertOutcome::Failed { .. } => "failed",
    };
    app.telemetry.alert_attempt(name);
    match &outcome {
        AlertOutcome::Delivered { .. } => tracing::info!(alert_id = alert.id, "alert delivered"),
        AlertOutcome::Undeliverable { error, .. } | AlertOutcome::Failed { error, .. } => {
            let attempts = alert.attempts;
            tracing::error!(
                alert_id = alert.id,
                attempts,
                error,
                "alert not delivered; it will be tried again"
            );
        }
    }
    app.store.settle_alert(&alert.user_id, &alert.id, outcome, clock::now()).await?;
    Ok(())
}

/// Gives the lease of an alert back, so that the next start need not wait for its end. Whether the
/// text went out is not known: between twice and never, twice is chosen.
async fn hand_back(app: &App, alert: &DueAlert) -> Result<(), StorageError> {
    tracing::warn!(alert_id = alert.id, "stopped while an alert was being sent; it is due again");
    let error = "the server was stopped while it was being sent".to_owned();
    let outcome = AlertOutcome::Failed { retry_at: clock::now(), error };
    app.store.settle_alert(&alert.user_id, &alert.id, outcome, clock::now()).await?;
    Ok(())
}

fn outcome(receipt: &Result<AlertReceipt, SiblingError>, attempts: u32) -> AlertOutcome {
    let retry_in = |pause| later(clock::now(), pause);
    match receipt {
        Ok(AlertReceipt::Delivered { message_id }) => {
            AlertOutcome::Delivered { message_id: message_id.clone() }
        }
        // Another try helps only once a phone is registered, which makes the alert due at once.
        Ok(AlertReceipt::NoPhoneOnFile) => AlertOutcome::Undeliverable {
            retry_at: retry_in(LAST_RETRY),
            error: "no phone is on file".to_owned(),
        },
        Ok(AlertReceipt::NotDelivered { reason }) => AlertOutcome::Failed {
            retry_at: retry_in(backoff(attempts)),
            error: (*reason).to_owned(),
        },
        Err(error) => {
            let asked = match error {
                SiblingError::Status { retry_after, .. } => retry_after.unwrap_or_default(),
                _ => Duration::ZERO,
            };
            let pause = backoff(attempts).max(asked.min(LAST_RETRY));
            AlertOutcome::Failed { retry_at: retry_in(pause), error: error.to_string() }
        }
    }
}

/// One second, doubled with every attempt up to a quarter of an hour, give or take a fifth, so that
/// many alerts do not come back together.
fn backoff(attempts: u32) -> Duration {
    let doubled = FIRST_RETRY.saturating_mul(2_u32.saturating_pow(attempts.saturating_sub(1)));
    doubled.min(LAST_RETRY).mul_f64(0.8 + 0.4 * fastrand::f64())
}

async fn until_next(app: &App) -> Duration {
    match app.store.next_alert_at().await {
        Ok(Some(next)) => next.since(clock::now()).clamp(Duration::from_millis(10), LONGEST_SLEEP),
        _ => LONGEST_SLEEP,
    }
}

fn later(now: UnixMillis, by: Duration) -> UnixMillis {
    UnixMillis(now.0.saturating_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)))
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
    fn only_a_message_id_is_delivery() {
        let of = |receipt| outcome(&receipt, 1);
        let delivered = Ok(AlertReceipt::Delivered { message_id: "SM1".to_owned() });
        assert!(matches!(of(delivered), AlertOutcome::Delivered { .. }));
        assert!(matches!(of(Ok(AlertReceipt::NoPhoneOnFile)), AlertOutcome::Undeliverable { .. }));
        assert!(matches!(of(Err(SiblingError::Off)), AlertOutcome::Failed { .. }));
    }
}
