//! A red result's alert goes out: once, whatever comes between.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::form;
use crate::server::{NOBODY, Server, Setup};
use crate::siblings::{Script, fixture, json_answer, on_post, raw_answer, requests, video};
use crate::wait::{eventually, within};

const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

fn delivered() -> ResponseTemplate {
    json_answer(&fixture("signals/alert_delivered"))
}

/// signals, which does nothing but take alerts and phones.
async fn texter(answer: ResponseTemplate) -> (MockServer, Script) {
    let script = Script::new(answer);
    let signals = MockServer::start().await;
    on_post(&signals, "/alert/send", script.clone()).await;
    let registered = fixture("signals/register_phone_good");
    on_post(&signals, "/register-phone", json_answer(&registered)).await;
    (signals, script)
}

fn impatient(signals: &str) -> Setup {
    Setup::alone().set("signals.url", signals).set("signals.timeout_ms", 1000)
}

async fn red(server: &Server, user: &str) -> Value {
    let result = server.say(user, EXHAUSTED).await;
    assert_eq!(result["level"], "red");
    result
}

async fn status(server: &Server, user: &str) -> String {
    server.score(user).await["alert"]["status"].as_str().unwrap().to_owned()
}

async fn until(server: &Server, user: &str, wanted: &str) {
    eventually(wanted, async || (status(server, user).await == wanted).then_some(())).await;
}

/// The attempts to send an alert about a person.
async fn attempts(signals: &MockServer, user: &str) -> Vec<Request> {
    let of_user = |request: &Request| request.body_json::<Value>().unwrap()["user_id"] == user;
    let all = requests(signals, "/alert/send").await;
    all.into_iter().filter(|request| of_user(request)).collect()
}

/// Waits until the dispatcher has been round once more: a later alert has gone out.
async fn once_more(server: &Server, user: &str) {
    red(server, user).await;
    until(server, user, "delivered").await;
}

#[tokio::test]
async fn an_alert_outlives_a_power_cut_and_goes_out_exactly_once() {
    let (signals, _) = texter(delivered()).await;
    let mut server = impatient(NOBODY).start().await;
    let result = red(&server, "ana").await;
    assert_eq!(result["alert"]["status"], "queued");
    // Between two attempts: one that is under way keeps its turn for half a minute.
    eventually("a first attempt", async || server.log().contains("not delivered").then_some(()))
        .await;
    server.kill();
    server.set("signals.url", signals.uri());
    server.start_again().await;
    assert_eq!(server.score("ana").await["alert"]["id"], result["alert"]["id"]);
    let is_delivered = async || (status(&server, "ana").await == "delivered").then_some(());
    within(Duration::from_secs(45), "the alert goes out", is_delivered).await;
    once_more(&server, "ben").await;
    server.restart().await;
    once_more(&server, "cleo").await;

    let attempts = attempts(&signals, "ana").await;
    assert_eq!(attempts.len(), 1);
    let key = attempts[0].headers.get("idempotency-key").unwrap();
    assert_eq!(key.to_str().unwrap(), result["alert"]["id"]);
    let sent: Value = attempts[0].body_json().unwrap();
    let expected = json!({"user_id": "ana", "score": result["score"], "level": "red",
        "intervention": result["intervention"]});
    assert_eq!(sent, expected);
    assert_eq!(status(&server, "ana").await, "delivered");
}

