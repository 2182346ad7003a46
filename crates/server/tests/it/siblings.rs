//! Scripted siblings.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use wiremock::matchers::{method, path, path_regex};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// An answer that a test can change while it runs.
#[derive(Clone)]
pub(crate) struct Script {
    answer: Arc<Mutex<ResponseTemplate>>,
}

impl Script {
    pub(crate) fn new(answer: ResponseTemplate) -> Self {
        Self { answer: Arc::new(Mutex::new(answer)) }
    }

    pub(crate) fn set(&self, answer: ResponseTemplate) {
        *self.answer.lock().unwrap() = answer;
    }
}

impl Respond for Script {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        self.answer.lock().unwrap().clone()
    }
}

/// A JSON answer with 200.
pub(crate) fn json_answer(body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// An answer with 200 that says that it is JSON, whatever it is.
pub(crate) fn raw_answer(body: impl Into<Vec<u8>>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body.into(), "application/json")
}

/// What a checked-in fixture answers.
pub(crate) fn fixture(name: &str) -> Value {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../contract/siblings");
    let text = std::fs::read_to_string(format!("{root}/{name}.json")).unwrap();
    let fixture: Value = serde_json::from_str(&text).unwrap();
    fixture["body"].clone()
}

/// Has a sibling answer a POST to a path.
pub(crate) async fn on_post(server: &MockServer, at: &str, respond: impl Respond + 'static) {
    Mock::given(method("POST")).and(path(at)).respond_with(respond).mount(server).await;
}

/// ml, scoring whatever it is asked.
pub(crate) async fn ml(answer: impl Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    on_post(&server, "/score", answer).await;
    server
}

/// ml, giving this score with its level.
pub(crate) async fn ml_scoring(score: u8) -> MockServer {
    ml(json_answer(&json!({"score": score}))).await
}

/// Has ml give this baseline of every stimulus.
pub(crate) async fn with_baselines(ml: &MockServer, respond: impl Respond + 'static) {
    let any = path_regex("^/baseline/[a-z0-9_]+$");
    Mock::given(method("GET")).and(any).respond_with(respond).mount(ml).await;
}

/// signals, which takes alerts and phones too.
pub(crate) async fn signals(answer: impl Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    on_post(&server, "/analyze", answer).await;
    on_post(&server, "/alert/send", json_answer(&fixture("signals/alert_delivered"))).await;
    on_post(&server, "/register-phone", json_answer(&fixture("signals/register_phone_good"))).await;
    server
}

/// The video service.
pub(crate) async fn video(answer: impl Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    on_post(&server, "/analyze/video", answer).await;
    server
}

/// The requests that came to a path.
pub(crate) async fn requests(server: &MockServer, at: &str) -> Vec<Request> {
    let all = server.received_requests().await.unwrap();
    all.into_iter().filter(|request| request.url.path() == at).collect()
}

/// The JSON bodies that came to a path.
pub(crate) async fn asked(server: &MockServer, at: &str) -> Vec<Value> {
    requests(server, at).await.iter().map(|request| request.body_json().unwrap()).collect()
}

/// The one JSON body that came to a path.
pub(crate) async fn asked_once(server: &MockServer, at: &str) -> Value {
    let mut all = asked(server, at).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}
