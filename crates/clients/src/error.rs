use std::time::Duration;

use pilotlight_domain::ServiceUse;

/// Why a sibling service gave no usable answer.
///
/// The messages are made of fixed words and numbers alone: what a sibling or the HTTP client says
/// may repeat what was sent, and that is a person's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SiblingError {
    /// The host has turned the service off.
    #[error("the service is turned off")]
    Off,
    /// The service is left alone for a while, since it failed again and again. Nothing was sent.
    #[error("the service is left alone after failures")]
    Resting,
    /// As many calls of the service are under way and waiting as may be. Nothing was sent.
    #[error("too many calls of the service are under way")]
    NoRoom,
    /// There was no connection: the request was certainly not received.
    #[error("the service could not be reached")]
    Unreachable,
    /// The connection broke before the answer was whole. The request may have been received.
    #[error("the connection broke before the answer was whole")]
    Interrupted,
    /// The time was up before the answer was whole. The request may have been received.
    #[error("the service did not answer in time")]
    TimedOut,
    /// An HTTP status other than success. Redirects are not followed.
    #[error("the service answered with status {code}")]
    Status {
        /// The status.
        code: u16,
        /// How long the service asks to be left alone: at most a day.
        retry_after: Option<Duration>,
    },
    /// The answer is longer than any honest one.
    #[error("the answer is too large")]
    TooLarge,
    /// The answer cannot be read.
    #[error("the answer is not {expected}")]
    Malformed {
        /// What the answer should have been or held.
        expected: &'static str,
    },
    /// The service answered with success that it could not do what it was asked.
    #[error("the service says that it cannot: {reason}")]
    Unavailable {
        /// Why, in words of our own.
        reason: &'static str,
    },
    /// The upload that was being passed on was cut, or was refused while it was read.
    #[error("the upload ended before it was whole")]
    UploadAborted,
}

impl SiblingError {
    /// What a check-in reports about the service.
    #[must_use]
    pub const fn service_use(&self) -> ServiceUse {
        match self {
            Self::Off => ServiceUse::Off,
            Self::Malformed { .. } | Self::TooLarge => ServiceUse::Unusable,
            Self::Resting
            | Self::NoRoom
            | Self::Unreachable
            | Self::Interrupted
            | Self::TimedOut
            | Self::Status { .. }
            | Self::Unavailable { .. }
            | Self::UploadAborted => ServiceUse::Unavailable,
        }
    }
}

/// The HTTP client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client could not be set up")]
pub struct SetupError(#[source] pub(crate) reqwest::Error);

/// Why an address cannot be a sibling's base URL. The address itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// It is not a URL.
    #[error("must be a URL such as http://localhost:8002")]
    NotAUrl,
    /// It is a URL of something else. Siblings are spoken to without TLS.
    #[error("must start with http://")]
    NotHttp,
    /// It has parts that a base cannot have.
    #[error("must have no user, password, query or fragment")]
    NotABase,
}
