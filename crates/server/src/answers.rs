//! Answers that were given before, ready to be given again as long as nothing was written about the
//! person since: apps ask for the same score every half a minute.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::HttpResponse;
use actix_web::http::header::{self, ContentType, ETag, EntityTag};
use bytes::Bytes;
use pilotlight_domain::{UnixMillis, UserId};
use pilotlight_storage::{Cursor, Store, Version};
use serde::Serialize;

use crate::error::ApiError;
use crate::unchanged;

/// What all answers that are kept may have together, in bytes.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// What an answer takes beside its texts, by and large.
const OVERHEAD_BYTES: usize = 512;

/// What is answered of a person: all that a request may choose.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Page {
    Score,
    History { limit: u32, before: Option<Cursor> },
    Metrics { from: Option<UnixMillis>, to: Option<UnixMillis> },
    Settings,
}

impl Page {
    /// What a request brought that may be of any length.
    fn text(&self) -> &str {
        match self {
            Self::History { before: Some(Cursor { check_in_id: Some(id), .. }), .. } => id,
            _ => "",
        }
    }
}

/// A JSON answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    body: Bytes,
    /// The address of the next page, as a header.
    link: Option<String>,
    tag: EntityTag,
}

impl Answer {
    pub(crate) fn of(view: &impl Serialize) -> Result<Self, ApiError> {
        Self::page(view, None)
    }

    /// A page of a list, and where the next one is.
    pub(crate) fn page(view: &impl Serialize, link: Option<String>) -> Result<Self, ApiError> {
        Ok(Self::new(&serde_json::to_vec(view)?, link))
    }

    /// The bytes are copied: what a vector has room for beyond its end would be kept with it.
    fn new(body: &[u8], link: Option<String>) -> Self {
        let tag = unchanged::tag(&[body, link.as_deref().unwrap_or("").as_bytes()]);
        Self { body: Bytes::copy_from_slice(body), link, tag }
    }

    pub(crate) fn respond(self) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        response.content_type(ContentType::json()).insert_header(ETag(self.tag));
        if let Some(link) = self.link {
            response.insert_header((header::LINK, link));
        }
        response.body(self.body)
    }
}

type Key = (Page, UserId);

struct Entry {
    as_of: Version,
    answer: Answer,
    was_wanted: bool,
}

impl Entry {
    /// What it takes together with its key, which stands in the order too.
    fn bytes(&self, (page, user): &Key) -> usize {
        let link = self.answer.link.as_ref().map_or(0, String::len);
        let key = 2 * (page.text().len() + user.as_str().len());
        self.answer.body.len() + link + key + OVERHEAD_BYTES
    }
}

/// The oldest answers go first; one that was wanted since it came gets another round.
#[derive(Default)]
struct Kept {
    entries: HashMap<Key, Entry>,
    order: VecDeque<Key>,
    bytes: usize,
}

/// Answers that were given before.
#[derive(Default)]
pub(crate) struct Answers {
    kept: Mutex<Kept>,
}

impl Answers {
    /// Gives the answer that was given before, or a new one.
    pub(crate) async fn give(
        &self,
        store: &Store,
        page: Page,
        user: &UserId,
        make: impl AsyncFnOnce() -> Result<Answer, ApiError>,
    ) -> Result<Answer, ApiError> {
        // Taken before the reading: what is written meanwhile makes the answer an old one.
        let Some(version) = store.version(user) else { return make().await };
        let key = (page, user.clone());
        if let Some(answer) = self.kept().find(&key, version) {
            return Ok(answer);
        }
        let answer = make().await?;
        self.kept().keep(key, version, answer.clone(), MOST_BYTES);
        Ok(answer)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn find(&mut self, key: &Key, version: Version) -> Option<Answer> {
        let entry = self.entries.get_mut(key).filter(|entry| entry.as_of == version)?;
        entry.was_wanted = true;
        Some(entry.answer.clone())
    }

    fn keep(&mut self, key: Key, as_of: Version, answer: Answer, most_bytes: usize) {
        let entry = Entry { as_of, answer, was_wanted: false };
        self.bytes = self.bytes.saturating_add(entry.bytes(&key));
        match self.entries.insert(key.clone(), entry) {
            Some(old) => self.bytes = self.bytes.saturating_sub(old.bytes(&key)),
            None => self.order.push_back(key),
        }
        while self.bytes > most_bytes {
            let Some(key) = self.order.pop_front() else { return };
            match self.entries.get_mut(&key) {
                Some(entry) if entry.was_wanted => {
                    entry.was_wanted = false;
                    self.order.push_back(key);
                }
                _ => self.forget(&key),
            }
        }
    }

    fn forget(&mut self, key: &Key) {
        if let Some(entry) = self.entries.remove(key) {
            self.bytes = self.bytes.saturating_sub(entry.bytes(key));
        }
    }
}

#[cfg(test)]
mod tests;
