//! The one HTTP client, and the exchange that every call to a sibling is.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{RequestBuilder, Response, Url};
use serde_json::{Map, Value};
use tokio::runtime;

use crate::correlation;
use crate::error::{BaseUrlError, SetupError, SiblingError};
use crate::read::is_failure;

/// The most bytes that an answer may have.
pub(crate) const ANSWER_CAP: usize = 256 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// Less than the 5 s after which uvicorn closes an idle connection, so that no request is sent
/// into one that is just closing.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(3);

/// As many as may be under way at once by default, and as many again that are just coming back: a
/// connection that is closed too early costs more than its call.
const POOL_MAX_IDLE_PER_HOST: usize = 64;

/// The longest `Retry-After` that is believed.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(24 * 3600);

const USER_AGENT: &str = concat!("pilotlight/", env!("CARGO_PKG_VERSION"));

/// The HTTP client that all siblings share: set one up, clone it freely.
///
/// It follows no redirect, uses no proxy, and sends nothing twice. It may be shared by several
/// tokio runtimes: each has connections of its own, since a connection ends with the runtime that
/// opened it, and with it whatever another runtime has under way there.
#[derive(Debug, Clone)]
pub struct Http {
    clients: Arc<Mutex<HashMap<Option<runtime::Id>, reqwest::Client>>>,
}

impl Http {
    /// Sets the client up.
    ///
    /// # Errors
    /// [`SetupError`] where the platform does not allow it.
    pub fn new() -> Result<Self, SetupError> {
        // Another runtime's client is as this one, so that what can fail fails here.
        let clients = HashMap::from([(current_runtime(), client().map_err(SetupError)?)]);
        Ok(Self { clients: Arc::new(Mutex::new(clients)) })
    }

    /// The client with the connections of the runtime that the caller runs on.
    pub(crate) fn here(&self) -> Result<reqwest::Client, SiblingError> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        match clients.entry(current_runtime()) {
            Entry::Occupied(known) => Ok(known.get().clone()),
            Entry::Vacant(new) => Ok(new.insert(client().map_err(broken)?).clone()),
        }
    }
}

fn current_runtime() -> Option<runtime::Id> {
    runtime::Handle::try_current().ok().map(|handle| handle.id())
}

fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_idle_timeout(POOL_IDLE_TIMEOUT)
        .pool_max_idle_per_host(POOL_MAX_IDLE_PER_HOST)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .build()
}

/// A sibling's address, and the client to reach it with.
#[derive(Clone)]
pub(crate) struct Endpoint {
    http: Http,
    base: Url,
}

impl Endpoint {
    pub(crate) fn new(http: &Http, base_url: &str) -> Result<Self, BaseUrlError> {
        let base = Url::parse(base_url).map_err(|_| BaseUrlError::NotAUrl)?;
        if base.scheme() != "http" {
            return Err(BaseUrlError::NotHttp);
        }
        let login = !base.username().is_empty() || base.password().is_some();
        if login || base.query().is_some() || base.fragment().is_some() {
            return Err(BaseUrlError::NotABase);
        }
        Ok(Self { http: http.clone(), base })
    }

    pub(crate) fn get(&self, path: &[&str]) -> Result<RequestBuilder, SiblingError> {
        Ok(self.http.here()?.get(self.url(path)).headers(correlation::headers()))
    }

    pub(crate) fn post(&self, path: &[&str]) -> Result<RequestBuilder, SiblingError> {
        Ok(self.http.here()?.post(self.url(path)).headers(correlation::headers()))
    }

    /// The base with segments added, each escaped.
    fn url(&self, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        // An http URL always has segments.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url
    }

    /// Asks for `/health` and believes the status.
    pub(crate) async fn health(&self, budget: Duration) -> Result<(), SiblingError> {
        within(budget, answer(self.get(&["health"])?, ANSWER_CAP)).await.map(drop)
    }
}

/// Sends a request and believes the status that answers it, all within `budget`.
pub(crate) async fn taken_within(
    budget: Duration,
    request: RequestBuilder,
) -> Result<(), SiblingError> {
    let call = async {
        let response = request.send().await.map_err(broken)?;
        if response.status().is_success() {
            return Ok(());
        }
        let code = response.status().as_u16();
        Err(SiblingError::Status { code, retry_after: retry_after(&response) })
    };
    within(budget, call).await
}

/// Sends a request and reads the JSON object that answers it, all within `budget`.
pub(crate) async fn object_within(
    budget: Duration,
    request: RequestBuilder,
) -> Result<Map<String, Value>, SiblingError> {
    within(budget, object(request, ANSWER_CAP)).await
}

/// Sends a request and reads the JSON object that answers it.
pub(crate) async fn object(
    request: RequestBuilder,
    cap: usize,
) -> Result<Map<String, Value>, SiblingError> {
    let bytes = answer(request, cap).await?;
    let Ok(Value::Object(object)) = serde_json::from_slice(&bytes) else {
        return Err(SiblingError::Malformed { expected: "a JSON object" });
    };
    if is_failure(&object) {
        return Err(SiblingError::Unavailable { reason: known_reason(&object) });
    }
    Ok(object)
}

/// The sibling's reason, where it is one that cannot hold anything of a person's.
fn known_reason(failure: &Map<String, Value>) -> &'static str {
    match failure.get("error").and_then(Value::as_str).map(str::trim) {
        Some("tribe baseline unavailable") => "tribe baseline unavailable",
        _ => "it answered with an error of its own",
    }
}

pub(crate) async fn within<T>(
    budget: Duration,
    call: impl Future<Output = Result<T, SiblingError>>,
) -> Result<T, SiblingError> {
    // Nothing is sent that nobody has time to wait for: an alert could be taken, and not be known.
    if budget.is_zero() {
        return Err(SiblingError::TimedOut);
    }
    tokio::time::timeout(budget, call).await.unwrap_or(Err(SiblingError::TimedOut))
}

async fn answer(request: RequestBuilder, cap: usize) -> Result<Vec<u8>, SiblingError> {
    let response = request.send().await.map_err(broken)?;
    let status = response.status();
    if !status.is_success() {
        // The body is not read: a 422 repeats what was sent.
        let retry_after = retry_after(&response);
        return Err(SiblingError::Status { code: status.as_u16(), retry_after });
    }
    body(response, cap).await
}

/// The body of an answer, whatever its status.
pub(crate) async fn body(mut response: Response, cap: usize) -> Result<Vec<u8>, SiblingError> {
    let too_large = |length: u64| usize::try_from(length).map_or(true, |length| length > cap);
    if response.content_length().is_some_and(too_large) {
        return Err(SiblingError::TooLarge);
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if bytes.len().saturating_add(chunk.len()) > cap {
            return Err(SiblingError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// What remains of the client's error, whose own words may name the address and the request.
pub(crate) fn broken(error: reqwest::Error) -> SiblingError {
    if error.is_connect() || error.is_builder() {
        SiblingError::Unreachable
    } else if error.is_timeout() {
        SiblingError::TimedOut
    } else {
        SiblingError::Interrupted
    }
}

/// `Retry-After` in seconds; a date is left unread.
fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(MAX_RETRY_AFTER))
}
