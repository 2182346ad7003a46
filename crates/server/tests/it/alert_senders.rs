//! Who sends an alert: one sender at a time, and another when the first has died.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wiremock::MockServer;

use crate::raw;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, ml_scoring, on_post, requests};
use crate::wait::{eventually, within};

/// signals, which takes this long to send an alert.
async fn texter(delay: Duration) -> MockServer {
    let signals = MockServer::start().await;
    let delivered = json_answer(&fixture("signals/alert_delivered"));
    on_post(&signals, "/alert/send", delivered.set_delay(delay)).await;
    signals
}

/// A check-in that ml calls red, and of which signals is told nothing but the alert.
fn silent(user: &str) -> Value {
    json!({"user_id": user, "stimulus_id": "calm_01", "typing_wpm": 40})
}

async fn sent(signals: &MockServer) -> usize {
    requests(signals, "/alert/send").await.len()
}

async fn until(server: &Server, user: &str, wanted: &str) {
    eventually(wanted, async || {
        (server.score(user).await["alert"]["status"] == wanted).then_some(())
    })
    .await;
}

#[tokio::test]
async fn two_servers_on_one_database_send_an_alert_once() {
    let (signals, ml) = (texter(Duration::from_millis(700)).await, ml_scoring(90).await);
    let setup = Setup::alone().set("ml.url", ml.uri()).set("signals.url", signals.uri());
    let one = setup.clone().start().await;
    let other = setup.start_beside(&one).await;
    one.submit(silent("ana")).await;
    until(&one, "ana", "sending").await;
    // This wakes the other's sender, which looks for whatever is due.
    other.submit(silent("ben")).await;
    for user in ["ana", "ben"] {
        until(&other, user, "delivered").await;
    }
    assert_eq!(sent(&signals).await, 2);
}

#[tokio::test]
async fn asked_to_stop_it_hears_out_an_alert_that_is_being_sent() {
    // Otherwise nobody knows that it went out, and it goes out again: two texts.
    let (signals, ml) = (texter(Duration::from_millis(1000)).await, ml_scoring(90).await);
    let setup = Setup::alone().set("ml.url", ml.uri()).set("signals.url", signals.uri());
    let mut server = setup.start().await;
    server.submit(silent("ana")).await;
    eventually("the alert is under way", async || (sent(&signals).await > 0).then_some(())).await;
    server.restart().await;
    assert_eq!(server.score("ana").await["alert"]["status"], "delivered");
    assert_eq!(sent(&signals).await, 1);
}

#[tokio::test]
async fn an_alert_that_hangs_holds_nobody_up_and_goes_out_after_its_sender_died() {
    let (hanging, ml) = (raw::hanging().await, ml_scoring(90).await);
    let setup = Setup::alone().set("signals.url", hanging).set("signals.timeout_ms", 2500);
    let mut server = setup.set("ml.url", ml.uri()).start().await;
    let start = Instant::now();
    server.submit(silent("ana")).await;
    until(&server, "ana", "sending").await;
    server.submit(silent("ana")).await;
    assert!(start.elapsed() < Duration::from_secs(2), "the check-ins did not wait for it");
    server.kill();

    let signals = texter(Duration::ZERO).await;
    server.set("signals.url", signals.uri());
    server.start_again().await;
    let everything_is_sent = async || {
        let history = server.history("ana").await;
        let all = history.iter().all(|result| result["alert"]["status"] == "delivered");
        all.then_some(())
    };
    // Whoever was sending had half a minute for it, and the time of the call.
    within(Duration::from_secs(45), "the lease runs out", everything_is_sent).await;
    assert_eq!(sent(&signals).await, 2);
}
