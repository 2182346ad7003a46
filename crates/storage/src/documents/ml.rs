use pilotlight_domain::{BrainRegion, Level, MlAnswer, Stream};

use super::codec::{Name, Number, in_order, names, unnamed};

in_order! {
    /// What ml answered.
    pub(super) struct MlDocument {
        score: Option<Number>,
        level: Option<Name<Level>>,
        tribe_deviation: Option<Number>,
        behavioral_deviation: Option<Number>,
        top_indicators: Vec<String>,
        brain_regions: Vec<Name<BrainRegion>>,
        confidence: Option<Number>,
        breakdown: Vec<(Name<Stream>, Number)>,
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
