//! The result of a check-in.

use jiff::Timestamp;
use pilotlight_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

use crate::names::{
    AlertStatus, BrainRegion, Channel, ContributionSource, Level, Origin, ScorerOrigin, ServiceUse,
    Source, StreamName,
};
use crate::support::SupportLine;
use crate::time::timestamp;

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
    timestamp: Option<Timestamp>,
    /// When the check-in came, UTC: later than `timestamp` where a phone was offline; null before the
    /// first.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    received_at: Option<Timestamp>,
    /// The way the check-in came; null before the first.
    #[schema(required)]
    channel: Option<Channel>,
    /// The streams that were present. One that is missing here was absent, whatever `breakdown`
    /// shows.
    streams: Vec<StreamReport>,
    /// 0–1: how much of the full weight of the five streams was present.
    #[schema(minimum = 0.0, maximum = 1.0)]
    coverage: f64,
    /// How far off the score may be; null where nothing was measured.
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

/// The score of each stream, 0–100 with one decimal, higher is worse. An absent stream shows as 0:
/// `streams` says which were present.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Breakdown {
    /// What the reply says.
    #[schema(minimum = 0.0, maximum = 100.0)]
    imessage: f64,
    /// How it was typed.
    #[schema(minimum = 0.0, maximum = 100.0)]
    typing: f64,
    /// Tension in the face.
    #[schema(minimum = 0.0, maximum = 100.0)]
    facial: f64,
    /// Tension in the voice.
    #[schema(minimum = 0.0, maximum = 100.0)]
    voice: f64,
    /// Distance from the TRIBE baseline of the stimulus.
    #[schema(minimum = 0.0, maximum = 100.0)]
    tribe: f64,
}

/// A stream that was present, and what it weighed: weight × freshness × quality.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StreamReport {
    stream: StreamName,
    /// 0–100, higher is worse, one decimal.
    #[schema(minimum = 0.0, maximum = 100.0)]
    score: f64,
    /// 0–1: its share when all five streams are present.
    #[schema(minimum = 0.0, maximum = 1.0)]
    weight: f64,
    /// 0–1: 1 is measured now; it halves every six hours.
    #[schema(minimum = 0.0, maximum = 1.0)]
    freshness: f64,
    /// 0–1: how much there was to measure.
    #[schema(minimum = 0.0, maximum = 1.0)]
    quality: f64,
    origin: Origin,
}

/// Four times out of five, a measurement without error would have given a score from `low` to
/// `high`, as far as the streams' assumed reliability holds. It says nothing about whether the score
/// tells burnout.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Interval {
    /// Never above the score.
    #[schema(minimum = 0, maximum = 100)]
    low: u8,
    /// Never below the score.
    #[schema(minimum = 0, maximum = 100)]
    high: u8,
}

/// Some of a score's points.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Contribution {
    source: ContributionSource,
    /// Points of the score, one decimal; negative where the source lowers it.
    #[schema(minimum = -100.0, maximum = 100.0)]
    points: f64,
}

/// What the safety rules found in the person's own words. It names rules, never words.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Safety {
    /// 0 none, 1 concern, 2 active thoughts, 3 imminent.
    #[schema(minimum = 0, maximum = 3)]
    tier: u8,
    /// The names of the rules that fired.
    rules: Vec<String>,
}

/// Who scored, and by which version of the rules.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Scorer {
    origin: ScorerOrigin,
    /// The version of Pilotlight's scoring rules.
    version: String,
}

/// What became of each sibling service in this check-in.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Services {
    signals: ServiceUse,
    ml: ServiceUse,
    video: ServiceUse,
}

/// The alert of a red result.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Alert {
    /// The alert's id.
    id: String,
    status: AlertStatus,
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
            timestamp: Some(timestamp(answered_at)),
            received_at: Some(timestamp(received_at)),
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

impl From<domain::Breakdown> for Breakdown {
    fn from(breakdown: domain::Breakdown) -> Self {
        let domain::Breakdown { imessage, typing, facial, voice, tribe } = breakdown;
        Self { imessage, typing, facial, voice, tribe }
    }
}

impl From<domain::StreamReport> for StreamReport {
    fn from(report: domain::StreamReport) -> Self {
        let domain::StreamReport { stream, score, weight, freshness, quality, origin } = report;
        Self { stream: stream.into(), score, weight, freshness, quality, origin: origin.into() }
    }
}

impl From<domain::Interval> for Interval {
    fn from(interval: domain::Interval) -> Self {
        let domain::Interval { low, high } = interval;
        Self { low: low.value(), high: high.value() }
    }
}

impl From<domain::Contribution> for Contribution {
    fn from(contribution: domain::Contribution) -> Self {
        let domain::Contribution { source, points } = contribution;
        Self { source: source.into(), points }
    }
}

impl From<domain::safety::Safety> for Safety {
    fn from(safety: domain::safety::Safety) -> Self {
        let domain::safety::Safety { tier, rules } = safety;
        Self { tier: tier.number(), rules }
    }
}

impl From<domain::ServicesUsed> for Services {
    fn from(services: domain::ServicesUsed) -> Self {
        let domain::ServicesUsed { signals, ml, video } = services;
        Self { signals: signals.into(), ml: ml.into(), video: video.into() }
    }
}

impl From<domain::AlertRef> for Alert {
    fn from(alert: domain::AlertRef) -> Self {
        let domain::AlertRef { id, status } = alert;
        Self { id, status: status.into() }
    }
}
