//! Alerts, for whoever is on call.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use pilotlight_contract::alert::{Acknowledge, Acknowledged, AlertView};
use pilotlight_contract::ids::PersonId;
use pilotlight_contract::names as wire;
use pilotlight_contract::problem::{PlainProblems, Problem, ReadProblems, WriteProblems};
use pilotlight_contract::time::{Moment, read as read_time};
use pilotlight_domain::AlertStatus;
use pilotlight_storage::{Acknowledgement, AlertCursor, AlertFilter, AlertRecord};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answers::Answer;
use crate::app::App;
use crate::clock;
use crate::error::ApiError;
use crate::extract::{JsonObject, read_user};
use crate::unchanged::Unchanged;

use super::results::read_limit;

/// What is listed where no status is named: what has not reached the person.
const UNDELIVERED: [AlertStatus; 4] =
    [AlertStatus::Queued, AlertStatus::Sending, AlertStatus::Undeliverable, AlertStatus::Dead];

/// What may be asked of the list.
const ALERTS_PARAMETERS: &str =
    "is none of the parameters status, user_id, acknowledged, limit and before";

/// Which alerts to list.
#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AlertsQuery {
    /// Where they stand, one or more of them; all but `delivered` where it is absent. Commas between
    /// the names do as well as naming the parameter again.
    #[param(value_type = Vec<wire::AlertStatus>, required = false, example = json!(["undeliverable", "dead"]))]
    status: Vec<String>,
    /// Those about this person; everybody's where it is absent.
    #[param(value_type = PersonId, required = false, nullable = false)]
    user_id: Option<String>,
    /// `false` for those that nobody has acknowledged, `true` for the others.
    #[param(value_type = Option<bool>)]
    acknowledged: Option<String>,
    /// How many, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 30)]
    limit: Option<String>,
    /// Only those after this place, as a `Link` header gave it.
    before: Option<String>,
}

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
    let query = AlertsQuery::read(query.into_inner())?;
    let AlertsQuery { status, user_id, acknowledged, limit, before } = query;
    let limit = read_limit(limit.as_deref())?;
    let filter = AlertFilter {
        statuses: read_statuses(&status)?,
        user: user_id.map(read_user).transpose()?,
        acknowledged: acknowledged.as_deref().map(read_bool).transpose()?,
        before: before.as_deref().map(read_cursor).transpose()?,
    };
    // One more than asked tells whether there is a next page.
    let mut alerts = app.store.alerts(filter.clone(), limit + 1).await?;
    let page = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = alerts.len() > page;
    alerts.truncate(page);
    let link = alerts.last().filter(|_| has_more).map(|last| next_page(&filter, limit, last));
    let shown: Vec<AlertView> = alerts.into_iter().map(view).collect();
    Ok(Answer::page(&shown, link)?.respond())
}

impl AlertsQuery {
    /// Sorts the parameters of a query, of which `status` alone may be there more than once.
    fn read(parameters: Vec<(String, String)>) -> Result<Self, ApiError> {
        let mut read = Self::default();
        for (name, value) in parameters {
            let once = match name.as_str() {
                "status" => {
                    read.status.push(value);
                    continue;
                }
                "user_id" => &mut read.user_id,
                "acknowledged" => &mut read.acknowledged,
                "limit" => &mut read.limit,
                "before" => &mut read.before,
                // `status[]`, say: the list would be another one than was asked for.
                _ => return Err(ApiError::field(&name, ALERTS_PARAMETERS)),
            };
            if once.replace(value).is_some() {
                return Err(ApiError::field(&name, "must be there once at most"));
            }
        }
        Ok(read)
    }
}

fn read_statuses(names: &[String]) -> Result<Vec<AlertStatus>, ApiError> {
    if names.is_empty() {
        return Ok(UNDELIVERED.to_vec());
    }
    let mut statuses = Vec::new();
    for name in names.iter().flat_map(|names| names.split(',')) {
        let status = name.trim().parse().map_err(|_| {
            let all: Vec<&str> = AlertStatus::ALL.iter().map(|status| status.as_str()).collect();
            let allowed = format!("must be one or more of {}", all.join(", "));
            ApiError::field("status", allowed)
        })?;
        // One that is named twice is listed once.
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    Ok(statuses)
}

fn read_bool(text: &str) -> Result<bool, ApiError> {
    text.parse().map_err(|_| ApiError::field("acknowledged", "must be true or false"))
}

fn read_cursor(before: &str) -> Result<AlertCursor, ApiError> {
    let parts = before.split_once(',');
    let cursor = parts.and_then(|(time, id)| {
        let created_at = read_time(time)?.moment;
        Some(AlertCursor { created_at, alert_id: id.to_owned() })
    });
    cursor.ok_or_else(|| ApiError::field("before", "must be what a Link header gave"))
}

fn next_page(filter: &AlertFilter, limit: u32, last: &AlertRecord) -> String {
    let AlertFilter { statuses, user, acknowledged, before: _ } = filter;
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let statuses: Vec<&str> = statuses.iter().map(|status| status.as_str()).collect();
    let place = encoded(&format!("{},{}", Moment::from(last.created_at), last.id));
    let user = user.as_ref().map(|user| format!("&user_id={}", encoded(user.as_str())));
    let user = user.unwrap_or_default();
    let acknowledged = acknowledged.map(|is| format!("&acknowledged={is}")).unwrap_or_default();
    let statuses = statuses.join(",");
    format!(
        "</alerts?status={statuses}{user}{acknowledged}&limit={limit}&before={place}>; rel=\"next\""
    )
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
