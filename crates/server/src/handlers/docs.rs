//! The description itself.

use std::collections::HashMap;

use actix_web::http::header::{CACHE_CONTROL, ContentType, ETag, EntityTag};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use bytes::Bytes;
use pilotlight_contract::problem::PlainProblems;
use serde_json::Value;
use utoipa::ToSchema;

use crate::unchanged::{self, Unchanged};

/// The description as JSON, made once.
pub(crate) struct Description {
    json: Bytes,
    tag: EntityTag,
}

impl From<String> for Description {
    fn from(json: String) -> Self {
        Self { tag: unchanged::tag(&[json.as_bytes()]), json: json.into() }
    }
}

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
        Unchanged,
        PlainProblems,
    )
)]
#[get("/openapi.json")]
pub(crate) async fn get_openapi(description: Data<Description>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .insert_header(ETag(description.tag.clone()))
        .content_type(ContentType::json())
        .body(description.json.clone())
}
