//! Check-ins as they are read, and what their columns hold.

use std::str::FromStr;

use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::{
    AlertRef, CheckIn, Finding, Interval, Score, StreamReport, SupportDirectory, UnixMillis, UserId,
};

use super::schema::check_ins;
use crate::documents::{Details, IntervalDocument, from_json, unnamed};
use crate::error::StorageError;
use crate::model::Place;

const TABLE: &str = "check_ins";

/// A check-in as it is read, but for its alert's status.
#[derive(Queryable, Selectable)]
#[diesel(table_name = check_ins, check_for_backend(Sqlite))]
pub(super) struct CheckInRow {
    user_id: String,
    answered_at_ms: i64,
    check_in_id: String,
    received_at_ms: i64,
    stimulus_id: String,
    channel: String,
    score: i32,
    level: String,
    safety_tier: i32,
    scorer: String,
    scorer_version: String,
    country: Option<String>,
    alert_id: Option<String>,
    intervention: String,
    details: String,
}

impl CheckInRow {
    /// Where it stands among all.
    pub(super) fn place(&self) -> Result<Place, StorageError> {
        Ok(Place {
            user_id: user_of(TABLE, self.user_id.clone())?,
            answered_at: UnixMillis(self.answered_at_ms),
            check_in_id: self.check_in_id.clone(),
        })
    }

    /// The check-in, with support attached anew.
    pub(super) fn check_in(
        self,
        alert_status: Option<String>,
        directory: &SupportDirectory,
    ) -> Result<CheckIn, StorageError> {
        let Self {
            user_id,
            answered_at_ms,
            check_in_id,
            received_at_ms,
            stimulus_id,
            channel,
            score,
            level,
            safety_tier,
            scorer,
            scorer_version,
            country,
            alert_id,
            intervention,
            details,
        } = self;
        let Details {
            indicators,
            regions,
            streams,
            rules,
            data_quality,
            services,
            tribe_deviation,
            behavioral_deviation,
            confidence,
            coverage,
            interval,
            contributions,
        } = from_json(TABLE, "details", &details)?;
        let finding = Finding {
            score: score_of(TABLE, score)?,
            level: named(TABLE, "level", &level)?,
            tribe_deviation: tribe_deviation.0,
            behavioral_deviation: behavioral_deviation.0,
            top_indicators: indicators,
            intervention,
            brain_regions_flagged: unnamed(regions),
            confidence: confidence.0,
            streams: streams.into_iter().map(StreamReport::from).collect(),
            coverage: coverage.0,
            interval: interval.map(interval_of).transpose()?,
            contributions: contributions.into_iter().map(Into::into).collect(),
            safety: Safety { tier: tier_of(TABLE, safety_tier)?, rules },
            scorer: named(TABLE, "scorer", &scorer)?,
            scorer_version,
            data_quality,
            country: country
                .as_deref()
                .map(|country| named(TABLE, "country", country))
                .transpose()?,
        };
        Ok(CheckIn {
            id: check_in_id,
            user_id: user_of(TABLE, user_id)?,
            stimulus_id,
            channel: named(TABLE, "channel", &channel)?,
            answered_at: UnixMillis(answered_at_ms),
            received_at: UnixMillis(received_at_ms),
            services: services.into(),
            assessment: finding.finish(directory),
            alert: alert_ref(alert_id, alert_status)?,
        })
    }
}

fn alert_ref(id: Option<String>, status: Option<String>) -> Result<Option<AlertRef>, StorageError> {
    match (id, status) {
        (None, _) => Ok(None),
        (Some(id), Some(status)) => {
            Ok(Some(AlertRef { id, status: named("alerts", "status", &status)? }))
        }
        (Some(_), None) => Err(StorageError::corrupt(TABLE, "alert_id", "no such alert")),
    }
}

/// Reads a stored name.
pub(super) fn named<T: FromStr<Err: std::fmt::Display>>(
    table: &'static str,
    column: &'static str,
    name: &str,
) -> Result<T, StorageError> {
    name.parse().map_err(|error| StorageError::corrupt(table, column, error))
}

/// Reads a stored score.
pub(super) fn score_of(table: &'static str, score: i32) -> Result<Score, StorageError> {
    u8::try_from(score)
        .ok()
        .and_then(Score::new)
        .ok_or_else(|| StorageError::corrupt(table, "score", "a score is 0 to 100"))
}

fn interval_of(interval: IntervalDocument) -> Result<Interval, StorageError> {
    let no_score = || StorageError::corrupt(TABLE, "details", "an interval is of scores");
    interval.interval().ok_or_else(no_score)
}

/// Reads a stored safety tier.
pub(super) fn tier_of(table: &'static str, tier: i32) -> Result<Tier, StorageError> {
    u8::try_from(tier)
        .ok()
        .and_then(Tier::from_number)
        .ok_or_else(|| StorageError::corrupt(table, "safety_tier", "a tier is 0 to 3"))
}

/// Reads a stored user id.
pub(super) fn user_of(table: &'static str, user_id: String) -> Result<UserId, StorageError> {
    UserId::new(user_id).map_err(|error| StorageError::corrupt(table, "user_id", error))
}
