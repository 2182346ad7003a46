//! The parts of a result.

use pilotlight_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

use crate::names::{AlertStatus, ContributionSource, Origin, ScorerOrigin, ServiceUse, StreamName};

/// The score of each stream, 0–100 with one decimal, higher is worse. An absent stream shows as 0:
/// `streams` says which were present.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Breakdown {
    /// What the reply says.
    #[schema(minimum = 0.0, maximum = 100.0)]
    pub(super) imessage: f64,
    /// How it was typed.
    #[schema(minimum = 0.0, maximum = 100.0)]
    pub(super) typing: f64,
    /// Tension in the face.
    #[schema(minimum = 0.0, maximum = 100.0)]
    pub(super) facial: f64,
    /// Tension in the voice.
    #[schema(minimum = 0.0, maximum = 100.0)]
    pub(super) voice: f64,
    /// Distance from the TRIBE baseline of the stimulus.
    #[schema(minimum = 0.0, maximum = 100.0)]
    pub(super) tribe: f64,
}

/// A stream that was present, and what it weighed: weight × freshness × quality.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StreamReport {
    pub(super) stream: StreamName,
    /// 0–100, higher is worse, one decimal.
    #[schema(minimum = 0.0, maximum = 100.0)]
    pub(super) score: f64,
    /// 0–1: its share when all five streams are present.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub(super) weight: f64,
    /// 0–1: 1 is measured now; it halves every six hours.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub(super) freshness: f64,
    /// 0–1: how much there was to measure.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub(super) quality: f64,
    pub(super) origin: Origin,
}

/// Four times out of five, a measurement without error would have given a score from `low` to
/// `high`, as far as the streams' assumed reliability holds. It says nothing about whether the score
/// tells burnout.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Interval {
    /// Never above the score.
    #[schema(minimum = 0, maximum = 100)]
    pub(super) low: u8,
    /// Never below the score.
    #[schema(minimum = 0, maximum = 100)]
    pub(super) high: u8,
}

/// Some of a score's points.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Contribution {
    pub(super) source: ContributionSource,
    /// Points of the score, one decimal; negative where the source lowers it.
    #[schema(minimum = -100.0, maximum = 100.0)]
    pub(super) points: f64,
}

/// What the safety rules found in the person's own words. It names rules, never words.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Safety {
    /// 0 none, 1 concern, 2 active thoughts, 3 imminent.
    #[schema(minimum = 0, maximum = 3)]
    pub(super) tier: u8,
    /// The names of the rules that fired, as docs/safety.md lists them; empty where a result with a
    /// tier stands over a check-in that measured nothing. They are for code and for whoever is on
    /// call, and not for showing to the person.
    pub(super) rules: Vec<String>,
}

/// Who scored, and by which version of the rules.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Scorer {
    pub(super) origin: ScorerOrigin,
    /// The version of Pilotlight's scoring rules.
    pub(super) version: String,
}

/// What became of each sibling service in this check-in.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Services {
    pub(super) signals: ServiceUse,
    pub(super) ml: ServiceUse,
    pub(super) video: ServiceUse,
}

/// The alert of a red result.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Alert {
    /// The alert's id.
    pub(super) id: String,
    pub(super) status: AlertStatus,
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
