//! Errors as `application/problem+json` (RFC 9457).

use serde::{Deserialize, Serialize};
use utoipa::{IntoResponses, ToSchema};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong, for a program to switch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The body is not JSON, or not a form that can be read (400).
    MalformedBody,
    /// A field is missing, of the wrong type, too long or not one of those allowed (422).
    InvalidFields,
    /// The body is larger than allowed (413).
    BodyTooLarge,
    /// The body is of a media type that is not taken here (415).
    UnsupportedMediaType,
    /// The upload came too slowly and was given up (408).
    UploadTooSlow,
    /// The request came under a foreign host name, or from a web page of a foreign origin (403).
    ForeignOrigin,
    /// The host allows none of the streams that the request is for (403).
    StreamNotAllowed,
    /// There is no such thing (404).
    NotFound,
    /// The path exists, but not with this method (405).
    MethodNotAllowed,
    /// A request under the same idempotency key is still in work: try again after `Retry-After` (409).
    RequestInWork,
    /// The idempotency key was used before, for another request (422).
    IdempotencyKeyReused,
    /// More is waiting than can be done soon: try again after `Retry-After` (503).
    Overloaded,
    /// As many streams of events are open as may be: read the score now and then, and open a stream after
    /// `Retry-After` (503).
    StreamsFull,
    /// The database cannot be used right now: nothing was stored, try again (503).
    StorageUnavailable,
    /// The sibling service that this needs is away: try again (503).
    SiblingUnavailable,
    /// The host has turned the sibling service off that this needs: trying again is no use (501).
    SiblingOff,
    /// The disk is full: nothing was stored (507).
    StorageFull,
    /// A fault of the server's; the log has it under the request id (500).
    Internal,
}

impl ProblemCode {
    /// Every code, in declaration order.
    pub const ALL: &'static [Self] = &[
        Self::MalformedBody,
        Self::InvalidFields,
        Self::BodyTooLarge,
        Self::UnsupportedMediaType,
        Self::UploadTooSlow,
        Self::ForeignOrigin,
        Self::StreamNotAllowed,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::RequestInWork,
        Self::IdempotencyKeyReused,
        Self::Overloaded,
        Self::StreamsFull,
        Self::StorageUnavailable,
        Self::SiblingUnavailable,
        Self::SiblingOff,
        Self::StorageFull,
        Self::Internal,
    ];

    /// The HTTP status that goes with it.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::MalformedBody => 400,
            Self::ForeignOrigin | Self::StreamNotAllowed => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::UploadTooSlow => 408,
            Self::RequestInWork => 409,
            Self::BodyTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::InvalidFields | Self::IdempotencyKeyReused => 422,
            Self::Internal => 500,
            Self::SiblingOff => 501,
            Self::Overloaded
            | Self::StreamsFull
            | Self::StorageUnavailable
            | Self::SiblingUnavailable => 503,
            Self::StorageFull => 507,
        }
    }

    /// The name as it is sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MalformedBody => "malformed_body",
            Self::InvalidFields => "invalid_fields",
            Self::BodyTooLarge => "body_too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::UploadTooSlow => "upload_too_slow",
            Self::ForeignOrigin => "foreign_origin",
            Self::StreamNotAllowed => "stream_not_allowed",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::RequestInWork => "request_in_work",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::Overloaded => "overloaded",
            Self::StreamsFull => "streams_full",
            Self::StorageUnavailable => "storage_unavailable",
            Self::SiblingUnavailable => "sibling_unavailable",
            Self::SiblingOff => "sibling_off",
            Self::StorageFull => "storage_full",
            Self::Internal => "internal",
        }
    }

    /// A short title, the same for every problem of the kind.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::MalformedBody => "The body cannot be read",
            Self::InvalidFields => "Some fields cannot be taken",
            Self::BodyTooLarge => "The body is too large",
            Self::UnsupportedMediaType => "This media type is not taken here",
            Self::UploadTooSlow => "The upload was too slow",
            Self::ForeignOrigin => "This host name or origin is not let in",
            Self::StreamNotAllowed => "What this is for is not allowed here",
            Self::NotFound => "There is no such thing",
            Self::MethodNotAllowed => "This method is not allowed here",
            Self::RequestInWork => "The same request is still in work",
            Self::IdempotencyKeyReused => "The idempotency key belongs to another request",
            Self::Overloaded => "Too much is waiting right now",
            Self::StreamsFull => "As many streams are open as may be",
            Self::StorageUnavailable => "The database cannot be used right now",
            Self::SiblingUnavailable => "A service that this needs is away",
            Self::SiblingOff => "A service that this needs is turned off here",
            Self::StorageFull => "There is no room left to store anything",
            Self::Internal => "Something went wrong on the server",
        }
    }
}

