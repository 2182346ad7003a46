//! Who may call while there is no authentication, and which web pages may read the answers.

use std::net::IpAddr;

use actix_cors::Cors;
use actix_web::dev::{RequestHead, ServiceRequest};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Data;

use crate::app::{App, Rules};
use crate::error::ApiError;

/// The methods that there are.
const METHODS: [&str; 4] = ["GET", "HEAD", "POST", "PUT"];

/// Pages of this machine may call, and those of the configured origins.
pub(crate) fn cors(app: &Data<App>) -> Cors {
    let app = app.clone();
    let is_own = move |origin: &HeaderValue, _: &RequestHead| is_own_origin(&app.rules, origin);
    Cors::default()
        .allowed_origin_fn(is_own)
        .allowed_methods(METHODS)
        .allow_any_header()
        .expose_headers(["ETag", "Link", "Retry-After", "X-Request-Id"])
        .max_age(3600)
}

/// Why a browser's question before a request is not answered with yes, if it is not. [`cors`] answers
/// the others: it would refuse these too, but in bare text.
pub(crate) fn preflight_refusal(rules: &Rules, request: &ServiceRequest) -> Option<ApiError> {
    let method = request.headers().get(header::ACCESS_CONTROL_REQUEST_METHOD);
    let method = method.filter(|_| request.method() == Method::OPTIONS)?;
    let origin = request.headers().get(header::ORIGIN);
    if !is_own_name(rules, request) || !origin.is_some_and(|origin| is_own_origin(rules, origin)) {
        return Some(ApiError::ForeignOrigin);
    }
    let method = String::from_utf8_lossy(method.as_bytes());
    let is_known = METHODS.contains(&method.as_ref());
    (!is_known).then(|| ApiError::Method { method: method.into(), allowed: METHODS.join(", ") })
}

/// Without authentication, being on this machine is what lets a caller in. A web page that a person
/// visits is on it too: so the page must not come by a foreign name that leads here (DNS rebinding),
/// nor write from a foreign origin.
pub(crate) fn is_let_in(rules: &Rules, request: &ServiceRequest) -> bool {
    let writes = request.method() == Method::POST || request.method() == Method::PUT;
    let origin = request.headers().get(header::ORIGIN).filter(|_| writes);
    is_own_name(rules, request) && origin.is_none_or(|origin| is_own_origin(rules, origin))
}

/// Whether a request came under a name of this machine, where that matters.
fn is_own_name(rules: &Rules, request: &ServiceRequest) -> bool {
    rules.is_open
        || match request.headers().get(header::HOST) {
            Some(host) => host.to_str().is_ok_and(is_own_host),
            None => request.uri().host().is_none_or(is_own_host),
        }
}

/// Whether a page of this origin may call: one of this machine's, or one that the host configured.
fn is_own_origin(rules: &Rules, origin: &HeaderValue) -> bool {
    origin.to_str().is_ok_and(|origin| {
        rules.cors_origins.iter().any(|own| own == origin)
            || origin.split_once("://").is_some_and(|(_, host)| is_own_host(host))
    })
}

/// Whether a host, with or without a port, is this machine by name or number.
fn is_own_host(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_matches(['[', ']']);
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
