//! `POST /video/submit`.

use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::web::{Data, Json, Payload};
use actix_web::{HttpRequest, post};
use pilotlight_clients::video as clients;
use pilotlight_contract::problem::{Problem, WriteProblems};
use pilotlight_contract::result::BurnoutResult;
use pilotlight_contract::video::{
    EyeIndicators, FacialAnalysis, FacialIndicators, VideoForm, VideoResult, VoiceAnalysis,
};
use pilotlight_domain::StreamPolicy;

use crate::app::App;
use crate::error::ApiError;
use crate::video::{self, VideoCheckIn};

/// Room for the form around the recording, in bytes.
const FORM_BYTES: u64 = 64 * 1024;

/// Take a check-in by video.
///
/// The recording is passed on to the video service as it comes, and never stored. Without that
/// service the result rests on what else is known of the last day; with nothing to go on, the last
/// result stands and `data_quality` says so. The service reads face and voice alike: of these, what
/// the host does not allow is dropped when it comes, and where it allows neither no video is taken.
#[utoipa::path(
    tag = "check-in",
    operation_id = "submitVideo",
    request_body(content = VideoForm, content_type = "multipart/form-data", description = "The recording and whose it is"),
    responses(
        (status = 200, description = "What the video showed, and the result, stored", body = VideoResult),
        WriteProblems,
        (status = 403, description = "The host allows neither `facial` nor `voice`, so that no video is taken (`stream_not_allowed`); or the request came under a foreign host name, or from a web page of a foreign origin (`foreign_origin`)",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/video/submit")]
pub(crate) async fn submit_video(
    app: Data<App>,
    request: HttpRequest,
    payload: Payload,
) -> Result<Json<VideoResult>, ApiError> {
    // Answered before anything of the recording is read.
    if !app.rules.policy.takes_video() {
        return Err(ApiError::NoVideo);
    }
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !text(header::CONTENT_TYPE).to_ascii_lowercase().starts_with("multipart/form-data") {
        return Err(ApiError::MediaType {
            expected: "multipart/form-data with a file named `video`",
        });
    }
    let limit_bytes = app.rules.video_max_bytes;
    let length: u64 = text(header::CONTENT_LENGTH).parse().unwrap_or(0);
    if length > limit_bytes.saturating_add(FORM_BYTES) {
        return Err(ApiError::TooLarge { limit_bytes });
    }
    let taken = video::submit(&app, Multipart::new(headers, payload)).await?;
    Ok(Json(view(taken, &app.rules.policy)))
}

fn view(taken: VideoCheckIn, policy: &StreamPolicy) -> VideoResult {
    let VideoCheckIn { analysis, check_in } = taken;
    let combined = analysis.as_ref().and_then(clients::VideoAnalysis::combined_score);
    VideoResult {
        video_service: analysis.is_some(),
        combined_score: combined
            .and_then(pilotlight_domain::Score::nearest)
            .map(pilotlight_domain::Score::value),
        facial: analysis.as_ref().and_then(|analysis| analysis.facial.clone()).map(facial),
        voice: analysis.and_then(|analysis| analysis.voice).map(voice),
        burnout_result: BurnoutResult::new(check_in, policy),
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
