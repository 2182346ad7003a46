//! The registry of human support, and its lines on the wire.

mod registry;

use pilotlight_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

pub use self::registry::{RegistryError, StaleEntry, registry, stale};
use crate::names::SupportKind;

/// One way to a human being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SupportLine {
    /// What it is called.
    #[schema(example = "988 Suicide & Crisis Lifeline")]
    name: String,
    /// What to do, in one line, with the number as a person types it.
    #[schema(example = "Call or text 988")]
    contact: String,
    #[serde(rename = "type")]
    kind: SupportKind,
    /// The number to call, as a person types it.
    #[schema(required)]
    call: Option<String>,
    /// The number to text, as a person types it.
    #[schema(required)]
    text_to: Option<String>,
    /// The word to text to it.
    #[schema(required)]
    text_body: Option<String>,
    /// A web address without its scheme.
    #[schema(required)]
    url: Option<String>,
    /// When it answers; null where no source says.
    #[schema(required)]
    hours: Option<String>,
    /// BCP 47 tags of the languages it speaks; empty where no source says.
    languages: Vec<String>,
}

impl From<domain::SupportLine> for SupportLine {
    fn from(line: domain::SupportLine) -> Self {
        let domain::SupportLine {
            name,
            kind,
            contact,
            call,
            text_to,
            text_body,
            url,
            hours,
            languages,
        } = line;
        let kind = kind.into();
        Self { name, contact, kind, call, text_to, text_body, url, hours, languages }
    }
}
