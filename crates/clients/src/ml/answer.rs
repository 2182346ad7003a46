use pilotlight_domain::{BrainRegion, Level, MlAnswer, Stream};
use serde_json::{Map, Value};

use crate::error::SiblingError;
use crate::read::{ANY, Fields, SCORE, UNIT};

/// Reads the answer to `POST /score`.
pub(super) fn read(answer: &Map<String, Value>) -> Result<MlAnswer, SiblingError> {
    let mut fields = Fields::of(answer);
    // Not clamped here: on which scale it is, only the domain knows.
    let score = fields.number("score", ANY);
    let level = fields.text("level", 16).and_then(|name| name.to_lowercase().parse::<Level>().ok());
    if score.is_none() && level.is_none() {
        return Err(SiblingError::Malformed { expected: "a score or a level" });
    }
    let answer = MlAnswer {
        score,
        level,
        tribe_deviation: fields.number("tribe_deviation", UNIT),
        behavioral_deviation: fields.number("behavioral_deviation", UNIT),
        top_indicators: fields.sentences("top_indicators"),
        brain_regions: regions(&fields.sentences("brain_regions_flagged")),
        confidence: fields.number("confidence", UNIT),
        breakdown: fields.object("breakdown").map(breakdown).unwrap_or_default(),
    };
    let coerced = fields.coerced();
    if !coerced.is_empty() {
        tracing::debug!(fields = ?coerced, "ml answered with odd fields");
    }
    Ok(answer)
}

/// The regions that sentences such as "Amygdala: …" are about, each once.
fn regions(sentences: &[String]) -> Vec<BrainRegion> {
    let mut regions = Vec::new();
    for region in sentences.iter().filter_map(|sentence| BrainRegion::named_in(sentence)) {
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    regions
}

fn breakdown(object: &Map<String, Value>) -> Vec<(Stream, f64)> {
    let mut fields = Fields::of(object);
    let mut score = |stream: &Stream| Some((*stream, fields.number(stream.as_str(), SCORE)?));
    Stream::ALL.iter().filter_map(&mut score).collect()
}
