//! A check-in by video, with the service there.

use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wiremock::{MockServer, Request};

use crate::fields::{notes, stream};
use crate::form::{self, file, mp4};
use crate::server::{Server, Setup};
use crate::siblings::{asked_once, fixture, json_answer, ml_scoring, requests, video};
use crate::wait::{days_ago, two_hours_ahead};

async fn seeing(analysis: &Value) -> (MockServer, Server) {
    let video = video(json_answer(analysis)).await;
    let server = Setup::alone().set("video.url", video.uri()).start().await;
    (video, server)
}

/// The one part of a multipart request: its head and its bytes.
fn only_part(request: &Request) -> (String, Vec<u8>) {
    let media_type = request.headers.get("content-type").unwrap().to_str().unwrap();
    let boundary = media_type.split_once("boundary=").unwrap().1.trim_matches('"');
    let body = request.body.strip_prefix(format!("--{boundary}\r\n").as_bytes()).unwrap();
    let body = body.strip_suffix(format!("\r\n--{boundary}--\r\n").as_bytes()).unwrap();
    let head = body.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    (String::from_utf8(body[..head].to_vec()).unwrap(), body[head + 4..].to_vec())
}

#[tokio::test]
async fn a_video_reaches_the_service_byte_for_byte_and_without_its_name() {
    let (video, server) = seeing(&fixture("video/analyze_good")).await;
    let mut bytes = mp4(4_000_000);
    // What looks like the end of a part is none.
    for (place, trap) in
        [(5000, "\r\n--"), (65_534, "\r\n--"), (70_000, "--\r\n\r\n--boundary--\r\n")]
    {
        bytes[place..place + trap.len()].copy_from_slice(trap.as_bytes());
    }
    bytes.extend_from_slice(b"\r\n--\r\n");
    let named = file(bytes.clone(), "video/mp4").file_name("ana crying \"2\".mp4");
    let form = Form::new().text("user_id", "ana").part("video", named);
    server.submit_video(form).await;
    let sent = requests(&video, "/analyze/video").await;
    assert_eq!(sent.len(), 1);
    let (head, passed) = only_part(&sent[0]);
    assert_eq!(passed.len(), bytes.len());
    assert_eq!(Sha256::digest(&passed), Sha256::digest(&bytes));
    assert!(head.contains("name=\"video\"") && head.contains("video/mp4"), "{head}");
    assert!(!head.contains("crying"), "{head}");
    assert!(!sent[0].body.windows(7).any(|window| window == b"user_id"), "nobody is named");
}

#[tokio::test]
async fn face_and_voice_are_answered_and_fused() {
    let (_video, server) = seeing(&fixture("video/analyze_good")).await;
    let answer = server.submit_video(form::of("ana")).await;
    assert_eq!(answer["video_service"], true);
    assert_eq!(answer["facial"]["facial_stress_score"], 62.5);
    assert_eq!(answer["facial"]["eye_indicators"]["blink_rate_per_min"], 24.0);
    assert_eq!(answer["facial"]["facial_indicators"]["overall_affect"], "tense");
    // The service gave the voice no score: 40·150/300 + 20 + 40·4/10.
    assert_eq!(answer["voice"]["voice_stress_score"], 56.0);
    assert_eq!(answer["voice"]["voice_tremor"], true);
    assert_eq!(answer["combined_score"], 60);
    let result = &answer["burnout_result"];
    assert_eq!(
        result["breakdown"],
        json!({"imessage": 0.0, "typing": 0.0, "facial": 62.5,
        "voice": 56.0, "tribe": 0.0})
    );
    // (0.30·62.5 + 0.15·56) / 0.45
    assert_eq!(result["score"], 60);
    assert_eq!(result["source"], "fallback");
    assert_eq!(
        result["services"],
        json!({"signals": "not_asked", "ml": "unavailable",
        "video": "used"})
    );
    assert_eq!(server.score("ana").await, *result);
    assert_eq!(server.history("ana").await, std::slice::from_ref(result));
}

#[tokio::test]
async fn an_older_service_scores_the_voice_itself() {
    for key in ["voice_stress_score", "stress_score"] {
        let mut analysis = fixture("video/analyze_good");
        analysis["voice"][key] = json!(41.5);
        let (_video, server) = seeing(&analysis).await;
        let answer = server.submit_video(form::of("ana")).await;
        assert_eq!(answer["voice"]["voice_stress_score"], 41.5, "{key}");
    }
}

