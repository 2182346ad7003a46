//! How the service and its siblings are.

use pilotlight_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

use crate::names::StreamName;
use crate::time::Moment;

/// How the service and its siblings are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Health {
    /// The whole.
    pub status: HealthStatus,
    /// The version of Pilotlight.
    pub version: String,
    /// Each sibling, asked just now.
    pub services: SiblingStates,
    /// Whether each sibling is called at the moment.
    pub breakers: Breakers,
    /// The database, asked just now.
    pub database: DatabaseState,
    /// Answers of ml whose level contradicted its score, since the start. Many are a sign that
    /// `ml.scale` is set wrong.
    pub ml_level_contradictions: u64,
    /// What the host allows.
    pub policy: Policy,
}

/// What the host allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Policy {
    /// The streams that may be read. With neither `facial` nor `voice` among them no video is
    /// taken, so that a client had better hide its camera.
    pub streams: Vec<StreamName>,
}

impl From<&domain::StreamPolicy> for Policy {
    fn from(policy: &domain::StreamPolicy) -> Self {
        Self { streams: policy.streams().map(Into::into).collect() }
    }
}

/// `ok`; `degraded` while a sibling is away or left alone and Pilotlight scores by itself; `unavailable` while
/// nothing can be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum HealthStatus {
    /// All that is turned on is there.
    Ok,
    /// A sibling is away or left alone.
    Degraded,
    /// The database cannot be used.
    Unavailable,
}

/// The state of each sibling service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SiblingStates {
    /// Reads replies, and sends alerts.
    pub signals: SiblingState,
    /// Scores, and holds TRIBE's baselines.
    pub ml: SiblingState,
    /// Reads faces and voices.
    pub video: SiblingState,
}

/// The state of a sibling service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SiblingState {
    /// It answers.
    Up,
    /// It does not.
    Down,
    /// The host has turned it off.
    Off,
}

/// Whether each sibling is called; null for one that the host has turned off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Breakers {
    /// Of signals. Alerts are sent whatever it says.
    #[schema(required)]
    pub signals: Option<Breaker>,
    /// Of ml.
    #[schema(required)]
    pub ml: Option<Breaker>,
    /// Of the video service.
    #[schema(required)]
    pub video: Option<Breaker>,
}

/// A breaker opens when a sibling fails again and again, so that nobody waits for what is dead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Breaker {
    /// Where it stands.
    pub state: BreakerState,
    /// When it last began to let calls through, or ceased to, UTC. Probes that fail in between do
    /// not change it.
    #[schema(value_type = String, format = DateTime)]
    pub since: Moment,
    /// The earliest moment of the next probe, UTC; null unless it is open.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    pub next_probe_at: Option<Moment>,
    /// How a call failed last; null if none did since the start.
    #[schema(required)]
    pub last_error: Option<CallError>,
}

/// Where a breaker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BreakerState {
    /// The sibling is called.
    Closed,
    /// It is left alone for a while.
    Open,
    /// The next check-in's call finds out whether it is back, or is finding out.
    HalfOpen,
}

/// How a call failed. It holds nothing of any person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CallError {
    /// When, UTC.
    #[schema(value_type = String, format = DateTime)]
    pub at: Moment,
    /// What was asked for, such as `analyze`, `score`, `baseline` or `send_alert`.
    pub call: String,
    /// What went wrong, in words.
    pub error: String,
}

/// The state of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DatabaseState {
    /// It answers.
    Up,
    /// It does not.
    Down,
}

/// That the process runs, or that it can serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Probe {
    /// Always `ok`: otherwise a problem is answered.
    pub status: ProbeStatus,
}

/// The one state of a probe that succeeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ProbeStatus {
    /// It does.
    Ok,
}
