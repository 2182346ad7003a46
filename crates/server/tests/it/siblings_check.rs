//! `pilotlight siblings check`: what differs is named, line by line, and nothing else is.

use serde_json::json;
use wiremock::{MockServer, ResponseTemplate};

use crate::process::{Ended, run};
use crate::server::variable;
use crate::siblings::{fixture, json_answer, on_post, raw_answer, requests};
use crate::stand_ins::StandIns;

/// The lines about a sibling's operations that tell of a difference.
fn found(ended: &Ended) -> Vec<&str> {
    let is_note = |line: &&str| line.contains("left out") || line.contains("a stand-in");
    ended.stdout.lines().filter(|line| !is_note(line)).collect()
}

#[tokio::test]
async fn good_siblings_differ_in_nothing() {
    let stand_ins = StandIns::start(&[]).await;
    let ended = stand_ins.check(&[], &[]).await;
    assert!(ended.success, "{}{}", ended.stdout, ended.stderr);
    assert_eq!(found(&ended), ["11 calls of signals, ml, video: all is as assumed."]);
    for line in ["video: a stand-in, not the service itself", "POST /alert/send: left out"] {
        assert!(ended.stdout.contains(line), "{}", ended.stdout);
    }
    let texted = stand_ins.check(&["signals", "--phone", "+15550100"], &[]).await;
    assert!(texted.stdout.contains("no text went out: a stand-in took it"), "{}", texted.stdout);
    assert!(!texted.stdout.contains("a text went out"), "{}", texted.stdout);
    let one = stand_ins.check(&["video"], &[]).await;
    assert!(one.success && one.stdout.contains("2 calls of video"), "{}", one.stdout);
}

#[tokio::test]
async fn the_scale_of_ml_is_found_and_named() {
    let wellness = StandIns::start(&["--ml-scale", "wellness"]).await;
    let ended = wellness.check(&["ml"], &[]).await;
    let line = found(&ended)[0].to_owned();
    assert!(!ended.success && line.starts_with("ml POST /score: score: "), "{line}");
    let end = "this ml scores wellness (higher is better); set ml.scale = \"wellness\"";
    assert!(line.ends_with(end), "{line}");
    assert!(ended.stderr.contains("1 difference in 5 calls of ml"), "{}", ended.stderr);
    let set = wellness.check(&["ml"], &[("ml.scale", "wellness")]).await;
    assert!(set.success, "{}", set.stdout);
    let burnout = StandIns::start(&[]).await;
    let ended = burnout.check(&["ml"], &[("ml.scale", "wellness")]).await;
    assert!(!ended.success && found(&ended)[0].ends_with("set ml.scale = \"burnout\""));
}

#[tokio::test]
async fn whatever_is_wrong_is_told_line_by_line() {
    let stand_ins = StandIns::start(&["--all", "wrong"]).await;
    let first = stand_ins.check(&["--phone", "+15550100"], &[]).await;
    let expected = [
        "signals POST /analyze: sentiment_score: missing",
        "signals POST /analyze: sentiment_score: text where a number is expected",
        "signals POST /analyze: sentiment_score: is 1000000000, above its maximum of 1",
        "signals POST /register-phone: registered: missing",
        "signals POST /alert/send: message_sid: missing",
        "signals POST /alert/send: message_sid: no text went out: the service gave no message id",
        "ml GET /baseline/calm_01: regions.amygdala_region: missing",
        "ml POST /score: score: missing",
        "ml POST /score: score: text where a number is expected",
        "ml POST /score: score: is 1000000000, above its maximum of 100",
        "video POST /analyze/video: facial.facial_stress_score: missing",
    ];
    assert_eq!(found(&first), expected);
    assert!(!first.success && first.stderr.contains("11 differences in 13 calls"));
    let second = stand_ins.check(&["signals", "--phone", "+15550100"], &[]).await;
    let expected = [
        "signals POST /analyze: a page of HTML where JSON is expected",
        "signals POST /analyze: status 200 with an error: the stand-in plays a failure",
        "signals POST /analyze: status 500",
        "signals POST /register-phone: registered: text where true or false is expected",
        "signals POST /alert/send: message_sid: no phone on file, though one was registered just \
            before",
    ];
    assert_eq!(found(&second), expected);
}

