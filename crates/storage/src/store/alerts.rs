//! Alerts: sending them, telling whoever is on call, and what those see.

use pilotlight_domain::{UnixMillis, UserId};

use super::Store;
use crate::error::StorageError;
use crate::model::{
    Acknowledgement, AlertFilter, AlertGauges, AlertOutcome, AlertRecord, DueAlert, DueEscalation,
    EscalationOutcome,
};

impl Store {
    /// Takes alerts to be sent: those that are due at `now`, and those whose lease ran out. The
    /// most urgent tier comes first, then the highest score, then the oldest. They are leased:
    /// nobody else gets them before `lease_until`, or before they are settled.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn claim_alerts(
        &self,
        now: UnixMillis,
        lease_until: UnixMillis,
        max: u32,
    ) -> Result<Vec<DueAlert>, StorageError> {
        self.backend.claim_alerts(now, lease_until, max).await
    }

    /// Writes down what became of a claimed alert; `false` where there is no such alert, or it is
    /// delivered already, which nothing undoes, or it was claimed again since and this is no
    /// delivery.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn settle_alert(
        &self,
        alert: &DueAlert,
        outcome: AlertOutcome,
        now: UnixMillis,
    ) -> Result<bool, StorageError> {
        self.backend.settle_alert(alert, outcome, now).await
    }

    /// Makes a person's undelivered alerts due now, after a phone was registered, those that were
    /// given up included. One that is being sent just then is due at once if its sending does not
    /// succeed.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn hasten_alerts(&self, user: &UserId, now: UnixMillis) -> Result<(), StorageError> {
        self.backend.hasten_alerts(user, now).await
    }

    /// As [`Store::hasten_alerts`], for one alert; the alert as it is then, `None` where there is
    /// none of this id.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn retry_alert(
        &self,
        alert_id: &str,
        now: UnixMillis,
    ) -> Result<Option<AlertRecord>, StorageError> {
        self.backend.retry_alert(alert_id, now).await
    }

    /// When there is something to claim next: the earliest moment at which an undelivered alert is
    /// due, or its lease runs out.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn next_alert_at(&self) -> Result<Option<UnixMillis>, StorageError> {
        self.backend.next_alert_at().await
    }

    /// Takes what whoever is on call has to be told at `now`, the most severe first, under a lease
    /// as of [`Store::claim_alerts`]: alerts that are neither delivered nor acknowledged, whose
    /// time has come or that have no phone, and once more those that are given up.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn claim_escalations(
        &self,
        now: UnixMillis,
        lease_until: UnixMillis,
        max: u32,
    ) -> Result<Vec<DueEscalation>, StorageError> {
        self.backend.claim_escalations(now, lease_until, max).await
    }

    /// Writes down whether somebody was told.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn settle_escalation(
        &self,
        escalation: &DueEscalation,
        outcome: EscalationOutcome,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        self.backend.settle_escalation(escalation, outcome, now).await
    }

    /// When somebody has to be told next, or a lease on that runs out.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn next_escalation_at(&self) -> Result<Option<UnixMillis>, StorageError> {
        self.backend.next_escalation_at().await
    }

    /// Alerts, newest first, by when their check-in came and then by id.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn alerts(
        &self,
        filter: AlertFilter,
        limit: u32,
    ) -> Result<Vec<AlertRecord>, StorageError> {
        self.backend.alerts(filter, limit).await
    }

    /// One alert, wherever it stands; `None` where there is none of this id.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn alert(&self, alert_id: &str) -> Result<Option<AlertRecord>, StorageError> {
        self.backend.alert(alert_id).await
    }

    /// Writes down who takes care of an alert: nobody is told of it any more, though it is still
    /// tried to deliver it. Where somebody does already, that stands. The alert as it is then,
    /// `None` where there is none of this id.
    ///
    /// # Errors
    /// Any [`StorageError`] of a write.
    pub async fn acknowledge_alert(
        &self,
        alert_id: &str,
        acknowledgement: Acknowledgement,
    ) -> Result<Option<AlertRecord>, StorageError> {
        self.backend.acknowledge_alert(alert_id, acknowledgement).await
    }

    /// The outbox in numbers.
    ///
    /// # Errors
    /// Any [`StorageError`] of a read.
    pub async fn alert_gauges(&self) -> Result<AlertGauges, StorageError> {
        self.backend.alert_gauges().await
    }
}
