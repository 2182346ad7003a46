use serde_json::{Map, Value};

use crate::read::{Fields, NOT_NEGATIVE, SCORE, is_failure};

/// Hours of speech: what is said at the end may matter most.
const MAX_TRANSCRIPT_CHARS: usize = 200_000;

/// What the video service reads off a voice.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceAnalysis {
    /// 0–100, higher is worse.
    pub stress: f64,
    /// Whether [`Self::stress`] was computed here, since the service gave none.
    pub stress_computed: bool,
    /// The mean pitch, in hertz.
    pub pitch_mean_hz: Option<f64>,
    /// How much the pitch varies, in the service's measure.
    pub pitch_variability: Option<f64>,
    /// Words per minute.
    pub speaking_rate_wpm: Option<f64>,
    /// How often the person pauses, in the service's measure.
    pub pause_frequency: Option<f64>,
    /// Whether the voice trembles.
    pub voice_tremor: Option<bool>,
}

/// Reads `voice`. `None` where it is a failure, all zeros, or has nothing to make a score of.
pub(super) fn read(
    object: &Map<String, Value>,
    coerced: &mut Vec<&'static str>,
) -> Option<VoiceAnalysis> {
    if is_failure(object) {
        return None;
    }
    let mut fields = Fields::of(object);
    let older = fields.number("voice_stress_score", SCORE);
    let stated = older.or_else(|| fields.number("stress_score", SCORE));
    let pitch_mean_hz = fields.number("pitch_mean_hz", NOT_NEGATIVE);
    let pitch_variability = fields.number("pitch_variability", NOT_NEGATIVE);
    let speaking_rate_wpm = fields.number("speaking_rate_wpm", NOT_NEGATIVE);
    let pause_frequency = fields.number("pause_frequency", NOT_NEGATIVE);
    let voice_tremor = fields.switch("voice_tremor");
    coerced.extend(fields.coerced());

    let measured = [stated, pitch_mean_hz, pitch_variability, speaking_rate_wpm, pause_frequency];
    if !measured.into_iter().flatten().any(|number| number != 0.0) {
        return None;
    }
    let computed = || Some(computed_stress(pitch_mean_hz?, pause_frequency?, voice_tremor));
    Some(VoiceAnalysis {
        stress: stated.or_else(computed)?,
        stress_computed: stated.is_none(),
        pitch_mean_hz,
        pitch_variability,
        speaking_rate_wpm,
        pause_frequency,
        voice_tremor,
    })
}

/// The score that the service itself reckons with where it states none.
fn computed_stress(pitch_mean_hz: f64, pause_frequency: f64, voice_tremor: Option<bool>) -> f64 {
    let tremor = if voice_tremor == Some(true) { 20.0 } else { 0.0 };
    40.0 * (pitch_mean_hz / 300.0).min(1.0) + tremor + 40.0 * (pause_frequency / 10.0).min(1.0)
}

/// What was said, read even where the analysis of the voice failed.
pub(super) fn transcript(
    object: &Map<String, Value>,
    coerced: &mut Vec<&'static str>,
) -> Option<String> {
    let mut fields = Fields::of(object);
    let transcript = fields.text("transcript", MAX_TRANSCRIPT_CHARS);
    coerced.extend(fields.coerced());
    transcript
}
