//! What a video showed, as it is answered and as it is kept.

use std::collections::BTreeMap;

use pilotlight_clients::video as clients;
use pilotlight_contract::video::{
    EyeIndicators, FacialAnalysis, FacialIndicators, VideoSeen, VoiceAnalysis,
};
use pilotlight_domain::Score;
use pilotlight_storage::VideoMeasures;

/// What is answered of an analysis.
pub(super) fn seen(analysis: Option<&clients::VideoAnalysis>) -> VideoSeen {
    let Some(analysis) = analysis else { return VideoSeen::default() };
    VideoSeen {
        facial: analysis.facial.clone().map(facial),
        voice: analysis.voice.clone().map(voice),
        combined_score: analysis.combined_score().and_then(Score::nearest).map(Score::value),
        video_service: true,
    }
}

fn facial(analysis: clients::FacialAnalysis) -> FacialAnalysis {
    let clients::FacialAnalysis {
        stress,
        blink_rate_per_min,
        eye_openness,
        gaze_stability,
        brow_furrow,
        lip_compression,
        jaw_clench,
        forced_smile,
        overall_affect,
    } = analysis;
    FacialAnalysis {
        facial_stress_score: stress,
        eye_indicators: EyeIndicators { blink_rate_per_min, eye_openness, gaze_stability },
        facial_indicators: FacialIndicators {
            brow_furrow,
            lip_compression,
            jaw_clench,
            forced_smile,
            overall_affect,
        },
    }
}

fn voice(analysis: clients::VoiceAnalysis) -> VoiceAnalysis {
    let clients::VoiceAnalysis {
        stress,
        stress_computed: _,
        pitch_mean_hz,
        pitch_variability,
        speaking_rate_wpm,
        pause_frequency,
        voice_tremor,
    } = analysis;
    VoiceAnalysis {
        voice_stress_score: stress,
        pitch_mean_hz,
        pitch_variability,
        speaking_rate_wpm,
        pause_frequency,
        voice_tremor,
    }
}

/// The numbers that are kept of a video, by the names that they are answered under.
pub(super) fn measures(analysis: &clients::VideoAnalysis) -> VideoMeasures {
    let facial = analysis.facial.as_ref().map(|facial| {
        named([
            ("facial_stress_score", Some(facial.stress)),
            ("blink_rate_per_min", facial.blink_rate_per_min),
            ("eye_openness", facial.eye_openness),
            ("gaze_stability", facial.gaze_stability),
            ("brow_furrow", facial.brow_furrow),
            ("lip_compression", facial.lip_compression),
            ("jaw_clench", facial.jaw_clench),
            ("forced_smile", facial.forced_smile.map(|is| f64::from(u8::from(is)))),
        ])
    });
    let voice = analysis.voice.as_ref().map(|voice| {
        named([
            ("voice_stress_score", Some(voice.stress)),
            ("pitch_mean_hz", voice.pitch_mean_hz),
            ("pitch_variability", voice.pitch_variability),
            ("speaking_rate_wpm", voice.speaking_rate_wpm),
            ("pause_frequency", voice.pause_frequency),
            ("voice_tremor", voice.voice_tremor.map(|is| f64::from(u8::from(is)))),
        ])
    });
    VideoMeasures {
        combined_score: analysis.combined_score(),
        facial: facial.unwrap_or_default(),
        voice: voice.unwrap_or_default(),
    }
}

fn named<const N: usize>(measures: [(&str, Option<f64>); N]) -> BTreeMap<String, f64> {
    let present = measures.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    present.collect()
}
