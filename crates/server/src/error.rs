//! The one mapping from what can go wrong to `application/problem+json`.
//!
//! A handler returns [`ApiError`]. What is the caller's to mend is said in full; what is the
//! server's is logged here, under the request id, and never shown.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use pilotlight_clients::SiblingError;
use pilotlight_contract::problem::{FieldError, MEDIA_TYPE, Problem, ProblemCode};
use pilotlight_storage::StorageError;

use crate::telemetry::trace::Current;

/// Seconds after which an overloaded or interrupted server is worth another try.
const RETRY_AFTER_SECONDS: u32 = 2;

/// Of what is the server's own.
const NOTHING_MORE: &str =
    "Nothing more can be said here; the server's log has it under the request id.";

/// Why a request was not answered with its result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    #[error("{0}.")]
    Malformed(String),
    #[error("{}", list(.0))]
    Invalid(Vec<FieldError>),
    #[error("The body may have at most {limit_bytes} bytes.")]
    TooLarge { limit_bytes: u64 },
    #[error("The body must be {expected}.")]
    MediaType { expected: &'static str },
    #[error("More are calling than can be served. Please try again in a moment.")]
    TooMany,
    #[error(
        "As many streams are open as may be. Ask for /score instead, or try again in a moment."
    )]
    TooManyStreams,
    #[error("The body did not come within the time allowed.")]
    TooSlow,
    #[error("Only this machine may call, and web pages of it and of `server.cors_origins`.")]
    ForeignOrigin,
    #[error(
        "This host allows neither facial nor voice (policy.streams), so it takes no recording. \
         Please check in another way."
    )]
    NoVideo,
    #[error("There is no {0}.")]
    NotFound(String),
    #[error("{method} is not allowed here; allowed is {allowed}.")]
    Method { method: String, allowed: String },
    #[error("A request under this key is still in work. Please try again in a moment.")]
    InWork,
    #[error("This key came with another request before. Use a new key for a new check-in.")]
    KeyReused,
    #[error("{}", sibling_detail(name, source))]
    Sibling { name: &'static str, source: SiblingError },
    #[error("{NOTHING_MORE}")]
    Unwritable(#[from] serde_json::Error),
    #[error("{}", storage_detail(.0))]
    Storage(#[from] StorageError),
}

impl ApiError {
    /// One field that cannot be taken.
    pub(crate) fn field(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, message)])
    }

    /// Whether what is wrong with the database may be over in a moment.
    pub(crate) fn is_passing(error: &StorageError) -> bool {
        matches!(storage_code(error), ProblemCode::Overloaded | ProblemCode::StorageUnavailable)
    }

    fn code(&self) -> ProblemCode {
        match self {
            Self::Malformed(_) => ProblemCode::MalformedBody,
            Self::Invalid(_) => ProblemCode::InvalidFields,
            Self::TooLarge { .. } => ProblemCode::BodyTooLarge,
            Self::MediaType { .. } => ProblemCode::UnsupportedMediaType,
            Self::TooMany => ProblemCode::Overloaded,
            Self::TooManyStreams => ProblemCode::StreamsFull,
            Self::TooSlow => ProblemCode::UploadTooSlow,
            Self::ForeignOrigin => ProblemCode::ForeignOrigin,
            Self::NoVideo => ProblemCode::StreamNotAllowed,
            Self::NotFound(_) => ProblemCode::NotFound,
            Self::Method { .. } => ProblemCode::MethodNotAllowed,
            Self::InWork => ProblemCode::RequestInWork,
            Self::KeyReused => ProblemCode::IdempotencyKeyReused,
            Self::Sibling { source: SiblingError::Off, .. } => ProblemCode::SiblingOff,
            Self::Sibling { .. } => ProblemCode::SiblingUnavailable,
            Self::Unwritable(_) => ProblemCode::Internal,
            Self::Storage(error) => storage_code(error),
        }
    }

    fn log(&self) {
        match self {
            Self::Storage(error) => {
                tracing::error!(error = %error, "the database could not be used");
            }
            Self::Unwritable(error) => {
                tracing::error!(error = %error, "an answer could not be written");
            }
            Self::Sibling { name, source } => {
                tracing::warn!(sibling = name, error = %source, "a sibling is away");
            }
            other => tracing::debug!(code = other.code().as_str(), "request refused"),
        }
    }
}

fn sibling_detail(name: &str, error: &SiblingError) -> String {
    match error {
        SiblingError::Off => format!("The {name} service, which this needs, is turned off here."),
        _ => format!("The {name} service, which this needs, is away. Please try again."),
    }
}

fn storage_code(error: &StorageError) -> ProblemCode {
    match error {
        StorageError::Busy(_) => ProblemCode::Overloaded,
        StorageError::Full => ProblemCode::StorageFull,
        StorageError::Locked | StorageError::Unavailable(_) | StorageError::Closed => {
            ProblemCode::StorageUnavailable
        }
        _ => ProblemCode::Internal,
    }
}

fn storage_detail(error: &StorageError) -> &'static str {
    match storage_code(error) {
        ProblemCode::StorageFull => "Nothing can be stored: the server has no room left.",
        ProblemCode::Overloaded | ProblemCode::StorageUnavailable => {
            "What was asked is not done. Please try again in a moment."
        }
        _ => NOTHING_MORE,
    }
}

fn list(errors: &[FieldError]) -> String {
    let told: Vec<String> =
        errors.iter().map(|error| format!("{} {}", error.field, error.message)).collect();
    let noun = if errors.len() == 1 { "field" } else { "fields" };
    format!("{} {noun} cannot be taken: {}.", errors.len(), told.join("; "))
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let request_id = Current::request_id();
        self.log();
        let errors = match self {
            Self::Invalid(errors) => errors.clone(),
            _ => Vec::new(),
        };
        let mut response = HttpResponseBuilder::new(self.status_code());
        response.insert_header((header::CONTENT_TYPE, MEDIA_TYPE));
        if [StatusCode::SERVICE_UNAVAILABLE, StatusCode::CONFLICT].contains(&self.status_code()) {
            response.insert_header((header::RETRY_AFTER, RETRY_AFTER_SECONDS));
        }
        if let Self::Method { allowed, .. } = self {
            response.insert_header((header::ALLOW, allowed.as_str()));
        }
        let problem = Problem::new(self.code(), self.to_string(), errors, request_id);
        match serde_json::to_vec(&problem) {
            Ok(body) => response.body(body),
            Err(_) => response.finish(),
        }
    }
}
