use serde_json::{Map, Value};

use crate::read::{ANY, Fields, NOT_NEGATIVE, SCORE, is_failure};

const MAX_AFFECT_CHARS: usize = 40;

/// What the video service reads off a face.
#[derive(Debug, Clone, PartialEq)]
pub struct FacialAnalysis {
    /// 0–100, higher is worse.
    pub stress: f64,
    /// Blinks per minute.
    pub blink_rate_per_min: Option<f64>,
    /// How open the eyes are, in the service's measure.
    pub eye_openness: Option<f64>,
    /// How steady the gaze is, in the service's measure.
    pub gaze_stability: Option<f64>,
    /// How drawn the brows are, in the service's measure.
    pub brow_furrow: Option<f64>,
    /// How pressed the lips are, in the service's measure.
    pub lip_compression: Option<f64>,
    /// How clenched the jaw is, in the service's measure.
    pub jaw_clench: Option<f64>,
    /// Whether a smile looks put on.
    pub forced_smile: Option<bool>,
    /// The service's word for the expression.
    pub overall_affect: Option<String>,
}

/// Reads `facial`. `None` where it is a failure, has no score, or is all zeros: the service gives
/// a 0 where it found no face, and that is not calm.
pub(super) fn read(
    object: &Map<String, Value>,
    coerced: &mut Vec<&'static str>,
) -> Option<FacialAnalysis> {
    if is_failure(object) {
        return None;
    }
    let empty = Map::new();
    let mut fields = Fields::of(object);
    let mut eyes = Fields::of(fields.object("eye_indicators").unwrap_or(&empty));
    let mut face = Fields::of(fields.object("facial_indicators").unwrap_or(&empty));
    let stress = fields.number("facial_stress_score", SCORE);
    let blink_rate_per_min = eyes.number("blink_rate_per_min", NOT_NEGATIVE);
    let eye_openness = eyes.number("eye_openness", ANY);
    let gaze_stability = eyes.number("gaze_stability", ANY);
    let brow_furrow = face.number_or_bool("brow_furrow", ANY);
    let lip_compression = face.number_or_bool("lip_compression", ANY);
    let jaw_clench = face.number_or_bool("jaw_clench", ANY);
    let forced_smile = face.switch("forced_smile");
    let overall_affect = face.text("overall_affect", MAX_AFFECT_CHARS);
    coerced.extend(fields.coerced().into_iter().chain(eyes.coerced()).chain(face.coerced()));

    let measured = [
        stress,
        blink_rate_per_min,
        eye_openness,
        gaze_stability,
        brow_furrow,
        lip_compression,
        jaw_clench,
    ];
    if !measured.into_iter().flatten().any(|number| number != 0.0) {
        return None;
    }
    Some(FacialAnalysis {
        stress: stress?,
        blink_rate_per_min,
        eye_openness,
        gaze_stability,
        brow_furrow,
        lip_compression,
        jaw_clench,
        forced_smile,
        overall_affect,
    })
}
