//! What the stand-in for video answers.

use actix_multipart::Multipart;
use futures_util::TryStreamExt;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::made_up::{between, shares, whole};

pub(super) const ANALYZE: &str = "POST /analyze/video";

/// What is said, from the calmest to the most strained.
const SAID: [&str; 3] = [
    "It was a quiet day, and I am feeling rested.",
    "It was a long day, a bit much at times.",
    "I am exhausted, and there is more every day than I can get done.",
];

/// Reads a form to its end and keeps nothing of the recording but its digest; `None` where the field
/// `video` is missing.
pub(super) async fn drained(mut form: Multipart) -> actix_web::Result<Option<[u8; 32]>> {
    let mut digest = None;
    while let Some(mut field) = form.try_next().await? {
        let mut hasher = Sha256::new();
        while let Some(chunk) = field.try_next().await? {
            hasher.update(&chunk);
        }
        if field.name() == Some("video") {
            digest = Some(hasher.finalize().into());
        }
    }
    Ok(digest)
}

/// Analyses a recording by its digest.
pub(super) fn analysis(digest: &[u8]) -> Value {
    let mut shares = shares(digest);
    let mut share = |least, most| between(least, most, shares.next());
    let facial = share(10.0, 80.0);
    let is_tense = facial >= 55.0;
    let (said, affect) = match facial {
        ..30.0 => (SAID[0], "relaxed"),
        ..55.0 => (SAID[1], "neutral"),
        _ => (SAID[2], "tense"),
    };
    let (pitch, pauses) = (share(110.0, 220.0), share(1.0, 6.0));
    let tremor = if is_tense { 20.0 } else { 0.0 };
    let voice = 40.0 * pitch / 300.0 + tremor + 40.0 * pauses / 10.0;
    json!({
        "facial": {
            "facial_stress_score": facial,
            "eye_indicators": {
                "blink_rate_per_min": share(10.0, 28.0),
                "eye_openness": share(0.2, 0.4),
                "gaze_stability": share(0.6, 0.95),
            },
            "facial_indicators": {
                "brow_furrow": share(0.0, 0.6),
                "lip_compression": share(0.0, 0.5),
                "jaw_clench": share(0.0, 0.5),
                "forced_smile": false,
                "overall_affect": affect,
            },
        },
        "voice": {
            "transcript": said,
            "pitch_mean_hz": pitch,
            "pitch_variability": share(10.0, 40.0),
            "speaking_rate_wpm": share(100.0, 170.0),
            "pause_frequency": pauses,
            "voice_tremor": is_tense,
        },
        "combined_score": whole(0.6 * facial + 0.4 * voice),
    })
}
