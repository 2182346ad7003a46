//! A person's scores over time.

use serde::Serialize;
use utoipa::ToSchema;

use crate::course::{Baseline, Trend};
use crate::names::Level;
use crate::result::Breakdown;
use crate::time::Moment;

/// A person's scores over time.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Metrics {
    /// The person.
    pub user_id: String,
    /// The check-ins of the span that was asked for, oldest first; at most the newest 2,000. One
    /// that had nothing to measure is left out.
    pub score_trend: Vec<TrendPoint>,
    /// The breakdown of the latest check-in; all 0 before the first.
    pub latest_breakdown: Breakdown,
    /// All check-ins of the person, whatever the span.
    #[schema(minimum = 0)]
    pub total_checkins: u64,
    /// Where the person's scores usually lie, whatever the span.
    pub baseline: Baseline,
    /// Whether they are moving away from there, whatever the span.
    pub trend: Trend,
}

/// One check-in in a trend.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TrendPoint {
    /// When the person answered, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub date: Moment,
    /// 0–100, higher is worse.
    #[schema(minimum = 0, maximum = 100)]
    pub score: u8,
    /// The light.
    pub level: Level,
}
