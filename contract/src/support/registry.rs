//! The registry as it is checked in.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use pilotlight_domain as domain;
use serde::Deserialize;

const REGISTRY: &str = include_str!("../../support.json");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Registry {
    /// The day of its last change, which a test holds the entries to.
    #[serde(rename = "version")]
    _version: Date,
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
    last_checked: Date,
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
    let mut lines = Vec::new();
    for entry in read()? {
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

/// An entry that nobody has compared with its sources for more than a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleEntry {
    /// Its country; `None` where it is offered everywhere.
    pub country: Option<String>,
    /// What it is called.
    pub name: String,
    /// When it was last compared.
    pub last_checked: Date,
}

impl fmt::Display for StaleEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { country, name, last_checked } = self;
        let country = country.as_deref().unwrap_or("everywhere");
        write!(f, "support.json: {country}, {name:?} was last checked on {last_checked}")
    }
}

/// The entries that, on a day, were last compared with their sources more than a year ago.
///
/// # Errors
/// [`RegistryError`] where `support.json` cannot be read.
pub fn stale(on: Date) -> Result<Vec<StaleEntry>, RegistryError> {
    let is_stale = |entry: &Entry| entry.last_checked.saturating_add(1.year()) < on;
    let stale = read()?.into_iter().filter(is_stale).map(|entry| {
        let Entry { country, name, last_checked, .. } = entry;
        StaleEntry { country, name, last_checked }
    });
    Ok(stale.collect())
}

fn read() -> Result<Vec<Entry>, RegistryError> {
    let Registry { _version, _note, entries } = serde_json::from_str(REGISTRY)?;
    Ok(entries)
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
            last_checked: _,
        } = self;
        if sources.is_empty() || sources.iter().any(|source| source.trim().is_empty()) {
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
mod tests;
