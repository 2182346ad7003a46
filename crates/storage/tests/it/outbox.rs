//! What becomes of an alert, as those who see to it tell the outbox.

use pilotlight_domain::UnixMillis;
use pilotlight_storage::{Acknowledgement, AlertOutcome, DueAlert, Store};

use crate::support::DAY;

pub(crate) fn at(ms: i64) -> UnixMillis {
    UnixMillis(DAY + ms)
}

pub(crate) async fn settle(
    store: &Store,
    alert: &DueAlert,
    outcome: AlertOutcome,
    now: i64,
) -> bool {
    store.settle_alert(alert, outcome, at(now)).await.unwrap()
}

pub(crate) fn failed(retry_at: i64) -> AlertOutcome {
    AlertOutcome::Failed { retry_at: at(retry_at), error: "timed out".to_owned() }
}

pub(crate) fn undeliverable(retry_at: i64) -> AlertOutcome {
    AlertOutcome::Undeliverable { retry_at: at(retry_at), error: "no phone".to_owned() }
}

pub(crate) fn delivered() -> AlertOutcome {
    AlertOutcome::Delivered { message_id: "SM1".to_owned() }
}

pub(crate) fn given_up() -> AlertOutcome {
    AlertOutcome::GivenUp { error: "timed out".to_owned() }
}

pub(crate) fn by(name: &str, now: i64) -> Acknowledgement {
    Acknowledgement { by: name.to_owned(), at: at(now), note: Some("called her".to_owned()) }
}
