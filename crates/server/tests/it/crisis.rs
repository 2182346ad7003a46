//! Crisis language: read in every channel, whatever service scored, and answered by rule.

use serde_json::{Value, json};

use crate::fields::texts;
use crate::form;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, ml_scoring, video};

const IDEATION: &str = "honestly I keep thinking about killing myself";
const PLAN: &str = "I wrote goodbye letters and tonight I am going to end my life";
const PASSIVE: &str = "work was fine but i dont wanna be alive anymore";
const WORRIED: &str = "my friend told me he wants to kill himself";
const IDIOM: &str = "this deadline is killing me, I could murder a coffee, dead tired lol";

fn safety(result: &Value) -> (u64, Vec<&str>) {
    (result["safety"]["tier"].as_u64().unwrap(), texts(&result["safety"]["rules"]))
}

fn at_least(result: &Value, score: u64, level: &str) {
    assert!(result["score"].as_u64().unwrap() >= score, "{result}");
    assert_eq!(result["level"], level, "{result}");
    assert!(!result["support"].as_array().unwrap().is_empty(), "{result}");
    let said = result["intervention"].as_str().unwrap();
    assert!(said.contains("988"), "{said}");
}

#[tokio::test]
async fn a_calm_score_of_ml_does_not_outweigh_what_was_written() {
    let ml = ml_scoring(4).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    let ideation = server.say("ana", IDEATION).await;
    at_least(&ideation, 80, "red");
    assert_eq!(safety(&ideation), (2, vec!["active_ideation"]));
    assert_eq!(ideation["contributions"].as_array().unwrap().last().unwrap()["source"], "safety");
    let plan = server.say("ben", PLAN).await;
    at_least(&plan, 90, "red");
    assert_eq!(safety(&plan).0, 3);
    let passive = server.say("cleo", PASSIVE).await;
    at_least(&passive, 30, "yellow");
    assert_eq!((safety(&passive).0, &passive["alert"]), (1, &Value::Null));
    let idiom = server.say("dora", IDIOM).await;
    assert_eq!((safety(&idiom), &idiom["level"]), ((0, vec![]), &json!("green")));
    // The rule is part of the result for ever.
    assert_eq!(server.score("ben").await["safety"], plan["safety"]);
}

#[tokio::test]
async fn it_is_read_on_sms_and_with_everything_down() {
    let server = Server::alone().await;
    let sms = |text: &str| json!({"user_id": "ana", "stimulus_id": "calm_01", "source": "sms", "response_text": text});
    at_least(&server.submit(sms(IDEATION)).await, 80, "red");
    at_least(&server.submit(sms("kms")).await, 80, "red");
    at_least(&server.submit(sms("quiero matarme esta noche")).await, 90, "red");
    // At the very end of the longest reply.
    let long = format!("{} {IDEATION}", "so it goes. ".repeat(1660));
    at_least(&server.submit(sms(&long)).await, 80, "red");
}

#[tokio::test]
async fn it_is_read_in_what_is_said_on_video() {
    let mut said = fixture("video/analyze_good");
    said["voice"]["transcript"] = json!(format!("{} {PLAN}", "well, it was a day. ".repeat(2000)));
    said["facial"]["facial_stress_score"] = json!(3);
    let video = video(json_answer(&said)).await;
    let server = Setup::alone().set("video.url", video.uri()).start().await;
    let result = server.submit_video(form::of("ana")).await["burnout_result"].clone();
    at_least(&result, 90, "red");
    assert!(result["alert"].is_object());
}

#[tokio::test]
async fn who_worries_about_somebody_is_helped_to_help() {
    let server = Server::alone().await;
    let result = server.say("ana", WORRIED).await;
    assert_eq!(safety(&result), (1, vec!["concern_for_other"]));
    at_least(&result, 30, "yellow");
    let said = result["intervention"].as_str().unwrap();
    assert!(said.to_lowercase().contains("helpline"), "{said}");
}

#[tokio::test]
async fn a_red_by_rule_is_a_point_of_the_trend_and_stands_like_any_other() {
    let server = Server::alone().await;
    let red = server.say("ana", "kms").await;
    assert_eq!(server.metrics("ana").await["score_trend"].as_array().unwrap().len(), 1);
    let silent = server.say("ana", "").await;
    assert_eq!((&silent["level"], &silent["score"]), (&json!("red"), &red["score"]));
}

#[tokio::test]
async fn rules_are_named_and_never_words() {
    let server = Server::alone().await;
    let result = server.say("ana", &format!("zanzibar {PLAN} marmalade")).await;
    let shown = result.to_string();
    for word in ["zanzibar", "marmalade", "letters", "tonight"] {
        assert!(!shown.contains(word), "{word} in {shown}");
    }
    assert_eq!(server.files_with(b"letters"), Vec::<std::path::PathBuf>::new());
}
