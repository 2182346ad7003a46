//! The rows that are written for a new check-in.

use diesel::prelude::*;
use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::{AlertRef, CheckIn, Finding, NO_EVIDENCE, UnixMillis};

use super::redeliveries::Lately;
use super::schema::{check_ins, idempotency_keys, redeliveries, video_analyses};
use crate::documents::{
    ContributionDocument, Details, InputsDocument, Number, StreamDocument, TypingDocument,
    measured, measures_of, names, to_json,
};
use crate::error::StorageError;
use crate::model::{IdempotencyKey, NewCheckIn, Redelivery, VideoMeasures};

/// A check-in as it is written.
#[derive(Insertable)]
#[diesel(table_name = check_ins, treat_none_as_default_value = false)]
pub(super) struct NewCheckInRow {
    pub(super) user_id: String,
    pub(super) answered_at_ms: i64,
    pub(super) check_in_id: String,
    pub(super) received_at_ms: i64,
    stimulus_id: String,
    channel: &'static str,
    pub(super) score: i32,
    level: &'static str,
    pub(super) safety_tier: i32,
    has_evidence: bool,
    scorer: &'static str,
    scorer_version: String,
    country: Option<String>,
    pub(super) alert_id: Option<String>,
    typing: Option<String>,
    measured: String,
    intervention: String,
    details: String,
    inputs: String,
    reply_text: Option<String>,
}

/// What the video service measured, as it is written.
#[derive(Insertable)]
#[diesel(table_name = video_analyses, treat_none_as_default_value = false)]
pub(super) struct NewVideoRow {
    user_id: String,
    answered_at_ms: i64,
    check_in_id: String,
    combined_score: Option<f64>,
    facial: String,
    voice: String,
}

/// An idempotency record, as it is written.
#[derive(Insertable)]
#[diesel(table_name = idempotency_keys, treat_none_as_default_value = false)]
pub(super) struct NewKeyRow {
    pub(super) user_id: String,
    pub(super) key: String,
    pub(super) fingerprint: String,
    answered_at_ms: i64,
    check_in_id: String,
    pub(super) received_at_ms: i64,
    beside: Option<String>,
}

/// What a text by SMS is known by, as it is written.
#[derive(Insertable)]
#[diesel(table_name = redeliveries)]
pub(super) struct NewRedeliveryRow {
    pub(super) user_id: String,
    pub(super) digest: String,
    answered_at_ms: i64,
    check_in_id: String,
    received_at_ms: i64,
}

/// All that is written for one check-in. It is made on the caller's side, so that the writer does
/// nothing but write.
pub(super) struct NewRows {
    pub(super) check_in: NewCheckInRow,
    pub(super) escalate_at: UnixMillis,
    pub(super) video: Option<NewVideoRow>,
    pub(super) key: Option<NewKeyRow>,
    /// With when the same is the same text.
    pub(super) redelivery: Option<(NewRedeliveryRow, Lately)>,
}

impl TryFrom<NewCheckIn> for NewRows {
    type Error = StorageError;

    fn try_from(new: NewCheckIn) -> Result<Self, StorageError> {
        let NewCheckIn {
            check_in,
            escalate_at,
            evidence,
            typing,
            reply_text,
            video,
            idempotency,
            redelivery,
        } = new;
        let CheckIn {
            id,
            user_id,
            stimulus_id,
            channel,
            answered_at,
            received_at,
            services,
            assessment,
            alert,
        } = check_in;
        let Finding {
            score,
            level,
            tribe_deviation,
            behavioral_deviation,
            top_indicators,
            intervention,
            brain_regions_flagged,
            confidence,
            streams,
            coverage,
            interval,
            contributions,
            safety: Safety { tier, rules },
            scorer,
            scorer_version,
            data_quality,
            country,
        } = assessment.finding().clone();
        // What a safety rule fired on is evidence, though no stream was measured.
        let has_evidence =
            tier > Tier::None || !data_quality.iter().any(|code| code == NO_EVIDENCE);
        let details = Details {
            indicators: top_indicators,
            regions: names(&brain_regions_flagged),
            streams: streams.iter().map(StreamDocument::from).collect(),
            rules,
            data_quality,
            services: services.into(),
            tribe_deviation: Number(tribe_deviation),
            behavioral_deviation: Number(behavioral_deviation),
            confidence: Number(confidence),
            coverage: Number(coverage),
            interval: interval.map(Into::into),
            contributions: contributions.iter().map(ContributionDocument::from).collect(),
        };
        // A sample in which nothing was measured must not crowd others out of the history.
        let typing = typing.filter(|sample| !sample.is_empty()).map(TypingDocument::from);
        let check_in = NewCheckInRow {
            user_id: user_id.into(),
            answered_at_ms: answered_at.0,
            check_in_id: id,
            received_at_ms: received_at.0,
            stimulus_id,
            channel: channel.as_str(),
            score: i32::from(score.value()),
            level: level.as_str(),
            safety_tier: i32::from(tier.number()),
            has_evidence,
            scorer: scorer.as_str(),
            scorer_version,
            country: country.map(|country| country.to_string()),
            alert_id: alert.map(|AlertRef { id, status: _ }| id),
            typing: typing.as_ref().map(to_json).transpose()?,
            measured: to_json(&measured(&evidence.readings))?,
            intervention,
            details: to_json(&details)?,
            inputs: to_json(&InputsDocument::from(evidence))?,
            reply_text,
        };
        Ok(Self {
            video: video.map(|video| NewVideoRow::new(&check_in, &video)).transpose()?,
            key: idempotency.map(|key| NewKeyRow::new(&check_in, key)),
            redelivery: redelivery.map(|redelivery| NewRedeliveryRow::new(&check_in, redelivery)),
            escalate_at,
            check_in,
        })
    }
}

impl NewVideoRow {
    fn new(check_in: &NewCheckInRow, video: &VideoMeasures) -> Result<Self, StorageError> {
        let VideoMeasures { combined_score, facial, voice } = video;
        Ok(Self {
            user_id: check_in.user_id.clone(),
            answered_at_ms: check_in.answered_at_ms,
            check_in_id: check_in.check_in_id.clone(),
            combined_score: *combined_score,
            facial: measures_of(facial)?,
            voice: measures_of(voice)?,
        })
    }
}

impl NewKeyRow {
    fn new(check_in: &NewCheckInRow, key: IdempotencyKey) -> Self {
        let IdempotencyKey { key, fingerprint, beside } = key;
        Self {
            user_id: check_in.user_id.clone(),
            key,
            fingerprint,
            answered_at_ms: check_in.answered_at_ms,
            check_in_id: check_in.check_in_id.clone(),
            received_at_ms: check_in.received_at_ms,
            beside,
        }
    }
}

impl NewRedeliveryRow {
    fn new(check_in: &NewCheckInRow, redelivery: Redelivery) -> (Self, Lately) {
        let Redelivery { digest, window } = redelivery;
        let row = Self {
            user_id: check_in.user_id.clone(),
            digest,
            answered_at_ms: check_in.answered_at_ms,
            check_in_id: check_in.check_in_id.clone(),
            received_at_ms: check_in.received_at_ms,
        };
        (row, Lately::around(check_in.received_at_ms, window))
    }
}
