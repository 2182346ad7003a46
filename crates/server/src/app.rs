//! What the handlers share.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use pilotlight_clients::Webhook;
use pilotlight_contract::{stimulus, support};
use pilotlight_domain::{Catalogue, CountryCode, MlScale, Stream, StreamPolicy, SupportDirectory};
use pilotlight_storage::{Store, StoreConfig};

use crate::answers::Answers;
use crate::baselines::Baselines;
use crate::dispatcher::Dispatcher;
use crate::escalation;
use crate::events::Events;
use crate::ids::Ids;
use crate::repeats::{InWork, Redeliveries};
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
    /// Sends alerts to the person.
    pub(crate) alerts: Dispatcher,
    /// Tells whoever is on call of those that reach nobody.
    pub(crate) escalations: Dispatcher,
    pub(crate) webhook: Option<Webhook>,
    pub(crate) in_work: InWork,
    pub(crate) redeliveries: Redeliveries,
    pub(crate) answers: Answers,
    pub(crate) ids: Ids,
    pub(crate) events: Arc<Events>,
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
    /// How long it is tried to deliver an alert.
    pub(crate) give_up_after: Duration,
    /// How long whoever is on call is not told of an alert that is not delivered.
    pub(crate) escalate_after: Duration,
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

/// A country that the registry lacks is allowed, and surely worth a word before the first red.
fn warn_of_unknown_region(settings: &Settings, directory: &SupportDirectory) {
    if let Some(country) = settings.country().filter(|country| !directory.knows(*country)) {
        tracing::warn!(
            region = %country,
            "support.region has no lines of its own: people get those that exist everywhere"
        );
    }
}

/// Nobody should learn of it with the first red.
fn warn_of_alerts_to_nobody(settings: &Settings) {
    if !settings.signals.url.is_empty() {
        return;
    }
    if settings.alerts.escalation_url.is_empty() {
        tracing::warn!(
            "signals.url and alerts.escalation_url are empty: an alert reaches nobody but this log"
        );
    } else {
        tracing::warn!("signals.url is empty: an alert reaches whoever is on call, not the person");
    }
}

impl App {
    /// Opens the database and readies all that the handlers need.
    pub(crate) async fn open(settings: &Settings) -> anyhow::Result<Self> {
        let directory = Arc::new(directory(settings)?);
        warn_of_unknown_region(settings, &directory);
        warn_of_alerts_to_nobody(settings);
        let telemetry = Telemetry::new()?;
        let observer = Some(telemetry.writer());
        let config = StoreConfig { observer, ..StoreConfig::new(settings.database.url.clone()) };
        let store = Store::open(config, Arc::clone(&directory)).await.with_context(|| {
            format!("the database {} cannot be used", settings.masked_database_url())
        })?;
        let catalogue = stimulus::catalogue()?;
        let rules = Rules::new(settings)?;
        let redeliveries = Redeliveries {
            secret: store.redelivery_secret().await?,
            window: Duration::from_secs(settings.sms.redelivery_window_seconds),
        };
        let baselines = Baselines::new(store.baseline_ids().await?);
        Ok(Self {
            store,
            siblings: Siblings::new(settings, &rules.policy, &telemetry)?,
            catalogue,
            directory,
            telemetry,
            baselines,
            alerts: Dispatcher::default(),
            escalations: Dispatcher::default(),
            webhook: escalation::webhook(settings)?,
            in_work: InWork::default(),
            redeliveries,
            answers: Answers::default(),
            ids: Ids::default(),
            events: Arc::new(Events::new(settings.server.max_connections)),
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
            give_up_after: Duration::from_secs(3600 * settings.alerts.give_up_after_hours),
            escalate_after: Duration::from_secs(60 * settings.alerts.escalate_after_minutes),
            store_text: settings.privacy.store_text && policy.allows(Stream::Imessage),
            policy,
            is_open: settings.security.open,
            cors_origins: settings.server.cors_origins.clone(),
        })
    }
}
