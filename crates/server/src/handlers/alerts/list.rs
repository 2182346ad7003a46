//! Which alerts to list, and where the next page is.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use pilotlight_contract::ids::PersonId;
use pilotlight_contract::names as wire;
use pilotlight_contract::time::{Moment, read as read_time};
use pilotlight_domain::AlertStatus;
use pilotlight_storage::{AlertCursor, AlertFilter, AlertRecord};
use utoipa::IntoParams;

use crate::error::ApiError;
use crate::extract::read_user;
use crate::handlers::results::read_limit;

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

impl AlertsQuery {
    /// Sorts the parameters of a query, of which `status` alone may be there more than once.
    pub(super) fn read(parameters: Vec<(String, String)>) -> Result<Self, ApiError> {
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

    /// What is listed, and how many at most.
    pub(super) fn taken(self) -> Result<(AlertFilter, u32), ApiError> {
        let Self { status, user_id, acknowledged, limit, before } = self;
        let limit = read_limit(limit.as_deref())?;
        let filter = AlertFilter {
            statuses: read_statuses(&status)?,
            user: user_id.map(read_user).transpose()?,
            acknowledged: acknowledged.as_deref().map(read_bool).transpose()?,
            before: before.as_deref().map(read_cursor).transpose()?,
        };
        Ok((filter, limit))
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

/// The address of the page after an alert, as a `Link`.
pub(super) fn next_page(filter: &AlertFilter, limit: u32, last: &AlertRecord) -> String {
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
