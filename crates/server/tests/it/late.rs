//! Check-ins that were answered offline and come late.

use serde_json::{Value, json};
use wiremock::MockServer;

use crate::server::{Server, Setup};
use crate::siblings::{asked_once, fixture, json_answer, on_post};
use crate::wait::{days_ago, eventually};

const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

async fn say_at(server: &Server, moment: &str, text: &str) -> Value {
    server
        .submit(json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": text,
            "timestamp": moment}))
        .await
}

fn ids(results: &[Value]) -> Vec<&Value> {
    results.iter().map(|result| &result["check_in_id"]).collect()
}

#[tokio::test]
async fn a_late_red_alerts_and_does_not_become_the_latest() {
    let signals = MockServer::start().await;
    on_post(&signals, "/alert/send", json_answer(&fixture("signals/alert_delivered"))).await;
    let setup = Setup::alone().set("signals.url", signals.uri());
    let server = setup.start().await;
    let green = server.say("ana", "had a lovely slow morning, feeling rested").await;
    assert_eq!(green["level"], "green");
    let moment = days_ago(2);
    let red = say_at(&server, &moment, EXHAUSTED).await;
    assert_eq!((&red["level"], &red["timestamp"]), (&json!("red"), &json!(moment)));
    assert_eq!(server.score("ana").await, green);
    assert_eq!(ids(&server.history("ana").await), [&green["check_in_id"], &red["check_in_id"]]);
    let metrics = server.metrics("ana").await;
    assert_eq!(metrics["latest_breakdown"], green["breakdown"]);
    let levels: Vec<&Value> =
        metrics["score_trend"].as_array().unwrap().iter().map(|point| &point["level"]).collect();
    assert_eq!(levels, ["red", "green"]);

    eventually("the alert goes out", async || {
        (server.history("ana").await[1]["alert"]["status"] == "delivered").then_some(())
    })
    .await;
    let text =
        asked_once(&signals, "/alert/send").await["intervention"].as_str().unwrap().to_owned();
    let answered: jiff::Timestamp = moment.parse().unwrap();
    let answered = answered.strftime("%-d %B %Y, %H:%M UTC");
    let intervention = red["intervention"].as_str().unwrap();
    assert_eq!(text, format!("This is about what you told us on {answered}. {intervention}"));
}

#[tokio::test]
async fn when_it_came_is_told_beside_when_it_was_answered() {
    let server = Server::alone().await;
    let before = jiff::Timestamp::now();
    let late = say_at(&server, &days_ago(6), "so so").await;
    let moment = |result: &Value, field: &str| -> jiff::Timestamp {
        result[field].as_str().unwrap().parse().unwrap()
    };
    let received = moment(&late, "received_at");
    assert!((before.as_millisecond()..).contains(&received.as_millisecond()));
    assert!(received.duration_since(moment(&late, "timestamp")).as_hours() >= 143);
    assert_eq!(server.score("ana").await["received_at"], late["received_at"]);
    let now = server.say("ben", "so so").await;
    assert_eq!(now["received_at"], now["timestamp"]);
    assert_eq!(server.score("nobody").await["received_at"], Value::Null);
}

#[tokio::test]
async fn what_was_answered_later_does_not_stand_over_a_late_one() {
    let server = Server::alone().await;
    let red = server.say("ana", EXHAUSTED).await;
    assert_eq!(red["level"], "red");
    // Nothing could be read of it, and nothing was known then.
    let late = say_at(&server, &days_ago(3), "").await;
    assert_ne!(late["level"], "red");
    assert!(crate::fields::notes(&late, "no_previous_result"), "{late}");
    // A result stands for a week: also for one that comes late.
    say_at(&server, &days_ago(5), EXHAUSTED).await;
    let later = say_at(&server, &days_ago(2), "").await;
    assert!(crate::fields::notes(&later, "previous_result_stands"), "{later}");
    assert_eq!(later["level"], "red");
}
