//! The result of a check-in.

mod parts;

use pilotlight_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

pub use self::parts::{
    Alert, Breakdown, Contribution, Interval, Safety, Scorer, Services, StreamReport,
};

use crate::names::{BrainRegion, Channel, Level, ScorerOrigin, ServiceUse, Source};
use crate::support::SupportLine;
use crate::time::Moment;

/// The result of a check-in, the same on every later reading (only `alert.status` moves on).
///
/// A red one always carries human support, in `support` and in the words of `intervention`. The
/// score is a product measure, not a clinical instrument.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BurnoutResult {
    /// The person, as the client names them.
    user_id: String,
    /// The stimulus that was answered; null before the first check-in.
    #[schema(required)]
    stimulus_id: Option<String>,
    /// The check-in's id; null before the first check-in.
    #[schema(required)]
    check_in_id: Option<String>,
    /// 0–100, higher is worse.
    #[schema(minimum = 0, maximum = 100)]
    score: u8,
    level: Level,
    /// 0–1: distance between the reply and what TRIBE models of the stimulus.
    #[schema(minimum = 0.0, maximum = 1.0)]
    tribe_deviation: f64,
    /// 0–1: distance of the behaviour from the person's own usual; 0 where that is not known.
    #[schema(minimum = 0.0, maximum = 1.0)]
    behavioral_deviation: f64,
    /// What moved the result, in plain words, at most five.
    #[schema(max_items = 5)]
    top_indicators: Vec<String>,
    /// What to say to the person. On red it names a human contact by itself, for channels that
    /// show nothing else.
    intervention: String,
    /// Regions where the modelled response of an average brain to the stimulus is higher.
    brain_regions_flagged: Vec<BrainRegion>,
    /// 0–1: how much reliable evidence the score rests on.
    #[schema(minimum = 0.0, maximum = 1.0)]
    confidence: f64,
    breakdown: Breakdown,
    /// Ways to a human being, the most immediate first. Never empty on red, or where a safety rule
    /// fired; else empty.
    support: Vec<SupportLine>,
    source: Source,
    /// When the person answered, UTC; null before the first check-in.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    timestamp: Option<Moment>,
    /// When the check-in came, UTC: later than `timestamp` where a phone was offline; null before the
    /// first.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    received_at: Option<Moment>,
    /// The way the check-in came; null before the first.
    #[schema(required)]
    channel: Option<Channel>,
    /// The streams that were present. One that is missing here was absent, whatever `breakdown`
    /// shows.
    streams: Vec<StreamReport>,
    /// 0–1: how much of the full weight of the five streams was present.
    #[schema(minimum = 0.0, maximum = 1.0)]
    coverage: f64,
    /// How far off the score may be; null where nothing was measured, or a safety rule set the score.
    #[schema(required)]
    interval: Option<Interval>,
    /// What moved the score, in points that add up to it: the streams, and what came beside them.
    /// Empty where one of the streams may not be shown any more.
    contributions: Vec<Contribution>,
    safety: Safety,
    scorer: Scorer,
    /// Codes for what was clamped (`clamped:FIELD`), ignored (`ignored:FIELD`), sent although the
    /// host does not allow it (`not_allowed:STREAM`), carried over or missing (`low_coverage`,
    /// `no_evidence`, `previous_result_stands`, …).
    data_quality: Vec<String>,
    services: Services,
    /// The alert that a red result raised; null otherwise.
    #[schema(required)]
    alert: Option<Alert>,
}

/// What a person reads before the first check-in.
const BEFORE_THE_FIRST: &str =
    "There is no check-in yet. Whenever you like, take a minute and say how you are.";

impl BurnoutResult {
    /// The same shape before the first check-in: score 0, green, no support, source `none`.
    #[must_use]
    pub fn before_the_first(user_id: &domain::UserId) -> Self {
        Self {
            user_id: user_id.as_str().to_owned(),
            stimulus_id: None,
            check_in_id: None,
            score: 0,
            level: Level::Green,
            tribe_deviation: 0.0,
            behavioral_deviation: 0.0,
            top_indicators: Vec::new(),
            intervention: BEFORE_THE_FIRST.to_owned(),
            brain_regions_flagged: Vec::new(),
            confidence: 0.0,
            breakdown: domain::Breakdown::default().into(),
            support: Vec::new(),
            source: Source::None,
            timestamp: None,
            received_at: None,
            channel: None,
            streams: Vec::new(),
            coverage: 0.0,
            interval: None,
            contributions: Vec::new(),
            safety: Safety { tier: 0, rules: Vec::new() },
            scorer: Scorer {
                origin: ScorerOrigin::Local,
                version: domain::SCORER_VERSION.to_owned(),
            },
            data_quality: Vec::new(),
            services: Services {
                signals: ServiceUse::NotAsked,
                ml: ServiceUse::NotAsked,
                video: ServiceUse::NotAsked,
            },
            alert: None,
        }
    }
}

impl BurnoutResult {
    /// A check-in's result, as far as the host allows it to be shown now.
    #[must_use]
    pub fn new(check_in: domain::CheckIn, policy: &domain::StreamPolicy) -> Self {
        let source = check_in.source().into();
        let domain::CheckIn {
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
        let support = assessment.support().iter().cloned().map(Into::into).collect();
        let domain::Finding {
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
            safety,
            scorer,
            scorer_version,
            data_quality,
            country: _,
        } = policy.shown(assessment.finding().clone());
        let breakdown = domain::Breakdown::of(&streams).into();
        Self {
            user_id: user_id.into(),
            stimulus_id: Some(stimulus_id),
            check_in_id: Some(id),
            score: score.value(),
            level: level.into(),
            tribe_deviation,
            behavioral_deviation,
            top_indicators,
            intervention,
            brain_regions_flagged: brain_regions_flagged.into_iter().map(Into::into).collect(),
            confidence,
            breakdown,
            support,
            source,
            timestamp: Some(answered_at.into()),
            received_at: Some(received_at.into()),
            channel: Some(channel.into()),
            streams: streams.into_iter().map(Into::into).collect(),
            coverage,
            interval: interval.map(Into::into),
            contributions: contributions.into_iter().map(Into::into).collect(),
            safety: safety.into(),
            scorer: Scorer { origin: scorer.into(), version: scorer_version },
            data_quality,
            services: services.into(),
            alert: alert.map(Into::into),
        }
    }
}
