//! Requests that are sent again: by a client under a key of its own, or by an SMS provider that
//! delivers the same text twice.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::HttpRequest;
use hmac::{Hmac, KeyInit, Mac};
use pilotlight_contract::submit::Reply;
use pilotlight_domain::{Channel, UnixMillis, UserId};
use pilotlight_storage::{Earlier, Redelivery};
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use crate::app::App;
use crate::clock;
use crate::error::ApiError;
use crate::extract::header_text;

/// The header that makes a repeated request one check-in.
pub(crate) const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// The key of a request, as the description says it.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header, which is read by `key`")]
pub(crate) struct IdempotencyHeader {
    /// A key of the client's own, 1–255 printable ASCII characters, once: the same for every try of
    /// one check-in. It is compared as it is sent, quotes included, and the request byte by byte: a
    /// JSON body whole, a form by its fields and its recording. It belongs to its `user_id`, across
    /// both ways to submit.
    #[param(
        rename = "Idempotency-Key",
        required = false,
        nullable = false,
        min_length = 1,
        max_length = 255,
        pattern = "^[!-~]([ -~]*[!-~])?$",
        example = "3f1c9a4e-2b7d-4a51-9d0e-6c8b1f2a7e90"
    )]
    key: String,
}

/// A request's idempotency key, if it has one.
pub(crate) fn key(request: &HttpRequest) -> Result<Option<String>, ApiError> {
    let Some(key) = header_text(request, IDEMPOTENCY_KEY)? else { return Ok(None) };
    if !(1..=255).contains(&key.len()) || !key.chars().all(|c| c.is_ascii_graphic() || c == ' ') {
        return Err(ApiError::field(
            IDEMPOTENCY_KEY,
            "must have 1 to 255 printable ASCII characters",
        ));
    }
    Ok(Some(key.to_owned()))
}

/// What came under a person's key before. Where that was another request, the key is refused.
pub(crate) async fn earlier(
    app: &App,
    user: &UserId,
    key: &str,
    fingerprint: &str,
) -> Result<Option<Earlier>, ApiError> {
    match app.store.find_idempotent(user, key, clock::now()).await? {
        Some(earlier) if earlier.fingerprint == fingerprint => Ok(Some(earlier)),
        Some(_) => Err(ApiError::KeyReused),
        None => Ok(None),
    }
}

/// As [`earlier`], for a request that cannot be taken by itself: where it is another one, what is
/// wrong with it is to be told, and not that its key is in use.
pub(crate) async fn same_earlier(
    app: &App,
    user: &UserId,
    key: &str,
    fingerprint: &str,
) -> Result<Option<Earlier>, ApiError> {
    match earlier(app, user, key, fingerprint).await {
        Err(ApiError::KeyReused) => Ok(None),
        other => other,
    }
}

/// The keys whose requests are in work in this process. Another process on the same database is
/// not seen here; the database then sees to it that one check-in is stored.
#[derive(Default)]
pub(crate) struct InWork {
    keys: Mutex<HashSet<(UserId, String)>>,
}

/// A key that is in work as long as this lives.
pub(crate) struct Turn<'a> {
    of: &'a InWork,
    key: (UserId, String),
}

impl InWork {
    /// Begins a person's request under a key, unless one is in work.
    pub(crate) fn begin(&self, user: &UserId, key: &str) -> Result<Turn<'_>, ApiError> {
        let key = (user.clone(), key.to_owned());
        if self.keys().insert(key.clone()) {
            Ok(Turn { of: self, key })
        } else {
            Err(ApiError::InWork)
        }
    }

    fn keys(&self) -> MutexGuard<'_, HashSet<(UserId, String)>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.of.keys().remove(&self.key);
    }
}

/// A digest of a request, part by part.
pub(crate) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(length(part));
        digest.update(part);
    }
    hex(&digest.finalize())
}

/// Knows texts again that an SMS provider delivers twice.
pub(crate) struct Redeliveries {
    /// The database's own, so that its digests tell nothing to whoever has them without it.
    pub(crate) secret: String,
    /// For how long the same text is the same; zero for never.
    pub(crate) window: Duration,
}

impl Redeliveries {
    /// What came at this moment or before cannot be delivered again any more.
    pub(crate) fn oldest(&self, now: UnixMillis) -> UnixMillis {
        let window_ms = i64::try_from(self.window.as_millis()).unwrap_or(i64::MAX);
        UnixMillis(now.0.saturating_sub(window_ms))
    }

    /// What a reply is known by when it is delivered again, if it came by SMS.
    pub(crate) fn of(&self, reply: &Reply) -> Option<Redelivery> {
        if reply.channel != Channel::Sms || self.window.is_zero() {
            return None;
        }
        // HMAC takes a key of any length.
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).ok()?;
        // Gateways write the same moment in several ways, and put white space around a text.
        let text = reply.text.as_deref().unwrap_or_default().trim();
        let said_at = reply.said_at.map(|moment| moment.0.to_string()).unwrap_or_default();
        for part in [reply.user_id.as_str(), &reply.stimulus_id, text, &said_at] {
            mac.update(&length(part.as_bytes()));
            mac.update(part.as_bytes());
        }
        Some(Redelivery { digest: hex(&mac.finalize().into_bytes()), window: self.window })
    }
}

/// Put before a part, so that no two lists of parts look the same.
fn length(part: &[u8]) -> [u8; 8] {
    u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
