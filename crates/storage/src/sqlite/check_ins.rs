//! Writing a check-in, and reading check-ins back.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use pilotlight_domain::{CheckIn, SupportDirectory, UnixMillis, UserId};

use super::fault::Fault;
use super::new_rows::NewRows;
use super::rows::{CheckInRow, named, score_of};
use super::rows_of::{first_row, first_rows};
use super::schema::{alerts, check_ins, idempotency_keys, video_analyses};
use super::{idempotency, redeliveries, schema, scores, users};
use crate::MOST_TREND_POINTS;
use crate::error::StorageError;
use crate::model::{Cursor, Earlier, Metrics, Recorded, Standing, TrendPoint};

const TABLE: &str = "check_ins";

/// Writes a check-in and all that belongs to it; the caller sees to it that it is one transaction.
pub(super) fn record(
    connection: &mut SqliteConnection,
    rows: &NewRows,
    directory: &SupportDirectory,
) -> Result<Recorded, Fault> {
    let NewRows { check_in, escalate_at, video, key, redelivery } = rows;
    if let Some(key) = key
        && let Some(Earlier { fingerprint, check_in, beside }) =
            idempotency::find(connection, &key.user_id, &key.key, key.received_at_ms, directory)?
    {
        return Ok(if fingerprint == key.fingerprint {
            Recorded::Repeated { check_in: Box::new(check_in), beside }
        } else {
            Recorded::KeyReused
        });
    }
    if let Some((text, lately)) = redelivery {
        // Those that are forgotten now hold no digest that could be compared with a guess.
        redeliveries::forget_others(connection, *lately)?;
        let (user_id, digest) = (&text.user_id, &text.digest);
        let earlier = redeliveries::find(connection, user_id, digest, *lately, directory)?;
        if let Some(check_in) = earlier {
            return Ok(Recorded::Repeated { check_in: Box::new(check_in), beside: None });
        }
    }
    users::insert_if_new(connection, &check_in.user_id, check_in.received_at_ms)?;
    diesel::insert_into(check_ins::table).values(check_in).execute(connection)?;
    if let Some(alert_id) = &check_in.alert_id {
        super::alerts::outbox::queue(connection, check_in, alert_id, *escalate_at)?;
    }
    if let Some(video) = video {
        diesel::insert_into(video_analyses::table).values(video).execute(connection)?;
    }
    if let Some(key) = key {
        // One that is there all the same has been kept for a day.
        diesel::replace_into(idempotency_keys::table).values(key).execute(connection)?;
    }
    if let Some((text, _)) = redelivery {
        diesel::insert_into(schema::redeliveries::table).values(text).execute(connection)?;
    }
    Ok(Recorded::Stored)
}

/// Check-ins with the live status of their alerts.
#[diesel::dsl::auto_type]
pub(super) fn with_alerts() -> _ {
    check_ins::table.left_join(
        alerts::table.on(alerts::user_id
            .eq(check_ins::user_id)
            .and(alerts::alert_id.nullable().eq(check_ins::alert_id))),
    )
}

type Row = (CheckInRow, Option<String>);

/// The latest check-in.
pub(super) fn latest(
    connection: &mut SqliteConnection,
    user: &UserId,
    directory: &SupportDirectory,
) -> Result<Option<CheckIn>, Fault> {
    let newest = history(connection, user, 1, None, directory)?;
    Ok(newest.into_iter().next())
}

/// The latest check-in and the newest scores, in one snapshot of the database.
pub(super) fn standing(
    connection: &mut SqliteConnection,
    user: &UserId,
    directory: &SupportDirectory,
) -> Result<Standing, Fault> {
    connection.transaction(|connection| {
        Ok(Standing {
            latest: latest(connection, user, directory)?,
            scores: scores::newest(connection, user)?,
        })
    })
}

