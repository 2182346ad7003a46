//! What the handlers share.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use pilotlight_contract::{stimulus, support};
use pilotlight_domain::{Catalogue, CountryCode, MlScale, Stream, StreamPolicy, SupportDirectory};
use pilotlight_storage::{Store, StoreConfig};

use crate::alerts::Alerts;
use crate::answers::Answers;
use crate::baselines::Baselines;
use crate::settings::Settings;
use crate::siblings::Siblings;
use crate::telemetry::Telemetry;

/// Everything that outlives a request.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) siblings: Siblings,
    pub(crate) catalogue: Catalogue,
    pub(crate) directory: Arc<SupportDirectory>,
    pub(crate) telemetry: Telemetry,
    pub(crate) baselines: Baselines,
    pub(crate) alerts: Alerts,
    pub(crate) answers: Answers,
    pub(crate) rules: Rules,
}

/// What the settings say about single check-ins.
pub(crate) struct Rules {
    pub(crate) country: Option<CountryCode>,
    pub(crate) ml_scale: MlScale,
    pub(crate) deadline: Duration,
    pub(crate) signals_timeout: Duration,
    pub(crate) video_timeout: Duration,
    pub(crate) video_max_bytes: u64,
    /// Whether words are stored: where the host wants it, and allows anything to be made of them.
    pub(crate) store_text: bool,
    /// The streams that are allowed.
    pub(crate) policy: StreamPolicy,
    /// Whether something in front of the server authenticates every caller.
    pub(crate) is_open: bool,
    pub(crate) cors_origins: Vec<String>,
}

/// The support lines, with the host's own counselling service where it names one.
pub(crate) fn directory(settings: &Settings) -> anyhow::Result<SupportDirectory> {
    let counseling = settings.support.counseling.trim();
    Ok(support::registry(Some(counseling).filter(|contact| !contact.is_empty()))?)
}

impl App {
    /// Opens the database and readies all that the handlers need.
    pub(crate) async fn open(settings: &Settings) -> anyhow::Result<Self> {
        let directory = Arc::new(directory(settings)?);
        let config = StoreConfig::new(settings.database.url.clone());
        let store = Store::open(config, Arc::clone(&directory)).await.with_context(|| {
            format!("the database {} cannot be used", settings.masked_database_url())
        })?;
        let catalogue = stimulus::catalogue()?;
        let rules = Rules::new(settings)?;
        let baselines = Baselines::new(store.baseline_ids().await?);
        Ok(Self {
            store,
            siblings: Siblings::new(settings, &rules.policy)?,
            catalogue,
            directory,
            telemetry: Telemetry::new()?,
            baselines,
            alerts: Alerts::default(),
            answers: Answers::default(),
            rules,
        })
    }
}

impl Rules {
    fn new(settings: &Settings) -> anyhow::Result<Self> {
        let policy = settings.stream_policy().context("policy.streams names no stream")?;
        Ok(Self {
            country: settings.country(),
            ml_scale: settings.ml_scale(),
            deadline: Duration::from_millis(settings.checkin.deadline_ms),
            signals_timeout: Duration::from_millis(settings.signals.timeout_ms),
            video_timeout: Duration::from_millis(settings.video.timeout_ms),
            video_max_bytes: settings.video.max_bytes,
            store_text: settings.privacy.store_text && policy.allows(Stream::Imessage),
            policy,
            is_open: settings.security.open,
            cors_origins: settings.server.cors_origins.clone(),
        })
    }
}
