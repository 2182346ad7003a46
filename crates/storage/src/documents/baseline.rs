use std::collections::BTreeMap;

use pilotlight_domain::Regions;

use super::codec::{Number, in_order};
use super::video::{numbers, plain};
use super::{from_json, to_json};
use crate::error::StorageError;

const TABLE: &str = "tribe_baselines";

in_order! {
    /// The modelled response of each region.
    pub(super) struct RegionsDocument {
        prefrontal_cortex: Number,
        amygdala_region: Number,
        temporal_lobe: Number,
        motor_cortex: Number,
        visual_cortex: Number,
    }
}

impl From<Regions> for RegionsDocument {
    fn from(regions: Regions) -> Self {
        let Regions {
            prefrontal_cortex,
            amygdala_region,
            temporal_lobe,
            motor_cortex,
            visual_cortex,
        } = regions;
        Self {
            prefrontal_cortex: Number(prefrontal_cortex),
            amygdala_region: Number(amygdala_region),
            temporal_lobe: Number(temporal_lobe),
            motor_cortex: Number(motor_cortex),
            visual_cortex: Number(visual_cortex),
        }
    }
}

impl From<RegionsDocument> for Regions {
    fn from(document: RegionsDocument) -> Self {
        let RegionsDocument {
            prefrontal_cortex,
            amygdala_region,
            temporal_lobe,
            motor_cortex,
            visual_cortex,
        } = document;
        Self {
            prefrontal_cortex: prefrontal_cortex.0,
            amygdala_region: amygdala_region.0,
            temporal_lobe: temporal_lobe.0,
            motor_cortex: motor_cortex.0,
            visual_cortex: visual_cortex.0,
        }
    }
}

/// Writes the regions of a baseline.
pub(crate) fn regions_of(regions: Regions) -> Result<String, StorageError> {
    to_json(&RegionsDocument::from(regions))
}

/// Reads the regions of a baseline.
pub(crate) fn regions_from(json: &str) -> Result<Regions, StorageError> {
    from_json::<RegionsDocument>(TABLE, "regions", json).map(Regions::from)
}

/// Writes the responses by function.
pub(crate) fn macro_groups_of(groups: &BTreeMap<String, f64>) -> Result<String, StorageError> {
    to_json(&numbers(groups))
}

/// Reads the responses by function.
pub(crate) fn macro_groups_from(json: &str) -> Result<BTreeMap<String, f64>, StorageError> {
    Ok(plain(from_json(TABLE, "macro_groups", json)?))
}
