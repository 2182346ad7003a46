//! Reading a person's results.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, get};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use pilotlight_contract::course::ScoreView;
use pilotlight_contract::metrics::{Metrics, TrendPoint};
use pilotlight_contract::problem::ReadProblems;
use pilotlight_contract::result::BurnoutResult;
use pilotlight_contract::time::{Moment, read as read_time};
use pilotlight_domain::{Breakdown, CheckIn, Course, UnixMillis, UserId};
use pilotlight_storage::{Cursor, Standing};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answers::{Answer, Page};
use crate::app::App;
use crate::error::ApiError;
use crate::extract::PersonPath;
use crate::unchanged::Unchanged;

const DEFAULT_LIMIT: u32 = 30;
const MAX_LIMIT: u32 = 200;
const WHAT_A_TIME_IS: &str = "must be a time after RFC 3339, such as 2026-11-22T08:30:00Z";

/// The latest result of a person, beside what is usual for them.
///
/// Before the first check-in it has the same shape: score 0, green, no support, source `none`, no baseline
/// and no trend.
#[utoipa::path(
    tag = "results",
    operation_id = "getScore",
    params(PersonPath),
    responses(
        (status = 200, description = "The latest result", body = ScoreView),
        Unchanged,
        ReadProblems,
    )
)]
#[get("/score/{user_id}")]
pub(crate) async fn get_score(
    app: Data<App>,
    path: Path<PersonPath>,
) -> Result<HttpResponse, ApiError> {
    let user = path.into_inner().user()?;
    let make = async || {
        let Standing { latest, scores } = app.store.standing(&user).await?;
        let result = match latest {
            Some(check_in) => BurnoutResult::new(check_in, &app.rules.policy),
            None => BurnoutResult::before_the_first(&user),
        };
        Answer::of(&ScoreView::new(result, Course::of(&scores)))
    };
    Ok(app.answers.give(&app.store, Page::Score, &user, make).await?.respond())
}

/// Which part of a history to answer.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HistoryQuery {
    /// How many results, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 30)]
    limit: Option<String>,
    /// Only results before this: a time after RFC 3339, or what a `Link` header gave.
    #[param(example = "2026-11-22T08:30:00Z")]
    before: Option<String>,
}

/// A person's results, newest first.
///
/// Where there are more, the `Link` header has the address of the next page (`rel="next"`).
#[utoipa::path(
    tag = "results",
    operation_id = "getHistory",
    params(PersonPath, HistoryQuery),
    responses(
        (status = 200, description = "The results, newest first; empty before the first check-in",
            body = Vec<BurnoutResult>,
            headers(("Link" = String, description = "The next page, where there is one"))),
        Unchanged,
        ReadProblems,
    )
)]
#[get("/history/{user_id}")]
pub(crate) async fn get_history(
    app: Data<App>,
    path: Path<PersonPath>,
    query: Query<HistoryQuery>,
) -> Result<HttpResponse, ApiError> {
    let user = path.into_inner().user()?;
    let HistoryQuery { limit, before } = query.into_inner();
    let limit = read_limit(limit.as_deref())?;
    let before = before.as_deref().map(read_cursor).transpose()?;
    let page = Page::History { limit, before: before.clone() };
    let make = async || history(&app, &user, limit, before).await;
    Ok(app.answers.give(&app.store, page, &user, make).await?.respond())
}

async fn history(
    app: &App,
    user: &UserId,
    limit: u32,
    before: Option<Cursor>,
) -> Result<Answer, ApiError> {
    // One more than asked tells whether there is a next page.
    let mut check_ins = app.store.history(user, limit + 1, before).await?;
    let page = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = check_ins.len() > page;
    check_ins.truncate(page);
    let link = check_ins.last().filter(|_| has_more).map(|last| next_page(user, limit, last));
    let shown = check_ins.into_iter().map(|one| BurnoutResult::new(one, &app.rules.policy));
    Answer::page(&shown.collect::<Vec<_>>(), link)
}

