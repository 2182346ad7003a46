//! ml, which says what is red, and signals, which only sends alerts and keeps account of which life
//! of the server asked for each.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use wiremock::matchers::{method, path_regex};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::siblings::{json_answer, ml};

/// How fast somebody types whom ml finds red, and somebody whom it does not. Without words, nothing
/// waits for the crisis language to be made ready, which takes its time after each start.
pub(super) const RED_WPM: u64 = 41;
pub(super) const CALM_WPM: u64 = 42;

/// Answers by how fast somebody types.
struct Scores;

impl Respond for Scores {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let asked: Value = request.body_json().unwrap();
        let is_red = asked["signals"]["typing_wpm"].as_f64() == Some(41.0);
        json_answer(&json!({"score": if is_red { 90 } else { 10 }}))
    }
}

/// In one life of ten, it is down.
const DOWN_IN: usize = 3;

#[derive(Clone, Default)]
struct Account {
    /// The lives in which an alert was taken, by its id.
    taken: Arc<Mutex<HashMap<String, Vec<usize>>>>,
}

impl Respond for Account {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let life = request.url.path().split('/').nth(1).unwrap();
        let life: usize = life.trim_start_matches("life-").parse().unwrap();
        if life % 10 == DOWN_IN {
            return ResponseTemplate::new(503);
        }
        let key = request.headers.get("idempotency-key").unwrap().to_str().unwrap().to_owned();
        let answer = json!({"sent": true, "message_sid": format!("SM{key}")});
        self.taken.lock().unwrap().entry(key).or_default().push(life);
        ResponseTemplate::new(200).set_body_json(answer).set_delay(Duration::from_millis(15))
    }
}

pub(super) struct Siblings {
    ml: MockServer,
    server: MockServer,
    account: Account,
}

impl Siblings {
    pub(super) async fn start() -> Self {
        let (server, account) = (MockServer::start().await, Account::default());
        Mock::given(method("POST"))
            .and(path_regex("^/life-[0-9]+/alert/send$"))
            .respond_with(account.clone())
            .mount(&server)
            .await;
        Self { server, account, ml: ml(Scores).await }
    }

    pub(super) fn ml(&self) -> String {
        self.ml.uri()
    }

    /// Where a life of the server finds it.
    pub(super) fn signals(&self, life: usize) -> String {
        format!("{}/life-{life}", self.server.uri())
    }

    /// Checks that exactly these alerts were taken, and each once, but for those whose sender was cut
    /// off before it could write down the answer: those once in a life.
    pub(super) fn check(&self, alerts: &[String]) {
        let taken = self.account.taken.lock().unwrap();
        let expected: HashSet<&String> = alerts.iter().collect();
        assert_eq!(taken.keys().collect::<HashSet<_>>(), expected);
        for (alert, lives) in taken.iter() {
            let once_each: HashSet<&usize> = lives.iter().collect();
            assert_eq!(once_each.len(), lives.len(), "{alert} was sent twice in a life: {lives:?}");
            let cut = lives.iter().max().unwrap() - lives.iter().min().unwrap();
            assert!(cut < 25, "{alert} came back after long: {lives:?}");
        }
    }
}
