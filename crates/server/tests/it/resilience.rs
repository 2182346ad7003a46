//! Siblings that are away, slow or broken: 200, a sound result, and in time.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::raw;
use crate::server::{NOBODY, Server, Setup};
use crate::siblings::{Script, fixture, json_answer, ml, raw_answer, signals};

/// What a busy machine may add to an answer's time.
const SLACK: Duration = Duration::from_millis(700);

const DEADLINE: Duration = Duration::from_millis(2000);

/// A server that waits for a sibling for 400 ms, and for both for less than two seconds.
fn impatient(signals: &str, ml: &str) -> Setup {
    Setup::alone()
        .set("signals.url", signals)
        .set("ml.url", ml)
        .set("signals.timeout_ms", 400)
        .set("ml.timeout_ms", 400)
        .set("checkin.deadline_ms", DEADLINE.as_millis())
}

fn reply(text: &str) -> Value {
    json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": text, "typing_wpm": 40,
        "error_rate": 3, "response_time_ms": 5000})
}

/// Takes a check-in of exhausted words, which must come out as Pilotlight itself reads them.
async fn falls_back(server: &Server, what: &str) -> Value {
    let body = reply("I'm exhausted, I can't keep up and I dread tomorrow");
    let answer = server.post("/response/submit", &body).await;
    let result = answer.ok();
    crate::sound::assert_sound(&result);
    assert_eq!(result["source"], "fallback", "{what}: {result}");
    assert_eq!(result["level"], "red", "{what}: {result}");
    assert!(answer.took < DEADLINE + SLACK, "{what} took {:?}", answer.took);
    assert_eq!(server.score("ana").await["check_in_id"], result["check_in_id"], "{what}");
    result
}

#[tokio::test]
async fn whatever_is_wrong_with_the_connection_it_falls_back_in_time() {
    let urls = [
        ("refused", NOBODY.to_owned()),
        ("hanging", raw::hanging().await),
        ("dripping", raw::dripping().await),
        ("cut", raw::cutting().await),
        ("not HTTP", raw::babbling().await),
        ("slammed", raw::slamming().await),
        ("no such host", "http://pilotlight.invalid:8002".to_owned()),
    ];
    let check = async |what: &str, url: &str| {
        let server = impatient(url, url).start().await;
        let services = &falls_back(&server, what).await["services"];
        assert_eq!(services["signals"], "unavailable", "{what}");
        assert_eq!(services["ml"], "unavailable", "{what}");
        assert_eq!(server.get("/health").await.ok()["status"], "degraded", "{what}");
    };
    join_all(urls.iter().map(|(what, url)| check(what, url))).await;
}

#[tokio::test]
async fn a_sibling_that_is_turned_off_is_off_and_not_away() {
    let server = Setup::alone().set("signals.url", "").set("ml.url", "").set("video.url", "");
    let server = server.start().await;
    let services = &falls_back(&server, "off").await["services"];
    assert_eq!((&services["signals"], &services["ml"]), (&json!("off"), &json!("off")));
    let health = server.get("/health").await.ok();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["services"], json!({"signals": "off", "ml": "off", "video": "off"}));
    assert_eq!(health["breakers"], json!({"signals": null, "ml": null, "video": null}));
}

/// Answers that are no answer.
fn broken() -> Vec<(&'static str, ResponseTemplate)> {
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    let spaces = vec![b' '; 1_000_000];
    let padded = format!("{}{{\"score\": 1, \"combined_signal_score\": 1}}", " ".repeat(1_000_000));
    let deep = format!("{{\"score\": {}", "[".repeat(100_000));
    let good_500 = ResponseTemplate::new(500).set_body_json(json!({"score": 1}));
    let away = ResponseTemplate::new(302).insert_header("location", "/health");
    vec![
        ("500", ResponseTemplate::new(500)),
        ("500 with a score", good_500),
        ("503", ResponseTemplate::new(503).insert_header("retry-after", "3600")),
        ("422", ResponseTemplate::new(422).set_body_json(json!({"detail": []}))),
        ("404", ResponseTemplate::new(404)),
        ("302", away),
        ("204", ResponseTemplate::new(204)),
        ("HTML", ResponseTemplate::new(200).set_body_raw(html, "text/html")),
        ("HTML said to be JSON", raw_answer(html)),
        ("a megabyte of spaces", raw_answer(spaces)),
        ("a megabyte of spaces before an answer", raw_answer(padded)),
        ("an empty body", raw_answer("")),
        ("half a body", raw_answer("{\"score\": 10, \"combined_signal_score\": 10, ")),
        ("a deep body", raw_answer(deep)),
        ("no UTF-8", raw_answer(b"{\"score\": \"\xff\xfe\"}".to_vec())),
        ("a list", raw_answer("[{\"score\": 10}]")),
        ("null", raw_answer("null")),
        ("an empty object", raw_answer("{}")),
        ("an error with 200", json_answer(&json!({"error": "model not loaded", "score": 1}))),
        ("nulls", json_answer(&json!({"score": null, "level": null, "sentiment_score": null}))),
    ]
}

