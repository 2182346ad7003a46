//! Telling whoever is on call of alerts that have reached nobody: in the log, and by a webhook where
//! the host has one. It is told at least once, whatever dies in between.

use std::time::Duration;

use anyhow::Context;
use futures_util::future::join_all;
use pilotlight_clients::{Http, SiblingError, Webhook, WebhookSecret};
use pilotlight_contract::alert::Escalation;
use pilotlight_contract::time::timestamp;
use pilotlight_storage::{DueEscalation, EscalationOutcome, StorageError};

use crate::app::App;
use crate::clock::{self, later};
use crate::dispatcher::pause_after;
use crate::handlers::alerts::view;
use crate::settings::Settings;

/// Alerts that are told side by side.
const BATCH: u32 = 8;

/// How long the webhook may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How long an escalation is held, so that no second process tells the same meanwhile.
const LEASE: Duration = Duration::from_secs(40);

/// The host's webhook, if it has one.
pub(crate) fn webhook(settings: &Settings) -> anyhow::Result<Option<Webhook>> {
    let url = settings.alerts.escalation_url.as_str();
    if url.is_empty() {
        return Ok(None);
    }
    let secret = &settings.alerts.escalation_secret;
    let secret = WebhookSecret::new(secret).context("alerts.escalation_secret")?;
    Ok(Some(Webhook::new(&Http::new()?, url, secret).context("alerts.escalation_url")?))
}

/// Tells what is due, and waits for more, until the server stops.
pub(crate) async fn run(app: &App) {
    let next = async || app.store.next_escalation_at().await;
    app.escalations.run(async || tell_due(app).await, next).await;
}

/// Tells of the most severe alerts; of how many.
async fn tell_due(app: &App) -> Result<usize, StorageError> {
    let now = clock::now();
    let due = app.store.claim_escalations(now, later(now, LEASE), BATCH).await?;
    let told = join_all(due.iter().map(|escalation| tell(app, escalation))).await;
    told.into_iter().collect::<Result<Vec<()>, _>>()?;
    Ok(due.len())
}

async fn tell(app: &App, escalation: &DueEscalation) -> Result<(), StorageError> {
    let alert = &escalation.alert;
    let (alert_id, status) = (alert.id.as_str(), alert.status.as_str());
    // Without a webhook the log is what tells: also where a process died that was about to.
    if escalation.attempts == 1 || app.webhook.is_none() {
        let attempts = alert.attempts;
        tracing::error!(
            alert_id,
            status,
            attempts,
            "an alert has reached nobody: somebody on call must see to it"
        );
    }
    let sent = match &app.webhook {
        None => Ok(()),
        Some(webhook) => send(webhook, escalation).await,
    };
    let outcome = match sent {
        Ok(()) => EscalationOutcome::Told,
        Err(error) => {
            let attempts = escalation.attempts;
            tracing::error!(
                alert_id,
                attempts,
                error = %error,
                "alerts.escalation_url could not be told of an alert; it will be tried again"
            );
            let retry_at = later(clock::now(), pause_after(&error, attempts));
            EscalationOutcome::Failed { retry_at }
        }
    };
    app.telemetry.escalation(match outcome {
        EscalationOutcome::Told => "told",
        EscalationOutcome::Failed { .. } => "failed",
    });
    app.store.settle_escalation(escalation, outcome, clock::now()).await
}

async fn send(webhook: &Webhook, escalation: &DueEscalation) -> Result<(), SiblingError> {
    let now = timestamp(clock::now());
    let body = serde_json::to_vec(&Escalation::new(now, view(escalation.alert.clone())));
    let body = body.map_err(|_| SiblingError::Malformed { expected: "JSON" })?;
    // That it was given up is another message than that it is late, and is not to be taken for it.
    let id = format!("{}.{}", escalation.alert.id, escalation.round);
    webhook.send(&id, now.as_second(), body, TIMEOUT).await
}
