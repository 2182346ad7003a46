//! How the service and its siblings are.

use pilotlight_domain as domain;
use serde::Serialize;
use utoipa::ToSchema;

use crate::names::StreamName;

/// How the service and its siblings are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Health {
    /// The whole.
    pub status: HealthStatus,
    /// The version of Pilotlight.
    pub version: String,
    /// Each sibling, asked just now.
    pub services: SiblingStates,
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

/// `ok`; `degraded` while a sibling is away and Pilotlight scores by itself; `unavailable` while
/// nothing can be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum HealthStatus {
    /// All that is turned on is there.
    Ok,
    /// A sibling is away.
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