/// One field that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// The field's name; for a path or query parameter, the parameter's.
    #[schema(example = "user_id")]
    pub field: String,
    /// What is wrong with it, and what is allowed.
    #[schema(example = "is required")]
    pub message: String,
}

impl FieldError {
    /// An error of one field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// A problem, after RFC 9457.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// A URN that names the kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "urn:pilotlight:problem:invalid_fields")]
    pub kind: String,
    /// A short title, the same for every problem of the kind.
    pub title: String,
    /// The HTTP status again.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What was wrong this time, and what is allowed.
    pub detail: String,
    /// What went wrong, for a program to switch on.
    pub code: ProblemCode,
    /// Finds this request in the server's log; also in the `X-Request-Id` header.
    pub request_id: String,
    /// The fields that cannot be taken; empty where the problem is not one of fields.
    pub errors: Vec<FieldError>,
}

impl Problem {
    /// A problem of a kind.
    #[must_use]
    pub fn new(
        code: ProblemCode,
        detail: String,
        errors: Vec<FieldError>,
        request_id: String,
    ) -> Self {
        Self {
            kind: format!("urn:pilotlight:problem:{}", code.as_str()),
            title: code.title().to_owned(),
            status: code.status(),
            detail,
            code,
            request_id,
            errors,
        }
    }
}

/// What a read can answer besides its result where it takes nothing that could be wrong.
#[derive(IntoResponses)]
pub enum PlainProblems {
    /// The request came under a foreign host name, or from a web page of a foreign origin.
    #[response(status = 403, content_type = "application/problem+json")]
    Foreign(Problem),
    /// A fault of the server's, found in its log by the request id.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(Problem),
    /// Overloaded, or the database cannot be used: try again after `Retry-After` seconds.
    #[response(
        status = 503,
        content_type = "application/problem+json",
        headers(("Retry-After" = u32, description = "Seconds to wait before trying again"))
    )]
    Unavailable(Problem),
}

/// What any read with parameters can answer besides its result.
#[derive(IntoResponses)]
pub enum ReadProblems {
    /// The request came under a foreign host name, or from a web page of a foreign origin.
    #[response(status = 403, content_type = "application/problem+json")]
    Foreign(Problem),
    /// A parameter cannot be taken.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
    /// A fault of the server's, found in its log by the request id.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(Problem),
    /// Overloaded, or the database cannot be used: try again after `Retry-After` seconds.
    #[response(
        status = 503,
        content_type = "application/problem+json",
        headers(("Retry-After" = u32, description = "Seconds to wait before trying again"))
    )]
    Unavailable(Problem),
}

/// What any request with a body can answer besides its result.
#[derive(IntoResponses)]
pub enum WriteProblems {
    /// The body cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// The request came under a foreign host name, or from a web page of a foreign origin.
    #[response(status = 403, content_type = "application/problem+json")]
    Foreign(Problem),
    /// The body came too slowly.
    #[response(status = 408, content_type = "application/problem+json")]
    TooSlow(Problem),
    /// The body is larger than allowed.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is of a media type that is not taken here.
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(Problem),
    /// Fields are missing, of the wrong type, too long or not among those allowed.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
    /// A fault of the server's, found in its log by the request id.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(Problem),
    /// Overloaded, or something that this needs is away: try again after `Retry-After` seconds.
    #[response(
        status = 503,
        content_type = "application/problem+json",
        headers(("Retry-After" = u32, description = "Seconds to wait before trying again"))
    )]
    Unavailable(Problem),
    /// The disk is full; nothing was stored. There is no `Retry-After`: a human must make room.
    #[response(status = 507, content_type = "application/problem+json")]
    Full(Problem),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_sent_under_the_name_it_has() {
        for code in ProblemCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        }
    }
}