#[tokio::test]
async fn whatever_is_answered_that_is_no_answer_it_falls_back() {
    let script = Script::new(ResponseTemplate::new(500));
    let (signals, ml) = (signals(script.clone()).await, ml(script.clone()).await);
    let server = impatient(&signals.uri(), &ml.uri()).start().await;
    for (what, answer) in broken() {
        script.set(answer);
        let services = &falls_back(&server, what).await["services"];
        for sibling in ["signals", "ml"] {
            let used = services[sibling].as_str().unwrap();
            assert!(["unavailable", "unusable"].contains(&used), "{what}: {sibling} {used}");
        }
    }
    // Once they answer again, they are used again.
    script.set(json_answer(&json!({"score": 12, "combined_signal_score": 12})));
    let result = server.submit(reply("so so")).await;
    assert_eq!((&result["score"], &result["source"]), (&json!(12), &json!("app")));
}

/// Every value that a field should not have.
fn wrong_values() -> Vec<Value> {
    let long = "long ".repeat(10_000);
    vec![
        Value::Null,
        json!(true),
        json!("text"),
        json!("NaN"),
        json!(""),
        json!(long),
        json!(-1e300),
        json!(1e300),
        json!([]),
        json!([1, "a", null, {}]),
        json!({}),
        json!({"a": [1]}),
    ]
}

/// The paths of all fields of an answer, those within objects included.
fn pointers(answer: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in answer.as_object().unwrap() {
        found.push(format!("/{name}"));
        if value.is_object() {
            found.extend(pointers(value).into_iter().map(|inner| format!("/{name}{inner}")));
        }
    }
    found
}

/// Has one sibling answer wrongly in every field, one after the other, and then in all at once.
async fn wrong_in_every_field(server: &Server, script: &Script, good: &Value) {
    for pointer in pointers(good) {
        for wrong in wrong_values() {
            let mut answer = good.clone();
            *answer.pointer_mut(&pointer).unwrap() = wrong.clone();
            script.set(json_answer(&answer));
            let result = server.submit(reply("not an easy week, so much to do")).await;
            assert_ne!(result["streams"], json!([]), "{pointer} = {wrong}: {result}");
        }
    }
    for wrong in wrong_values() {
        let mut answer = good.clone();
        for value in answer.as_object_mut().unwrap().values_mut() {
            *value = wrong.clone();
        }
        script.set(json_answer(&answer));
        server.submit(reply("not an easy week, so much to do")).await;
    }
}

#[tokio::test]
async fn any_wrong_type_from_signals_is_lived_with() {
    let script = Script::new(ResponseTemplate::new(500));
    let signals = signals(script.clone()).await;
    let server = impatient(&signals.uri(), NOBODY).start().await;
    wrong_in_every_field(&server, &script, &fixture("signals/analyze_good")).await;
}

#[tokio::test]
async fn any_wrong_type_from_ml_is_lived_with() {
    let script = Script::new(ResponseTemplate::new(500));
    let ml = ml(script.clone()).await;
    let server = impatient(NOBODY, &ml.uri()).start().await;
    wrong_in_every_field(&server, &script, &fixture("ml/score_good")).await;
}

#[tokio::test]
async fn with_default_settings_hanging_siblings_are_given_up_before_the_sms_bot_hangs_up() {
    let hanging = raw::hanging().await;
    let server = Setup::alone().set("signals.url", &hanging).set("ml.url", &hanging);
    let server = server.start().await;
    let answer = server.post("/response/submit", &reply("so so")).await;
    assert_eq!(answer.ok()["source"], "fallback");
    assert!(answer.took < Duration::from_millis(8500), "{:?}", answer.took);
}

#[tokio::test]
async fn the_deadline_holds_whatever_the_timeouts_and_however_many_wait() {
    let hanging = raw::hanging().await;
    let setup = impatient(&hanging, &hanging);
    let server = setup.set("signals.timeout_ms", 60_000).set("ml.timeout_ms", 60_000).start().await;
    let one = async || server.post("/response/submit", &reply("so so")).await;
    let answers = join_all((0..40).map(|_| one())).await;
    for answer in answers {
        assert_eq!(answer.ok()["source"], "fallback");
        assert!(answer.took < DEADLINE + SLACK, "{:?}", answer.took);
    }
    assert_eq!(server.history("ana").await.len(), 40);
}
