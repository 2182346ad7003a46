//! Check-ins of long ago, written beside the server: it takes none that is older than a week.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use pilotlight_contract::support::registry;
use pilotlight_domain::{
    AlertRef, AlertStatus, Channel, CheckIn, Evidence, Level, Origin, Reading, ServiceUse,
    ServicesUsed, Stream, SupportDirectory, UnixMillis, UserId, assess, text,
};
use pilotlight_storage::{NewCheckIn, Store, StoreConfig};
use uuid::Uuid;

/// A database, from a side of its own.
pub(crate) struct Past {
    store: Store,
    directory: Arc<SupportDirectory>,
}

impl Past {
    /// That of the server which runs in a folder, or will.
    pub(crate) async fn in_folder(folder: &Path) -> Self {
        let directory = Arc::new(registry(None).unwrap());
        let url = format!("sqlite://{}", folder.join("p.db").display());
        let store = Store::open(StoreConfig::new(url), Arc::clone(&directory)).await.unwrap();
        Self { store, directory }
    }

    /// What a person said by nothing but words, and when, as the server would have taken it then.
    pub(crate) async fn said(&self, user: &str, at: Timestamp, said: &str) -> Level {
        let words = text::read(said);
        let readings = words.iter().filter_map(|words| {
            Reading::new(Stream::Imessage, words.strain, words.quality, Origin::Local)
        });
        let evidence = Evidence {
            readings: readings.collect(),
            themes: words.as_ref().map(|words| words.themes.clone()).unwrap_or_default(),
            country: "US".parse().ok(),
            ..Evidence::default()
        };
        let assessment = assess(&evidence, &self.directory);
        let level = assessment.level();
        let id = || Uuid::now_v7().to_string();
        let moment = UnixMillis(at.as_millisecond());
        let check_in = CheckIn {
            id: id(),
            user_id: UserId::new(user).unwrap(),
            stimulus_id: "calm_01".to_owned(),
            channel: Channel::App,
            answered_at: moment,
            received_at: moment,
            services: ServicesUsed {
                signals: ServiceUse::Unavailable,
                ml: ServiceUse::Unavailable,
                video: ServiceUse::NotAsked,
            },
            assessment,
            alert: (level == Level::Red)
                .then(|| AlertRef { id: id(), status: AlertStatus::Queued }),
        };
        let new = NewCheckIn {
            check_in,
            escalate_at: moment,
            evidence,
            typing: None,
            reply_text: None,
            video: None,
            idempotency: None,
            redelivery: None,
        };
        self.store.record(new).await.unwrap();
        level
    }
}
