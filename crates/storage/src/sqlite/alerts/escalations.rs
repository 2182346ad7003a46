//! Telling whoever is on call of alerts that have reached nobody: with a lease and a next try of its
//! own, so that a process that dies leaves nothing untold.

use diesel::dsl::min;
use diesel::prelude::*;
use pilotlight_domain::UnixMillis;

use super::on_call::{AlertRow, with_levels};
use crate::error::StorageError;
use crate::model::{DueEscalation, EscalationOutcome};
use crate::sqlite::fault::Fault;
use crate::sqlite::schema::{alerts, check_ins};

/// Further ahead than anybody is left untold: a day and an hour. What is to be told later than that
/// was put down before the clock was set back, and is to be told now.
const FURTHEST_MS: i64 = 25 * 3600 * 1000;

/// Leases what somebody has to be told, the most severe first.
pub(super) fn claim(
    connection: &mut SqliteConnection,
    now: UnixMillis,
    lease_until: UnixMillis,
    max: u32,
) -> Result<Vec<DueEscalation>, Fault> {
    let due: Vec<(AlertRow, String, i32, i32)> = with_levels()
        .filter(
            alerts::escalate_at_ms
                .le(now.0)
                .or(alerts::escalate_at_ms.gt(now.0.saturating_add(FURTHEST_MS))),
        )
        .order((alerts::safety_tier.desc(), alerts::score.desc(), alerts::created_at_ms.asc()))
        .limit(i64::from(max))
        .select((
            AlertRow::as_select(),
            check_ins::level,
            alerts::escalation_attempts,
            alerts::escalations,
        ))
        .load(connection)?;
    let mut claimed = Vec::with_capacity(due.len());
    for (row, level, attempts, told) in due {
        let attempts = attempts.saturating_add(1);
        diesel::update(alerts::table.find(row.key()))
            .set((
                alerts::escalation_attempts.eq(attempts),
                alerts::escalate_at_ms.eq(lease_until.0),
            ))
            .execute(connection)?;
        match row.record(&level) {
            Ok(alert) => claimed.push(DueEscalation {
                alert,
                attempts: u32::try_from(attempts).unwrap_or(0),
                round: u32::try_from(told).unwrap_or(0).saturating_add(1),
                lease_until,
            }),
            // It comes back when the lease runs out; the others must not wait for it.
            Err(error @ StorageError::Corrupt { .. }) => {
                tracing::error!(%error, "an alert to escalate cannot be read");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(claimed)
}

/// Writes down whether somebody was told. What has become due meanwhile stays due: the alert was
/// given up after the attempt began, say, and that has to be told too.
pub(super) fn settle(
    connection: &mut SqliteConnection,
    escalation: &DueEscalation,
    outcome: EscalationOutcome,
    now: UnixMillis,
) -> Result<(), Fault> {
    let alert = &escalation.alert;
    let told = || alerts::table.find((alert.user_id.as_str(), alert.id.as_str()));
    let leased = || told().filter(alerts::escalate_at_ms.eq(escalation.lease_until.0));
    match outcome {
        EscalationOutcome::Told => {
            diesel::update(told())
                .set((
                    alerts::escalations.eq(alerts::escalations + 1),
                    alerts::escalated_at_ms.eq(now.0),
                    alerts::escalated_status.eq(alert.status.as_str()),
                ))
                .execute(connection)?;
            diesel::update(leased())
                .set((alerts::escalate_at_ms.eq(None::<i64>), alerts::escalation_attempts.eq(0)))
                .execute(connection)?;
        }
        EscalationOutcome::Failed { retry_at } => {
            diesel::update(leased())
                .set(alerts::escalate_at_ms.eq(retry_at.0))
                .execute(connection)?;
        }
    }
    Ok(())
}

/// When somebody has to be told next, or a lease runs out.
pub(super) fn next_at(connection: &mut SqliteConnection) -> Result<Option<UnixMillis>, Fault> {
    let next: Option<i64> = alerts::table
        .filter(alerts::escalate_at_ms.is_not_null())
        .select(min(alerts::escalate_at_ms))
        .get_result(connection)?;
    Ok(next.map(UnixMillis))
}
