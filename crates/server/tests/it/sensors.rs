//! Measurements: clamped and told of, never a reason to refuse a check-in.

use serde_json::{Value, json};

use crate::fields::{notes, texts};
use crate::server::{Server, Setup};
use crate::siblings::{asked_once, ml_scoring};

#[tokio::test]
async fn a_number_out_of_range_is_clamped_and_told() {
    let server = Server::alone().await;
    let cases = [
        ("typing_wpm", json!(-1)),
        ("typing_wpm", json!(1e300)),
        ("typing_wpm", json!(401)),
        ("error_rate", json!(100.5)),
        ("error_rate", json!(-0.001)),
        ("response_time_ms", json!(-1)),
        ("response_time_ms", json!(1e18)),
        ("response_latency_ms", json!(-5)),
        ("hesitation_count", json!(u64::MAX)),
        ("correction_loops", json!(i64::MIN)),
        ("avg_key_hold_ms", json!(-98)),
        ("flight_time_ms", json!(1e12)),
    ];
    for (field, value) in cases {
        let mut body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok"});
        body[field] = value.clone();
        let result = server.submit(body).await;
        assert!(notes(&result, &format!("clamped:{field}")), "{field} = {value}: {result}");
        assert!(notes(&server.score("ana").await, &format!("clamped:{field}")));
    }
}

#[tokio::test]
async fn a_number_within_its_range_is_taken_as_it_is() {
    let ml = ml_scoring(40).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "typing_wpm": 400,
        "error_rate": 100.0, "response_time_ms": 0, "response_latency_ms": -0.0,
        "hesitation_count": 0, "correction_loops": 10_000});
    let result = server.submit(body).await;
    let clamped = texts(&result["data_quality"]).iter().any(|note| note.starts_with("clamped"));
    assert!(!clamped, "{result}");
    let sent = asked_once(&ml, "/score").await;
    assert_eq!(sent["signals"]["typing_wpm"], 400.0);
    assert_eq!(sent["signals"]["error_rate"], 100.0);
}

#[tokio::test]
async fn a_number_too_large_for_any_computer_is_clamped_too() {
    // JSON allows it, and a sensor that failed may give it.
    let server = Server::alone().await;
    for number in ["1e400", "-1e999", "123456789012345678901234567890"] {
        let body = format!(
            r#"{{"user_id":"ana","stimulus_id":"calm_01","response_text":"ok","typing_wpm":{number}}}"#
        );
        let answer = server.post_raw("/response/submit", body).await;
        assert_eq!(answer.status, 200, "{number}: {}", answer.text());
        assert!(notes(&answer.ok(), "clamped:typing_wpm"), "{number}");
    }
}

#[tokio::test]
async fn a_sensor_of_the_wrong_type_is_refused_and_null_is_absent() {
    let server = Server::alone().await;
    let measures = [
        "response_time_ms",
        "response_latency_ms",
        "typing_wpm",
        "error_rate",
        "hesitation_count",
        "avg_key_hold_ms",
        "flight_time_ms",
        "correction_loops",
    ];
    for field in measures {
        for wrong in [json!("40"), json!(true), json!([40]), json!({})] {
            let mut body = json!({"user_id": "ana", "stimulus_id": "calm_01"});
            body[field] = wrong.clone();
            let answer = server.post("/response/submit", &body).await;
            assert_eq!(answer.wrong_fields(), [field], "{wrong}");
        }
        let mut body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok"});
        body[field] = Value::Null;
        server.submit(body).await;
    }
}

#[tokio::test]
async fn an_unknown_rhythm_is_ignored_and_told() {
    let server = Server::alone().await;
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok",
        "burst_pattern": "jazzy"});
    assert!(notes(&server.submit(body).await, "ignored:burst_pattern"));
    let sms = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok",
        "source": "sms", "typing_wpm": 40, "error_rate": 0});
    assert!(notes(&server.submit(sms).await, "ignored:typing_on_sms"));
}

#[tokio::test]
async fn a_stimulus_that_nobody_knows_is_taken() {
    let server = Server::alone().await;
    let body = json!({"user_id": "ana", "stimulus_id": "of-next-year", "response_text": "ok"});
    let result = server.submit(body).await;
    assert_eq!(result["stimulus_id"], "of-next-year");
    assert_eq!(result["breakdown"]["tribe"], 0.0);
    assert_eq!(server.brain("ana").await["source"], "fallback");
}

#[tokio::test]
async fn typing_says_something_only_against_the_persons_own_usual() {
    let server = Server::alone().await;
    let typed = |wpm: f64| {
        json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "a usual day at work",
            "typing_wpm": wpm, "error_rate": 2})
    };
    let first = server.submit(typed(5.0)).await;
    let without = json!({"user_id": "ben", "stimulus_id": "calm_01",
        "response_text": "a usual day at work"});
    let without = server.submit(without).await;
    assert_eq!(first["score"], without["score"], "no rule about words a minute");
    for count in 0..14_u8 {
        server.submit(typed(58.0 + f64::from(count % 3))).await;
    }
    let slow = server.submit(typed(30.0)).await;
    assert!(slow["breakdown"]["typing"].as_f64().unwrap() > 55.0, "{slow}");
    assert!(slow["behavioral_deviation"].as_f64().unwrap() > 0.0);
}

#[tokio::test]
async fn an_empty_text_is_an_absent_one() {
    let server = Server::alone().await;
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok",
        "timestamp": "", "source": "", "region": "", "burst_pattern": ""});
    let result = server.submit(body).await;
    assert_eq!(result["channel"], "app");
    let odd = |note: &&str| note.starts_with("ignored") || note.starts_with("unknown");
    assert!(!texts(&result["data_quality"]).iter().any(odd), "{result}");
}

#[tokio::test]
async fn a_time_without_an_offset_is_taken_with_a_note_and_never_for_the_future() {
    let server = Server::alone().await;
    let at = async |timestamp: &str| {
        let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok",
            "timestamp": timestamp});
        server.submit(body).await
    };
    let day_before = crate::wait::days_ago(1);
    let past = at(day_before.trim_end_matches('Z')).await;
    assert_eq!(past["timestamp"], day_before);
    assert!(notes(&past, "assumed_utc:timestamp"), "{past}");
    // Somebody's local time, five hours ahead of UTC.
    let now = jiff::Timestamp::now();
    let local = (now + jiff::SignedDuration::from_hours(5)).to_string();
    let taken = at(local.trim_end_matches('Z')).await;
    assert!(notes(&taken, "clamped:timestamp"), "{taken}");
    let moment: jiff::Timestamp = taken["timestamp"].as_str().unwrap().parse().unwrap();
    assert!(moment.duration_since(now).abs() < jiff::SignedDuration::from_mins(1), "{moment}");
}
