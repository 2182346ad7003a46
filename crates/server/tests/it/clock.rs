//! A clock that jumps while the server runs: by libfaketime, where the machine has it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;
use wiremock::{MockServer, ResponseTemplate};

use crate::server::{Server, Setup};
use crate::siblings::{Script, fixture, json_answer, on_post};
use crate::wait::{eventually, within};

const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

/// Longer than a dispatcher sleeps at most.
const FOUND_WITHIN: Duration = Duration::from_secs(60);

/// Debian's package `faketime` has it.
fn library() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok);
    let places = folders.map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
    places.into_iter().find(|place| place.exists())
}

/// A server whose clock can be set.
struct Clocked {
    server: Server,
    offset: PathBuf,
    _folder: TempDir,
}

impl Clocked {
    /// `None` where there is no such library.
    async fn start(setup: Setup) -> Option<Self> {
        let Some(library) = library() else {
            eprintln!("without libfaketime no clock can be set here");
            return None;
        };
        let folder = TempDir::new().unwrap();
        let offset = folder.path().join("offset");
        set(&offset, "+0");
        let server = setup
            .environment("LD_PRELOAD", library.display())
            .environment("FAKETIME_TIMESTAMP_FILE", offset.display())
            .environment("FAKETIME_NO_CACHE", 1)
            .environment("FAKETIME_DONT_FAKE_MONOTONIC", 1)
            .environment("NO_FAKE_STAT", 1)
            .start()
            .await;
        Some(Self { server, offset, _folder: folder })
    }

    /// Sets the clock off by so much, and sees that the server goes by it.
    async fn set_off(&self, offset: &str, hours: i64) {
        set(&self.offset, offset);
        let said = self.say("witness", "a slow day").await;
        let at: jiff::Timestamp = said["timestamp"].as_str().unwrap().parse().unwrap();
        let ahead = at.duration_since(jiff::Timestamp::now()).as_secs_f64() / 3600.0;
        assert!((ahead - f64::from(i32::try_from(hours).unwrap())).abs() < 0.1, "{ahead} hours");
    }

    async fn say(&self, user: &str, text: &str) -> Value {
        let body = json!({"user_id": user, "stimulus_id": "calm_01", "response_text": text});
        self.server.submit(body).await
    }

    async fn status(&self, user: &str) -> String {
        self.server.score(user).await["alert"]["status"].as_str().unwrap().to_owned()
    }
}

/// In one step, or the server would read half of it.
fn set(file: &Path, offset: &str) {
    let next = file.with_extension("next");
    std::fs::write(&next, format!("{offset}\n")).unwrap();
    std::fs::rename(next, file).unwrap();
}

/// signals, which cannot send anything as yet.
async fn failing() -> (MockServer, Script) {
    let script = Script::new(ResponseTemplate::new(500));
    let signals = MockServer::start().await;
    on_post(&signals, "/alert/send", script.clone()).await;
    (signals, script)
}

fn mended() -> ResponseTemplate {
    json_answer(&fixture("signals/alert_delivered"))
}

fn setup(signals: &MockServer) -> Setup {
    Setup::alone().set("signals.url", signals.uri()).set("signals.timeout_ms", 1000)
}

#[tokio::test]
async fn set_back_by_days_it_holds_no_alert_back_and_takes_check_ins() {
    let (signals, script) = failing().await;
    let Some(clocked) = Clocked::start(setup(&signals)).await else { return };
    let keyed = async || {
        let body = json!({"user_id": "ben", "stimulus_id": "calm_01", "response_text": "fine"});
        let keyed =
            |request: RequestBuilder| request.header("Idempotency-Key", "\"one\"").json(&body);
        clocked.server.send(Method::POST, "/response/submit", keyed).await.ok()
    };
    let first = keyed().await;
    clocked.say("ana", EXHAUSTED).await;
    let is_tried = async || clocked.server.log().contains("not delivered").then_some(());
    eventually("the alert is tried", is_tried).await;
    // Its next attempt is two days ahead now.
    clocked.set_off("-2d", -48).await;
    script.set(mended());
    let is_delivered = async || (clocked.status("ana").await == "delivered").then_some(());
    within(FOUND_WITHIN, "the alert goes out", is_delivered).await;
    assert_eq!(keyed().await, first, "the same key, the same answer");
    clocked.say("cleo", EXHAUSTED).await;
    let is_delivered = async || (clocked.status("cleo").await == "delivered").then_some(());
    within(FOUND_WITHIN, "a new alert goes out", is_delivered).await;
}

#[tokio::test]
async fn set_ahead_by_days_it_gives_no_alert_up() {
    let (signals, script) = failing().await;
    let Some(clocked) = Clocked::start(setup(&signals)).await else { return };
    clocked.say("ana", EXHAUSTED).await;
    let tries = || clocked.server.log().matches("not delivered").count();
    eventually("the alert is tried", async || (tries() > 0).then_some(())).await;
    clocked.set_off("+100h", 100).await;
    let before = tries();
    let is_tried = async || (tries() > before + 1).then_some(());
    within(FOUND_WITHIN, "it is tried again", is_tried).await;
    assert_ne!(clocked.status("ana").await, "dead");
    script.set(mended());
    let is_delivered = async || (clocked.status("ana").await == "delivered").then_some(());
    within(FOUND_WITHIN, "the alert goes out", is_delivered).await;
}