/// A page of the history, newest first.
pub(super) fn history(
    connection: &mut SqliteConnection,
    user: &UserId,
    limit: u32,
    before: Option<&Cursor>,
    directory: &SupportDirectory,
) -> Result<Vec<CheckIn>, Fault> {
    // No id is less than the empty one: with it, all of the cursor's own moment is left out.
    let (moment, id) = match before {
        None => (i64::MAX, ""),
        Some(Cursor { answered_at, check_in_id }) => {
            (answered_at.0, check_in_id.as_deref().unwrap_or(""))
        }
    };
    let page = with_alerts()
        .filter(check_ins::user_id.eq(user.as_str()))
        .filter(check_ins::answered_at_ms.le(moment))
        .filter(check_ins::answered_at_ms.lt(moment).or(check_ins::check_in_id.lt(id)))
        .order((check_ins::answered_at_ms.desc(), check_ins::check_in_id.desc()))
        .select((CheckInRow::as_select(), alerts::status.nullable()));
    let rows: Vec<Row> = first_rows(page, limit, connection)?;
    rows.into_iter().map(|(row, status)| Ok(row.check_in(status, directory)?)).collect()
}

/// One check-in by its key.
pub(super) fn find(
    connection: &mut SqliteConnection,
    user_id: &str,
    answered_at_ms: i64,
    check_in_id: &str,
    directory: &SupportDirectory,
) -> Result<Option<CheckIn>, Fault> {
    let one = with_alerts()
        .filter(check_ins::user_id.eq(user_id))
        .filter(check_ins::answered_at_ms.eq(answered_at_ms))
        .filter(check_ins::check_in_id.eq(check_in_id))
        .select((CheckInRow::as_select(), alerts::status.nullable()));
    let row: Option<Row> = first_row(one, connection)?;
    Ok(row.map(|(row, status)| row.check_in(status, directory)).transpose()?)
}

/// Scores over time, from a moment and to before another, in one snapshot of the database. The
/// latest check-in, the newest scores and the total are the person's, whatever the span.
pub(super) fn metrics(
    connection: &mut SqliteConnection,
    user: &UserId,
    from: Option<UnixMillis>,
    to: Option<UnixMillis>,
    directory: &SupportDirectory,
) -> Result<Metrics, Fault> {
    connection.transaction(|connection| metrics_now(connection, user, from, to, directory))
}

fn metrics_now(
    connection: &mut SqliteConnection,
    user: &UserId,
    from: Option<UnixMillis>,
    to: Option<UnixMillis>,
    directory: &SupportDirectory,
) -> Result<Metrics, Fault> {
    let from_ms = from.map_or(i64::MIN, |from| from.0);
    let to_ms = to.map_or(i64::MAX, |to| to.0);
    let of_range = || {
        check_ins::table
            .filter(check_ins::user_id.eq(user.as_str()))
            .filter(check_ins::answered_at_ms.ge(from_ms))
            .filter(check_ins::answered_at_ms.lt(to_ms))
    };
    let of_person = check_ins::table.filter(check_ins::user_id.eq(user.as_str()));
    let total: i64 = of_person.count().get_result(connection)?;
    let newest = of_range()
        .filter(check_ins::has_evidence)
        .order((check_ins::answered_at_ms.desc(), check_ins::check_in_id.desc()))
        .select((check_ins::answered_at_ms, check_ins::score, check_ins::level));
    let points: Vec<(i64, i32, String)> = first_rows(newest, MOST_TREND_POINTS, connection)?;
    Ok(Metrics {
        trend: points.into_iter().rev().map(trend_point).collect::<Result<_, _>>()?,
        latest: latest(connection, user, directory)?,
        scores: scores::newest(connection, user)?,
        total_check_ins: u64::try_from(total).unwrap_or(0),
    })
}

fn trend_point(
    (answered_at_ms, score, level): (i64, i32, String),
) -> Result<TrendPoint, StorageError> {
    Ok(TrendPoint {
        answered_at: UnixMillis(answered_at_ms),
        score: score_of(TABLE, score)?,
        level: named(TABLE, "level", &level)?,
    })
}

/// How often each stimulus was answered, and had arrived, before a moment.
pub(super) fn answered_before(
    connection: &mut SqliteConnection,
    user: &UserId,
    moment: UnixMillis,
) -> Result<HashMap<String, u32>, Fault> {
    let counts: Vec<(String, i64)> = check_ins::table
        .filter(check_ins::user_id.eq(user.as_str()))
        .filter(check_ins::answered_at_ms.lt(moment.0))
        .filter(check_ins::received_at_ms.lt(moment.0))
        .group_by(check_ins::stimulus_id)
        .select((check_ins::stimulus_id, count_star()))
        .load(connection)?;
    let saturated = |count| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(counts.into_iter().map(|(stimulus, count)| (stimulus, saturated(count))).collect())
}