#[tokio::test]
async fn the_dead_and_the_slow_are_told_once() {
    let dead = StandIns::start(&["--all", "dead"]).await;
    let ended = dead.check(&[], &[]).await;
    let line = |name: &str| format!("{name} GET /health: the service could not be reached");
    assert_eq!(found(&ended), ["signals", "ml", "video"].map(line));
    assert!(!ended.success);
    let slow = StandIns::start(&["--signals", "slow", "--video", "slow"]).await;
    let patience = [("signals.timeout_ms", "300"), ("video.timeout_ms", "300")];
    let ended = slow.check(&[], &patience).await;
    let expected = [
        "signals POST /analyze: no answer in 300 ms",
        "video POST /analyze/video: no answer in 300 ms",
    ];
    assert_eq!(found(&ended), expected);
}

/// A signals that is not a stand-in of ours.
async fn other(analysis: ResponseTemplate) -> MockServer {
    let signals = MockServer::start().await;
    let health = json_answer(&json!({"status": "ok"}));
    wiremock::Mock::given(wiremock::matchers::path("/health"))
        .respond_with(health)
        .mount(&signals)
        .await;
    on_post(&signals, "/analyze", analysis).await;
    signals
}

async fn checked(signals: &MockServer, arguments: &[&str]) -> Ended {
    let folder = tempfile::TempDir::new().unwrap();
    let all = [&["siblings", "check", "signals"], arguments].concat();
    run(folder.path(), &all, &vec![(variable("signals.url"), signals.uri())]).await
}

#[tokio::test]
async fn what_could_send_a_text_is_called_for_a_given_phone_alone() {
    let signals = other(json_answer(&fixture("signals/analyze_good"))).await;
    let registered = fixture("signals/register_phone_good");
    on_post(&signals, "/register-phone", json_answer(&registered)).await;
    on_post(&signals, "/alert/send", json_answer(&fixture("signals/alert_provider_failed"))).await;
    let without = checked(&signals, &[]).await;
    assert!(!without.stdout.contains("stand-in"), "{}", without.stdout);
    for at in ["/alert/send", "/register-phone"] {
        assert!(requests(&signals, at).await.is_empty(), "{at}");
    }
    let with = checked(&signals, &["--phone", "+15550100"]).await;
    let line = "POST /alert/send: message_sid: no text went out: the service gave no message id";
    assert!(with.stdout.contains(line), "{}", with.stdout);
    assert_eq!(requests(&signals, "/alert/send").await.len(), 1);
}

#[tokio::test]
async fn a_sentiment_that_never_moves_is_told_and_a_refusal_names_its_field() {
    let same =
        other(json_answer(&fixture("signals/analyze_sentiment_0_5_model_out_of_reach"))).await;
    let ended = checked(&same, &[]).await;
    assert!(ended.stdout.contains("model seems to be out of reach"), "{}", ended.stdout);
    let refusal = fixture("signals/analyze_fraction_refused");
    let refusing = other(ResponseTemplate::new(422).set_body_json(refusal)).await;
    let ended = checked(&refusing, &[]).await;
    let line = "POST /analyze: refused with status 422: body.typing_wpm: Input should be";
    assert!(ended.stdout.contains(line), "{}", ended.stdout);
    let text = other(raw_answer("{\"sentiment_score\": NaN}")).await;
    let ended = checked(&text, &[]).await;
    assert_eq!(found(&ended), ["signals POST /analyze: something else where JSON is expected"]);
}

#[tokio::test]
async fn what_is_turned_off_cannot_be_checked() {
    let stand_ins = StandIns::start(&[]).await;
    let ended = stand_ins.check(&["ml"], &[("ml.url", "")]).await;
    assert!(!ended.success && ended.stderr.contains("ml.url is empty"), "{}", ended.stderr);
    let ended = stand_ins.check(&[], &[("ml.url", "")]).await;
    assert!(ended.success && ended.stdout.contains("calls of signals, video"), "{}", ended.stdout);
}
