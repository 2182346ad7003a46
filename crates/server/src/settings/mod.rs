//! The configuration: defaults, then a file, then the environment; checked before anything starts.

mod check;
mod keys;

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;
use config::{Config, Environment, File, FileFormat};
use pilotlight_domain::{CountryCode, Stream, StreamPolicy};

pub(crate) use self::keys::{Settings, Telemetry};

/// The file that is read where no other is named, if it is there.
const DEFAULT_FILE: &str = "pilotlight.toml";

impl Settings {
    /// Reads and checks the configuration. A file that was named must be there.
    pub(crate) fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        Self::from_sources(file, None)
    }

    /// `environment` stands in for that of the process.
    fn from_sources(
        file: Option<&Path>,
        environment: Option<HashMap<String, String>>,
    ) -> anyhow::Result<Self> {
        let file = match file {
            Some(path) => File::from(path).format(FileFormat::Toml).required(true),
            None => File::new(DEFAULT_FILE, FileFormat::Toml).required(false),
        };
        let environment = Environment::with_prefix("PILOTLIGHT")
            .prefix_separator("__")
            .separator("__")
            .source(environment);
        let settings: Self = Config::builder()
            .add_source(Config::try_from(&Self::default())?)
            .add_source(file)
            .add_source(environment)
            .build()
            .and_then(Config::try_deserialize)
            .context("the configuration cannot be used")?;
        settings.check()?;
        Ok(settings)
    }

    /// The configuration as TOML, with secrets masked.
    pub(crate) fn to_toml(&self) -> anyhow::Result<String> {
        let mut shown = self.clone();
        shown.database.url = self.masked_database_url();
        for url in [&mut shown.signals.url, &mut shown.ml.url, &mut shown.video.url] {
            *url = mask(url);
        }
        shown.alerts.escalation_url = mask(&self.alerts.escalation_url);
        if !self.alerts.escalation_secret.is_empty() {
            shown.alerts.escalation_secret = "***".to_owned();
        }
        Ok(toml::to_string(&shown)?)
    }

    /// The database's URL without a password.
    pub(crate) fn masked_database_url(&self) -> String {
        mask(&self.database.url)
    }

    /// The country whose support is offered by default; `None` where the host names none.
    pub(crate) fn country(&self) -> Option<CountryCode> {
        self.support.region.parse().ok()
    }

    /// The streams that are allowed; `None` where one is unknown or there is none.
    pub(crate) fn stream_policy(&self) -> Option<StreamPolicy> {
        let streams: Result<Vec<Stream>, _> =
            self.policy.streams.iter().map(|name| name.parse()).collect();
        StreamPolicy::new(streams.ok()?)
    }
}

/// Hides what stands between a user name and a host.
fn mask(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let authority_end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(authority_end);
    match authority.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:***@{host}{path}")
        }
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests;
