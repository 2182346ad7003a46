//! What `policy.streams` leaves of earlier check-ins, of words alone, of safety and of TRIBE.

use std::path::PathBuf;

use reqwest::Method;
use serde_json::{Value, json};

use crate::fields::{notes, settled, stream, texts, timeless};
use crate::form;
use crate::policy::{ALL, Siblings, TRACES, all_but, everything, typed};
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, video};

#[tokio::test]
async fn what_was_measured_before_a_stream_was_left_out_is_neither_read_back_nor_shown() {
    for traces in &TRACES {
        let name = traces.stream;
        let siblings = Siblings::new().await;
        let mut server = siblings.setup().start().await;
        everything(&server).await;
        let before = server.history("ana").await;
        assert!(stream(&before[0], name).is_some(), "{name}: {}", before[0]);
        server.set("policy.streams", all_but(name));
        server.set("signals.url", "");
        server.set("ml.url", "");
        server.restart().await;
        // It measures something itself, so that more may be carried over to it.
        let later = match name {
            "imessage" => server.submit_video(form::of("ana")).await["burnout_result"].clone(),
            _ => server.say("ana", "so so, a long and ordinary day at work").await,
        };
        assert!(stream(&later, name).is_none(), "{name}: {later}");
        assert!(!later.to_string().contains(&format!("carried_over:{name}")), "{name}: {later}");
        let carried = texts(&later["data_quality"]).join(" ").matches("carried_over").count();
        let others = match name {
            "imessage" => 1,
            "tribe" => 3,
            _ => 2,
        };
        assert_eq!(carried, others, "{name}: {later}");
        let history = server.history("ana").await;
        for (now, then) in history[1..].iter().zip(&before) {
            assert!(stream(now, name).is_none(), "{name}: {now}");
            assert_eq!(now["breakdown"][name], 0.0, "{name}: {now}");
            assert_eq!((&now["score"], &now["level"]), (&then["score"], &then["level"]));
            let mut parts = now["contributions"].as_array().unwrap().iter();
            assert!(parts.all(|part| part["source"] != name), "{name}: {now}");
            let shown = timeless(now).to_string();
            for trace in traces.kept {
                assert!(!shown.contains(trace), "{name}: {trace} in {now}");
            }
        }
        assert_eq!(server.metrics("ana").await["latest_breakdown"][name], 0.0);
    }
}

#[tokio::test]
async fn a_face_of_before_is_carried_over_to_nobody() {
    let siblings = Siblings::new().await;
    let mut server = siblings.setup().start().await;
    server.submit_video(form::of("ana")).await;
    server.set("policy.streams", all_but("facial"));
    server.restart().await;
    server.submit(typed("ana")).await;
    assert!(!server.files_with(b"carried_over:voice").is_empty());
    assert!(server.files_with(b"carried_over:facial").is_empty());
    let sent = siblings.asked().await;
    let sent = sent.lines().rfind(|line| line.starts_with("POST /score")).unwrap();
    assert!(sent.contains("voice_score") && !sent.contains("facial_score"), "{sent}");
}

#[tokio::test]
async fn words_alone_can_be_allowed() {
    let siblings = Siblings::new().await;
    let setup = siblings.setup().set("policy.streams", "imessage").set("privacy.store_text", true);
    let server = setup.start().await;
    let result = server.submit(typed("ana")).await;
    assert_eq!(result["streams"].as_array().unwrap().len(), 1, "{result}");
    assert_eq!(stream(&result, "imessage").unwrap()["origin"], "ml");
    // ml's own score has TRIBE in it.
    assert_eq!((&result["source"], &result["score"]), (&json!("fallback"), &json!(82)));
    assert_eq!(result["services"], json!({"signals": "used", "ml": "used", "video": "not_asked"}));
    assert!(texts(&result["top_indicators"]).contains(&"The reply speaks of tiredness"));
    assert_eq!(settled(&server.score("ana").await), settled(&result));
    assert!(!server.files_with(b"zanzibar").is_empty(), "the host wants the words kept");
    let health = server.get("/health").await.ok();
    assert_eq!(health["policy"], json!({"streams": ["imessage"]}));
    assert_eq!(health["services"]["video"], "off");
}

#[tokio::test]
async fn where_words_are_left_out_they_are_not_stored_whatever_the_host_wants() {
    let siblings = Siblings::new().await;
    let setup = siblings.setup().set("policy.streams", all_but("imessage"));
    let server = setup.set("privacy.store_text", true).start().await;
    everything(&server).await;
    for words in ["zanzibar", "marmalade"] {
        assert_eq!(server.files_with(words.as_bytes()), Vec::<PathBuf>::new());
    }
}

#[tokio::test]
async fn the_safety_rules_read_the_words_whatever_is_allowed() {
    const PLAN: &str = "I wrote goodbye letters and tonight I am going to end my life";
    let siblings = Siblings::new().await;
    let mut said = fixture("video/analyze_good");
    said["voice"]["transcript"] = json!(PLAN);
    let camera = video(json_answer(&said)).await;
    let setup = siblings.setup().set("video.url", camera.uri());
    let setup = setup.set("policy.streams", "typing,facial").set("privacy.store_text", true);
    let server = setup.start().await;
    let by_words = server.say("ana", PLAN).await;
    let by_video = server.submit_video(form::of("ben")).await["burnout_result"].clone();
    for result in [by_words, by_video] {
        assert_eq!((&result["safety"]["tier"], &result["level"]), (&json!(3), &json!("red")));
        assert!(result["score"].as_u64().unwrap() >= 90 && result["alert"].is_object());
        assert!(notes(&result, "not_allowed:imessage") && stream(&result, "imessage").is_none());
    }
    assert!(!siblings.asked().await.contains("letters"));
    assert!(server.files_with(b"letters").is_empty());
}

#[tokio::test]
async fn without_tribe_nobody_models_anything() {
    let siblings = Siblings::new().await;
    let server = siblings.setup().set("policy.streams", all_but("tribe")).start().await;
    let nobody = server.brain("ana").await;
    assert_eq!((&nobody["source"], &nobody["stimulus_id"]), (&json!("none"), &Value::Null));
    server.get("/stimulus/today/ana").await.ok();
    server.get("/stimulus/calm_02").await.ok();
    let result = server.submit(typed("ana")).await;
    let brain = server.brain("ana").await;
    for (key, value) in [
        ("source", json!("none")),
        ("stimulus_id", json!("calm_01")),
        ("score", result["score"].clone()),
        ("activation_mean", json!(0.0)),
        ("brain_regions_flagged", json!([])),
        ("explanations", json!({})),
    ] {
        assert_eq!(brain[key], value, "{key}");
    }
    assert!(brain["regions"].as_object().unwrap().values().all(|region| *region == 0.0));
    assert_eq!(result["tribe_deviation"], 0.0);
    assert_eq!(result["brain_regions_flagged"], json!([]));
    let asked = siblings.asked().await;
    assert!(!asked.contains("/baseline") && asked.contains("POST /score"), "{asked}");
    assert!(asked.contains("\"stimulus_id\":\"none\""), "{asked}");
}

#[tokio::test]
async fn health_says_what_is_allowed() {
    let server = Server::alone().await;
    assert_eq!(server.get("/health").await.ok()["policy"]["streams"], json!(ALL));
    let setup = Setup::alone().set("policy.streams", "tribe,typing,tribe");
    let health = setup.start().await.send(Method::GET, "/health", |request| request).await.ok();
    assert_eq!(health["policy"]["streams"], json!(["typing", "tribe"]));
}
