//! Requests to a server. Every answer is checked against the description that is checked in.

use std::time::{Duration, Instant};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::server::Server;
use crate::{described, sound};

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) took: Duration,
}

impl Answer {
    /// A header's text, empty where it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body of an answer that must be 200.
    pub(crate) fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text());
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The body of an answer that must be a whole problem of this status and code.
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let body: Value = serde_json::from_slice(&self.bytes).unwrap();
        assert_eq!(body["status"], status, "{body}");
        assert_eq!(body["code"], code, "{body}");
        for text in ["type", "title", "detail", "request_id"] {
            assert!(body[text].as_str().is_some_and(|text| !text.is_empty()), "{text}: {body}");
        }
        assert!(body["errors"].is_array(), "{body}");
        assert_eq!(body["request_id"], self.header("x-request-id"));
        body
    }

    /// The fields that a 422 complains of.
    pub(crate) fn wrong_fields(&self) -> Vec<String> {
        let body = self.problem(422, "invalid_fields");
        let errors = body["errors"].as_array().unwrap();
        errors.iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
    }
}

/// A person's id, or anything else, as one segment of a path.
pub(crate) fn segment(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

impl Server {
    /// Sends a request, and checks what comes against the description.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        with: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Answer {
        let url = format!("{}{path}", self.address);
        let start = Instant::now();
        let response = with(self.client.request(method.clone(), url)).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.unwrap().to_vec();
        let answer = Answer { status, headers, bytes, took: start.elapsed() };
        described::check(&method, path, &answer);
        answer
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, |request| request).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, |request| request.json(body)).await
    }

    /// Posts bytes that are said to be JSON.
    pub(crate) async fn post_raw(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        let body = body.into();
        let with =
            |request: RequestBuilder| request.header(CONTENT_TYPE, "application/json").body(body);
        self.send(Method::POST, path, with).await
    }

    /// A check-in that must be taken, with a sound result.
    pub(crate) async fn submit(&self, body: Value) -> Value {
        let result = self.post("/response/submit", &body).await.ok();
        sound::assert_sound(&result);
        result
    }

    /// A check-in of a person by nothing but words.
    pub(crate) async fn say(&self, user: &str, text: &str) -> Value {
        let body = json!({"user_id": user, "stimulus_id": "calm_01", "response_text": text});
        self.submit(body).await
    }

    /// What `/score` answers.
    pub(crate) async fn score_view(&self, user: &str) -> Value {
        self.get(&format!("/score/{}", segment(user))).await.ok()
    }

    /// The result in it: all but what it is held against.
    pub(crate) async fn score(&self, user: &str) -> Value {
        let mut view = self.score_view(user).await;
        for beside in ["baseline", "trend"] {
            assert!(view.as_object_mut().unwrap().remove(beside).is_some(), "{beside}");
        }
        view
    }

    pub(crate) async fn history(&self, user: &str) -> Vec<Value> {
        let history = self.get(&format!("/history/{}?limit=200", segment(user))).await.ok();
        history.as_array().unwrap().clone()
    }

    pub(crate) async fn metrics(&self, user: &str) -> Value {
        self.get(&format!("/metrics/{}", segment(user))).await.ok()
    }

    pub(crate) async fn brain(&self, user: &str) -> Value {
        self.get(&format!("/brain/{}", segment(user))).await.ok()
    }
}
