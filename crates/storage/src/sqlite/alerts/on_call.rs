//! Alerts as whoever is on call sees and acknowledges them.

use diesel::helper_types::IntoBoxed;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use pilotlight_domain::{UnixMillis, UserId};

use super::outbox;
use crate::error::StorageError;
use crate::model::{Acknowledgement, AlertCursor, AlertFilter, AlertRecord};
use crate::sqlite::fault::Fault;
use crate::sqlite::rows::{named, score_of, tier_of, user_of};
use crate::sqlite::schema::{alerts, check_ins};

const TABLE: &str = "alerts";

#[derive(Queryable, Selectable)]
#[diesel(table_name = alerts, check_for_backend(Sqlite))]
pub(super) struct AlertRow {
    user_id: String,
    alert_id: String,
    answered_at_ms: i64,
    check_in_id: String,
    safety_tier: i32,
    score: i32,
    status: String,
    status_since_ms: i64,
    attempts: i32,
    due_at_ms: Option<i64>,
    message_id: Option<String>,
    last_error: Option<String>,
    created_at_ms: i64,
    escalated_at_ms: Option<i64>,
    acknowledged_at_ms: Option<i64>,
    acknowledged_by: Option<String>,
    acknowledged_note: Option<String>,
}

impl AlertRow {
    pub(super) fn key(&self) -> (&str, &str) {
        (&self.user_id, &self.alert_id)
    }

    pub(super) fn record(self, level: &str) -> Result<AlertRecord, StorageError> {
        let Self {
            user_id,
            alert_id,
            answered_at_ms,
            check_in_id,
            safety_tier,
            score,
            status,
            status_since_ms,
            attempts,
            due_at_ms,
            message_id,
            last_error,
            created_at_ms,
            escalated_at_ms,
            acknowledged_at_ms,
            acknowledged_by,
            acknowledged_note,
        } = self;
        let acknowledged = acknowledged_by.zip(acknowledged_at_ms);
        Ok(AlertRecord {
            id: alert_id,
            user_id: user_of(TABLE, user_id)?,
            check_in_id,
            level: named("check_ins", "level", level)?,
            score: score_of(TABLE, score)?,
            tier: tier_of(TABLE, safety_tier)?,
            status: named(TABLE, "status", &status)?,
            since: UnixMillis(status_since_ms),
            answered_at: UnixMillis(answered_at_ms),
            created_at: UnixMillis(created_at_ms),
            attempts: u32::try_from(attempts).unwrap_or(0),
            message_id,
            next_attempt_at: due_at_ms.map(UnixMillis),
            last_error,
            escalated_at: escalated_at_ms.map(UnixMillis),
            acknowledged: acknowledged.map(|(by, at_ms)| Acknowledgement {
                by,
                at: UnixMillis(at_ms),
                note: acknowledged_note,
            }),
        })
    }
}

/// Alerts with their check-ins, which say the level.
#[diesel::dsl::auto_type]
pub(super) fn with_levels() -> _ {
    alerts::table.inner_join(
        check_ins::table.on(check_ins::user_id
            .eq(alerts::user_id)
            .and(check_ins::answered_at_ms.eq(alerts::answered_at_ms))
            .and(check_ins::check_in_id.eq(alerts::check_in_id))),
    )
}

/// A page of the alerts, newest first. Each status is read by itself, newest first as its index has
/// it: of the many that are delivered, no more are read than are shown.
pub(super) fn list(
    connection: &mut SqliteConnection,
    filter: &AlertFilter,
    limit: u32,
) -> Result<Vec<AlertRecord>, Fault> {
    if let Some(user) = &filter.user {
        return load(connection, of_person(filter, user, limit));
    }
    connection.transaction(|connection| {
        let mut found = Vec::new();
        for status in &filter.statuses {
            let of_status = newest(filter, limit).filter(alerts::status.eq(status.as_str()));
            found.append(&mut load(connection, of_status)?);
        }
        found.sort_by(|one, other| (other.created_at, &other.id).cmp(&(one.created_at, &one.id)));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    })
}

type Page = IntoBoxed<'static, with_levels, Sqlite>;

/// A page of the alerts about a person. They are few, and read by whom they are about: the index of
/// a status has everybody's. So the status is made something that no index has.
pub(in crate::sqlite) fn of_person(filter: &AlertFilter, user: &UserId, limit: u32) -> Page {
    let statuses: Vec<&'static str> = filter.statuses.iter().map(|one| one.as_str()).collect();
    newest(filter, limit)
        .filter(alerts::user_id.eq(user.as_str().to_owned()))
        .filter(alerts::status.concat("").eq_any(statuses))
}

/// The newest alerts after a place, whatever their status.
fn newest(filter: &AlertFilter, limit: u32) -> Page {
    let AlertFilter { statuses: _, user: _, acknowledged, before } = filter;
    // No id is less than the empty one.
    let (moment, id) = match before {
        None => (i64::MAX, String::new()),
        Some(AlertCursor { created_at, alert_id }) => (created_at.0, alert_id.clone()),
    };
    let acknowledged = acknowledged.map_or(vec![false, true], |acknowledged| vec![acknowledged]);
    with_levels()
        .filter(alerts::created_at_ms.le(moment))
        .filter(alerts::created_at_ms.lt(moment).or(alerts::alert_id.lt(id)))
        .filter(alerts::acknowledged_at_ms.is_not_null().eq_any(acknowledged))
        .order((alerts::created_at_ms.desc(), alerts::alert_id.desc()))
        .limit(i64::from(limit))
        .into_boxed()
}

fn load(connection: &mut SqliteConnection, page: Page) -> Result<Vec<AlertRecord>, Fault> {
    let rows: Vec<(AlertRow, String)> =
        page.select((AlertRow::as_select(), check_ins::level)).load(connection)?;
    Ok(rows.into_iter().map(|(row, level)| row.record(&level)).collect::<Result<_, _>>()?)
}

/// One alert by its id.
pub(super) fn find(
    connection: &mut SqliteConnection,
    alert_id: &str,
) -> Result<Option<AlertRecord>, Fault> {
    let found: Option<(AlertRow, String)> = with_levels()
        .filter(alerts::alert_id.eq(alert_id))
        .select((AlertRow::as_select(), check_ins::level))
        .first(connection)
        .optional()?;
    Ok(found.map(|(row, level)| row.record(&level)).transpose()?)
}

/// Writes down who takes care of an alert, unless somebody does already, and gives it as it is now.
pub(super) fn acknowledge(
    connection: &mut SqliteConnection,
    alert_id: &str,
    acknowledgement: &Acknowledgement,
) -> Result<Option<AlertRecord>, Fault> {
    let Acknowledgement { by, at, note } = acknowledgement;
    let unacknowledged = alerts::table
        .filter(alerts::alert_id.eq(alert_id))
        .filter(alerts::acknowledged_at_ms.is_null());
    diesel::update(unacknowledged)
        .set((
            alerts::acknowledged_at_ms.eq(at.0),
            alerts::acknowledged_by.eq(by),
            alerts::acknowledged_note.eq(note),
            alerts::escalate_at_ms.eq(None::<i64>),
        ))
        .execute(connection)?;
    find(connection, alert_id)
}

/// Makes an alert due now if it is not delivered, and gives it as it is now.
pub(super) fn retry(
    connection: &mut SqliteConnection,
    alert_id: &str,
    now: UnixMillis,
) -> Result<Option<AlertRecord>, Fault> {
    let Some(alert) = find(connection, alert_id)? else { return Ok(None) };
    outbox::hasten(connection, &alert.user_id, Some(alert_id), now)?;
    find(connection, alert_id)
}
