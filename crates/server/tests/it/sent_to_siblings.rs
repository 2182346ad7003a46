//! What the siblings are told of a check-in, and what of their answers goes on.

use serde_json::{Value, json};
use wiremock::MockServer;

use crate::fields::{keys, stream, texts};
use crate::server::{Server, Setup};
use crate::siblings::{asked_once, fixture, json_answer, ml_scoring, requests, signals};

const TEXT: &str = "I can't keep up, and I dread tomorrow.\u{0} \"quoted\" 😀";

async fn both(analysis: Value) -> (MockServer, MockServer, Server) {
    let signals = signals(json_answer(&analysis)).await;
    let ml = ml_scoring(40).await;
    let setup = Setup::alone().set("signals.url", signals.uri()).set("ml.url", ml.uri());
    (signals, ml, setup.start().await)
}

/// What the app sends at most.
fn from_app() -> Value {
    json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": TEXT,
        "response_time_ms": 5120.5, "response_latency_ms": 90_000.5, "typing_wpm": 61.6,
        "error_rate": 3.5, "hesitation_count": 2.6, "burst_pattern": "burst-pause",
        "avg_key_hold_ms": 98.4, "flight_time_ms": 131.25, "correction_loops": 2.4})
}

fn no_null(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().all(no_null),
        Value::Object(object) => object.values().all(no_null),
        _ => true,
    }
}

#[tokio::test]
async fn signals_is_sent_whole_numbers_and_the_reply() {
    let (signals, _ml, server) = both(fixture("signals/analyze_good")).await;
    server.submit(from_app()).await;
    let sent = asked_once(&signals, "/analyze").await;
    let expected = json!({"user_id": "ana", "response_text": TEXT, "response_time_ms": 5121,
        "typing_wpm": 62, "error_rate": 4, "hesitation_count": 3, "correction_loops": 2,
        "burst_pattern": "burst-pause", "avg_key_hold_ms": 98.4, "flight_time_ms": 131.25});
    assert_eq!(sent, expected);
    let whole = ["response_time_ms", "typing_wpm", "error_rate", "hesitation_count"];
    assert!(whole.iter().all(|field| sent[field].is_u64()), "{sent}");
}

#[tokio::test]
async fn ml_is_sent_the_reply_what_was_measured_and_no_null() {
    let (_signals, ml, server) = both(fixture("signals/analyze_good")).await;
    server.submit(from_app()).await;
    let sent = asked_once(&ml, "/score").await;
    let signals = json!({"response_text": TEXT, "sentiment_score": 0.18, "error_rate": 3.5,
        "typing_wpm": 61.6, "response_time_ms": 5120.5});
    let expected = json!({"user_id": "ana", "stimulus_id": "calm_01", "signals": signals});
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn what_was_not_measured_is_sent_to_nobody() {
    let (signals, ml, server) = both(fixture("signals/analyze_good")).await;
    let nulls = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": TEXT,
        "typing_wpm": null, "error_rate": null, "response_time_ms": null, "burst_pattern": null,
        "hesitation_count": null, "avg_key_hold_ms": null, "source": null, "timestamp": null});
    server.submit(nulls).await;
    let to_signals = asked_once(&signals, "/analyze").await;
    assert_eq!(to_signals, json!({"user_id": "ana", "response_text": TEXT}));
    let to_ml = asked_once(&ml, "/score").await;
    assert!(no_null(&to_ml), "{to_ml}");
    let mut told = keys(&to_ml["signals"]);
    told.sort_unstable();
    assert_eq!(told, ["response_text", "sentiment_score"]);
}

/// What the SMS bot sends.
fn from_sms() -> Value {
    json!({"user_id": "+15550100", "stimulus_id": "calm_01", "response_text": TEXT,
        "source": "sms", "typing_wpm": 40, "error_rate": 0, "response_time_ms": 60_000,
        "response_latency_ms": 7_200_000})
}

#[tokio::test]
async fn on_sms_signals_is_told_nothing_of_typing() {
    let (signals, _ml, server) = both(fixture("signals/analyze_good")).await;
    let result = server.submit(from_sms()).await;
    assert_eq!(result["breakdown"]["typing"], 0.0);
    assert!(stream(&result, "typing").is_none());
    // The time since the question was texted says no more of the typing than the fillers do.
    let sent = asked_once(&signals, "/analyze").await;
    assert_eq!(sent, json!({"user_id": "+15550100", "response_text": TEXT}));
}

#[tokio::test]
async fn on_sms_ml_is_told_nothing_of_typing() {
    let (_signals, ml, server) = both(fixture("signals/analyze_good")).await;
    server.submit(from_sms()).await;
    let sent = asked_once(&ml, "/score").await;
    let signals = json!({"response_text": TEXT, "sentiment_score": 0.18});
    assert_eq!(sent["signals"], signals);
}

#[tokio::test]
async fn a_sentiment_that_stands_for_a_model_out_of_reach_is_not_passed_on() {
    for name in [
        "signals/analyze_sentiment_0_505_model_out_of_reach",
        "signals/analyze_sentiment_0_5_model_out_of_reach",
    ] {
        let (_signals, ml, server) = both(fixture(name)).await;
        let result = server.submit(from_app()).await;
        let sent = asked_once(&ml, "/score").await;
        assert!(sent["signals"].get("sentiment_score").is_none(), "{name}: {sent}");
        // Nor is signals' score of words that it has not read.
        assert_eq!(stream(&result, "imessage").unwrap()["origin"], "local", "{name}");
    }
}

#[tokio::test]
async fn without_words_signals_is_not_asked_and_ml_is_told_of_none() {
    let (signals, ml, server) = both(fixture("signals/analyze_good")).await;
    for text in [json!(null), json!("   \n\t  ")] {
        let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": text,
            "typing_wpm": 40});
        let result = server.submit(body).await;
        assert_eq!(result["services"]["signals"], "not_asked");
        assert_eq!(result["breakdown"]["imessage"], 0.0, "absent, neither 0 nor 50");
    }
    assert!(requests(&signals, "/analyze").await.is_empty());
    for request in ml.received_requests().await.unwrap() {
        if request.url.path() == "/score" {
            let sent: Value = request.body_json().unwrap();
            assert!(sent["signals"].get("response_text").is_none(), "{sent}");
        }
    }
}

#[tokio::test]
async fn signals_reads_the_words_where_ml_is_away() {
    let signals = signals(json_answer(&fixture("signals/analyze_good"))).await;
    let server = Setup::alone().set("signals.url", signals.uri()).start().await;
    let result = server.submit(from_app()).await;
    assert_eq!(result["source"], "fallback");
    assert_eq!(
        result["services"],
        json!({"signals": "used", "ml": "unavailable",
        "video": "not_asked"})
    );
    assert_eq!(result["breakdown"]["imessage"], 71.4);
    assert_eq!(stream(&result, "imessage").unwrap()["origin"], "signals");
    let remark = "Absolutist wording: can't";
    assert!(texts(&result["top_indicators"]).contains(&remark), "{result}");
    // Without the person's own baseline typing weighs next to nothing.
    let quality = stream(&result, "typing").unwrap()["quality"].as_f64().unwrap();
    assert!(quality <= 0.2, "{quality}");
}