#[tokio::test]
async fn the_form_may_be_in_any_order_and_hold_more() {
    let (_video, server) = seeing(&fixture("video/analyze_good")).await;
    let recorded = days_ago(1);
    let form = Form::new()
        .text("device", "phone")
        .part("video", file(mp4(4000), "video/mp4"))
        .text("region", "gb")
        .text("timestamp", two_hours_ahead(&recorded))
        .text("stimulus_id", "calm_02")
        .text("user_id", "ana é");
    let answer = server.submit_video(form).await;
    let result = &answer["burnout_result"];
    assert_eq!(result["user_id"], "ana é");
    assert_eq!(result["stimulus_id"], "calm_02");
    assert_eq!(result["timestamp"], recorded);
    assert_eq!(server.score("ana é").await, *result);
}

#[tokio::test]
async fn a_video_is_known_by_its_type_its_bytes_or_its_name() {
    let (_video, server) = seeing(&fixture("video/analyze_good")).await;
    let plain = b"nothing that anybody knows".to_vec();
    let parts = [
        file(plain.clone(), "video/mp4"),
        file(plain.clone(), "video/quicktime"),
        file(plain.clone(), "application/octet-stream"),
        file(plain.clone(), "application/octet-stream").file_name("CHECKIN.MP4"),
        file(mp4(4000), "application/octet-stream").file_name("upload"),
        Part::bytes(plain).file_name("checkin.webm"),
        Part::bytes(mp4(4000)).file_name("blob"),
    ];
    for (count, part) in parts.into_iter().enumerate() {
        let form = Form::new().text("user_id", count.to_string()).part("video", part);
        assert_eq!(server.submit_video(form).await["video_service"], true, "{count}");
    }
}

#[tokio::test]
async fn what_was_said_goes_to_ml_and_is_neither_answered_nor_stored() {
    let mut analysis = fixture("video/analyze_good");
    analysis["voice"]["transcript"] = json!("zanzibar marmalade nightingale");
    let video = video(json_answer(&analysis)).await;
    let ml = ml_scoring(40).await;
    let setup = Setup::alone().set("video.url", video.uri()).set("ml.url", ml.uri());
    let server = setup.start().await;
    let answer = server.submit_video(form::of("ana")).await;
    let result = &answer["burnout_result"];
    assert_eq!((&result["score"], &result["source"]), (&json!(40), &json!("video")));
    let sent = asked_once(&ml, "/score").await;
    let signals = json!({"response_text": "zanzibar marmalade nightingale", "facial_score": 62.5,
        "voice_score": 56.0});
    assert_eq!(sent["signals"], signals);
    assert!(!answer.to_string().contains("marmalade"), "{answer}");
    assert!(!server.history("ana").await[0].to_string().contains("marmalade"));
    let files = server.files_with(b"marmalade");
    assert!(files.is_empty(), "{files:?}");
}

#[tokio::test]
async fn a_red_video_offers_support_and_raises_an_alert() {
    let mut analysis = fixture("video/analyze_good");
    analysis["facial"]["facial_stress_score"] = json!(98);
    analysis["voice"]["stress_score"] = json!(90);
    let (_video, server) = seeing(&analysis).await;
    let answer = server.submit_video(form::of("ana")).await;
    let result = &answer["burnout_result"];
    assert_eq!(result["level"], "red");
    assert_eq!(result["alert"]["status"], "queued");
    assert!(result["intervention"].as_str().unwrap().contains("988"), "{result}");
    assert!(!result["support"].as_array().unwrap().is_empty());
}

/// Checks in by words now, after a very tense video of some hours ago.
async fn words_after_a_tense_video(hours: i64) -> Value {
    let mut analysis = fixture("video/analyze_good");
    analysis["facial"]["facial_stress_score"] = json!(99);
    analysis["voice"] = Value::Null;
    let (_video, server) = seeing(&analysis).await;
    let then = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(hours);
    let form = form::of("ana").text("timestamp", then.to_string());
    assert_eq!(server.submit_video(form).await["burnout_result"]["level"], "red");
    server.say("ana", "had a lovely slow morning, feeling rested").await
}

#[tokio::test]
async fn a_face_three_days_old_moves_nothing_and_one_of_today_does() {
    let server = Server::alone().await;
    let alone = server.say("ben", "had a lovely slow morning, feeling rested").await;
    let old = words_after_a_tense_video(72).await;
    for key in ["score", "level", "breakdown", "streams", "coverage", "confidence", "data_quality"]
    {
        assert_eq!(old[key], alone[key], "{key}");
    }
    let recent = words_after_a_tense_video(1).await;
    assert!(recent["score"].as_u64().unwrap() > alone["score"].as_u64().unwrap() + 20, "{recent}");
    assert!(notes(&recent, "carried_over:facial"));
    let freshness = stream(&recent, "facial").unwrap()["freshness"].as_f64().unwrap();
    assert!((freshness - 0.891).abs() < 0.002, "half of it is gone after six hours: {freshness}");
}