/// How many entries a page has.
pub(super) fn read_limit(limit: Option<&str>) -> Result<u32, ApiError> {
    let Some(limit) = limit else { return Ok(DEFAULT_LIMIT) };
    let parsed = limit.parse().ok().filter(|limit| (1..=MAX_LIMIT).contains(limit));
    parsed.ok_or_else(|| {
        ApiError::field("limit", format!("must be a whole number from 1 to {MAX_LIMIT}"))
    })
}

/// Reads a place in a history: a time, and after a comma the check-in that it is the time of.
fn read_cursor(before: &str) -> Result<Cursor, ApiError> {
    let (time, check_in_id) = match before.split_once(',') {
        Some((time, id)) => (time, Some(id.to_owned())),
        None => (before, None),
    };
    let given = read_time(time).ok_or_else(|| ApiError::field("before", WHAT_A_TIME_IS))?;
    Ok(Cursor { answered_at: given.moment, check_in_id })
}

fn next_page(user: &UserId, limit: u32, last: &CheckIn) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let user = encoded(user.as_str());
    let before = encoded(&format!("{},{}", Moment::from(last.answered_at), last.id));
    format!("</history/{user}?limit={limit}&before={before}>; rel=\"next\"")
}

/// Which span of the scores to answer. Everything else in the answer is of the whole person.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SpanQuery {
    /// Only check-ins at or after this time, after RFC 3339.
    #[param(format = DateTime)]
    from: Option<String>,
    /// Only check-ins before this time, after RFC 3339.
    #[param(format = DateTime)]
    to: Option<String>,
}

/// A person's scores over time, and where they usually lie.
#[utoipa::path(
    tag = "results",
    operation_id = "getMetrics",
    params(PersonPath, SpanQuery),
    responses(
        (status = 200, description = "The scores; empty before the first check-in", body = Metrics),
        Unchanged,
        ReadProblems,
    )
)]
#[get("/metrics/{user_id}")]
pub(crate) async fn get_metrics(
    app: Data<App>,
    path: Path<PersonPath>,
    query: Query<SpanQuery>,
) -> Result<HttpResponse, ApiError> {
    let user = path.into_inner().user()?;
    let SpanQuery { from, to } = query.into_inner();
    let (from, to) = (read_moment("from", from.as_deref())?, read_moment("to", to.as_deref())?);
    let make = async || metrics(&app, &user, from, to).await;
    Ok(app.answers.give(&app.store, Page::Metrics { from, to }, &user, make).await?.respond())
}

async fn metrics(
    app: &App,
    user: &UserId,
    from: Option<UnixMillis>,
    to: Option<UnixMillis>,
) -> Result<Answer, ApiError> {
    let metrics = app.store.metrics(user, from, to).await?;
    let point = |point: pilotlight_storage::TrendPoint| TrendPoint {
        date: Moment::from(point.answered_at),
        score: point.score.value(),
        level: point.level.into(),
    };
    let Course { baseline, trend } = Course::of(&metrics.scores);
    let latest = metrics.latest.map(|check_in| {
        let shown = app.rules.policy.shown(check_in.assessment.finding().clone());
        Breakdown::of(&shown.streams)
    });
    Answer::of(&Metrics {
        user_id: user.clone().into(),
        score_trend: metrics.trend.into_iter().map(point).collect(),
        latest_breakdown: latest.unwrap_or_else(Breakdown::default).into(),
        total_checkins: metrics.total_check_ins,
        baseline: baseline.into(),
        trend: trend.into(),
    })
}

fn read_moment(name: &str, text: Option<&str>) -> Result<Option<UnixMillis>, ApiError> {
    let Some(text) = text else { return Ok(None) };
    let given = read_time(text).ok_or_else(|| ApiError::field(name, WHAT_A_TIME_IS))?;
    Ok(Some(given.moment))
}
