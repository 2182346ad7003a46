//! Alerts, for whoever is on call.

mod list;

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use pilotlight_contract::alert::{Acknowledge, Acknowledged, AlertView};
use pilotlight_contract::problem::{PlainProblems, Problem, ReadProblems, WriteProblems};
use pilotlight_contract::time::Moment;
use pilotlight_storage::{Acknowledgement, AlertRecord};
use serde::Deserialize;
use utoipa::IntoParams;

use self::list::{AlertsQuery, next_page};
use crate::answers::Answer;
use crate::app::App;
use crate::clock;
use crate::error::ApiError;
use crate::extract::JsonObject;
use crate::unchanged::Unchanged;

/// List alerts, for whoever is on call.
///
/// Newest first. Where there are more, the `Link` header has the address of the next page
/// (`rel="next"`). They name people, so this belongs behind whatever authenticates callers.
#[utoipa::path(
    tag = "alerts",
    operation_id = "listAlerts",
    params(AlertsQuery),
    responses(
        (status = 200, description = "The alerts, newest first", body = Vec<AlertView>,
            headers(("Link" = String, description = "The next page, where there is one"))),
        Unchanged,
        ReadProblems,
    )
)]
#[get("/alerts")]
pub(crate) async fn list_alerts(
    app: Data<App>,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, ApiError> {
    let (filter, limit) = AlertsQuery::read(query.into_inner())?.taken()?;
    // One more than asked tells whether there is a next page.
    let mut alerts = app.store.alerts(filter.clone(), limit + 1).await?;
    let page = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = alerts.len() > page;
    alerts.truncate(page);
    let link = alerts.last().filter(|_| has_more).map(|last| next_page(&filter, limit, last));
    let shown: Vec<AlertView> = alerts.into_iter().map(view).collect();
    Ok(Answer::page(&shown, link)?.respond())
}

/// The alert that a path names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct AlertPath {
    /// The alert's id.
    #[param(example = "0199c7a2-5c00-7000-8000-000000000002")]
    alert_id: String,
}

/// One alert, wherever it stands.
///
/// Also one that is delivered meanwhile, which the list leaves out where no status is named.
#[utoipa::path(
    tag = "alerts",
    operation_id = "getAlert",
    params(AlertPath),
    responses(
        (status = 200, description = "The alert as it is now", body = AlertView),
        Unchanged,
        (status = 404, description = "There is no such alert", body = Problem, content_type = "application/problem+json"),
        PlainProblems,
    )
)]
#[get("/alerts/{alert_id}")]
pub(crate) async fn get_alert(
    app: Data<App>,
    path: Path<AlertPath>,
) -> Result<HttpResponse, ApiError> {
    let alert = app.store.alert(&path.alert_id).await?.ok_or_else(no_such_alert)?;
    Ok(Answer::of(&view(alert))?.respond())
}

/// Acknowledge an alert: somebody takes care of it.
///
/// Whoever is on call is told no more of it. It is still tried to deliver it to the person. The
/// first acknowledgement stands: a second changes nothing and gets the same answer.
#[utoipa::path(
    tag = "alerts",
    operation_id = "acknowledgeAlert",
    params(AlertPath),
    request_body(content = Acknowledge, description = "Who takes care of it"),
    responses(
        (status = 200, description = "The alert as it is now", body = AlertView),
        WriteProblems,
        (status = 404, description = "There is no such alert", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/alerts/{alert_id}/acknowledge")]
pub(crate) async fn acknowledge_alert(
    app: Data<App>,
    path: Path<AlertPath>,
    body: JsonObject,
) -> Result<Json<AlertView>, ApiError> {
    let Acknowledge { by, note } = Acknowledge::read(&body.object).map_err(ApiError::Invalid)?;
    let acknowledgement = Acknowledgement { by, at: clock::now(), note };
    let alert = app.store.acknowledge_alert(&path.alert_id, acknowledgement).await?;
    let alert = alert.ok_or_else(no_such_alert)?;
    tracing::info!(alert_id = alert.id, "an alert is acknowledged");
    Ok(Json(view(alert)))
}

/// Try an alert again now.
///
/// Also one that was given up, for days once more. One that is delivered stays so; one that is being
/// sent is tried again at once if that fails.
#[utoipa::path(
    tag = "alerts",
    operation_id = "retryAlert",
    params(AlertPath),
    responses(
        (status = 200, description = "The alert as it is now", body = AlertView),
        PlainProblems,
        (status = 507, description = "The disk is full; nothing was stored. There is no `Retry-After`: a human must make room", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such alert", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/alerts/{alert_id}/retry")]
pub(crate) async fn retry_alert(
    app: Data<App>,
    path: Path<AlertPath>,
) -> Result<Json<AlertView>, ApiError> {
    let alert = app.store.retry_alert(&path.alert_id, clock::now()).await?;
    let alert = alert.ok_or_else(no_such_alert)?;
    tracing::info!(alert_id = alert.id, "an alert was asked to be tried again");
    app.alerts.wake();
    Ok(Json(view(alert)))
}

fn no_such_alert() -> ApiError {
    ApiError::NotFound("alert of this id".to_owned())
}

/// An alert as it is shown.
pub(crate) fn view(alert: AlertRecord) -> AlertView {
    let AlertRecord {
        id,
        user_id,
        check_in_id,
        level,
        score,
        tier,
        status,
        since,
        answered_at,
        created_at,
        attempts,
        message_id,
        next_attempt_at,
        last_error,
        escalated_at,
        acknowledged,
    } = alert;
    AlertView {
        id,
        user_id: user_id.into(),
        check_in_id,
        level: level.into(),
        score: score.value(),
        tier: tier.number(),
        status: status.into(),
        since: Moment::from(since),
        answered_at: Moment::from(answered_at),
        created_at: Moment::from(created_at),
        attempts,
        message_id,
        next_attempt_at: next_attempt_at.map(Moment::from),
        last_error,
        escalated_at: escalated_at.map(Moment::from),
        acknowledged: acknowledged.map(|Acknowledgement { by, at, note }| Acknowledged {
            by,
            at: Moment::from(at),
            note,
        }),
    }
}
