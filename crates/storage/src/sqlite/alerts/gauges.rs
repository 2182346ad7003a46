//! The outbox in numbers, as it is watched from outside.

use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use pilotlight_domain::{AlertStatus, UnixMillis};

use crate::model::{AlertGauges, UndeliveredAlerts};
use crate::sqlite::fault::Fault;
use crate::sqlite::schema::alerts;

/// How many alerts of each status have not reached the person, and since when the oldest waits that
/// nobody sees to. Those that did are not counted: there are more of them every day.
pub(super) fn read(connection: &mut SqliteConnection) -> Result<AlertGauges, Fault> {
    let (mut undelivered, oldest) = counted(connection, false)?;
    undelivered.extend(counted(connection, true)?.0);
    Ok(AlertGauges { undelivered, oldest })
}

/// Those that somebody sees to, or nobody: how many of each status, and when the oldest came.
fn counted(
    connection: &mut SqliteConnection,
    acknowledged: bool,
) -> QueryResult<(Vec<UndeliveredAlerts>, Option<UnixMillis>)> {
    let undelivered = AlertStatus::ALL.iter().filter(|status| **status != AlertStatus::Delivered);
    let names: Vec<&str> = undelivered.clone().map(|status| status.as_str()).collect();
    let found: Vec<(String, i64, Option<i64>)> = alerts::table
        .filter(alerts::status.eq_any(names))
        .filter(alerts::acknowledged_at_ms.is_not_null().eq(acknowledged))
        .group_by(alerts::status)
        .select((alerts::status, count_star(), min(alerts::created_at_ms)))
        .load(connection)?;
    let of = |status: AlertStatus| {
        let count = found.iter().find(|(name, ..)| name == status.as_str());
        let count = count.map_or(0, |(_, count, _)| u64::try_from(*count).unwrap_or(0));
        UndeliveredAlerts { status, acknowledged, count }
    };
    let oldest = found.iter().filter_map(|(.., oldest)| *oldest).min().map(UnixMillis);
    Ok((undelivered.map(|status| of(*status)).collect(), oldest))
}
