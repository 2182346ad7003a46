//! Every key, and what it is where nobody sets it. docs/configuration.md explains them.

use pilotlight_domain::{MlScale, Stream};
use serde::{Deserialize, Deserializer, Serialize};

/// All that a host can set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    pub(crate) server: Server,
    pub(crate) database: Database,
    pub(crate) signals: Signals,
    pub(crate) ml: Ml,
    pub(crate) video: Video,
    pub(crate) checkin: Checkin,
    pub(crate) sms: Sms,
    pub(crate) alerts: Alerts,
    pub(crate) support: Support,
    pub(crate) privacy: Privacy,
    pub(crate) policy: Policy,
    pub(crate) telemetry: Telemetry,
    pub(crate) security: Security,
}

/// Where to listen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Server {
    pub(crate) host: String,
    /// 0 takes a free one.
    pub(crate) port: u16,
    /// Connections that are served at once; more are refused.
    pub(crate) max_connections: usize,
    /// Origins of web pages that may call, besides those on this machine.
    #[serde(deserialize_with = "list")]
    pub(crate) cors_origins: Vec<String>,
}

/// Where to store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Database {
    pub(crate) url: String,
}

/// The signals service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Signals {
    /// Empty turns it off.
    pub(crate) url: String,
    pub(crate) timeout_ms: u64,
    /// How many calls may be under way at once.
    pub(crate) max_calls: usize,
}

/// The ml service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Ml {
    /// Empty turns it off.
    pub(crate) url: String,
    pub(crate) timeout_ms: u64,
    /// How many calls may be under way at once.
    pub(crate) max_calls: usize,
    /// `burnout` or `wellness`.
    pub(crate) scale: String,
}

/// The video service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Video {
    /// Empty turns it off.
    pub(crate) url: String,
    pub(crate) timeout_ms: u64,
    /// How many calls may be under way at once.
    pub(crate) max_calls: usize,
    /// The largest video that is taken, in bytes.
    pub(crate) max_bytes: u64,
}

/// One check-in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Checkin {
    /// What the siblings together may take.
    pub(crate) deadline_ms: u64,
}

/// Texts from the SMS bot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Sms {
    /// For how long the same text is taken for one that was delivered twice; 0 for never.
    pub(crate) redelivery_window_seconds: u64,
}

/// Alerts that reach nobody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Alerts {
    /// How long it is tried to deliver one.
    pub(crate) give_up_after_hours: u64,
    /// How long whoever is on call is not told of one.
    pub(crate) escalate_after_minutes: u64,
    /// The webhook by which they are told; empty for the log alone.
    pub(crate) escalation_url: String,
    /// What its messages are signed with.
    pub(crate) escalation_secret: String,
}

/// Human support.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Support {
    /// The country whose support is offered where neither request nor person names one.
    pub(crate) region: String,
    /// The campus or workplace counselling, in words that can be dialled.
    pub(crate) counseling: String,
}

/// What is kept of a person's words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Privacy {
    /// Whether the text of replies is stored.
    pub(crate) store_text: bool,
}

/// What may be inferred.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Policy {
    /// The streams that are allowed, by name.
    #[serde(deserialize_with = "list")]
    pub(crate) streams: Vec<String>,
}

/// What can be seen from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Telemetry {
    /// Where Prometheus finds the metrics; empty turns them off.
    pub(crate) listen: String,
    /// Levels, such as `info` or `warn,pilotlight=debug`.
    pub(crate) log: String,
    /// Where an OTLP collector takes spans; empty sends none.
    pub(crate) otlp_endpoint: String,
}

/// Who may call.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Security {
    /// Says that something in front of the server does authentication.
    pub(crate) open: bool,
}

impl Default for Server {
    fn default() -> Self {
        let host = "127.0.0.1".to_owned();
        Self { host, port: 8001, max_connections: 400, cors_origins: Vec::new() }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite://pilotlight.db".to_owned() }
    }
}

impl Default for Signals {
    fn default() -> Self {
        Self { url: "http://localhost:8002".to_owned(), timeout_ms: 3000, max_calls: 32 }
    }
}

impl Default for Ml {
    fn default() -> Self {
        let url = "http://localhost:8003".to_owned();
        Self { url, timeout_ms: 6000, max_calls: 32, scale: MlScale::Burnout.to_string() }
    }
}

impl Default for Video {
    fn default() -> Self {
        let url = "http://localhost:8004".to_owned();
        Self { url, timeout_ms: 120_000, max_calls: 64, max_bytes: 200 * 1024 * 1024 }
    }
}

impl Default for Checkin {
    fn default() -> Self {
        Self { deadline_ms: 8000 }
    }
}

impl Default for Sms {
    fn default() -> Self {
        Self { redelivery_window_seconds: 90 }
    }
}

impl Default for Alerts {
    fn default() -> Self {
        Self {
            give_up_after_hours: 72,
            escalate_after_minutes: 15,
            escalation_url: String::new(),
            escalation_secret: String::new(),
        }
    }
}

impl Default for Support {
    fn default() -> Self {
        Self { region: "US".to_owned(), counseling: String::new() }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self { streams: Stream::ALL.iter().map(ToString::to_string).collect() }
    }
}

impl Default for Telemetry {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:9001".to_owned(),
            log: "info,actix_server=warn,actix_http=off".to_owned(),
            otlp_endpoint: String::new(),
        }
    }
}

/// Reads a list, or text with commas as the environment has it.
fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        List(Vec<String>),
        Text(String),
    }
    let given = match Given::deserialize(deserializer)? {
        Given::List(list) => list,
        Given::Text(text) => text.split(',').map(str::to_owned).collect(),
    };
    let trimmed = given.iter().map(|entry| entry.trim().to_owned());
    Ok(trimmed.filter(|entry| !entry.is_empty()).collect())
}
