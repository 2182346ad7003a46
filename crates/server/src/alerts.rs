//! Sending the alerts that check-ins have left in the database.
//!
//! An alert is written in its check-in's own transaction, so it exists exactly if the check-in
//! does. It is tried again, across restarts, until the SMS provider gives it a real message id, or
//! until the host's time for that is over.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use pilotlight_clients::SiblingError;
use pilotlight_clients::signals::{AlertMessage, AlertReceipt};
use pilotlight_contract::time::timestamp;
use pilotlight_domain::UnixMillis;
use pilotlight_storage::{AlertOutcome, DueAlert, StorageError};

use crate::app::App;
use crate::clock::{self, later};
use crate::dispatcher::{LAST_RETRY, backoff, pause_after};
use crate::siblings::Sibling;
use crate::stand_ins;

/// Alerts that are sent side by side.
const BATCH: u32 = 8;

/// How much longer than a call an alert is held, so that no second sender takes it meanwhile.
const LEASE_MARGIN: Duration = Duration::from_secs(30);

/// How soon it is tried again to write down what became of an attempt.
const SETTLE_AGAIN: Duration = Duration::from_millis(500);

/// A check-in that came this long after it was answered is late: its alert says when that was.
const LATE: Duration = Duration::from_secs(3600);

/// Fewer attempts than its time holds give an alert up never: a clock that jumped ahead, or a server
/// that was off for days, has tried nothing meanwhile.
const LEAST_ATTEMPTS: u32 = 50;

/// Sends what is due, and waits for more, until the server stops.
pub(crate) async fn run(app: &App) {
    app.alerts.run(async || send_due(app).await, async || app.store.next_alert_at().await).await;
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
        intervention: words(alert),
    };
    let call = app.siblings.signals.send_alert(&message, app.rules.signals_timeout);
    let receipt = tokio::select! {
        receipt = call => receipt,
        () = app.alerts.out_of_time() => return hand_back(app, alert).await,
    };
    app.siblings.note(&app.telemetry, Sibling::Signals, &receipt);
    let now = clock::now();
    let outcome = outcome(&receipt, alert, now, app.rules.give_up_after);
    let name = match &outcome {
        AlertOutcome::Delivered { .. } => "delivered",
        AlertOutcome::Undeliverable { .. } => "undeliverable",
        AlertOutcome::Failed { .. } => "failed",
        AlertOutcome::GivenUp { .. } => "given_up",
    };
    app.telemetry.alert_attempt(name);
    tell(alert, &outcome);
    settle(app, alert, outcome, now).await?;
    // One without a phone, or given up, is told at once.
    app.escalations.wake();
    Ok(())
}

/// Writes down what became of an attempt. A delivery that is not written down goes out again, so that
/// is tried as long as the lease holds.
async fn settle(
    app: &App,
    alert: &DueAlert,
    outcome: AlertOutcome,
    now: UnixMillis,
) -> Result<(), StorageError> {
    let started = Instant::now();
    loop {
        match app.store.settle_alert(alert, outcome.clone(), now).await {
            Ok(_) => return Ok(()),
            Err(error) if started.elapsed() < LEASE_MARGIN / 2 => {
                tracing::error!(alert_id = alert.id, error = %error, "what became of an alert is not stored as yet");
                tokio::select! {
                    () = tokio::time::sleep(SETTLE_AGAIN) => {}
                    () = app.alerts.out_of_time() => return Err(error),
                }
            }
            Err(error) => return Err(error),
        }
    }
}

fn tell(alert: &DueAlert, outcome: &AlertOutcome) {
    let (alert_id, attempts) = (alert.id.as_str(), alert.attempts);
    match outcome {
        AlertOutcome::Delivered { message_id } if stand_ins::took(message_id) => tracing::warn!(
            alert_id,
            "alert taken by a stand-in and counted as delivered: no text went to anybody; where \
             people check in, signals.url must be the service itself"
        ),
        AlertOutcome::Delivered { .. } => tracing::info!(alert_id, "alert delivered"),
        AlertOutcome::Undeliverable { error, .. } | AlertOutcome::Failed { error, .. } => {
            tracing::error!(
                alert_id,
                attempts,
                error,
                "alert not delivered; it will be tried again"
            );
        }
        AlertOutcome::GivenUp { error } => {
            tracing::error!(
                alert_id,
                attempts,
                error,
                "alert not delivered and given up: nobody tries again until a phone is registered \
                 or somebody asks for it"
            );
        }
    }
}

/// What the person is told: what they were told at the check-in, and when that was, if they answered
/// long before it came. Otherwise they could take it for an answer to how they are by now.
fn words(alert: &DueAlert) -> String {
    let DueAlert { intervention, answered_at, created_at, .. } = alert;
    if created_at.since(*answered_at) <= LATE {
        return intervention.clone();
    }
    let answered = timestamp(*answered_at).strftime("%-d %B %Y, %H:%M UTC");
    format!("This is about what you told us on {answered}. {intervention}")
}

