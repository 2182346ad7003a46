//! Replies as people really write them, and as phones mangle them.

use serde_json::{Value, json};

use crate::fields::notes;
use crate::server::{Server, Setup};
use crate::siblings::{asked, fixture, json_answer, ml_scoring, signals};

/// Replies that are unusual, and none of them a reason to refuse a check-in.
fn replies() -> Vec<String> {
    vec![
        "x".repeat(10_000),
        "tired ".repeat(1666),
        "😀😭🏳️‍🌈👩‍👩‍👧‍👧".to_owned(),
        "🙂".repeat(10_000),
        "אני עייף מאוד ולא מצליח לישון".to_owned(),
        "أنا متعب جدا \u{202e}اليوم\u{202c}".to_owned(),
        "ich kann nicht mehr, j'en peux plus, no puedo más".to_owned(),
        "すごく疲れた".to_owned(),
        "tired\0 so\0 tired\0".to_owned(),
        "\0".to_owned(),
        "\u{feff}\u{200b}\u{200d}".to_owned(),
        "'; DROP TABLE check_ins; --".to_owned(),
        "<script>alert(1)</script>".to_owned(),
        "{\"score\": 100}".to_owned(),
        "a\u{301}\u{302}\u{303}".repeat(500),
        "%s%n%00".to_owned(),
        "?".to_owned(),
        "...".to_owned(),
        "1234567890".to_owned(),
        "fine".to_owned(),
        "\r\n\t tired \r\n".to_owned(),
    ]
}

#[tokio::test]
async fn any_reply_gets_a_sound_result_that_reads_the_same_again() {
    let server = Setup::alone().set("privacy.store_text", true).start().await;
    for (count, text) in replies().into_iter().enumerate() {
        let user = format!("person-{count}");
        let result = server.say(&user, &text).await;
        let again = server.score(&user).await;
        assert_eq!(again["score"], result["score"], "{text:?}");
        assert_eq!(again["data_quality"], result["data_quality"], "{text:?}");
    }
}

#[tokio::test]
async fn any_reply_reaches_the_siblings_as_it_was_written() {
    let signals = signals(json_answer(&fixture("signals/analyze_good"))).await;
    let ml = ml_scoring(40).await;
    let setup = Setup::alone().set("signals.url", signals.uri()).set("ml.url", ml.uri());
    let server = setup.start().await;
    for text in replies() {
        server.say("ana", &text).await;
    }
    let texts = |bodies: Vec<Value>, at: &'static str| -> Vec<String> {
        bodies.iter().map(|body| body.pointer(at).unwrap().as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(asked(&ml, "/score").await, "/signals/response_text"), replies());
    assert_eq!(texts(asked(&signals, "/analyze").await, "/response_text"), replies());
}

#[tokio::test]
async fn nothing_but_white_space_is_an_absent_reply_and_never_calm() {
    let server = Server::alone().await;
    for (count, text) in ["", " ", " \n\t\r ", "\u{a0}\u{2003}\u{3000}"].into_iter().enumerate() {
        let user = format!("person-{count}");
        let result = server.say(&user, text).await;
        assert_eq!(result["streams"], json!([]), "{text:?}");
        assert_ne!(result["level"], "green", "nobody measured that: {text:?}");
        assert!(
            notes(&result, "absent:response_text") && notes(&result, "no_evidence"),
            "{result}"
        );
        assert_eq!(result["coverage"], 0.0);
        let trend = &server.metrics(&user).await["score_trend"];
        assert_eq!(*trend, json!([]), "what measured nothing is no point of a trend");
    }
}

#[tokio::test]
async fn with_nothing_to_go_on_the_last_result_stands() {
    let server = Server::alone().await;
    let day_before = |text: &str| {
        json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": text,
            "timestamp": crate::wait::days_ago(3)})
    };
    let red =
        server.submit(day_before("I'm exhausted, I can't keep up and I dread tomorrow")).await;
    assert_eq!(red["level"], "red");
    let silent = server.say("ana", "").await;
    assert_eq!((&silent["score"], &silent["level"]), (&red["score"], &red["level"]));
    assert!(notes(&silent, "previous_result_stands"), "{silent}");
}

#[tokio::test]
async fn half_an_emoji_from_a_cut_sms_is_taken() {
    let server = Setup::alone().set("privacy.store_text", true).start().await;
    for text in [r"so tired \ud83d", r"\ude00 so tired", r"so \ud83d tired \ud83d\ude00"] {
        let body =
            format!(r#"{{"user_id":"ana","stimulus_id":"calm_01","response_text":"{text}"}}"#);
        let result = server.post_raw("/response/submit", body).await.ok();
        crate::sound::assert_sound(&result);
        assert!(result["breakdown"]["imessage"].as_f64().unwrap() > 0.0);
    }
    assert_eq!(server.history("ana").await.len(), 3);
    let stored = server.files_with("so \u{fffd} tired 😀".as_bytes());
    assert!(!stored.is_empty(), "what was whole stays whole");
}

#[tokio::test]
async fn the_longest_reply_is_taken_and_a_longer_one_refused() {
    let server = Server::alone().await;
    for text in ["y".repeat(20_000), "é".repeat(20_000), "🙂".repeat(20_000)] {
        server.say("ana", &text).await;
        let body = json!({"user_id": "ben", "stimulus_id": "calm_01",
            "response_text": format!("{text}!")});
        let answer = server.post("/response/submit", &body).await;
        assert_eq!(answer.wrong_fields(), ["response_text"]);
    }
    assert_eq!(server.score("ben").await["source"], "none");
}

#[tokio::test]
async fn a_score_that_ml_makes_of_nothing_is_said_to_rest_on_nothing() {
    let ml = ml_scoring(2).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    for text in ["", "   "] {
        let result = server.say("ana", text).await;
        assert!(notes(&result, "no_evidence"), "{result}");
        assert_ne!(result["level"], "green", "ml cannot calm of nothing");
        assert_eq!((&result["coverage"], &result["confidence"]), (&json!(0.0), &json!(0.0)));
        let said = result["intervention"].as_str().unwrap();
        assert!(said.contains("could not read enough"), "{said}");
    }
}
