//! Taking requests apart, with errors that say what is allowed.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use pilotlight_contract::fields::read_object;
use pilotlight_contract::ids::PersonId;
use pilotlight_domain::UserId;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::IntoParams;

use crate::error::ApiError;

/// The largest JSON body, in bytes.
const MAX_JSON_BYTES: usize = 256 * 1024;

/// How long a JSON body may take to come.
const BODY_WITHIN: Duration = Duration::from_secs(30);

/// A JSON object from the body, and the bytes that it came as.
pub(crate) struct JsonObject {
    pub(crate) object: Map<String, Value>,
    pub(crate) bytes: Bytes,
}

impl FromRequest for JsonObject {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = is_json(request);
        let payload = web::Payload::from_request(request, payload);
        Box::pin(async move {
            if !is_json {
                return Err(ApiError::MediaType { expected: "application/json" });
            }
            let payload = payload.await.map_err(|error| ApiError::Malformed(error.to_string()))?;
            let body = payload.to_bytes_limited(MAX_JSON_BYTES);
            let bytes = match tokio::time::timeout(BODY_WITHIN, body).await {
                Err(_) => return Err(ApiError::TooSlow),
                Ok(Err(_)) => {
                    let limit_bytes = u64::try_from(MAX_JSON_BYTES).unwrap_or(u64::MAX);
                    return Err(ApiError::TooLarge { limit_bytes });
                }
                Ok(Ok(Err(_))) => {
                    return Err(ApiError::Malformed("the body broke off".to_owned()));
                }
                Ok(Ok(Ok(bytes))) => bytes,
            };
            let object = read_object(&bytes).map_err(ApiError::Malformed)?;
            Ok(Self { object, bytes })
        })
    }
}

fn is_json(request: &HttpRequest) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let essence = content_type
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase());
    essence.is_some_and(|essence| essence == "application/json" || essence.ends_with("+json"))
}

/// The person whom a path names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct PersonPath {
    /// The person.
    #[param(value_type = PersonId)]
    user_id: String,
}

impl PersonPath {
    /// The person, if they can be named so.
    pub(crate) fn user(self) -> Result<UserId, ApiError> {
        read_user(self.user_id)
    }
}

/// The person whom a request names, if they can be named so.
pub(crate) fn read_user(user_id: String) -> Result<UserId, ApiError> {
    UserId::new(user_id).map_err(|error| ApiError::field("user_id", error.to_string()))
}

/// The value of a header, if it is there, once, and is plain text.
pub(crate) fn header_text<'a>(
    request: &'a HttpRequest,
    name: &'static str,
) -> Result<Option<&'a str>, ApiError> {
    let mut values = request.headers().get_all(name);
    let value = values.next().map(|value| value.to_str());
    if values.next().is_some() {
        return Err(ApiError::field(name, "must be there once at most"));
    }
    value.transpose().map_err(|_| ApiError::field(name, "must be plain ASCII text"))
}

/// Errors of query strings as problems.
pub(crate) fn query_config() -> web::QueryConfig {
    web::QueryConfig::default().error_handler(|error, _| {
        let message = format!("must be readable parameters, each at most once ({error})");
        ApiError::field("query", message).into()
    })
}

/// Errors of paths as problems.
pub(crate) fn path_config() -> web::PathConfig {
    web::PathConfig::default()
        .error_handler(|_, _| ApiError::field("path", "must be UTF-8 text").into())
}
