use std::time::Duration;

use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::text::Theme;
use pilotlight_domain::{
    CountryCode, Evidence, Level, MlAnswer, MlScale, Previous, Reading, Score, Stream,
};
use serde::{Deserialize, Serialize};

use super::baseline::RegionsDocument;
use super::codec::{Name, Number, in_order, names, unnamed};
use super::ml::MlDocument;
use super::readings::{MeasuredDocument, ReadingDocument, is_measured};

/// The scale of ml's score that is left out.
const USUAL_SCALE: MlScale = MlScale::Burnout;

/// What a check-in was computed from. What is empty, zero or as usual is left out.
#[derive(Serialize, Deserialize)]
pub(crate) struct InputsDocument {
    /// Left out where the check-in measured them all: then they are in the column `measured`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    readings: Option<Vec<ReadingDocument>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ml: Option<MlDocument>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ml_scale: Option<Name<MlScale>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    asked_of_ml: Vec<Name<Stream>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    safety: Option<SafetyDocument>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    themes: Vec<Name<Theme>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    baseline: Option<RegionsDocument>,
    #[serde(default, skip_serializing_if = "Number::is_zero")]
    behavioral_deviation: Number,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<PreviousDocument>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<Name<CountryCode>>,
    variant: u32,
}

in_order! {
    struct SafetyDocument {
        tier: Name<Tier>,
        rules: Vec<String>,
    }
}

in_order! {
    struct PreviousDocument {
        score: u8,
        level: Name<Level>,
        /// Not there before version 3 of the scorer.
        #[serde(default)]
        tier: Option<Name<Tier>>,
    }
}

impl From<Evidence> for InputsDocument {
    fn from(evidence: Evidence) -> Self {
        let Evidence {
            readings,
            ml,
            ml_scale,
            asked_of_ml,
            safety,
            themes,
            remarks,
            baseline,
            behavioral_deviation,
            previous,
            notes,
            country,
            variant,
        } = evidence;
        let are_measured = readings.iter().all(is_measured);
        Self {
            readings: (!are_measured).then(|| readings.iter().map(Into::into).collect()),
            ml: ml.map(MlDocument::from),
            ml_scale: (ml_scale != USUAL_SCALE).then_some(Name(ml_scale)),
            asked_of_ml: names(&asked_of_ml),
            safety: (safety != Safety::NONE).then(|| safety.into()),
            themes: names(&themes),
            remarks,
            baseline: baseline.map(RegionsDocument::from),
            behavioral_deviation: Number(behavioral_deviation),
            previous: previous.map(PreviousDocument::from),
            notes,
            country: country.map(Name),
            variant,
        }
    }
}

impl InputsDocument {
    /// The evidence, with what the check-in measured; `None` where a number is out of the range
    /// that its type has.
    pub(crate) fn evidence(self, measured: Vec<MeasuredDocument>) -> Option<Evidence> {
        let Self {
            readings,
            ml,
            ml_scale,
            asked_of_ml,
            safety,
            themes,
            remarks,
            baseline,
            behavioral_deviation,
            previous,
            notes,
            country,
            variant,
        } = self;
        let readings: Option<Vec<Reading>> = match readings {
            Some(readings) => readings.into_iter().map(ReadingDocument::reading).collect(),
            None => measured.into_iter().map(|reading| reading.reading(Duration::ZERO)).collect(),
        };
        Some(Evidence {
            readings: readings?,
            ml: ml.map(MlAnswer::from),
            ml_scale: ml_scale.map_or(USUAL_SCALE, |Name(scale)| scale),
            asked_of_ml: unnamed(asked_of_ml),
            safety: safety.map_or(Safety::NONE, Safety::from),
            themes: unnamed(themes),
            remarks,
            baseline: baseline.map(Into::into),
            behavioral_deviation: behavioral_deviation.0,
            previous: match previous {
                Some(previous) => Some(previous.previous()?),
                None => None,
            },
            notes,
            country: country.map(|Name(country)| country),
            variant,
        })
    }
}

impl From<Safety> for SafetyDocument {
    fn from(safety: Safety) -> Self {
        let Safety { tier, rules } = safety;
        Self { tier: Name(tier), rules }
    }
}

impl From<SafetyDocument> for Safety {
    fn from(document: SafetyDocument) -> Self {
        let SafetyDocument { tier, rules } = document;
        Self { tier: tier.0, rules }
    }
}

impl From<Previous> for PreviousDocument {
    fn from(previous: Previous) -> Self {
        let Previous { score, level, tier } = previous;
        Self { score: score.value(), level: Name(level), tier: Some(Name(tier)) }
    }
}

impl PreviousDocument {
    fn previous(self) -> Option<Previous> {
        let Self { score, level, tier } = self;
        let tier = tier.map_or(Tier::None, |Name(tier)| tier);
        Some(Previous { score: Score::new(score)?, level: level.0, tier })
    }
}
