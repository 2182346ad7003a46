//! The pictures and the sound of the stimuli.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{self, ETag, EntityTag};
use actix_web::web::Path;
use actix_web::{HttpResponse, get};
use pilotlight_contract::media;
use pilotlight_contract::problem::{PlainProblems, Problem};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiError;
use crate::unchanged::{self, Unchanged};

static TAGS: LazyLock<HashMap<&str, EntityTag>> = LazyLock::new(|| {
    media::ALL.iter().map(|file| (file.name, unchanged::tag(&[file.bytes]))).collect()
});

/// The file that a path names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct MediaPath {
    /// The file.
    #[param(min_length = 1, max_length = 128, example = "calm_01.svg")]
    file: String,
}

/// A file as it is.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "describes what is sent as bytes")]
struct File(Vec<u8>);

/// The picture or the sound of a stimulus.
#[utoipa::path(
    tag = "stimuli",
    operation_id = "getMedia",
    params(MediaPath),
    responses(
        (status = 200, description = "The file", content(
            (inline(File) = "image/svg+xml"),
            (inline(File) = "audio/mpeg"),
        )),
        Unchanged,
        (status = 404, description = "There is no such file", body = Problem, content_type = "application/problem+json"),
        PlainProblems,
    )
)]
#[get("/media/{file}")]
pub(crate) async fn get_media(path: Path<MediaPath>) -> Result<HttpResponse, ApiError> {
    let media = media::find(&path.file)
        .ok_or_else(|| ApiError::NotFound("file with this name".to_owned()))?;
    let mut response = HttpResponse::Ok();
    if let Some(tag) = TAGS.get(media.name) {
        response.insert_header(ETag(tag.clone()));
    }
    Ok(response
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'",
        ))
        .content_type(media.content_type)
        .body(media.bytes))
}
