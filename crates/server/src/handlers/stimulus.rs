//! The stimuli.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, get};
use jiff::tz::TimeZone;
use pilotlight_contract::ids::StimulusId;
use pilotlight_contract::person::time_zone;
use pilotlight_contract::problem::{PlainProblems, Problem, ReadProblems};
use pilotlight_contract::stimulus::Stimulus;
use pilotlight_contract::time::timestamp;
use pilotlight_domain::{self as domain, UnixMillis, UserId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answers::Answer;
use crate::app::App;
use crate::clock;
use crate::error::ApiError;
use crate::extract::PersonPath;
use crate::unchanged::Unchanged;

/// Where the person's day begins.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DayQuery {
    /// An IANA time zone; else the person's stored one, else UTC.
    #[param(max_length = 64, example = "Europe/London")]
    tz: Option<String>,
}

/// A person's stimulus of today.
///
/// It stays the same until midnight in the person's time zone, and a person sees every stimulus
/// once before any twice.
#[utoipa::path(
    tag = "stimuli",
    operation_id = "getTodaysStimulus",
    params(PersonPath, DayQuery),
    responses(
        (status = 200, description = "The stimulus of today", body = Stimulus),
        Unchanged,
        ReadProblems,
    )
)]
#[get("/stimulus/today/{user_id}")]
pub(crate) async fn get_todays_stimulus(
    app: Data<App>,
    path: Path<PersonPath>,
    query: Query<DayQuery>,
) -> Result<HttpResponse, ApiError> {
    let user = path.into_inner().user()?;
    let zone = match query.into_inner().tz {
        Some(name) => time_zone(&name).map_err(|message| ApiError::field("tz", message))?,
        None => stored_zone(&app, &user).await?,
    };
    let stimulus = of_day(&app, &user, clock::now(), zone).await?;
    app.baselines.want(&stimulus.id);
    Ok(Answer::of(&Stimulus::from(stimulus))?.respond())
}

/// A person's stimulus of the day that a moment lies in.
pub(crate) async fn of_day(
    app: &App,
    user: &UserId,
    moment: UnixMillis,
    zone: TimeZone,
) -> Result<domain::Stimulus, ApiError> {
    let (day, midnight) = day_of(moment, zone);
    let answered = app.store.answered_before(user, midnight).await?;
    Ok(app.catalogue.for_day(user.as_str(), day, &answered).clone())
}

async fn stored_zone(app: &App, user: &UserId) -> Result<TimeZone, ApiError> {
    let profile = app.store.profile(user).await?;
    let name = profile.and_then(|profile| profile.timezone);
    Ok(name.and_then(|name| time_zone(&name).ok()).unwrap_or(TimeZone::UTC))
}

/// The day of a moment in a time zone, counted from 1970-01-01, and when it began.
fn day_of(moment: UnixMillis, zone: TimeZone) -> (i64, UnixMillis) {
    let zoned = timestamp(moment).to_zoned(zone);
    let midnight =
        zoned.start_of_day().map_or(moment, |start| UnixMillis(start.timestamp().as_millisecond()));
    let noon = zoned.date().at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
    let day = noon.map_or(0, |noon| noon.timestamp().as_second().div_euclid(86_400));
    (day, midnight)
}

/// Every stimulus.
#[utoipa::path(
    tag = "stimuli",
    operation_id = "listStimuli",
    responses(
        (status = 200, description = "Every stimulus", body = Vec<Stimulus>),
        Unchanged,
        PlainProblems,
    )
)]
#[get("/stimulus/all")]
pub(crate) async fn list_stimuli(app: Data<App>) -> Result<HttpResponse, ApiError> {
    let all: Vec<Stimulus> = app.catalogue.all().cloned().map(Into::into).collect();
    Ok(Answer::of(&all)?.respond())
}

/// The stimulus that a path names.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct StimulusPath {
    /// The stimulus.
    #[param(value_type = StimulusId)]
    stimulus_id: String,
}

/// One stimulus.
#[utoipa::path(
    tag = "stimuli",
    operation_id = "getStimulus",
    params(StimulusPath),
    responses(
        (status = 200, description = "The stimulus", body = Stimulus),
        Unchanged,
        (status = 404, description = "There is no such stimulus", body = Problem, content_type = "application/problem+json"),
        PlainProblems,
    )
)]
#[get("/stimulus/{stimulus_id}")]
pub(crate) async fn get_stimulus(
    app: Data<App>,
    path: Path<StimulusPath>,
) -> Result<HttpResponse, ApiError> {
    let found = app.catalogue.get(&path.stimulus_id).cloned();
    let stimulus = found.ok_or_else(|| ApiError::NotFound("stimulus with this id".to_owned()))?;
    app.baselines.want(&stimulus.id);
    Ok(Answer::of(&Stimulus::from(stimulus))?.respond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_that_of_the_zone() {
        let zone = |name: &str| time_zone(name).unwrap();
        let moment: jiff::Timestamp = "2026-11-22T11:30:00Z".parse().unwrap();
        let moment = UnixMillis(moment.as_millisecond());
        let (utc, _) = day_of(moment, TimeZone::UTC);
        let (ahead, start) = day_of(moment, zone("Pacific/Kiritimati"));
        let (behind, _) = day_of(moment, zone("Pacific/Pago_Pago"));
        assert_eq!((ahead - utc, utc - behind), (1, 0));
        assert_eq!(timestamp(start).to_string(), "2026-11-22T10:00:00Z");
    }
}
