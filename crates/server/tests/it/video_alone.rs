//! A check-in by video where the service is away, fails, or sees nothing: never a calm that nobody
//! measured.

use std::time::Duration;

use reqwest::multipart::Form;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiremock::ResponseTemplate;

use crate::fields::{notes, stream};
use crate::form::{self, file, mp4};
use crate::past::Past;
use crate::raw;
use crate::server::{NOBODY, Server, Setup};
use crate::siblings::{Script, fixture, json_answer, raw_answer, video};

fn impatient(video: &str) -> Setup {
    Setup::alone().set("video.url", video).set("video.timeout_ms", 700)
}

/// A video that is large enough to be under way for a while.
fn large(user: &str) -> Form {
    let part = file(mp4(6_000_000), "video/mp4");
    Form::new().text("user_id", user.to_owned()).part("video", part)
}

/// Checks that nothing of a video was used, and that nothing is claimed.
fn assert_nothing_seen(answer: &Value, what: &str) {
    assert_eq!(answer["video_service"], false, "{what}");
    for key in ["facial", "voice", "combined_score"] {
        assert!(answer[key].is_null(), "{what}: {key} in {answer}");
    }
    let result = &answer["burnout_result"];
    assert_ne!(result["level"], "green", "{what}");
    assert!(notes(result, "no_evidence"), "{what}: {result}");
    assert_eq!(result["streams"], json!([]), "{what}");
    assert!(["unavailable", "unusable"].contains(&result["services"]["video"].as_str().unwrap()));
}

#[tokio::test]
async fn with_the_service_away_nothing_is_claimed() {
    let server = Server::alone().await;
    for video in [form::of("ana"), large("ben")] {
        assert_nothing_seen(&server.submit_video(video).await, "refused");
    }
    assert!(notes(&server.score("ana").await, "no_previous_result"));
    assert_eq!(server.metrics("ana").await["score_trend"], json!([]));
}

#[tokio::test]
async fn whatever_the_service_answers_that_is_no_answer_nothing_is_claimed() {
    let script = Script::new(ResponseTemplate::new(500));
    let video = video(script.clone()).await;
    let server = impatient(&video.uri()).start().await;
    let html = "<html>502 Bad Gateway</html>";
    let answers = [
        ("500", ResponseTemplate::new(500)),
        ("422", ResponseTemplate::new(422).set_body_json(json!({"detail": []}))),
        ("HTML", raw_answer(html)),
        ("empty", raw_answer("")),
        ("spaces", raw_answer(vec![b' '; 2_000_000])),
        ("half", raw_answer("{\"facial\": {\"facial_stress_score\": 1}, ")),
        ("an error", json_answer(&json!({"error": "busy", "facial": {"facial_stress_score": 1}}))),
        ("nothing", json_answer(&json!({}))),
        ("a list", json_answer(&json!([1]))),
        ("late", json_answer(&fixture("video/analyze_good")).set_delay(Duration::from_secs(60))),
    ];
    for (what, answer) in answers {
        script.set(answer);
        let form = form::of(&format!("person {what}"));
        let answer = server.post_form(form).await;
        assert!(answer.took < Duration::from_secs(4), "{what} took {:?}", answer.took);
        let answer = answer.ok();
        crate::sound::assert_sound(&answer["burnout_result"]);
        assert_nothing_seen(&answer, what);
    }
}

#[tokio::test]
async fn any_wrong_type_from_the_service_is_lived_with() {
    let script = Script::new(ResponseTemplate::new(500));
    let video = video(script.clone()).await;
    let server = impatient(&video.uri()).start().await;
    let wrong = [
        Value::Null,
        json!("text"),
        json!("NaN"),
        json!(-1e300),
        json!(1e300),
        json!([1]),
        json!({}),
        json!(true),
    ];
    let good = fixture("video/analyze_good");
    let parts = [
        "/facial",
        "/voice",
        "/combined_score",
        "/facial/facial_stress_score",
        "/facial/eye_indicators",
        "/facial/facial_indicators/forced_smile",
        "/voice/transcript",
        "/voice/pitch_mean_hz",
        "/voice/pause_frequency",
        "/voice/voice_tremor",
    ];
    for part in parts {
        for value in &wrong {
            let mut answer = good.clone();
            *answer.pointer_mut(part).unwrap() = value.clone();
            script.set(json_answer(&answer));
            let answer = server.submit_video(form::of("ana")).await;
            assert_eq!(answer["video_service"], true, "{part} = {value}");
        }
    }
}

