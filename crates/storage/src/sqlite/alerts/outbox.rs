//! The outbox of alerts. An alert is delivered, or given up, or it is due at some moment: it is never
//! none of these.

use diesel::dsl::min;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use pilotlight_domain::{AlertStatus, UnixMillis, UserId};

use crate::error::StorageError;
use crate::model::{AlertOutcome, DueAlert};
use crate::sqlite::fault::Fault;
use crate::sqlite::new_rows::NewCheckInRow;
use crate::sqlite::rows::{named, score_of, tier_of, user_of};
use crate::sqlite::rows_of::first_row;
use crate::sqlite::schema::{alerts, check_ins};

const TABLE: &str = "alerts";

/// Further ahead than any lease or pause is set: an hour and a half. What is due later than that was
/// put down before the clock was set back, and is due now.
const FURTHEST_MS: i64 = 90 * 60 * 1000;

/// Queues the alert of a check-in, due at once.
pub(in crate::sqlite) fn queue(
    connection: &mut SqliteConnection,
    check_in: &NewCheckInRow,
    alert_id: &str,
    escalate_at: UnixMillis,
) -> QueryResult<()> {
    diesel::insert_into(alerts::table)
        .values((
            alerts::user_id.eq(&check_in.user_id),
            alerts::alert_id.eq(alert_id),
            alerts::answered_at_ms.eq(check_in.answered_at_ms),
            alerts::check_in_id.eq(&check_in.check_in_id),
            alerts::safety_tier.eq(check_in.safety_tier),
            alerts::score.eq(check_in.score),
            alerts::status.eq(AlertStatus::Queued.as_str()),
            alerts::status_since_ms.eq(check_in.received_at_ms),
            alerts::attempts.eq(0),
            alerts::due_at_ms.eq(check_in.received_at_ms),
            alerts::hastened.eq(false),
            alerts::trying_since_ms.eq(check_in.received_at_ms),
            alerts::created_at_ms.eq(check_in.received_at_ms),
            alerts::escalate_at_ms.eq(escalate_at.0),
            alerts::escalation_attempts.eq(0),
            alerts::escalations.eq(0),
        ))
        .execute(connection)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = alerts, check_for_backend(Sqlite))]
struct DueAlertRow {
    user_id: String,
    alert_id: String,
    answered_at_ms: i64,
    check_in_id: String,
    safety_tier: i32,
    score: i32,
    attempts: i32,
    attempts_before: i32,
    created_at_ms: i64,
    trying_since_ms: i64,
}

impl DueAlertRow {
    /// The alert, with what its check-in says.
    fn alert(self, level: &str, intervention: String) -> Result<DueAlert, StorageError> {
        let Self {
            user_id,
            alert_id,
            answered_at_ms,
            check_in_id,
            safety_tier,
            score,
            attempts,
            attempts_before,
            created_at_ms,
            trying_since_ms,
        } = self;
        Ok(DueAlert {
            id: alert_id,
            user_id: user_of(TABLE, user_id)?,
            check_in_id,
            score: score_of(TABLE, score)?,
            level: named("check_ins", "level", level)?,
            tier: tier_of(TABLE, safety_tier)?,
            intervention,
            attempts: u32::try_from(attempts).unwrap_or(0),
            tries: u32::try_from(attempts.saturating_sub(attempts_before)).unwrap_or(0),
            answered_at: UnixMillis(answered_at_ms),
            created_at: UnixMillis(created_at_ms),
            trying_since: UnixMillis(trying_since_ms),
        })
    }
}

