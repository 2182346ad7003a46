//! A text that the SMS provider delivers twice is one check-in.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::fields::settled;
use crate::server::{Server, Setup};
use crate::siblings::{json_answer, ml};
use crate::wait::days_ago;

fn text(user: &str, words: &str) -> Value {
    json!({"user_id": user, "stimulus_id": "calm_01", "response_text": words, "source": "sms",
        "typing_wpm": 40, "error_rate": 0})
}

#[tokio::test]
async fn the_same_text_again_gets_the_first_answer_across_a_power_cut() {
    let mut server = Server::alone().await;
    let red = "I'm exhausted, I can't keep up and I dread tomorrow";
    let first = server.submit(text("ana", red)).await;
    assert_eq!(settled(&server.submit(text("ana", red)).await), settled(&first));
    server.kill();
    server.start_again().await;
    // What the bot measures of the time differs from one delivery to the next.
    let mut again = text("ana", red);
    again["response_latency_ms"] = json!(123_456);
    assert_eq!(settled(&server.submit(again).await), settled(&first));
    assert_eq!(server.metrics("ana").await["total_checkins"], 1);
    let alerts = server.get("/alerts").await.ok();
    assert_eq!(alerts.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_differs_is_another_check_in() {
    let server = Server::alone().await;
    let at = |moment: &str| {
        let mut body = text("ana", "ok");
        body["timestamp"] = json!(moment);
        body
    };
    let mut other_stimulus = text("ana", "ok");
    other_stimulus["stimulus_id"] = json!("calm_02");
    let mut app = text("ana", "ok");
    app["source"] = json!("app");
    let different = [
        text("ana", "ok"),
        text("ana", "ok."),
        at(&days_ago(1)),
        at(&days_ago(2)),
        other_stimulus,
        app.clone(),
        app,
    ];
    for (count, body) in different.iter().enumerate() {
        server.submit(body.clone()).await;
        assert_eq!(server.history("ana").await.len(), count + 1, "{body}");
    }
    server.submit(at(&days_ago(1))).await;
    server.submit(text("ben", "ok")).await;
    assert_eq!(server.history("ben").await.len(), 1);
    // Under a key of its own it is what its client says that it is.
    let keyed = |key: &'static str| {
        move |request: reqwest::RequestBuilder| {
            request.header("Idempotency-Key", key).json(&text("cleo", "ok"))
        }
    };
    for key in ["SM-1", "SM-2"] {
        server.send(reqwest::Method::POST, "/response/submit", keyed(key)).await.ok();
    }
    assert_eq!(server.history("cleo").await.len(), 2);
}

#[tokio::test]
async fn ten_racing_deliveries_are_one_check_in_with_one_answer() {
    let slow = json_answer(&json!({"score": 90})).set_delay(Duration::from_millis(300));
    let ml = ml(slow).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    let answers = join_all((0..10).map(|_| server.submit(text("ana", "ok")))).await;
    for answer in &answers {
        assert_eq!(settled(answer), settled(&answers[0]));
    }
    assert_eq!(server.metrics("ana").await["total_checkins"], 1);
}

#[tokio::test]
async fn the_same_moment_and_words_written_otherwise_are_the_same_text() {
    let server = Server::alone().await;
    let moment = days_ago(1);
    let given = |words: &str, moment: &str| {
        let mut body = text("ana", words);
        body["timestamp"] = json!(moment);
        body
    };
    let first = server.submit(given("ok", &moment)).await;
    for end in ["+00:00", "Z", ".0000Z", ".000+00:00"] {
        let again = server.submit(given("ok", &moment.replace(".000Z", end))).await;
        assert_eq!(settled(&again), settled(&first), "{end}");
    }
    for words in [" ok", "ok\r\n", "\tok "] {
        assert_eq!(settled(&server.submit(given(words, &moment)).await), settled(&first));
    }
    server.submit(given("o k", &moment)).await;
    server.submit(given("ok", &moment.replace(".000Z", ".001Z"))).await;
    assert_eq!(server.history("ana").await.len(), 3);
    // Some local time that lies ahead is taken for now, and is the same one later.
    let ahead = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(2);
    let ahead = ahead.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let first = server.submit(given("local", &ahead)).await;
    assert_eq!(settled(&server.submit(given("local", &ahead)).await), settled(&first));
}

#[tokio::test]
async fn it_can_be_turned_off() {
    let server = Setup::alone().set("sms.redelivery_window_seconds", 0).start().await;
    for _ in 0..2 {
        server.submit(text("ana", "ok")).await;
    }
    assert_eq!(server.history("ana").await.len(), 2);
}
