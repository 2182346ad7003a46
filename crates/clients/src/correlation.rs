//! Which request a call is part of, as siblings are told in headers.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static HEADERS: HeaderMap;
}

/// What leads from a sibling's log back to the request that it was called for. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correlation {
    /// The call as W3C Trace Context names it: `00-{trace}-{call}-{flags}`.
    pub traceparent: String,
    /// The id of the request; `None` for a call that none asked for.
    pub request_id: Option<String>,
}

impl Correlation {
    /// Has every call that `work` makes in this task carry the headers. What cannot stand in a
    /// header is left out: no call is held back over it.
    pub async fn carried_by<W: Future>(&self, work: W) -> W::Output {
        let traceparent = (TRACEPARENT, Some(&self.traceparent));
        let named = [traceparent, (REQUEST_ID, self.request_id.as_ref())];
        let headers = named
            .into_iter()
            .filter_map(|(name, value)| Some((name, HeaderValue::from_str(value?).ok()?)));
        HEADERS.scope(headers.collect(), work).await
    }
}

/// The headers of a call that is made now.
pub(crate) fn headers() -> HeaderMap {
    HEADERS.try_with(HeaderMap::clone).unwrap_or_default()
}
