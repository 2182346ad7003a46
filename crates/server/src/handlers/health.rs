//! How the service is.

use std::time::Duration;

use actix_web::get;
use actix_web::web::{Data, Json};
use futures_util::future::join4;
use pilotlight_clients::SiblingError;
use pilotlight_contract::health::{
    Breaker, BreakerState, Breakers, CallError, DatabaseState, Health, HealthStatus, Probe,
    ProbeStatus, SiblingState, SiblingStates,
};
use pilotlight_contract::problem::{PlainProblems, Problem};
use pilotlight_contract::time::Moment;
use pilotlight_storage::StorageError;

use crate::app::App;
use crate::error::ApiError;
use crate::siblings::{LastError, LineState, Position, Sibling, Siblings};

/// How long a sibling's health is waited for: each answers at once, whatever its models do.
const SIBLING_BUDGET: Duration = Duration::from_secs(1);

/// How the service and its siblings are, asked just now.
///
/// It answers 200 whatever is away: `status` says what that means.
#[utoipa::path(
    tag = "service",
    operation_id = "getHealth",
    responses((status = 200, description = "How it is", body = Health), PlainProblems)
)]
#[get("/health")]
pub(crate) async fn get_health(app: Data<App>) -> Json<Health> {
    let siblings = &app.siblings;
    let (signals, ml, video, database) = join4(
        siblings.signals.health(SIBLING_BUDGET),
        siblings.ml.health(SIBLING_BUDGET),
        siblings.video.health(SIBLING_BUDGET),
        app.store.ping(),
    )
    .await;
    let services = SiblingStates { signals: state(&signals), ml: state(&ml), video: state(&video) };
    let away = [services.signals, services.ml, services.video].contains(&SiblingState::Down);
    let breakers = breakers(siblings);
    let all = [&breakers.signals, &breakers.ml, &breakers.video];
    let rests = all.into_iter().flatten().any(|breaker| breaker.state != BreakerState::Closed);
    let status = match (&database, away || rests) {
        (Err(_), _) => HealthStatus::Unavailable,
        (Ok(()), true) => HealthStatus::Degraded,
        (Ok(()), false) => HealthStatus::Ok,
    };
    Json(Health {
        status,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        services,
        breakers,
        database: if database.is_ok() { DatabaseState::Up } else { DatabaseState::Down },
        ml_level_contradictions: app.telemetry.ml_contradictions(),
        policy: (&app.rules.policy).into(),
    })
}

fn state(health: &Result<(), SiblingError>) -> SiblingState {
    match health {
        Ok(()) => SiblingState::Up,
        Err(SiblingError::Off) => SiblingState::Off,
        Err(_) => SiblingState::Down,
    }
}

fn breakers(siblings: &Siblings) -> Breakers {
    let of = |sibling| siblings.snapshot(sibling).map(breaker);
    Breakers { signals: of(Sibling::Signals), ml: of(Sibling::Ml), video: of(Sibling::Video) }
}

fn breaker(line: LineState) -> Breaker {
    let LineState { position, since, next_probe_at, last_error } = line;
    Breaker {
        state: match position {
            Position::Closed => BreakerState::Closed,
            Position::Open => BreakerState::Open,
            Position::HalfOpen => BreakerState::HalfOpen,
        },
        since: Moment::from(since),
        next_probe_at: next_probe_at.map(Moment::from),
        last_error: last_error.map(|LastError { at, call, error }| CallError {
            at: Moment::from(at),
            call: call.to_owned(),
            error,
        }),
    }
}

/// Whether the process runs.
#[utoipa::path(
    tag = "service",
    operation_id = "getLiveness",
    responses(
        (status = 200, description = "It runs", body = Probe),
        (status = 403, description = "The request came under a foreign host name", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/health/live")]
pub(crate) async fn get_liveness() -> Json<Probe> {
    Json(Probe { status: ProbeStatus::Ok })
}

/// Whether check-ins can be taken.
#[utoipa::path(
    tag = "service",
    operation_id = "getReadiness",
    responses(
        (status = 200, description = "They can", body = Probe),
        PlainProblems,
    )
)]
#[get("/health/ready")]
pub(crate) async fn get_readiness(app: Data<App>) -> Result<Json<Probe>, ApiError> {
    app.store.ping().await.map_err(|error| match error {
        // For whoever sends check-ins here it is one thing: not now.
        StorageError::Full => StorageError::Unavailable(error.to_string()),
        other => other,
    })?;
    Ok(Json(Probe { status: ProbeStatus::Ok }))
}
