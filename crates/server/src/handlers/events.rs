//! `GET /events/{user_id}`.

use std::convert::Infallible;
use std::sync::Arc;

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, get};
use bytes::Bytes;
use futures_util::stream::empty;
use pilotlight_contract::problem::ReadProblems;
use pilotlight_storage::Told;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::error::ApiError;
use crate::events::{Listener, begin};
use crate::extract::PersonPath;
use crate::guests::Guest;
use crate::http::IsHead;

const LAST_EVENT_ID: &str = "Last-Event-ID";

/// Where a stream goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventsQuery {
    /// As `Last-Event-ID`, for clients that cannot send it with their first request, as browsers
    /// cannot; the header goes before it.
    last_event_id: Option<String>,
}

/// A person's results as they come, as server-sent events.
///
/// First the latest result, where there is one, and then one event for every check-in that is stored,
/// by whatever channel:
///
/// ```text
/// id: 0199c7a2-5c00-7000-8000-000000000001
/// event: score
/// data: {"user_id":"ana","check_in_id":"0199c7a2-5c00-7000-8000-000000000001","score":42,…}
/// ```
///
/// `data` is a `BurnoutResult` in one line, as the history has it, and `id` its `check_in_id`. With
/// the last of them in `Last-Event-ID`, as browsers send it by themselves, a stream goes on there: with
/// everything that was stored after it, in that order, each once. A reply that comes late is among
/// them, though it is not the latest: `timestamp` says when it was answered. An id that is no check-in
/// of this person's is as none. `alert.status` is as of when the event is sent; what becomes of the
/// alert is no event.
///
/// Every 15 seconds there is a `ping` with the time as data. The stream has no end of its own. It ends
/// where the server stops and where its client does not read; then connect again. Half of the server's
/// connections may be streams; one more gets a 503, after which a browser does not try again by itself.
#[utoipa::path(
    tag = "results",
    operation_id = "streamEvents",
    params(
        PersonPath,
        EventsQuery,
        ("Last-Event-ID" = Option<String>, Header, nullable = false, description = "The `id` of the last event that the client has"),
    ),
    responses(
        (status = 200, description = "The events, without end", body = String, content_type = "text/event-stream",
            example = "id: 0199c7a2-5c00-7000-8000-000000000001\nevent: score\ndata: {}\n\n"),
        ReadProblems,
    )
)]
#[get("/events/{user_id}")]
pub(crate) async fn stream_events(
    app: Data<App>,
    path: Path<PersonPath>,
    query: Query<EventsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let user = path.into_inner().user()?;
    let mut response = HttpResponse::Ok();
    response.content_type("text/event-stream");
    // For nginx, which would hold events back.
    response.insert_header(("X-Accel-Buffering", "no"));
    if request.extensions().contains::<IsHead>() {
        return Ok(response.streaming(empty::<Result<Bytes, Infallible>>()));
    }
    let header = request.headers().get(LAST_EVENT_ID).and_then(|id| id.to_str().ok());
    let told = header.map(str::to_owned).or(query.into_inner().last_event_id).map(Told::UpTo);
    let listener = Listener::new(&app.events, &user).ok_or(ApiError::TooManyStreams)?;
    let guest = request.conn_data::<Arc<Guest>>().cloned();
    Ok(response.streaming(begin(app, listener, guest, told).await?))
}
