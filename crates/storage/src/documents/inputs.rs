use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::text::Theme;
use pilotlight_domain::{
    BrainRegion, CountryCode, Evidence, Level, MlAnswer, MlScale, Previous, Score, Stream,
};
use serde::{Deserialize, Serialize};

use super::baseline::RegionsDocument;
use super::codec::{Name, Number, names, unnamed};
use super::readings::ReadingDocument;

/// What a check-in was computed from.
#[derive(Serialize, Deserialize)]
pub(crate) struct InputsDocument {
    readings: Vec<ReadingDocument>,
    ml: Option<MlDocument>,
    ml_scale: Name<MlScale>,
    asked_of_ml: Vec<Name<Stream>>,
    safety: SafetyDocument,
    themes: Vec<Name<Theme>>,
    remarks: Vec<String>,
    baseline: Option<RegionsDocument>,
    behavioral_deviation: Number,
    previous: Option<PreviousDocument>,
    notes: Vec<String>,
    country: Option<Name<CountryCode>>,
    variant: u32,
}

#[derive(Serialize, Deserialize)]
struct MlDocument {
    score: Option<Number>,
    level: Option<Name<Level>>,
    tribe_deviation: Option<Number>,
    behavioral_deviation: Option<Number>,
    top_indicators: Vec<String>,
    brain_regions: Vec<Name<BrainRegion>>,
    confidence: Option<Number>,
    breakdown: Vec<(Name<Stream>, Number)>,
}

#[derive(Serialize, Deserialize)]
struct SafetyDocument {
    tier: Name<Tier>,
    rules: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct PreviousDocument {
    score: u8,
    level: Name<Level>,
    /// Not there before version 3 of the scorer.
    #[serde(default)]
    tier: Option<Name<Tier>>,
}

impl From<Evidence> for InputsDocument {
    fn from(evidence: Evidence) -> Self {
        let Evidence {
            readings,
            ml,
            ml_scale,
            asked_of_ml,
            safety: Safety { tier, rules },
            themes,
            remarks,
            baseline,
            behavioral_deviation,
            previous,
            notes,
            country,
            variant,
        } = evidence;
        Self {
            readings: readings.iter().map(ReadingDocument::from).collect(),
            ml: ml.map(MlDocument::from),
            ml_scale: Name(ml_scale),
            asked_of_ml: names(&asked_of_ml),
            safety: SafetyDocument { tier: Name(tier), rules },
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
    /// The evidence; `None` where a number is out of the range that its type has.
    pub(crate) fn evidence(self) -> Option<Evidence> {
        let Self {
            readings,
            ml,
            ml_scale,
            asked_of_ml,
            safety: SafetyDocument { tier, rules },
            themes,
            remarks,
            baseline,
            behavioral_deviation,
            previous,
            notes,
            country,
            variant,
        } = self;
        Some(Evidence {
            readings: readings
                .into_iter()
                .map(ReadingDocument::reading)
                .collect::<Option<Vec<_>>>()?,
            ml: ml.map(MlAnswer::from),
            ml_scale: ml_scale.0,
            asked_of_ml: unnamed(asked_of_ml),
            safety: Safety { tier: tier.0, rules },
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

impl From<MlAnswer> for MlDocument {
    fn from(answer: MlAnswer) -> Self {
        let MlAnswer {
            score,
            level,
            tribe_deviation,
            behavioral_deviation,
            top_indicators,
            brain_regions,
            confidence,
            breakdown,
        } = answer;
        Self {
            score: score.map(Number),
            level: level.map(Name),
            tribe_deviation: tribe_deviation.map(Number),
            behavioral_deviation: behavioral_deviation.map(Number),
            top_indicators,
            brain_regions: names(&brain_regions),
            confidence: confidence.map(Number),
            breakdown: breakdown
                .into_iter()
                .map(|(stream, score)| (Name(stream), Number(score)))
                .collect(),
        }
    }
}

impl From<MlDocument> for MlAnswer {
    fn from(document: MlDocument) -> Self {
        let MlDocument {
            score,
            level,
            tribe_deviation,
            behavioral_deviation,
            top_indicators,
            brain_regions,
            confidence,
            breakdown,
        } = document;
        let number = |value: Option<Number>| value.map(|Number(number)| number);
        Self {
            score: number(score),
            level: level.map(|Name(level)| level),
            tribe_deviation: number(tribe_deviation),
            behavioral_deviation: number(behavioral_deviation),
            top_indicators,
            brain_regions: unnamed(brain_regions),
            confidence: number(confidence),
            breakdown: breakdown
                .into_iter()
                .map(|(Name(stream), Number(score))| (stream, score))
                .collect(),
        }
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
