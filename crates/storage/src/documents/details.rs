use pilotlight_domain::{
    BrainRegion, Contribution, ContributionSource, Interval, Origin, Score, ServiceUse,
    ServicesUsed, Stream, StreamReport,
};
use serde::{Deserialize, Serialize};

use super::codec::{Name, Number, in_order};

/// What a result says beyond what is asked for by itself. What is empty or zero is left out.
#[derive(Serialize, Deserialize)]
pub(crate) struct Details {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) indicators: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) regions: Vec<Name<BrainRegion>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) streams: Vec<StreamDocument>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) rules: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) data_quality: Vec<String>,
    pub(crate) services: ServicesDocument,
    #[serde(default, skip_serializing_if = "Number::is_zero")]
    pub(crate) tribe_deviation: Number,
    #[serde(default, skip_serializing_if = "Number::is_zero")]
    pub(crate) behavioral_deviation: Number,
    pub(crate) confidence: Number,
    pub(crate) coverage: Number,
    /// Not there in results from before version 3 of the scorer, as the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interval: Option<IntervalDocument>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) contributions: Vec<ContributionDocument>,
}

in_order! {
    /// How far off the score may be.
    pub(crate) struct IntervalDocument {
        low: u8,
        high: u8,
    }
}

in_order! {
    /// Some of the score's points.
    pub(crate) struct ContributionDocument {
        source: Name<ContributionSource>,
        points: Number,
    }
}

in_order! {
    /// A stream as the result showed it.
    pub(crate) struct StreamDocument {
        stream: Name<Stream>,
        score: Number,
        weight: Number,
        freshness: Number,
        quality: Number,
        origin: Name<Origin>,
    }
}

in_order! {
    /// Which siblings had a part.
    pub(crate) struct ServicesDocument {
        signals: Name<ServiceUse>,
        ml: Name<ServiceUse>,
        video: Name<ServiceUse>,
    }
}

impl From<&StreamReport> for StreamDocument {
    fn from(report: &StreamReport) -> Self {
        let StreamReport { stream, score, weight, freshness, quality, origin } = *report;
        Self {
            stream: Name(stream),
            score: Number(score),
            weight: Number(weight),
            freshness: Number(freshness),
            quality: Number(quality),
            origin: Name(origin),
        }
    }
}

impl From<StreamDocument> for StreamReport {
    fn from(document: StreamDocument) -> Self {
        let StreamDocument { stream, score, weight, freshness, quality, origin } = document;
        Self {
            stream: stream.0,
            score: score.0,
            weight: weight.0,
            freshness: freshness.0,
            quality: quality.0,
            origin: origin.0,
        }
    }
}

impl From<Interval> for IntervalDocument {
    fn from(interval: Interval) -> Self {
        let Interval { low, high } = interval;
        Self { low: low.value(), high: high.value() }
    }
}

impl IntervalDocument {
    /// The interval; `None` where a number is no score.
    pub(crate) fn interval(self) -> Option<Interval> {
        let Self { low, high } = self;
        Some(Interval { low: Score::new(low)?, high: Score::new(high)? })
    }
}

impl From<&Contribution> for ContributionDocument {
    fn from(contribution: &Contribution) -> Self {
        let Contribution { source, points } = *contribution;
        Self { source: Name(source), points: Number(points) }
    }
}

impl From<ContributionDocument> for Contribution {
    fn from(document: ContributionDocument) -> Self {
        let ContributionDocument { source, points } = document;
        Self { source: source.0, points: points.0 }
    }
}

impl From<ServicesUsed> for ServicesDocument {
    fn from(services: ServicesUsed) -> Self {
        let ServicesUsed { signals, ml, video } = services;
        Self { signals: Name(signals), ml: Name(ml), video: Name(video) }
    }
}

impl From<ServicesDocument> for ServicesUsed {
    fn from(document: ServicesDocument) -> Self {
        let ServicesDocument { signals, ml, video } = document;
        Self { signals: signals.0, ml: ml.0, video: video.0 }
    }
}
