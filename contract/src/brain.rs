//! What TRIBE models of the latest stimulus.

use std::collections::BTreeMap;

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
    pub explanations: BTreeMap<String, String>,
    /// Where the regions come from.
    pub source: BrainSource,
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
