use std::collections::BTreeMap;

use pilotlight_domain::{BrainRegion, Regions};
use serde_json::{Map, Value};

use crate::error::SiblingError;
use crate::read::{ANY, Fields, NOT_NEGATIVE, UNIT, finite, whole};

const MAX_GROUPS: usize = 16;
const MAX_NAME_CHARS: usize = 64;
const MAX_SUMMARY_CHARS: usize = 2000;

/// TRIBE's baseline of a stimulus: how an average brain is predicted to respond to it. It says
/// nothing about the person who looks at it.
#[derive(Debug, Clone, PartialEq)]
pub struct TribeBaseline {
    /// The five regions, each 0–1.
    pub regions: Regions,
    /// The modelled response of groups of regions, such as `Language`, by name.
    pub macro_groups: BTreeMap<String, f64>,
    /// The modelled response as a whole.
    pub overall: Option<f64>,
    /// How many steps in time were modelled.
    pub total_timesteps: Option<u64>,
    /// The service's own summary. It is not checked for claims about the reader's brain.
    pub agent_summary: Option<String>,
    /// The model, such as `tribe-v2`.
    pub source: Option<String>,
}

/// Reads the answer to `GET /baseline/{stimulus_id}`. A baseline without one of the regions is
/// none: a 0 in its place would claim a measurement.
pub(super) fn read(answer: &Map<String, Value>) -> Result<TribeBaseline, SiblingError> {
    const INCOMPLETE: SiblingError = SiblingError::Malformed { expected: "all five regions" };
    let mut fields = Fields::of(answer);
    let mut regions = Fields::of(fields.object("regions").ok_or(INCOMPLETE)?);
    let mut region = |region: BrainRegion| regions.number(region.as_str(), UNIT).ok_or(INCOMPLETE);
    Ok(TribeBaseline {
        regions: Regions {
            prefrontal_cortex: region(BrainRegion::PrefrontalCortex)?,
            amygdala_region: region(BrainRegion::Amygdala)?,
            temporal_lobe: region(BrainRegion::TemporalLobe)?,
            motor_cortex: region(BrainRegion::MotorCortex)?,
            visual_cortex: region(BrainRegion::VisualCortex)?,
        },
        macro_groups: fields.object("macro_groups").map(macro_groups).unwrap_or_default(),
        overall: fields.number("overall", ANY),
        total_timesteps: fields.number("total_timesteps", NOT_NEGATIVE).and_then(whole),
        agent_summary: fields.text("agent_summary", MAX_SUMMARY_CHARS),
        source: fields.text("source", MAX_NAME_CHARS),
    })
}

fn macro_groups(object: &Map<String, Value>) -> BTreeMap<String, f64> {
    let named = object.iter().filter(|(name, _)| name.chars().count() <= MAX_NAME_CHARS);
    let groups = named.filter_map(|(name, value)| Some((name.clone(), finite(value)?)));
    groups.take(MAX_GROUPS).collect()
}
