//! What every request goes through: an id, a measure, and headers that keep answers private.

use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError};

use crate::app::App;
use crate::error::ApiError;
use crate::guests::Guest;
use crate::telemetry::trace::{Current, Trace};
use crate::{origins, routes, unchanged};

/// The header that carries the request id, in and out.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Marks a request that was a HEAD, for whom its GET would never end.
pub(crate) struct IsHead;

/// Gives the request an id and a place in a trace, measures it, and sets the headers that every answer has.
pub(crate) async fn around(
    app: Data<App>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let id = accepted_id(request.headers())
        .unwrap_or_else(|| uuid::Uuid::now_v7().hyphenated().to_string());
    let started = Instant::now();
    let in_flight = app.telemetry.request_begins();
    let method = method_label(request.method());
    let caller = Trace::of(request.headers());
    let (current, span) = Current::begin(id.clone(), method, caller);
    // A HEAD is answered as its GET; the connection leaves the body out.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
        request.extensions_mut().insert(IsHead);
    }
    current
        .scope(span, async move {
            let has_room = has_room(&request);
            let _served = request.conn_data::<Arc<Guest>>().cloned().map(Guest::serve);
            let mut response = match origins::preflight_refusal(&app.rules, &request) {
                None => next.call(request).await?.map_into_left_body(),
                Some(refusal) => {
                    request.into_response(refusal.error_response()).map_into_right_body()
                }
            };
            if !has_room {
                // Its place is for the next to be told.
                response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
            }
            let route = response.request().match_pattern().unwrap_or_else(|| "none".to_owned());
            let status = response.status().as_u16();
            app.telemetry.request(method, &route, status, started.elapsed());
            drop(in_flight);
            // The route, not the path: a path holds a user id.
            tracing::debug!(route, status, "answered");
            finish(response.headers_mut(), &id);
            Ok(response)
        })
        .await
}

/// Lets a request in or refuses it, inside of what tells web pages that they may read the answer.
/// Whoever asks whether the process runs is told so even where there is no room, or an overload would
/// get it killed.
pub(crate) async fn admit(
    app: Data<App>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let refusal = if !origins::is_let_in(&app.rules, &request) {
        Some(ApiError::ForeignOrigin)
    } else if !has_room(&request) && request.path() != "/health/live" {
        Some(ApiError::TooMany)
    } else {
        None
    };
    if let Some(refusal) = refusal {
        return Ok(request.into_response(refusal.error_response()).map_into_right_body());
    }
    let response = next.call(request).await?;
    if is_bare_not_found(&response) {
        let missing = ApiError::NotFound("such file".to_owned()).error_response();
        return Ok(response.into_response(missing).map_into_right_body());
    }
    if unchanged::is_known(&response) {
        return Ok(unchanged::without_body(response)
            .map_body(|_, ()| BoxBody::new(()))
            .map_into_right_body());
    }
    Ok(response.map_into_left_body())
}

/// Whether there was room when the request's connection came.
fn has_room(request: &ServiceRequest) -> bool {
    request.conn_data::<Arc<Guest>>().is_none_or(|guest| guest.is_welcome())
}

/// The methods that are counted by name; there is no end of others.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET | Method::HEAD => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// A 404 that a library answered, without a word of ours.
fn is_bare_not_found<B>(response: &ServiceResponse<B>) -> bool {
    response.status() == StatusCode::NOT_FOUND
        && !response.headers().contains_key(header::CONTENT_TYPE)
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
