//! What the stand-in for ml answers.

use pilotlight_domain::{Catalogue, Category, MlScale, Score, Stream};
use serde_json::{Value, json};

use super::made_up::{between, number, rounded, shares, strain, typing_stress, whole, words};

pub(super) const SCORE: &str = "POST /score";
pub(super) const BASELINE: &str = "GET /baseline/{stimulus_id}";

/// What every sentence about a region says.
const OF_NOBODY: &str = "named by a stand-in, and measured on nobody";

/// Scores a check-in: what is there of words, typing, face and voice, each by its weight.
pub(super) fn score(request: &Value, scale: MlScale) -> Value {
    let measured = request.get("signals").unwrap_or(&Value::Null);
    let by_sentiment = || Some(100.0 * (1.0 - number(measured, "sentiment_score")?));
    let said = words(measured, "response_text").map(strain).or_else(by_sentiment);
    let streams = [
        (Stream::Imessage, said),
        (Stream::Typing, typing_stress(measured)),
        (Stream::Facial, number(measured, "facial_score")),
        (Stream::Voice, number(measured, "voice_score")),
    ];
    let there = streams.iter().filter_map(|(stream, score)| Some((stream.weight(), (*score)?)));
    let (weight, sum) =
        there.fold((0.0, 0.0), |(weight, sum), (its, score)| (weight + its, sum + its * score));
    let burnout = if weight > 0.0 { sum / weight } else { 0.0 };
    let score = whole(match scale {
        MlScale::Burnout => burnout,
        MlScale::Wellness => 100.0 - burnout,
    });
    let mut breakdown: serde_json::Map<_, _> = streams
        .iter()
        .map(|(stream, score)| (stream.to_string(), json!(whole(score.unwrap_or(0.0)))))
        .collect();
    breakdown.insert(Stream::Tribe.to_string(), json!(whole(burnout / 2.0)));
    let regions = ["Amygdala", "Prefrontal cortex"].map(|region| format!("{region}: {OF_NOBODY}"));
    let is_high = Score::nearest(burnout).is_some_and(|score| score >= Score::RED);
    json!({
        "user_id": request.get("user_id"),
        "stimulus_id": request.get("stimulus_id"),
        "score": score,
        "level": scale.own_level(f64::from(score)).map(|level| level.as_str()),
        "tribe_deviation": rounded(burnout / 200.0),
        "behavioral_deviation": rounded(burnout / 150.0),
        "top_indicators": ["Words of the reply", "Typing", "Picture and sound"],
        "intervention": "Made up by a stand-in.",
        "brain_regions_flagged": if is_high { regions.to_vec() } else { Vec::new() },
        "confidence": rounded(weight.min(1.0)),
        "breakdown": breakdown,
    })
}

/// A baseline that is always the same for a stimulus; `None` of one that does not exist.
pub(super) fn baseline(stimuli: &Catalogue, id: &str) -> Option<Value> {
    let stimulus = stimuli.all().find(|stimulus| stimulus.id == id)?;
    let mut shares = shares(id.as_bytes());
    let mut share = |least, most| between(least, most, shares.next());
    let amygdala = match stimulus.category {
        Category::Activating => share(0.5, 0.8),
        Category::Calm | Category::Neutral => share(0.15, 0.4),
    };
    Some(json!({
        "stimulus_id": id,
        "regions": {
            "prefrontal_cortex": share(0.3, 0.7),
            "amygdala_region": amygdala,
            "temporal_lobe": share(0.2, 0.7),
            "motor_cortex": share(0.1, 0.4),
            "visual_cortex": share(0.2, 0.9),
        },
        "macro_groups": {
            "Attention": share(0.3, 0.7),
            "Auditory": share(0.1, 0.6),
            "Emotion": amygdala,
            "Language": share(0.1, 0.6),
            "Motor": share(0.1, 0.4),
            "Visual": share(0.2, 0.9),
        },
        "overall": share(0.3, 0.6),
        "total_timesteps": 24,
        "agent_summary": "Made up by a stand-in.",
        "source": "stand-in",
    }))
}
