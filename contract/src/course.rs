//! How a person's scores stand to what is usual for them.

use pilotlight_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

use crate::names::{BaselineStatus, TrendDirection};
use crate::result::BurnoutResult;
use crate::time::Moment;

/// The latest result, and how it stands to the person's own usual.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ScoreView {
    #[serde(flatten)]
    result: BurnoutResult,
    /// Where the person's scores usually lie, as of the latest check-in.
    baseline: Baseline,
    /// Whether they are moving away from there, as of the latest check-in.
    trend: Trend,
}

/// Where a person's scores usually lie. Show it beside the score: it changes neither the score nor
/// the level, and being used to strain makes no strain smaller.
///
/// It rests on check-ins that measured something, at most the 60 newest that are a fortnight old and
/// not older than half a year; while those are fewer than fourteen, on the oldest fourteen. Scores
/// far off and scores of a rising or falling run are left out, until a run of fourteen check-ins is
/// 90 days long (or has 120): then it is what is usual.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Baseline {
    /// The middle of the usual scores, 0–100; null while `silent`.
    #[schema(required, minimum = 0.0, maximum = 100.0)]
    median: Option<f64>,
    /// The lower end of the usual band, 0–100; null while `silent`. Some three in four of the usual
    /// scores lie in the band.
    #[schema(required, minimum = 0.0, maximum = 100.0)]
    low: Option<f64>,
    /// The upper end of the usual band, 0–100; null while `silent`.
    #[schema(required, minimum = 0.0, maximum = 100.0)]
    high: Option<f64>,
    /// How many check-ins it rests on; while `silent`, how many there are so far.
    #[schema(minimum = 0, maximum = 60)]
    n: u16,
    status: BaselineStatus,
}

/// Whether a person's scores are moving away from their own usual: a moving average over the last
/// ten check-ins or so of how far each was from what was usual before it.
///
/// After a pause of more than 30 days it starts anew.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Trend {
    /// It turns to rising when `ewma` passes `limit`, to falling when it passes −`limit`, and back
    /// to steady when it is within half of it.
    direction: TrendDirection,
    /// While rising or falling, the time of the check-in with which that began, UTC; else null. A
    /// small change may have begun a few check-ins earlier.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    since: Option<Moment>,
    /// The average, in units of how much the person's own scores vary, −3.5 to 3.5. 0 is the usual,
    /// positive is worse. Null while `unknown`.
    #[schema(required, minimum = -3.5, maximum = 3.5)]
    ewma: Option<f64>,
    /// How far `ewma` may be from 0 by chance, in the same unit; null while `unknown`.
    #[schema(required, minimum = 0.0)]
    limit: Option<f64>,
}

impl ScoreView {
    /// A result with the course of the person's scores.
    #[must_use]
    pub fn new(result: BurnoutResult, course: domain::Course) -> Self {
        let domain::Course { baseline, trend } = course;
        Self { result, baseline: baseline.into(), trend: trend.into() }
    }
}

impl From<domain::Baseline> for Baseline {
    fn from(baseline: domain::Baseline) -> Self {
        let domain::Baseline { status, n, band } = baseline;
        let (median, low, high) = match band {
            Some(domain::Band { median, low, high }) => (Some(median), Some(low), Some(high)),
            None => (None, None, None),
        };
        Self { median, low, high, n, status: status.into() }
    }
}

impl From<domain::Trend> for Trend {
    fn from(trend: domain::Trend) -> Self {
        let domain::Trend { direction, since, ewma, limit } = trend;
        Self { direction: direction.into(), since: since.map(Moment::from), ewma, limit }
    }
}