/// Gives the lease of an alert back, so that the next start need not wait for its end. Whether the
/// text went out is not known: between twice and never, twice is chosen.
async fn hand_back(app: &App, alert: &DueAlert) -> Result<(), StorageError> {
    tracing::warn!(alert_id = alert.id, "stopped while an alert was being sent; it is due again");
    let error = "the server was stopped while it was being sent".to_owned();
    let outcome = AlertOutcome::Failed { retry_at: clock::now(), error };
    app.store.settle_alert(alert, outcome, clock::now()).await?;
    Ok(())
}

fn outcome(
    receipt: &Result<AlertReceipt, SiblingError>,
    alert: &DueAlert,
    now: UnixMillis,
    give_up_after: Duration,
) -> AlertOutcome {
    let (pause, error) = match receipt {
        Ok(AlertReceipt::Delivered { message_id }) => {
            return AlertOutcome::Delivered { message_id: message_id.clone() };
        }
        // Another try helps only once a phone is registered, which makes the alert due at once.
        Ok(AlertReceipt::NoPhoneOnFile) => (LAST_RETRY, "no phone is on file".to_owned()),
        Ok(AlertReceipt::NotDelivered { reason }) => (backoff(alert.tries), (*reason).to_owned()),
        Err(error) => (pause_after(error, alert.tries), error.to_string()),
    };
    let retry_at = later(now, pause);
    if alert.tries >= LEAST_ATTEMPTS && now.since(alert.trying_since) >= give_up_after {
        AlertOutcome::GivenUp { error }
    } else if matches!(receipt, Ok(AlertReceipt::NoPhoneOnFile)) {
        AlertOutcome::Undeliverable { retry_at, error }
    } else {
        AlertOutcome::Failed { retry_at, error }
    }
}

#[cfg(test)]
mod tests {
    use pilotlight_domain::safety::Tier;
    use pilotlight_domain::{Level, Score, UserId};

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    /// An alert of a check-in that was answered at 0.
    fn alert() -> DueAlert {
        DueAlert {
            id: "a".to_owned(),
            user_id: UserId::new("ana").unwrap(),
            check_in_id: "c".to_owned(),
            score: Score::MAX,
            level: Level::Red,
            tier: Tier::None,
            intervention: "Call or text 988.".to_owned(),
            attempts: 70,
            tries: LEAST_ATTEMPTS,
            answered_at: UnixMillis(0),
            created_at: UnixMillis(0),
            trying_since: UnixMillis(0),
        }
    }

    fn after(receipt: Result<AlertReceipt, SiblingError>, hours: u32) -> AlertOutcome {
        outcome(&receipt, &alert(), later(UnixMillis(0), HOUR * hours), HOUR * 72)
    }

    #[test]
    fn only_a_message_id_is_delivery() {
        let delivered = || Ok(AlertReceipt::Delivered { message_id: "SM1".to_owned() });
        for hours in [0, 100] {
            assert!(matches!(after(delivered(), hours), AlertOutcome::Delivered { .. }));
        }
        let no_phone = after(Ok(AlertReceipt::NoPhoneOnFile), 0);
        assert!(matches!(no_phone, AlertOutcome::Undeliverable { .. }));
        assert!(matches!(after(Err(SiblingError::Off), 0), AlertOutcome::Failed { .. }));
    }

    #[test]
    fn it_is_given_up_after_its_time_whatever_went_wrong_and_not_before() {
        let failures = || {
            let reason = "the service gave no message id";
            [
                Ok(AlertReceipt::NoPhoneOnFile),
                Ok(AlertReceipt::NotDelivered { reason }),
                Err(SiblingError::TimedOut),
                Err(SiblingError::Off),
            ]
        };
        for failure in failures() {
            assert!(!matches!(after(failure, 71), AlertOutcome::GivenUp { .. }));
        }
        for failure in failures() {
            assert!(matches!(after(failure, 72), AlertOutcome::GivenUp { .. }));
        }
        let jumped = DueAlert { tries: LEAST_ATTEMPTS - 1, ..alert() };
        let now = later(UnixMillis(0), HOUR * 1000);
        let outcome = outcome(&Err(SiblingError::TimedOut), &jumped, now, HOUR * 72);
        assert!(matches!(outcome, AlertOutcome::Failed { .. }), "it was hardly tried");
    }

    #[test]
    fn an_alert_of_a_late_check_in_says_when_that_was_answered() {
        let came_after = |created_at| words(&DueAlert { created_at, ..alert() });
        assert_eq!(came_after(later(UnixMillis(0), HOUR)), "Call or text 988.");
        let late = came_after(later(UnixMillis(0), HOUR * 30));
        let told = "This is about what you told us on 1 January 1970, 00:00 UTC. Call or text 988.";
        assert_eq!(late, told);
    }
}
