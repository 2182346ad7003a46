//! `POST /video/submit`.

use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::web::{Data, Json, Payload};
use actix_web::{HttpRequest, post};
use pilotlight_contract::problem::{Problem, WriteProblems};
use pilotlight_contract::result::BurnoutResult;
use pilotlight_contract::video::{VideoForm, VideoResult};

use crate::app::App;
use crate::error::ApiError;
use crate::repeats::{self, IdempotencyHeader};
use crate::video::{self, VideoCheckIn};

/// Room for the form around the recording, in bytes.
const FORM_BYTES: u64 = 64 * 1024;

/// Take a check-in by video.
///
/// The recording is passed on to the video service as it comes, and never stored. Without that
/// service the result rests on what else is known of the last day; with nothing to go on, the last
/// result stands and `data_quality` says so. The service reads face and voice alike: of these, what
/// the host does not allow is dropped when it comes, and where it allows neither no video is taken.
///
/// With an `Idempotency-Key`, the same fields and recording sent again within a day get the same
/// answer and are one check-in. It has to be uploaded again to be known for the same; where
/// `user_id` comes before `video`, one whose key is known is not passed on for a second time.
#[utoipa::path(
    tag = "check-in",
    operation_id = "submitVideo",
    request_body(content = VideoForm, content_type = "multipart/form-data", description = "The recording and whose it is",
        encoding(("video" = (content_type = "video/*")))),
    params(IdempotencyHeader),
    responses(
        (status = 409, description = "A request under the same key is still in work (`request_in_work`): try again after `Retry-After` seconds",
            body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = u32, description = "Seconds to wait before trying again"))),
        (status = 200, description = "What the video showed, and the result, stored", body = VideoResult),
        WriteProblems,
        (status = 422, description = "Fields are missing, of the wrong type, too long or not among those allowed (`invalid_fields`); or the `Idempotency-Key` came with another request before (`idempotency_key_reused`)",
            body = Problem, content_type = "application/problem+json"),
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
    let key = repeats::key(&request)?;
    let policy = &app.rules.policy;
    let VideoCheckIn { seen, check_in } =
        video::submit(&app, Multipart::new(headers, payload), key).await?;
    Ok(Json(VideoResult::new(seen, BurnoutResult::new(check_in, policy), policy)))
}