#[tokio::test]
async fn a_service_that_goes_away_in_the_middle_loses_no_check_in() {
    let closing = raw::sibling(|mut stream| async move {
        let mut buffer = vec![0; 64 * 1024];
        let _ = stream.read(&mut buffer).await;
    });
    let refusing = raw::sibling(|mut stream| async move {
        let _ = stream.read(&mut [0; 1024]).await;
        let _ = stream.write_all(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n").await;
    });
    for url in [closing.await, refusing.await, raw::hanging().await, raw::slamming().await] {
        let server = impatient(&url).start().await;
        assert_nothing_seen(&server.submit_video(large("ana")).await, "the middle");
        assert_eq!(server.history("ana").await.len(), 1);
    }
}

#[tokio::test]
async fn no_face_is_absent_and_not_calm() {
    let video = video(json_answer(&fixture("video/analyze_no_face"))).await;
    let server = impatient(&video.uri()).start().await;
    let answer = server.submit_video(form::of("ana")).await;
    assert_eq!(answer["video_service"], true);
    assert!(answer["facial"].is_null(), "{answer}");
    assert_eq!(answer["combined_score"], 56, "the voice alone");
    let result = &answer["burnout_result"];
    assert!(stream(result, "facial").is_none() && notes(result, "absent:facial"));
    assert_eq!((&result["score"], &result["level"]), (&json!(56), &json!("yellow")));
}

#[tokio::test]
async fn neither_face_nor_voice_is_nothing_to_go_on() {
    let script = Script::new(ResponseTemplate::new(500));
    let video = video(script.clone()).await;
    let server = impatient(&video.uri()).start().await;
    for name in ["nothing_found", "face_all_zeros"] {
        let mut analysis = fixture(&format!("video/analyze_{name}"));
        analysis["voice"] = fixture("video/analyze_voice_all_zeros")["voice"].clone();
        script.set(json_answer(&analysis));
        let answer = server.submit_video(form::of(name)).await;
        assert_eq!(answer["video_service"], true, "{name}");
        assert!(answer["facial"].is_null() && answer["voice"].is_null(), "{answer}");
        assert!(answer["combined_score"].is_null(), "never a calm 0: {answer}");
        let result = &answer["burnout_result"];
        assert_ne!(result["level"], "green", "{name}");
        assert!(notes(result, "no_evidence"), "{result}");
    }
}

#[tokio::test]
async fn with_the_service_away_the_result_of_today_stands_whole() {
    let server = impatient(NOBODY).start().await;
    let said = server.say("ana", "I'm exhausted, I can't keep up and I dread tomorrow").await;
    let answer = server.submit_video(form::of("ana")).await;
    let result = &answer["burnout_result"];
    assert_eq!(answer["video_service"], false);
    assert!(notes(result, "previous_result_stands") && notes(result, "no_evidence"), "{result}");
    assert!(!notes(result, "carried_over:imessage"), "nothing measured, nothing fused: {result}");
    assert_eq!((&result["score"], &result["level"]), (&said["score"], &said["level"]));
    assert_eq!(result["streams"], json!([]));
}

#[tokio::test]
async fn with_the_service_away_the_last_result_of_a_week_stands() {
    let server = impatient(NOBODY).start().await;
    let past = Past::in_folder(server.folder()).await;
    for (user, text) in [
        ("ana", "I'm exhausted, I can't keep up and I dread tomorrow"),
        ("ben", "had a lovely slow morning, feeling rested"),
    ] {
        let at = |days| {
            json!({"user_id": user, "stimulus_id": "calm_01", "response_text": text,
                "timestamp": crate::wait::days_ago(days)})
        };
        let eight_days_ago = crate::wait::days_ago(8).parse().unwrap();
        past.said(user, eight_days_ago, text).await;
        let answer = server.submit_video(form::of(user)).await;
        assert!(notes(&answer["burnout_result"], "no_previous_result"), "{answer}");
        let before = server.submit(at(3)).await;
        let answer = server.submit_video(form::of(user)).await;
        let result = &answer["burnout_result"];
        assert_eq!((&result["score"], &result["level"]), (&before["score"], &before["level"]));
        assert!(notes(result, "previous_result_stands") && notes(result, "no_evidence"));
        assert_eq!(result["streams"], json!([]));
    }
}
