//! What TRIBE models of the latest stimulus.

use pilotlight_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

use crate::names::{BrainRegion, Level};

/// What TRIBE models of the stimulus that a person answered last.
///
/// TRIBE predicts how an average brain responds to a stimulus. Nothing here was measured in the
/// person's brain.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BrainView {
    /// The person.
    pub user_id: String,
    /// The stimulus that was answered last; null before the first check-in.
    #[schema(required)]
    pub stimulus_id: Option<String>,
    /// The light of the latest check-in.
    pub level: Level,
    /// The score of the latest check-in, 0–100.
    #[schema(minimum = 0, maximum = 100)]
    pub score: u8,
    /// The modelled response of each region.
    pub regions: Regions,
    /// The mean of the five regions, 0–1.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub activation_mean: f64,
    /// The regions where the modelled response is higher.
    pub brain_regions_flagged: Vec<BrainRegion>,
    /// A plain line about each region, by its key; empty where `source` is `none`.
    pub explanations: Explanations,
    /// Where the regions come from.
    pub source: BrainSource,
}

/// A plain line about each region that there is something to say of.
#[derive(Debug, Clone, PartialEq, Default, Serialize, ToSchema)]
pub struct Explanations {
    /// Of planning and self-control.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub prefrontal_cortex: Option<String>,
    /// Of noticing what matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub amygdala_region: Option<String>,
    /// Of sound and language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub temporal_lobe: Option<String>,
    /// Of preparing to move.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub motor_cortex: Option<String>,
    /// Of seeing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub visual_cortex: Option<String>,
}

impl Explanations {
    /// A line about each region.
    #[must_use]
    pub fn of(explain: impl Fn(domain::BrainRegion) -> String) -> Self {
        let line = |region| Some(explain(region));
        Self {
            prefrontal_cortex: line(domain::BrainRegion::PrefrontalCortex),
            amygdala_region: line(domain::BrainRegion::Amygdala),
            temporal_lobe: line(domain::BrainRegion::TemporalLobe),
            motor_cortex: line(domain::BrainRegion::MotorCortex),
            visual_cortex: line(domain::BrainRegion::VisualCortex),
        }
    }
}

/// Where modelled regions come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum BrainSource {
    /// From TRIBE, just now.
    Tribe,
    /// From TRIBE, fetched earlier.
    Cache,
    /// An illustration: TRIBE was out of reach, and no baseline of the stimulus was fetched before.
    Fallback,
    /// There is no check-in yet, or the host does not allow `tribe`.
    None,
}

/// The modelled response of an average brain to the stimulus, 0–1 for each region.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Regions {
    /// Planning and self-control.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub prefrontal_cortex: f64,
    /// Noticing what matters.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub amygdala_region: f64,
    /// Sound and language.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub temporal_lobe: f64,
    /// Preparing to move.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub motor_cortex: f64,
    /// Seeing.
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub visual_cortex: f64,
}

impl From<domain::Regions> for Regions {
    fn from(regions: domain::Regions) -> Self {
        let domain::Regions {
            prefrontal_cortex,
            amygdala_region,
            temporal_lobe,
            motor_cortex,
            visual_cortex,
        } = regions;
        Self { prefrontal_cortex, amygdala_region, temporal_lobe, motor_cortex, visual_cortex }
    }
}
