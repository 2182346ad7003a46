//! The stimuli.

use pilotlight_domain as domain;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::names::{StimulusCategory, StimulusType};

/// The catalogue as it is checked in.
const STIMULI: &str = include_str!("../stimuli.json");

/// What a person looks at, listens to or is asked before a check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Stimulus {
    /// The id to send back as `stimulus_id`.
    #[schema(example = "calm_01")]
    id: String,
    #[serde(rename = "type")]
    kind: StimulusType,
    /// Where Pilotlight serves its picture or sound, from the server's root. For a question, a
    /// quiet backdrop.
    #[schema(example = "/media/calm_01.svg")]
    url: String,
    category: StimulusCategory,
    /// What to say to the person.
    prompt: String,
}

impl From<domain::Stimulus> for Stimulus {
    fn from(stimulus: domain::Stimulus) -> Self {
        let domain::Stimulus { id, kind, url, category, prompt } = stimulus;
        Self { id, kind: kind.into(), url, category: category.into(), prompt }
    }
}

/// Why the catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StimuliError {
    /// It is not of the shape that is expected.
    #[error("stimuli.json cannot be read: {0}")]
    Shape(#[from] serde_json::Error),
    /// It names a type or a category that does not exist.
    #[error("stimuli.json: {0}")]
    Name(#[from] domain::UnknownName),
    /// It is no catalogue.
    #[error("stimuli.json: {0}")]
    Catalogue(#[from] domain::CatalogueError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    url: String,
    category: String,
    prompt: String,
}

/// The checked-in catalogue.
///
/// # Errors
/// [`StimuliError`] where `stimuli.json` is not one; a test keeps it from being checked in.
pub fn catalogue() -> Result<domain::Catalogue, StimuliError> {
    let entries: Vec<Entry> = serde_json::from_str(STIMULI)?;
    let stimuli = entries
        .into_iter()
        .map(|Entry { id, kind, url, category, prompt }| {
            let (kind, category) = (kind.parse()?, category.parse()?);
            Ok(domain::Stimulus { id, kind, url, category, prompt })
        })
        .collect::<Result<Vec<_>, StimuliError>>()?;
    Ok(domain::Catalogue::new(stimuli)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_siblings_know_every_id() {
        let catalogue = catalogue().unwrap();
        let ids: Vec<&str> = catalogue.all().map(|stimulus| stimulus.id.as_str()).collect();
        let known = "calm_01 calm_02 audio_01 question_01 question_02 activating_01 img_calm_01 \
            img_calm_02 img_calm_03 img_activating_01 img_activating_02 img_activating_03";
        assert_eq!(ids, known.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn every_url_is_served_by_pilotlight_itself() {
        for stimulus in catalogue().unwrap().all() {
            let name = stimulus.url.strip_prefix("/media/").unwrap();
            assert!(crate::media::find(name).is_some(), "{name}");
            assert!(!stimulus.prompt.trim().is_empty());
        }
    }
}
