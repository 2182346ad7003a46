//! A bare call of a sibling, for whoever compares what it answers with what is expected: nothing in
//! the answer is read leniently, or at all.

use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::multipart::{Form, Part};
use serde_json::Value;

use crate::error::{BaseUrlError, SiblingError};
use crate::http::{ANSWER_CAP, Endpoint, Http, body, broken, within};

/// A sibling of whatever kind.
#[derive(Clone)]
pub struct Probe {
    endpoint: Endpoint,
}

/// An answer as it came. It has no `Debug`, since it may repeat what was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Probed {
    /// The status.
    pub status: u16,
    /// The body, whatever it is.
    pub body: Vec<u8>,
}

impl Probe {
    /// The service at `base_url`.
    ///
    /// # Errors
    /// [`BaseUrlError`] where `base_url` is no address of a service.
    pub fn new(http: &Http, base_url: &str) -> Result<Self, BaseUrlError> {
        Ok(Self { endpoint: Endpoint::new(http, base_url)? })
    }

    /// Gets what is at a path, given by its segments.
    ///
    /// # Errors
    /// [`SiblingError`] where there is no whole answer within `budget`. Any status is an answer.
    pub async fn get(&self, path: &[&str], budget: Duration) -> Result<Probed, SiblingError> {
        sent(self.endpoint.get(path)?, budget).await
    }

    /// Posts JSON to a path.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn post(
        &self,
        path: &[&str],
        json: &Value,
        budget: Duration,
    ) -> Result<Probed, SiblingError> {
        sent(self.endpoint.post(path)?.json(json), budget).await
    }

    /// Posts a recording to a path, as a form with the field `video`.
    ///
    /// # Errors
    /// As [`Self::get`]. The upload counts as part of the `budget`.
    pub async fn post_video(
        &self,
        path: &[&str],
        recording: Vec<u8>,
        budget: Duration,
    ) -> Result<Probed, SiblingError> {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("video/mp4"))]);
        let part = Part::bytes(recording).file_name("checkin.mp4").headers(headers);
        sent(self.endpoint.post(path)?.multipart(Form::new().part("video", part)), budget).await
    }
}

async fn sent(request: RequestBuilder, budget: Duration) -> Result<Probed, SiblingError> {
    let call = async {
        let response = request.send().await.map_err(broken)?;
        let status = response.status().as_u16();
        Ok(Probed { status, body: body(response, ANSWER_CAP).await? })
    };
    within(budget, call).await
}
