//! The description itself.

use std::collections::HashMap;

use actix_web::http::header::{CACHE_CONTROL, ContentType};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use pilotlight_contract::problem::PlainProblems;
use serde_json::Value;
use utoipa::ToSchema;

/// The description as JSON, made once.
pub(crate) struct Description(pub(crate) String);

/// An OpenAPI description.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is kept as text")]
struct Whole(HashMap<String, Value>);

/// This description.
#[utoipa::path(
    tag = "service",
    operation_id = "getOpenapi",
    responses(
        (status = 200, description = "The OpenAPI description", content_type = "application/json", body = inline(Whole)),
        PlainProblems,
    )
)]
#[get("/openapi.json")]
pub(crate) async fn get_openapi(description: Data<Description>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .content_type(ContentType::json())
        .body(description.0.clone())
}
