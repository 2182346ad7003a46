//! Alerts: the outbox to the person, the escalation to whoever is on call, and what they see.

mod escalations;
mod gauges;
pub(super) mod on_call;
pub(super) mod outbox;

use std::sync::Arc;

use diesel::SqliteConnection;
use pilotlight_domain::{UnixMillis, UserId};

use super::Sqlite;
use super::fault::Fault;
use crate::error::StorageError;
use crate::model::{
    Acknowledgement, AlertFilter, AlertGauges, AlertOutcome, AlertRecord, DueAlert, DueEscalation,
    EscalationOutcome,
};

impl Sqlite {
    pub(crate) async fn claim_alerts(
        &self,
        now: UnixMillis,
        lease_until: UnixMillis,
        max: u32,
    ) -> Result<Vec<DueAlert>, StorageError> {
        let versions = Arc::clone(&self.versions);
        let claim = move |c: &mut _| {
            let claimed = outbox::claim(c, now, lease_until, max)?;
            let touch = versions.people(claimed.iter().map(|alert| &alert.user_id));
            Ok((claimed, touch))
        };
        self.writer.write_touching(claim).await
    }

    pub(crate) async fn settle_alert(
        &self,
        alert: &DueAlert,
        outcome: AlertOutcome,
        now: UnixMillis,
    ) -> Result<bool, StorageError> {
        let (touch, alert) = (self.versions.person(&alert.user_id), alert.clone());
        self.writer.write(touch, move |c| outbox::settle(c, &alert, &outcome, now)).await
    }

    pub(crate) async fn hasten_alerts(
        &self,
        user: &UserId,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        let (touch, user) = (self.versions.person(user), user.clone());
        self.writer.write(touch, move |c| outbox::hasten(c, &user, None, now)).await
    }

    pub(crate) async fn next_alert_at(&self) -> Result<Option<UnixMillis>, StorageError> {
        self.readers.read(outbox::next_at).await
    }

    pub(crate) async fn claim_escalations(
        &self,
        now: UnixMillis,
        lease_until: UnixMillis,
        max: u32,
    ) -> Result<Vec<DueEscalation>, StorageError> {
        let claim = move |c: &mut _| escalations::claim(c, now, lease_until, max);
        self.writer.write(self.versions.nobody(), claim).await
    }

    pub(crate) async fn settle_escalation(
        &self,
        escalation: &DueEscalation,
        outcome: EscalationOutcome,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        let escalation = escalation.clone();
        let settle = move |c: &mut _| escalations::settle(c, &escalation, outcome, now);
        self.writer.write(self.versions.nobody(), settle).await
    }

    pub(crate) async fn next_escalation_at(&self) -> Result<Option<UnixMillis>, StorageError> {
        self.readers.read(escalations::next_at).await
    }

    pub(crate) async fn alerts(
        &self,
        filter: AlertFilter,
        limit: u32,
    ) -> Result<Vec<AlertRecord>, StorageError> {
        self.readers.read(move |c| on_call::list(c, &filter, limit)).await
    }

    pub(crate) async fn alert(&self, alert_id: &str) -> Result<Option<AlertRecord>, StorageError> {
        let id = alert_id.to_owned();
        self.readers.read(move |c| on_call::find(c, &id)).await
    }

    pub(crate) async fn acknowledge_alert(
        &self,
        alert_id: &str,
        acknowledgement: Acknowledgement,
    ) -> Result<Option<AlertRecord>, StorageError> {
        let id = alert_id.to_owned();
        self.write_one(move |c| on_call::acknowledge(c, &id, &acknowledgement)).await
    }

    pub(crate) async fn retry_alert(
        &self,
        alert_id: &str,
        now: UnixMillis,
    ) -> Result<Option<AlertRecord>, StorageError> {
        let id = alert_id.to_owned();
        self.write_one(move |c| on_call::retry(c, &id, now)).await
    }

    /// A write about the person that an alert is of.
    async fn write_one<W>(&self, work: W) -> Result<Option<AlertRecord>, StorageError>
    where
        W: FnOnce(&mut SqliteConnection) -> Result<Option<AlertRecord>, Fault> + Send + 'static,
    {
        let versions = Arc::clone(&self.versions);
        let work = move |c: &mut _| {
            let alert = work(c)?;
            let touch = versions.people(alert.iter().map(|alert| &alert.user_id));
            Ok((alert, touch))
        };
        self.writer.write_touching(work).await
    }

    pub(crate) async fn alert_gauges(&self) -> Result<AlertGauges, StorageError> {
        self.readers.read(gauges::read).await
    }
}
