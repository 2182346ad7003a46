//! The same request sent again is one check-in.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::fields::settled;
use crate::http::Answer;
use crate::server::{Server, Setup};
use crate::siblings::{json_answer, ml, requests, signals};
use crate::wait::eventually;

async fn send(server: &Server, key: &str, body: &Value) -> Answer {
    let with = |request: reqwest::RequestBuilder| request.header("Idempotency-Key", key).json(body);
    server.send(Method::POST, "/response/submit", with).await
}

fn reply(user: &str, text: &str) -> Value {
    json!({"user_id": user, "stimulus_id": "calm_01", "response_text": text})
}

#[tokio::test]
async fn the_same_request_gets_the_same_answer_and_is_one_check_in() {
    let mut server = Server::alone().await;
    for text in ["a quiet day", "I'm exhausted, I can't keep up and I dread tomorrow"] {
        let body = reply(text, text);
        let first = send(&server, "SM-1", &body).await.ok();
        assert_eq!(settled(&send(&server, "SM-1", &body).await.ok()), settled(&first));
        server.restart().await;
        assert_eq!(settled(&send(&server, "SM-1", &body).await.ok()), settled(&first));
        assert_eq!(server.history(text).await.len(), 1);
        // Another key, or none, is another check-in.
        send(&server, "SM-2", &body).await.ok();
        server.post("/response/submit", &body).await.ok();
        assert_eq!(server.metrics(text).await["total_checkins"], 3);
    }
}

#[tokio::test]
async fn a_key_that_came_with_another_body_is_refused() {
    let server = Server::alone().await;
    let first = send(&server, "SM-1", &reply("ana", "a quiet day")).await.ok();
    let other = send(&server, "SM-1", &reply("ana", "a loud day")).await;
    other.problem(422, "idempotency_key_reused");
    assert_eq!(server.history("ana").await, [first]);
    // Keys are a person's own: two people's clients may choose the same.
    send(&server, "SM-1", &reply("ben", "a loud day")).await.ok();
    assert_eq!(server.history("ben").await.len(), 1);
}

#[tokio::test]
async fn ten_racing_requests_with_one_key_are_one_check_in() {
    // ml is slow, so that all ten are under way before the first is stored.
    let slow = json_answer(&json!({"score": 90})).set_delay(std::time::Duration::from_millis(300));
    let (ml, signals) = (ml(slow).await, signals(ResponseTemplate::new(500)).await);
    let setup = Setup::alone().set("ml.url", ml.uri()).set("signals.url", signals.uri());
    let server = setup.start().await;
    let body = reply("ana", "a quiet day");
    let answers = join_all((0..10).map(|_| send(&server, "SM-1", &body))).await;
    let (done, in_work): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert!(!done.is_empty());
    for answer in in_work {
        answer.problem(409, "request_in_work");
        assert!(answer.header("retry-after").parse::<u32>().is_ok());
    }
    // When it is done, another try gets the same answer.
    let again = send(&server, "SM-1", &body).await.ok();
    for answer in done {
        assert_eq!(settled(&answer.ok()), settled(&again));
    }
    assert_eq!(server.history("ana").await.len(), 1);
    assert_eq!(server.metrics("ana").await["total_checkins"], 1);
    eventually("the alert is delivered", async || {
        (server.score("ana").await["alert"]["status"] == "delivered").then_some(())
    })
    .await;
    assert_eq!(requests(&signals, "/alert/send").await.len(), 1, "and one alert");
}

#[tokio::test]
async fn ten_racing_requests_with_one_key_and_other_bodies_store_one() {
    let server = Server::alone().await;
    let bodies: Vec<Value> = (0..10).map(|count| reply("ana", &format!("day {count}"))).collect();
    let answers = join_all(bodies.iter().map(|body| send(&server, "SM-1", body))).await;
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 1);
    for refused in answers.iter().filter(|answer| answer.status != 200) {
        match refused.status {
            409 => refused.problem(409, "request_in_work"),
            _ => refused.problem(422, "idempotency_key_reused"),
        };
    }
    assert_eq!(server.metrics("ana").await["total_checkins"], 1);
}

#[tokio::test]
async fn two_servers_on_one_database_store_one_check_in() {
    let slow = json_answer(&json!({"score": 50})).set_delay(std::time::Duration::from_millis(300));
    let ml = ml(slow).await;
    let one = Setup::alone().set("ml.url", ml.uri()).start().await;
    let other = Setup::alone().set("ml.url", ml.uri()).start_beside(&one).await;
    let body = reply("ana", "a quiet day");
    let (first, second) =
        futures_util::future::join(send(&one, "SM-1", &body), send(&other, "SM-1", &body)).await;
    assert_eq!(settled(&first.ok()), settled(&second.ok()));
    assert_eq!(one.history("ana").await.len(), 1);
}

#[tokio::test]
async fn a_refused_request_does_not_use_its_key_up() {
    let server = Server::alone().await;
    let mut body = reply("ana", "a quiet day");
    body["source"] = json!("fax");
    assert_eq!(send(&server, "SM-1", &body).await.wrong_fields(), ["source"]);
    send(&server, "SM-1", &reply("ana", "a quiet day")).await.ok();
}

#[tokio::test]
async fn a_key_that_cannot_be_one_is_refused() {
    let server = Server::alone().await;
    let long = "k".repeat(256);
    for key in ["", long.as_str(), "caf\u{e9}", "a\tb"] {
        let answer = send(&server, key, &reply("ana", "a quiet day")).await;
        assert_eq!(answer.wrong_fields(), ["Idempotency-Key"], "{key:?}");
    }
    let two = |request: reqwest::RequestBuilder| {
        let request = request.header("Idempotency-Key", "SM-1").header("Idempotency-Key", "SM-1");
        request.json(&reply("ana", "a quiet day"))
    };
    let answer = server.send(Method::POST, "/response/submit", two).await;
    assert_eq!(answer.wrong_fields(), ["Idempotency-Key"]);
    send(&server, &"k".repeat(255), &reply("ana", "a quiet day")).await.ok();
    assert_eq!(server.history("ana").await.len(), 1);
}

#[tokio::test]
async fn it_gets_its_answer_also_when_time_has_made_it_one_that_is_refused() {
    let server = Server::alone().await;
    let week = jiff::SignedDuration::from_hours(7 * 24) - jiff::SignedDuration::from_secs(2);
    let mut body = reply("ana", "a quiet day");
    body["timestamp"] = json!((jiff::Timestamp::now() - week).to_string());
    let first = send(&server, "SM-1", &body).await.ok();
    eventually("that moment is too long ago", async || {
        (server.post("/response/submit", &body).await.status == 422).then_some(())
    })
    .await;
    assert_eq!(send(&server, "SM-1", &body).await.ok(), first);
    // Another body under that key is what it always was: wrong.
    body["response_text"] = json!("a loud day");
    send(&server, "SM-1", &body).await.problem(422, "invalid_fields");
}
