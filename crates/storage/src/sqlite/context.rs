//! What is known just before a check-in is scored.

use std::time::Duration;

use diesel::connection::DefaultLoadingMode;
use diesel::prelude::*;
use pilotlight_domain::fusion::{MAX_AGE, RESULT_STANDS};
use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{Previous, Reading, Stream, UnixMillis, UserId};

use super::fault::Fault;
use super::rows::{named, score_of, tier_of};
use super::rows_of::{first_row, first_rows};
use super::schema::check_ins;
use super::{baselines, users};
use crate::MOST_TYPING_SAMPLES;
use crate::documents::{MeasuredDocument, TypingDocument, from_json};
use crate::error::StorageError;
use crate::model::Context;

const TABLE: &str = "check_ins";

/// The most check-ins of a day whose readings are looked at: more than anybody makes, and a bound
/// on what a client that never stops can cost.
const MOST_LOOKED_AT: usize = 500;

/// The streams that a check-in can measure.
const MEASURABLE: usize = Stream::ALL.len() - 1;

/// What of a context cannot be read. A check-in is not refused over an earlier one: it may be the
/// one that calls for help.
#[derive(Default)]
struct Unreadable(Option<(&'static str, &'static str)>);

impl Unreadable {
    /// What was read, or `None` for what cannot be.
    fn without<T>(&mut self, read: Result<T, Fault>) -> Result<Option<T>, Fault> {
        match read {
            Ok(part) => Ok(Some(part)),
            Err(Fault(StorageError::Corrupt { table, column, detail: _ })) => {
                self.0.get_or_insert((table, column));
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Tells of the first, if there is one.
    fn tell(&self) -> bool {
        if let Self(Some((table, column))) = self {
            tracing::error!(table, column, "a check-in is scored without what cannot be read");
        }
        self.0.is_some()
    }
}

/// Everything that can be read, in one snapshot of the database.
pub(super) fn context(
    connection: &mut SqliteConnection,
    user: &UserId,
    stimulus_id: &str,
    answered_at: UnixMillis,
) -> Result<Context, Fault> {
    connection.transaction(|connection| {
        let mut unreadable = Unreadable::default();
        let profile = unreadable.without(users::profile(connection, user))?;
        let previous = unreadable.without(previous(connection, user, answered_at))?;
        let readings = readings(connection, user, answered_at, &mut unreadable)?;
        let typing_history = typing_history(connection, user, answered_at, &mut unreadable)?;
        let baseline = unreadable.without(baselines::find(connection, stimulus_id))?;
        Ok(Context {
            profile: profile.flatten().unwrap_or_default(),
            previous: previous.flatten(),
            readings,
            typing_history,
            baseline: baseline.flatten(),
            unreadable: unreadable.tell(),
        })
    })
}

/// The latest result that measured anything, as long as it stands.
fn previous(
    connection: &mut SqliteConnection,
    user: &UserId,
    answered_at: UnixMillis,
) -> Result<Option<Previous>, Fault> {
    let stands_ms = i64::try_from(RESULT_STANDS.as_millis()).unwrap_or(i64::MAX);
    let latest = check_ins::table
        .filter(check_ins::user_id.eq(user.as_str()))
        .filter(check_ins::answered_at_ms.gt(answered_at.0.saturating_sub(stands_ms)))
        .filter(check_ins::answered_at_ms.le(answered_at.0))
        .filter(check_ins::has_evidence)
        .order((check_ins::answered_at_ms.desc(), check_ins::check_in_id.desc()))
        .select((check_ins::score, check_ins::level, check_ins::safety_tier));
    let row: Option<(i32, String, i32)> = first_row(latest, connection)?;
    let Some((score, level, tier)) = row else { return Ok(None) };
    let level = named(TABLE, "level", &level)?;
    Ok(Some(Previous { score: score_of(TABLE, score)?, level, tier: tier_of(TABLE, tier)? }))
}

/// The latest measured reading of each stream. One as old as [`MAX_AGE`] would count for nothing.
fn readings(
    connection: &mut SqliteConnection,
    user: &UserId,
    answered_at: UnixMillis,
    unreadable: &mut Unreadable,
) -> Result<Vec<Reading>, Fault> {
    let max_age_ms = i64::try_from(MAX_AGE.as_millis()).unwrap_or(i64::MAX);
    let rows = check_ins::table
        .filter(check_ins::user_id.eq(user.as_str()))
        .filter(check_ins::answered_at_ms.gt(answered_at.0.saturating_sub(max_age_ms)))
        .filter(check_ins::answered_at_ms.le(answered_at.0))
        .order((check_ins::answered_at_ms.desc(), check_ins::check_in_id.desc()))
        .select((check_ins::answered_at_ms, check_ins::measured))
        .load_iter::<(i64, String), DefaultLoadingMode>(connection)?;
    let mut latest: Vec<Reading> = Vec::with_capacity(MEASURABLE);
    for row in rows.take(MOST_LOOKED_AT) {
        let (measured_at_ms, measured) = row?;
        let age = answered_at.since(UnixMillis(measured_at_ms));
        let measured = unreadable.without(measured_readings(&measured, age))?;
        for reading in measured.unwrap_or_default() {
            if !latest.iter().any(|newer| newer.stream() == reading.stream()) {
                latest.push(reading);
            }
        }
        if latest.len() == MEASURABLE {
            break;
        }
    }
    Ok(latest)
}

fn measured_readings(measured: &str, age: Duration) -> Result<Vec<Reading>, Fault> {
    let documents = from_json::<Vec<MeasuredDocument>>(TABLE, "measured", measured)?;
    let readings: Option<Vec<Reading>> =
        documents.into_iter().map(|document| document.reading(age)).collect();
    let no_number = || StorageError::corrupt(TABLE, "measured", "a reading is not a number");
    Ok(readings.ok_or_else(no_number)?)
}

/// Typing samples of before a moment, the newest first. An index holds all of it, so that the
/// check-ins themselves are not read, and those without a sample are passed over there.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn typed_before<'a>(user: &'a str, moment_ms: i64) -> _ {
    check_ins::table
        .filter(check_ins::user_id.eq(user))
        .filter(check_ins::answered_at_ms.lt(moment_ms))
        .filter(check_ins::typing.is_not_null())
        .order(check_ins::answered_at_ms.desc())
        .select(check_ins::typing.assume_not_null())
}

fn typing_history(
    connection: &mut SqliteConnection,
    user: &UserId,
    answered_at: UnixMillis,
    unreadable: &mut Unreadable,
) -> Result<Vec<TypingSample>, Fault> {
    let newest = typed_before(user.as_str(), answered_at.0);
    let samples: Vec<String> = first_rows(newest, MOST_TYPING_SAMPLES, connection)?;
    let mut history = Vec::with_capacity(samples.len());
    for sample in samples {
        let document = from_json::<TypingDocument>(TABLE, "typing", &sample);
        history.extend(unreadable.without(document.map_err(Fault))?.map(TypingSample::from));
    }
    Ok(history)
}
