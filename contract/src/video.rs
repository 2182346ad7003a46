//! A check-in by video.

use pilotlight_domain::{Stream, StreamPolicy};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::{PersonId, StimulusId};
use crate::result::BurnoutResult;

/// The form of a check-in by video. The order of the fields does not matter.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form, which is read as a stream")]
pub struct VideoForm {
    /// The recording, of a media type `video/*`; bytes that are plainly something else are refused.
    /// It is passed on and never stored.
    #[schema(value_type = String, format = Binary, content_media_type = "video/mp4", min_length = 1)]
    video: String,
    /// The person.
    #[schema(value_type = PersonId)]
    user_id: String,
    /// The stimulus that was shown; `video` where it is absent.
    #[schema(value_type = StimulusId, required = false)]
    stimulus_id: String,
    /// When it was recorded, after RFC 3339; now where it is absent. At most seven days ago, and at
    /// most five minutes ahead.
    #[schema(format = DateTime, required = false)]
    timestamp: String,
    /// The country whose support is offered, as ISO 3166-1 alpha-2. Another text is taken for an
    /// unknown country.
    #[schema(example = "GB", required = false)]
    region: String,
}

/// What a video showed, and the result of the check-in.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VideoResult {
    /// What the face showed; null where no face was found, the service was away, or the host does not
    /// allow `facial`.
    #[schema(required)]
    pub facial: Option<FacialAnalysis>,
    /// What the voice told; null where none could be read, the service was away, or the host does not
    /// allow `voice`. What was said is not repeated here.
    #[schema(required)]
    pub voice: Option<VoiceAnalysis>,
    /// 0–100, higher is worse: 0.6 face and 0.4 voice, or the one that there is; null for neither.
    #[schema(minimum = 0, maximum = 100, required)]
    pub combined_score: Option<u8>,
    /// Whether the video service analysed the recording.
    pub video_service: bool,
    /// The result of the check-in.
    pub burnout_result: BurnoutResult,
}

/// What a video showed, without the result of the check-in: it is kept with an idempotency key, so
/// that a video that is sent again gets the same answer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct VideoSeen {
    /// As in [`VideoResult`].
    pub facial: Option<FacialAnalysis>,
    /// As in [`VideoResult`].
    pub voice: Option<VoiceAnalysis>,
    /// As in [`VideoResult`].
    pub combined_score: Option<u8>,
    /// As in [`VideoResult`].
    pub video_service: bool,
}

impl VideoResult {
    /// What a video showed, as far as the host allows it to be shown now, and the result.
    #[must_use]
    pub fn new(seen: VideoSeen, burnout_result: BurnoutResult, policy: &StreamPolicy) -> Self {
        let VideoSeen { facial, voice, combined_score, video_service } = seen;
        let has_hidden = facial.is_some() && !policy.allows(Stream::Facial)
            || voice.is_some() && !policy.allows(Stream::Voice);
        Self {
            facial: policy.only(Stream::Facial, facial),
            voice: policy.only(Stream::Voice, voice),
            combined_score: combined_score.filter(|_| !has_hidden),
            video_service,
            burnout_result,
        }
    }
}

/// What the face showed. What the service did not measure is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FacialAnalysis {
    /// 0–100, higher is worse.
    #[schema(minimum = 0.0, maximum = 100.0)]
    pub facial_stress_score: f64,
    /// The eyes.
    pub eye_indicators: EyeIndicators,
    /// The rest of the face.
    pub facial_indicators: FacialIndicators,
}

/// What the eyes showed, as the video service measures it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EyeIndicators {
    /// Blinks per minute.
    #[schema(required)]
    pub blink_rate_per_min: Option<f64>,
    /// How open the eyes were.
    #[schema(required)]
    pub eye_openness: Option<f64>,
    /// How steady the gaze was.
    #[schema(required)]
    pub gaze_stability: Option<f64>,
}

/// What the rest of the face showed, as the video service measures it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FacialIndicators {
    /// How much the brow was furrowed.
    #[schema(required)]
    pub brow_furrow: Option<f64>,
    /// How much the lips were pressed together.
    #[schema(required)]
    pub lip_compression: Option<f64>,
    /// How much the jaw was clenched.
    #[schema(required)]
    pub jaw_clench: Option<f64>,
    /// Whether a smile looked forced.
    #[schema(required)]
    pub forced_smile: Option<bool>,
    /// The service's word for the whole.
    #[schema(required)]
    pub overall_affect: Option<String>,
}

/// What the voice told. What the service did not measure is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VoiceAnalysis {
    /// 0–100, higher is worse: the service's own, or computed from pitch, tremor and pauses.
    #[schema(minimum = 0.0, maximum = 100.0)]
    pub voice_stress_score: f64,
    /// Mean pitch in hertz.
    #[schema(required)]
    pub pitch_mean_hz: Option<f64>,
    /// How much the pitch varied.
    #[schema(required)]
    pub pitch_variability: Option<f64>,
    /// Words per minute.
    #[schema(required)]
    pub speaking_rate_wpm: Option<f64>,
    /// Pauses, as the service counts them.
    #[schema(required)]
    pub pause_frequency: Option<f64>,
    /// Whether the voice trembled.
    #[schema(required)]
    pub voice_tremor: Option<bool>,
}
