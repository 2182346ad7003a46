//! The registry of human support, and its lines on the wire.

use pilotlight_domain as domain;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::names::SupportKind;

/// The registry as it is checked in.
const REGISTRY: &str = include_str!("../support.json");

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

/// The checked-in registry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Registry {
    #[serde(rename = "version")]
    _version: String,
    #[serde(rename = "note")]
    _note: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    country: Option<String>,
    name: String,
    kind: String,
    contact: String,
    call: Option<String>,
    text_to: Option<String>,
    text_body: Option<String>,
    url: Option<String>,
    hours: Option<String>,
    languages: Vec<String>,
    sources: Vec<String>,
    #[serde(rename = "last_checked")]
    _last_checked: jiff::civil::Date,
}

/// Why the registry cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// It is not of the shape that is expected.
    #[error("support.json cannot be read: {0}")]
    Shape(#[from] serde_json::Error),
    /// It names a kind that does not exist.
    #[error("support.json: {0}")]
    Name(#[from] domain::UnknownName),
    /// An entry has no source: it could be wrong, and nobody could tell.
    #[error("support.json: {0:?} has no source")]
    NoSource(String),
    /// The lines cannot be a registry.
    #[error("support.json: {0}")]
    Lines(#[from] domain::SupportError),
}

/// The registry of human support. `counseling` replaces the words for campus or workplace
/// counselling by the host's own, such as a name and a number.
///
/// # Errors
/// [`RegistryError`] where `support.json` breaks one of its rules; a test keeps it from being
/// checked in that way.
pub fn registry(counseling: Option<&str>) -> Result<domain::SupportDirectory, RegistryError> {
    let Registry { _version, _note, entries } = serde_json::from_str(REGISTRY)?;
    let mut lines = Vec::new();
    for entry in entries {
        let (country, mut line) = entry.into_line()?;
        match counseling {
            Some(own) if line.kind == domain::SupportKind::Counseling && country.is_none() => {
                own.clone_into(&mut line.contact);
            }
            _ => {}
        }
        lines.push((country, line));
    }
    Ok(domain::SupportDirectory::new(lines)?)
}

impl Entry {
    fn into_line(
        self,
    ) -> Result<(Option<domain::CountryCode>, domain::SupportLine), RegistryError> {
        let Self {
            country,
            name,
            kind,
            contact,
            call,
            text_to,
            text_body,
            url,
            hours,
            languages,
            sources,
            _last_checked,
        } = self;
        if sources.iter().all(|source| source.trim().is_empty()) {
            return Err(RegistryError::NoSource(name));
        }
        let country = country.map(|code| code.parse()).transpose()?;
        let kind = kind.parse()?;
        let line = domain::SupportLine {
            name,
            kind,
            contact,
            call,
            text_to,
            text_body,
            url,
            hours,
            languages,
        };
        Ok((country, line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_can_be_used_and_serves_every_named_country() {
        let registry = registry(None).unwrap();
        let countries: Vec<String> = registry.countries().map(|code| code.to_string()).collect();
        for code in "AU BR CA DE ES FR GB IE IN KR MX NL NO NZ SE SG US".split(' ') {
            assert!(countries.iter().any(|country| country == code), "{code}");
        }
    }

    #[test]
    fn every_country_has_a_line_to_call_and_a_trusted_person() {
        let registry = registry(None).unwrap();
        for country in registry.countries() {
            let lines = registry.lines(Some(country));
            let dialled = lines.iter().filter(|line| line.call.is_some()).count();
            assert!(dialled >= 1, "{country}");
            let personal = lines.iter().any(|line| line.kind == domain::SupportKind::Personal);
            assert!(personal, "{country}");
        }
    }

    #[test]
    fn numbers_are_written_as_a_person_types_them() {
        let registry = registry(None).unwrap();
        for country in registry.countries() {
            for line in registry.lines(Some(country)).iter() {
                for number in [&line.call, &line.text_to].into_iter().flatten() {
                    let typeable = number.chars().all(|c| c.is_ascii_digit() || " -+".contains(c));
                    assert!(typeable && number.contains(|c: char| c.is_ascii_digit()), "{number}");
                }
            }
        }
    }

    #[test]
    fn the_host_can_name_its_own_counselling() {
        let registry = registry(Some("Room 12, call 555 0100")).unwrap();
        let lines = registry.lines(None);
        assert!(lines.iter().any(|line| line.contact == "Room 12, call 555 0100"));
    }
}
