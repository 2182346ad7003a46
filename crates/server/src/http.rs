//! What every request goes through: an id, a measure, and headers that keep answers private.

use std::cell::RefCell;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use crate::app::App;
use crate::error::ApiError;
use crate::routes;

/// The header that carries the request id, in and out.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT_ID: RefCell<String>;
}

/// The id of the request being handled.
pub(crate) fn request_id() -> String {
    CURRENT_ID.try_with(|id| id.borrow().clone()).unwrap_or_default()
}

/// Gives the request an id, measures it, and sets the headers that every answer has.
pub(crate) async fn around(
    app: Data<App>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let id = accepted_id(request.headers())
        .unwrap_or_else(|| uuid::Uuid::now_v7().hyphenated().to_string());
    let started = Instant::now();
    // A HEAD is answered as its GET; the connection leaves the body out.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    CURRENT_ID
        .scope(RefCell::new(id.clone()), async move {
            let mut response = match next.call(request).await {
                Ok(response) => response,
                // Errors of extractors and of routing become answers here, inside the id's scope.
                Err(error) => return Err(error),
            };
            let route = response.request().match_pattern().unwrap_or_else(|| "none".to_owned());
            let status = response.status().as_u16();
            app.telemetry.request(&route, status, started.elapsed());
            // The route, not the path: a path holds a user id.
            tracing::debug!(request_id = id, route, status, "answered");
            finish(response.headers_mut(), &id);
            Ok(response)
        })
        .await
}

/// An id that a caller sent, if it can stand in a log.
fn accepted_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    ((1..=64).contains(&id.len()) && id.chars().all(plain)).then(|| id.to_owned())
}

fn finish(headers: &mut HeaderMap, id: &str) {
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Whatever is not said to be public is a person's, and belongs in no cache.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Answers what no route matched: 405 where the path exists with another method, else 404.
pub(crate) async fn unmatched(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    match routes::allowed_methods(request.path()) {
        Some(allowed) => Err(ApiError::Method { method: request.method().to_string(), allowed }),
        None => Err(ApiError::NotFound("such path; /docs lists those that there are".to_owned())),
    }
}
