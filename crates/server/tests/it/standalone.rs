//! Alone, with every sibling refusing connections: it scores by itself, says so, and remembers.

use serde_json::json;

use crate::fields::{keys, settled, stream};
use crate::server::Server;
use crate::wait::{days_ago, two_hours_ahead};

const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";
const RESTED: &str = "had a lovely slow morning, feeling rested";

#[tokio::test]
async fn it_scores_by_itself_and_says_so() {
    let server = Server::alone().await;
    let result = server.say("ana", "a long day, a bit tired but fine").await;
    assert_eq!(result["source"], "fallback");
    assert_eq!(result["channel"], "app");
    assert_eq!(result["scorer"]["origin"], "local");
    let services = json!({"signals": "unavailable", "ml": "unavailable", "video": "not_asked"});
    assert_eq!(result["services"], services);
    assert_eq!(stream(&result, "imessage").unwrap()["origin"], "local");
    let health = server.get("/health").await.ok();
    assert_eq!(health["status"], "degraded");
    assert_eq!(health["database"], "up");
    assert_eq!(health["services"], json!({"signals": "down", "ml": "down", "video": "down"}));
    assert_eq!(server.get("/health/live").await.ok(), json!({"status": "ok"}));
    assert_eq!(server.get("/health/ready").await.ok(), json!({"status": "ok"}));
}

#[tokio::test]
async fn exhausted_words_score_above_rested_ones_and_in_another_level() {
    let server = Server::alone().await;
    let exhausted = server.say("ana", EXHAUSTED).await;
    let rested = server.say("ben", RESTED).await;
    let score = |result: &serde_json::Value| result["score"].as_u64().unwrap();
    assert!(score(&exhausted) >= score(&rested) + 30, "{exhausted} {rested}");
    assert_eq!(exhausted["level"], "red");
    assert_eq!(rested["level"], "green");
    assert_eq!(rested["support"], json!([]));
    assert_ne!(exhausted["intervention"], rested["intervention"]);
}

#[tokio::test]
async fn before_the_first_check_in_every_key_is_there() {
    let server = Server::alone().await;
    let nobody = server.score("nobody").await;
    let somebody = server.say("ana", EXHAUSTED).await;
    assert_eq!(keys(&nobody), keys(&somebody));
    for nested in ["breakdown", "safety", "scorer", "services"] {
        assert_eq!(keys(&nobody[nested]), keys(&somebody[nested]), "{nested}");
    }
    assert_eq!((nobody["score"].as_u64(), nobody["level"].as_str()), (Some(0), Some("green")));
    assert_eq!(nobody["source"], "none");
    assert_eq!(nobody["user_id"], "nobody");
    assert!(nobody["timestamp"].is_null() && nobody["check_in_id"].is_null());
    assert_eq!(nobody["support"], json!([]));
}

#[tokio::test]
async fn before_the_first_check_in_every_reading_is_empty() {
    let server = Server::alone().await;
    assert_eq!(server.get("/history/nobody").await.ok(), json!([]));
    let metrics = server.metrics("nobody").await;
    let breakdown =
        json!({"imessage": 0.0, "typing": 0.0, "facial": 0.0, "voice": 0.0, "tribe": 0.0});
    assert_eq!(metrics["score_trend"], json!([]));
    assert_eq!(metrics["latest_breakdown"], breakdown);
    assert_eq!(metrics["total_checkins"], 0);
    let brain = server.brain("nobody").await;
    assert_eq!(brain["source"], "none");
    let regions =
        ["amygdala_region", "motor_cortex", "prefrontal_cortex", "temporal_lobe", "visual_cortex"];
    let mut shown = keys(&brain["regions"]);
    shown.sort_unstable();
    assert_eq!(shown, regions);
    let user = server.get("/users/nobody").await.ok();
    assert_eq!(
        user,
        json!({"user_id": "nobody", "region": null, "timezone": null, "locale": null})
    );
}

#[tokio::test]
async fn a_result_is_the_same_on_every_reading_and_after_a_restart() {
    let mut server = Server::alone().await;
    let answered = days_ago(1).replace(".000Z", ".120Z");
    let full = json!({
        "user_id": "ana", "stimulus_id": "question_01", "response_text": EXHAUSTED,
        "response_time_ms": 21_400.25, "typing_wpm": 38.512_345_678_9, "error_rate": 400,
        "hesitation_count": 3, "burst_pattern": "jazzy", "avg_key_hold_ms": 98.4,
        "flight_time_ms": 131.25, "correction_loops": 2, "region": "gb",
        "timestamp": two_hours_ahead(&answered),
    });
    let red = server.submit(full).await;
    assert_eq!(red["timestamp"], answered);
    let green = server.say("ben", RESTED).await;
    for _ in 0..2 {
        for (user, answered) in [("ana", &red), ("ben", &green)] {
            assert_eq!(settled(&server.score(user).await), settled(answered));
            let history = server.history(user).await;
            assert_eq!(history.len(), 1);
            assert_eq!(settled(&history[0]), settled(answered));
        }
        server.restart().await;
    }
}

#[tokio::test]
async fn a_head_is_answered_as_a_get_without_its_body() {
    let server = Server::alone().await;
    for path in ["/health/live", "/score/ana", "/stimulus/all", "/media/calm_01.svg", "/docs/"] {
        let get = server.get(path).await;
        let head = server.send(reqwest::Method::HEAD, path, |request| request).await;
        assert_eq!((head.status, get.status), (200, 200), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert_eq!(head.header("content-length"), get.bytes.len().to_string(), "{path}");
        assert!(head.bytes.is_empty());
    }
    // The connection is still good for the next request.
    assert_eq!(server.get("/health/live").await.status, 200);
}
