//! What a video showed, as it is answered.

use pilotlight_clients::video as clients;
use pilotlight_contract::video::{
    EyeIndicators, FacialAnalysis, FacialIndicators, VideoSeen, VoiceAnalysis,
};
use pilotlight_domain::Score;

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
