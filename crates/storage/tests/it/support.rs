//! A store in a folder of its own, and check-ins to put into it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::{
    AlertRef, AlertStatus, Channel, CheckIn, Evidence, Finding, Level, Origin, Reading, Score,
    ScorerOrigin, ServiceUse, ServicesUsed, Stream, SupportDirectory, SupportKind, SupportLine,
    UnixMillis, UserId,
};
use pilotlight_storage::{NewCheckIn, Recorded, Store, StoreConfig};
use tempfile::TempDir;

/// 2025-11-22T00:00:00Z, in milliseconds.
pub(crate) const DAY: i64 = 1_763_769_600_000;

/// How long after a red check-in somebody is told of its alert, in milliseconds.
pub(crate) const ESCALATE_AFTER: i64 = 900_000;

/// A folder with one database in it. It goes away with this value.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("data").join("pilotlight.db")
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.file().display())
    }

    pub(crate) fn config(&self) -> StoreConfig {
        StoreConfig::new(self.url())
    }

    pub(crate) async fn store(&self) -> Store {
        Store::open(self.config(), directory()).await.unwrap()
    }

    /// A store that gives up soon.
    pub(crate) async fn impatient_store(&self) -> Store {
        let busy_timeout = Duration::from_secs(1);
        Store::open(StoreConfig { busy_timeout, ..self.config() }, directory()).await.unwrap()
    }

    /// Somebody else's connection to the same file.
    pub(crate) fn other_connection(&self) -> SqliteConnection {
        let mut other = SqliteConnection::establish(self.file().to_str().unwrap()).unwrap();
        other.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
        other
    }
}

pub(crate) fn directory() -> Arc<SupportDirectory> {
    let line = |kind, name: &str, contact: &str| SupportLine::new(kind, name, contact);
    let us = SupportLine {
        call: Some("988".to_owned()),
        ..line(SupportKind::Crisis, "988 Lifeline", "Call or text 988")
    };
    let find = SupportLine {
        url: Some("findahelpline.com".to_owned()),
        ..line(SupportKind::Crisis, "Find a Helpline", "Go to findahelpline.com")
    };
    let lines = [
        (Some("US".parse().unwrap()), us),
        (None, line(SupportKind::Emergency, "Emergency", "Call your local emergency number")),
        (None, find),
        (None, line(SupportKind::Personal, "Someone you trust", "Call someone you trust")),
    ];
    Arc::new(SupportDirectory::new(lines).unwrap())
}

pub(crate) fn user(id: &str) -> UserId {
    UserId::new(id).unwrap()
}

pub(crate) fn finding(score: u8) -> Finding {
    let score = Score::new(score).unwrap();
    Finding {
        score,
        level: score.level(),
        tribe_deviation: 0.125,
        behavioral_deviation: 0.3,
        top_indicators: vec!["Typing differs from your own usual".to_owned()],
        intervention: "Take one break that is really yours.".to_owned(),
        brain_regions_flagged: Vec::new(),
        confidence: 0.41,
        streams: Vec::new(),
        coverage: 0.45,
        interval: None,
        contributions: Vec::new(),
        safety: Safety { tier: Tier::None, rules: Vec::new() },
        scorer: ScorerOrigin::Local,
        scorer_version: "1".to_owned(),
        data_quality: Vec::new(),
        country: "US".parse().ok(),
    }
}

/// A check-in that has nothing special about it; on red, its alert is `alert-` and its id.
pub(crate) fn check_in(user_id: &str, id: &str, answered_at: i64, finding: Finding) -> NewCheckIn {
    let assessment = finding.finish(&directory());
    let alert = (assessment.level() == Level::Red)
        .then(|| AlertRef { id: format!("alert-{id}"), status: AlertStatus::Queued });
    NewCheckIn {
        check_in: CheckIn {
            id: id.to_owned(),
            user_id: user(user_id),
            stimulus_id: "calm_01".to_owned(),
            channel: Channel::App,
            answered_at: UnixMillis(answered_at),
            received_at: UnixMillis(answered_at),
            services: ServicesUsed {
                signals: ServiceUse::Used,
                ml: ServiceUse::Unavailable,
                video: ServiceUse::NotAsked,
            },
            assessment,
            alert,
        },
        escalate_at: UnixMillis(answered_at + ESCALATE_AFTER),
        evidence: Evidence::default(),
        typing: None,
        reply_text: None,
        video: None,
        idempotency: None,
        redelivery: None,
    }
}

/// A check-in of a score.
pub(crate) fn scored(user_id: &str, id: &str, answered_at: i64, score: u8) -> NewCheckIn {
    check_in(user_id, id, answered_at, finding(score))
}

pub(crate) fn reading(stream: Stream, score: f64) -> Reading {
    Reading::new(stream, score, 0.75, Origin::Local).unwrap()
}

/// Records, and expects that it is stored.
pub(crate) async fn record(store: &Store, new: NewCheckIn) -> CheckIn {
    let check_in = new.check_in.clone();
    assert_eq!(store.record(new).await, Ok(Recorded::Stored));
    check_in
}

/// How many rows a table has.
/// The alerts that have not reached the person: how many of each status that there is.
pub(crate) async fn undelivered(store: &Store) -> Vec<(AlertStatus, u64)> {
    let all = store.alert_gauges().await.unwrap().undelivered;
    all.into_iter().filter(|of| of.count > 0).map(|of| (of.status, of.count)).collect()
}

pub(crate) fn rows_of(place: &Place, table: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        count: i64,
    }
    let query = diesel::sql_query(format!("SELECT count(*) AS count FROM {table}"));
    query.get_result::<Count>(&mut place.other_connection()).unwrap().count
}
