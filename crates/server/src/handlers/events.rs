//! `GET /events/{user_id}`.

use std::convert::Infallible;
use std::sync::Arc;

use actix_web::http::{ConnectionType, Version};
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
use crate::events::{Listener, NOTHING_YET, begin};
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
/// First the latest result, where there is one, else a `ping`, and then one event for every check-in
/// that is stored, by whatever channel:
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
/// of this person's is as none. What becomes of an alert is no event: `alert.status` is as of when the
/// event is sent, so read the score again while it is neither `delivered` nor seen to. Nor are
/// `baseline` and `trend` in it.
///
/// Every 15 seconds there is a `ping` with the time as data. The stream has no end of its own, so a
/// page that waits for the whole answer shows nothing: try it by `curl -N`. It ends where the server
/// stops and where its client does not read. A browser then comes again by itself, but not after any
/// answer other than a 200: where `readyState` is `CLOSED`, open a new one after a while. Half of the
/// server's connections may be streams; one more is refused (`streams_full`). A browser has some six
/// connections to an origin over HTTP/1.1, all tabs together: share one stream, or put something that
/// speaks HTTP/2 in front.
#[utoipa::path(
    tag = "results",
    operation_id = "streamEvents",
    params(
        PersonPath,
        EventsQuery,
        ("Last-Event-ID" = Option<String>, Header, nullable = false, description = "The `id` of the last event that the client has"),
    ),
    responses(
        (status = 200, description = "The events, without end", body = String, content_type = "text/event-stream"),
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
    let last = header.map(str::to_owned).or(query.into_inner().last_event_id);
    let told = last.map(|id| if id == NOTHING_YET { Told::Nothing } else { Told::UpTo(id) });
    let listener = Listener::new(&app.events, &user).ok_or(ApiError::TooManyStreams)?;
    let guest = request.conn_data::<Arc<Guest>>().cloned();
    let mut response = response.streaming(begin(app, listener, guest, told).await?);
    if request.version() == Version::HTTP_10 {
        // It knows no chunks: all until the connection ends is the answer.
        response.head_mut().no_chunking(true);
        response.head_mut().set_connection_type(ConnectionType::Close);
    }
    Ok(response)
}
