//! What can be asked of each stand-in.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, Path, ServiceConfig};
use serde_json::json;

use super::stand_in::StandIn;
use super::{ml, signals, video};
use crate::siblings::Sibling;

pub(super) fn register(config: &mut ServiceConfig, sibling: Sibling) {
    config.route("/health", web::get().to(health));
    match sibling {
        Sibling::Signals => config
            .route("/analyze", web::post().to(analyze))
            .route("/alert/send", web::post().to(send_alert))
            .route("/register-phone", web::post().to(register_phone)),
        Sibling::Ml => config
            .route("/score", web::post().to(score))
            .route("/baseline/{stimulus_id}", web::get().to(baseline)),
        Sibling::Video => config.route("/analyze/video", web::post().to(analyze_video)),
    };
}

async fn health(stand_in: Data<StandIn>) -> HttpResponse {
    stand_in.json(StatusCode::OK, json!({"status": "ok"}))
}

pub(super) async fn unknown(stand_in: Data<StandIn>) -> HttpResponse {
    stand_in.json(StatusCode::NOT_FOUND, json!({"detail": "Not Found"}))
}

async fn analyze(stand_in: Data<StandIn>, body: Bytes) -> HttpResponse {
    stand_in.take(signals::ANALYZE, &body, signals::analysis).await
}

async fn send_alert(stand_in: Data<StandIn>, body: Bytes) -> HttpResponse {
    stand_in.take(signals::SEND_ALERT, &body, |alert| signals::receipt(&stand_in, alert)).await
}

async fn register_phone(stand_in: Data<StandIn>, body: Bytes) -> HttpResponse {
    let register = |request: &_| signals::registered(&stand_in, request);
    stand_in.take(signals::REGISTER_PHONE, &body, register).await
}

async fn score(stand_in: Data<StandIn>, body: Bytes) -> HttpResponse {
    stand_in.take(ml::SCORE, &body, |request| ml::score(request, stand_in.scale)).await
}

async fn baseline(stand_in: Data<StandIn>, id: Path<String>) -> HttpResponse {
    match ml::baseline(&stand_in.stimuli, &id) {
        Some(baseline) => stand_in.answer(ml::BASELINE, baseline).await,
        None => unknown(stand_in).await,
    }
}

async fn analyze_video(
    stand_in: Data<StandIn>,
    form: Multipart,
) -> actix_web::Result<HttpResponse> {
    Ok(match video::drained(form).await? {
        Some(digest) => stand_in.answer(video::ANALYZE, video::analysis(&digest)).await,
        None => stand_in.refuse(&json!(["body", "video"]), "Field required"),
    })
}