/// Leases the most severe of the alerts that are due.
pub(super) fn claim(
    connection: &mut SqliteConnection,
    now: UnixMillis,
    lease_until: UnixMillis,
    max: u32,
) -> Result<Vec<DueAlert>, Fault> {
    let due: Vec<DueAlertRow> = alerts::table
        .filter(
            alerts::due_at_ms.le(now.0).or(alerts::due_at_ms.gt(now.0.saturating_add(FURTHEST_MS))),
        )
        .order((
            alerts::safety_tier.desc(),
            alerts::score.desc(),
            alerts::answered_at_ms.asc(),
            alerts::alert_id.asc(),
        ))
        .limit(i64::from(max))
        .select(DueAlertRow::as_select())
        .load(connection)?;
    let mut claimed = Vec::with_capacity(due.len());
    for alert in due {
        match lease(connection, alert, now, lease_until) {
            Ok(alert) => claimed.push(alert),
            // It comes back when the lease runs out; the others must not wait for it.
            Err(Fault(error @ StorageError::Corrupt { .. })) => {
                tracing::error!(%error, "an alert cannot be read");
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok(claimed)
}

fn lease(
    connection: &mut SqliteConnection,
    mut alert: DueAlertRow,
    now: UnixMillis,
    lease_until: UnixMillis,
) -> Result<DueAlert, Fault> {
    alert.attempts = alert.attempts.saturating_add(1);
    diesel::update(alerts::table.find((&alert.user_id, &alert.alert_id)))
        .set((
            alerts::status.eq(AlertStatus::Sending.as_str()),
            alerts::status_since_ms.eq(now.0),
            alerts::attempts.eq(alert.attempts),
            alerts::due_at_ms.eq(lease_until.0),
            alerts::hastened.eq(false),
        ))
        .execute(connection)?;
    let said = check_ins::table
        .find((&alert.user_id, alert.answered_at_ms, &alert.check_in_id))
        .select((check_ins::level, check_ins::intervention));
    let said: Option<(String, String)> = first_row(said, connection)?;
    let (level, intervention) =
        said.ok_or_else(|| StorageError::corrupt(TABLE, "check_in_id", "no such check-in"))?;
    Ok(alert.alert(&level, intervention)?)
}

/// What an attempt finds of its alert when it has something to say.
#[derive(Queryable, Selectable)]
#[diesel(table_name = alerts, check_for_backend(Sqlite))]
struct SettledRow {
    attempts: i32,
    hastened: bool,
    escalate_at_ms: Option<i64>,
    escalated_status: Option<String>,
    acknowledged_at_ms: Option<i64>,
}

impl SettledRow {
    /// When somebody is to be told, now that the alert stands here. Without a phone no waiting
    /// helps, and whoever heard of an alert that was still tried has to hear of that, and that it is
    /// tried no more.
    fn escalate_at_ms(&self, status: AlertStatus, now: UnixMillis) -> Option<i64> {
        let is_told = self.escalated_status.as_deref() == Some(status.as_str());
        match status {
            _ if self.acknowledged_at_ms.is_some() => None,
            AlertStatus::Delivered => None,
            AlertStatus::Dead => Some(now.0),
            AlertStatus::Undeliverable if !is_told => {
                Some(self.escalate_at_ms.map_or(now.0, |at| at.min(now.0)))
            }
            _ => self.escalate_at_ms,
        }
    }
}

/// Writes down what became of an attempt; `false` where there is no such alert, or it is delivered
/// already, or another attempt has begun since: that one will say what became of it. A delivery is
/// a delivery, though, whoever brings the news.
pub(super) fn settle(
    connection: &mut SqliteConnection,
    alert: &DueAlert,
    outcome: &AlertOutcome,
    now: UnixMillis,
) -> Result<bool, Fault> {
    let key = (alert.user_id.as_str(), alert.id.as_str());
    let found = alerts::table
        .find(key)
        .filter(alerts::status.ne(AlertStatus::Delivered.as_str()))
        .select(SettledRow::as_select());
    let found: Option<SettledRow> = first_row(found, connection)?;
    let Some(found) = found else { return Ok(false) };
    let is_overtaken = u32::try_from(found.attempts) != Ok(alert.attempts);
    if is_overtaken && !matches!(outcome, AlertOutcome::Delivered { .. }) {
        return Ok(false);
    }
    let (status, retry_at, message_id, error) = match outcome {
        AlertOutcome::Delivered { message_id } => {
            (AlertStatus::Delivered, None, Some(message_id), None)
        }
        AlertOutcome::Undeliverable { retry_at, error } => {
            (AlertStatus::Undeliverable, Some(*retry_at), None, Some(error))
        }
        AlertOutcome::Failed { retry_at, error } => {
            (AlertStatus::Queued, Some(*retry_at), None, Some(error))
        }
        // Somebody asked for it to be tried again while it was.
        AlertOutcome::GivenUp { error } if found.hastened => {
            (AlertStatus::Queued, Some(now), None, Some(error))
        }
        AlertOutcome::GivenUp { error } => (AlertStatus::Dead, None, None, Some(error)),
    };
    let due_at = retry_at.map(|retry_at| if found.hastened { now.min(retry_at) } else { retry_at });
    diesel::update(alerts::table.find(key))
        .set((
            alerts::status.eq(status.as_str()),
            alerts::status_since_ms.eq(now.0),
            alerts::due_at_ms.eq(due_at.map(|due_at| due_at.0)),
            alerts::hastened.eq(false),
            alerts::message_id.eq(message_id),
            alerts::last_error.eq(error),
            alerts::escalate_at_ms.eq(found.escalate_at_ms(status, now)),
        ))
        .execute(connection)?;
    Ok(true)
}

/// Makes a person's undelivered alerts due now, or one of them, those that were given up included.
/// One that is being sent keeps its lease, lest it goes out twice, and is due at once when its
/// sending does not succeed.
pub(super) fn hasten(
    connection: &mut SqliteConnection,
    user: &UserId,
    alert_id: Option<&str>,
    now: UnixMillis,
) -> Result<(), Fault> {
    let undelivered: Vec<(String, String)> = alerts::table
        .filter(alerts::user_id.eq(user.as_str()))
        .filter(alerts::status.ne(AlertStatus::Delivered.as_str()))
        .select((alerts::alert_id, alerts::status))
        .load(connection)?;
    let is_meant = |id: &str| alert_id.is_none_or(|only| only == id);
    for (id, status) in undelivered.iter().filter(|(id, _)| is_meant(id)) {
        let status: AlertStatus = named(TABLE, "status", status)?;
        let alert = alerts::table.find((user.as_str(), id));
        diesel::update(alert)
            .set((
                alerts::trying_since_ms.eq(now.0),
                alerts::attempts_before.eq(alerts::attempts),
                // Whoever has it tried anew wants to hear that it failed anew.
                alerts::escalated_status.eq(None::<String>),
            ))
            .execute(connection)?;
        match status {
            AlertStatus::Delivered => {}
            AlertStatus::Sending => {
                diesel::update(alert).set(alerts::hastened.eq(true)).execute(connection)?;
            }
            AlertStatus::Queued => {
                diesel::update(alert).set(alerts::due_at_ms.eq(now.0)).execute(connection)?;
            }
            AlertStatus::Undeliverable | AlertStatus::Dead => {
                diesel::update(alert)
                    .set((
                        alerts::status.eq(AlertStatus::Queued.as_str()),
                        alerts::status_since_ms.eq(now.0),
                        alerts::due_at_ms.eq(now.0),
                    ))
                    .execute(connection)?;
            }
        }
    }
    Ok(())
}

/// Makes every alert that was being sent due at once, whatever the clock says. Only for whoever is
/// alone on the database: nobody is sending them any more.
pub(in crate::sqlite) fn take_back_leases(connection: &mut SqliteConnection) -> Result<(), Fault> {
    let left = alerts::table.filter(alerts::status.eq(AlertStatus::Sending.as_str()));
    let taken = diesel::update(left)
        .set((alerts::status.eq(AlertStatus::Queued.as_str()), alerts::due_at_ms.eq(0_i64)))
        .execute(connection)?;
    if taken > 0 {
        tracing::warn!(
            taken,
            "alerts that were being sent when the last process died are due again"
        );
    }
    Ok(())
}

/// When the next undelivered alert is due, or its lease runs out.
pub(super) fn next_at(connection: &mut SqliteConnection) -> Result<Option<UnixMillis>, Fault> {
    let due_at_ms: Option<i64> = alerts::table
        .filter(alerts::due_at_ms.is_not_null())
        .select(min(alerts::due_at_ms))
        .get_result(connection)?;
    Ok(due_at_ms.map(UnixMillis))
}