#[tokio::test]
async fn what_is_no_delivery_is_tried_again_until_it_is_one() {
    let check = async |what: &str, answer: ResponseTemplate| {
        let (signals, script) = texter(answer).await;
        let server = impatient(&signals.uri()).start().await;
        let result = red(&server, "ana").await;
        eventually("a second attempt", async || {
            (attempts(&signals, "ana").await.len() > 1).then_some(())
        })
        .await;
        assert_ne!(status(&server, "ana").await, "delivered", "{what}");
        script.set(delivered());
        until(&server, "ana", "delivered").await;
        let tried = attempts(&signals, "ana").await.len();
        once_more(&server, "ben").await;
        let all = attempts(&signals, "ana").await;
        assert_eq!(all.len(), tried, "{what}: nothing after the delivery");
        for attempt in all {
            let key = attempt.headers.get("idempotency-key").unwrap();
            assert_eq!(key.to_str().unwrap(), result["alert"]["id"], "{what}");
        }
    };
    let answers = [
        ("a null id", json_answer(&fixture("signals/alert_provider_failed"))),
        ("no provider keys", ResponseTemplate::new(500)),
        ("not sent", json_answer(&json!({"sent": false, "message_sid": "SM123"}))),
        ("no id", json_answer(&json!({"sent": true}))),
        ("an error code", json_answer(&json!({"sent": true, "message_sid": "error_21211"}))),
        ("HTML", raw_answer("<html>SM123</html>")),
    ];
    join_all(answers.into_iter().map(|(what, answer)| check(what, answer))).await;
}

#[tokio::test]
async fn without_a_phone_it_waits_and_goes_out_as_soon_as_there_is_one() {
    let (signals, script) = texter(json_answer(&fixture("signals/alert_no_phone_on_file"))).await;
    let mut server = impatient(&signals.uri()).start().await;
    red(&server, "ana").await;
    until(&server, "ana", "undeliverable").await;
    server.restart().await;
    assert_eq!(status(&server, "ana").await, "undeliverable");
    script.set(delivered());
    let start = Instant::now();
    let phone = json!({"phone": "+1 (555) 010-0123"});
    let answer = server.post("/users/ana/phone", &phone).await.ok();
    assert_eq!(answer, json!({"user_id": "ana", "registered": true}));
    until(&server, "ana", "delivered").await;
    assert!(start.elapsed() < Duration::from_secs(5), "its own turn is a quarter of an hour away");
    let registered = &requests(&signals, "/register-phone").await[0];
    let registered: Value = registered.body_json().unwrap();
    assert_eq!(registered, json!({"user_id": "ana", "phone": "+15550100123"}));
    assert_eq!(attempts(&signals, "ana").await.len(), 2);
    assert!(server.files_with(b"5550100123").is_empty(), "Pilotlight keeps no phone");
}

#[tokio::test]
async fn red_from_every_channel_raises_one_and_green_and_yellow_raise_none() {
    let (signals, _) = texter(delivered()).await;
    let mut tense = fixture("video/analyze_good");
    tense["facial"]["facial_stress_score"] = json!(98);
    tense["voice"]["voice_stress_score"] = json!(95);
    let video = video(json_answer(&tense)).await;
    let server = impatient(&signals.uri()).set("video.url", video.uri()).start().await;
    let sms = json!({"user_id": "sms", "stimulus_id": "calm_01", "response_text": EXHAUSTED,
        "source": "sms"});
    server.submit(sms).await;
    red(&server, "app").await;
    let recorded = server.submit_video(form::of("video")).await;
    assert_eq!(recorded["burnout_result"]["level"], "red");
    let green = server.say("green", "had a lovely slow morning, feeling rested").await;
    let yellow = server.say("yellow", "").await;
    assert_eq!((&green["level"], &yellow["level"]), (&json!("green"), &json!("yellow")));
    for user in ["sms", "app", "video"] {
        until(&server, user, "delivered").await;
    }
    once_more(&server, "last").await;
    for (user, count) in [("sms", 1), ("app", 1), ("video", 1), ("green", 0), ("yellow", 0)] {
        assert_eq!(attempts(&signals, user).await.len(), count, "{user}");
    }
}

#[tokio::test]
async fn many_alerts_at_once_each_go_out_once() {
    let (signals, _) = texter(delivered().set_delay(Duration::from_millis(50))).await;
    let server = impatient(&signals.uri()).start().await;
    let users: Vec<String> = (0..30).map(|count| format!("person-{count}")).collect();
    join_all(users.iter().map(|user| red(&server, user))).await;
    for user in &users {
        until(&server, user, "delivered").await;
    }
    once_more(&server, "last").await;
    let all = requests(&signals, "/alert/send").await;
    let keys: HashSet<_> =
        all.iter().map(|request| request.headers.get("idempotency-key").cloned()).collect();
    assert_eq!((all.len(), keys.len()), (31, 31));
}
