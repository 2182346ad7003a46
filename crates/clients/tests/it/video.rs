//! What is read from each recorded answer of the video service.

use pilotlight_clients::video::{FacialAnalysis, VideoAnalysis, VoiceAnalysis};
use pilotlight_clients::{Http, HttpVideo, SiblingError, Video};

use crate::calls::{AMPLE, upload};
use crate::fixtures::check;

const NO_OBJECT: SiblingError = SiblingError::Malformed { expected: "a JSON object" };
const NEITHER: SiblingError = SiblingError::Malformed { expected: "an analysis of face or voice" };
const OWN_ERROR: SiblingError =
    SiblingError::Unavailable { reason: "it answered with an error of its own" };

type Result<T> = std::result::Result<T, SiblingError>;

/// The analysis, what was said in it, and the combined score.
type Whole = (VideoAnalysis, Option<String>, Option<f64>);

type Case = (&'static str, (), Result<Whole>);

fn video(url: &str) -> HttpVideo {
    HttpVideo::new(&Http::new().unwrap(), url, AMPLE).unwrap()
}

/// Rounded, so that sums in another order are the same.
fn with_score(analysis: VideoAnalysis) -> Whole {
    let said = analysis.transcript.clone();
    let score = analysis.combined_score().map(|score| (score * 1e6).round() / 1e6);
    (analysis, said, score)
}

fn face() -> FacialAnalysis {
    FacialAnalysis {
        stress: 62.5,
        blink_rate_per_min: Some(24.0),
        eye_openness: Some(0.28),
        gaze_stability: Some(0.81),
        brow_furrow: Some(0.4),
        lip_compression: Some(0.3),
        jaw_clench: Some(0.2),
        forced_smile: Some(false),
        overall_affect: Some("tense".into()),
    }
}

fn voice() -> VoiceAnalysis {
    VoiceAnalysis {
        stress: 56.0,
        stress_computed: true,
        pitch_mean_hz: Some(150.0),
        pitch_variability: Some(22.5),
        speaking_rate_wpm: Some(128.0),
        pause_frequency: Some(4.0),
        voice_tremor: Some(true),
    }
}

fn of(
    facial: Option<FacialAnalysis>,
    voice: Option<VoiceAnalysis>,
    said: bool,
    coerced: &[&'static str],
    combined_score: Option<f64>,
) -> Result<Whole> {
    let transcript = said.then(|| "I can't keep up.".to_owned());
    let said = transcript.clone();
    let coerced = coerced.to_vec();
    Ok((VideoAnalysis { facial, voice, transcript, coerced }, said, combined_score))
}

const fn status(code: u16) -> Result<Whole> {
    Err(SiblingError::Status { code, retry_after: None })
}

fn faces() -> Vec<Case> {
    let no_face = |coerced: &[&'static str]| of(None, Some(voice()), true, coerced, Some(56.0));
    let calm = FacialAnalysis { stress: 0.0, ..face() };
    let least = FacialAnalysis {
        blink_rate_per_min: None,
        eye_openness: None,
        gaze_stability: None,
        brow_furrow: None,
        lip_compression: None,
        jaw_clench: None,
        forced_smile: None,
        overall_affect: None,
        ..face()
    };
    let odd = FacialAnalysis {
        stress: 100.0,
        blink_rate_per_min: Some(0.0),
        eye_openness: Some(0.28),
        brow_furrow: Some(1.0),
        forced_smile: Some(true),
        overall_affect: Some("tense tense tense tense tense tense tens".into()),
        ..least.clone()
    };
    let odd_fields = [
        "facial_stress_score",
        "blink_rate_per_min",
        "eye_openness",
        "lip_compression",
        "jaw_clench",
        "forced_smile",
    ];
    vec![
        ("analyze_no_face", (), no_face(&[])),
        ("analyze_face_failed_with_numbers", (), no_face(&[])),
        ("analyze_face_all_zeros", (), no_face(&[])),
        ("analyze_face_null", (), no_face(&[])),
        ("analyze_face_not_an_object", (), no_face(&["facial"])),
        ("analyze_face_without_score", (), no_face(&[])),
        (
            "analyze_face_zero_but_measured",
            (),
            of(Some(calm), Some(voice()), true, &[], Some(22.4)),
        ),
        ("analyze_face_least", (), of(Some(least), None, false, &[], Some(62.5))),
        ("analyze_face_odd", (), of(Some(odd), None, false, &odd_fields, Some(100.0))),
    ]
}

fn voices() -> Vec<Case> {
    let stated = |stress| VoiceAnalysis { stress, stress_computed: false, ..voice() };
    let loudest = VoiceAnalysis {
        stress: 100.0,
        pitch_mean_hz: Some(450.0),
        pause_frequency: Some(15.0),
        ..voice()
    };
    let odd = VoiceAnalysis {
        stress: 36.0,
        pitch_variability: Some(0.0),
        speaking_rate_wpm: None,
        voice_tremor: Some(false),
        ..voice()
    };
    let odd_fields = [
        "pitch_mean_hz",
        "pitch_variability",
        "speaking_rate_wpm",
        "pause_frequency",
        "voice_tremor",
        "transcript",
    ];
    let no_voice = |said| of(Some(face()), None, said, &[], Some(62.5));
    let older = of(Some(face()), Some(stated(33.0)), true, &[], Some(50.7));
    let oldest = of(Some(face()), Some(stated(41.0)), true, &["stress_score"], Some(53.9));
    vec![
        ("analyze_older_voice_stress_score", (), older),
        ("analyze_older_stress_score", (), oldest),
        ("analyze_voice_failed", (), no_voice(true)),
        ("analyze_voice_failed_with_numbers", (), no_voice(true)),
        ("analyze_voice_all_zeros", (), no_voice(false)),
        ("analyze_voice_null", (), no_voice(false)),
        ("analyze_voice_missing", (), no_voice(false)),
        ("analyze_voice_without_pitch", (), no_voice(true)),
        ("analyze_voice_loudest", (), of(None, Some(loudest), true, &[], Some(100.0))),
        ("analyze_voice_odd", (), of(None, Some(odd), false, &odd_fields, Some(36.0))),
    ]
}

fn others() -> Vec<Case> {
    vec![
        ("analyze_good", (), of(Some(face()), Some(voice()), true, &[], Some(59.9))),
        ("analyze_nothing_found", (), of(None, None, false, &[], None)),
        ("analyze_error_with_200", (), Err(OWN_ERROR)),
        ("analyze_empty_object", (), Err(NEITHER)),
        ("analyze_list", (), Err(NO_OBJECT)),
        ("analyze_html_with_200", (), Err(NO_OBJECT)),
        ("analyze_field_missing", (), status(422)),
        ("analyze_internal_error", (), status(500)),
    ]
}

#[tokio::test]
async fn every_recorded_analysis_is_read_as_expected() {
    let cases = faces().into_iter().chain(voices()).chain(others()).collect();
    let analyze = async |url: &str, ()| {
        video(url).analyze(upload(&[b"vid", b"eo"]), AMPLE).await.map(with_score)
    };
    check("video", "POST /analyze/video", cases, analyze).await;
}

#[tokio::test]
async fn health_is_the_status() {
    let health = async |url: &str, ()| video(url).health(AMPLE).await;
    check("video", "GET /health", vec![("health_good", (), Ok(()))], health).await;
}
