//! The outbox in numbers, as it is watched from outside.

use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use pilotlight_domain::{AlertStatus, UnixMillis};

use super::fault::Fault;
use super::schema::alerts;
use crate::model::AlertGauges;

/// How many alerts of each status have not reached the person, and since when the oldest waits.
/// Those that did are not counted: there are more of them every day.
pub(super) fn read(connection: &mut SqliteConnection) -> Result<AlertGauges, Fault> {
    let undelivered = AlertStatus::ALL.iter().filter(|status| **status != AlertStatus::Delivered);
    let names: Vec<&str> = undelivered.clone().map(|status| status.as_str()).collect();
    let found: Vec<(String, i64, Option<i64>)> = alerts::table
        .filter(alerts::status.eq_any(names))
        .group_by(alerts::status)
        .select((alerts::status, count_star(), min(alerts::created_at_ms)))
        .load(connection)?;
    let count = |status: AlertStatus| {
        let of_status = found.iter().find(|(name, ..)| name == status.as_str());
        of_status.map_or(0, |(_, count, _)| u64::try_from(*count).unwrap_or(0))
    };
    Ok(AlertGauges {
        undelivered: undelivered.map(|status| (*status, count(*status))).collect(),
        oldest: found.iter().filter_map(|(_, _, oldest)| *oldest).min().map(UnixMillis),
    })
}
