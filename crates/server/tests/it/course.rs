//! A person's own baseline and trend, beside the score.

use jiff::{Timestamp, ToSpan};
use pilotlight_domain::Level;
use serde_json::json;

use crate::fields::keys;
use crate::past::Past;
use crate::server::Server;

const CALM: [&str; 3] = [
    "had a lovely slow morning, feeling rested",
    "a good day, slept well and had time for a walk",
    "busy day, some meetings, looking forward to the evening",
];
const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

/// The time of a check-in on a day.
fn on_day(day: i64) -> Timestamp {
    let first: Timestamp = "2026-03-01T08:00:00Z".parse().unwrap();
    first + (24 * day).hours()
}

/// A server, and the weeks that lie behind it.
async fn with_past() -> (Server, Past) {
    let server = Server::alone().await;
    let past = Past::in_folder(server.folder()).await;
    (server, past)
}

async fn say_on(past: &Past, day: i64, text: &str) -> Level {
    past.said("ana", on_day(day), text).await
}

/// Calm days, one check-in each, from the first day on.
async fn calm_days(past: &Past, days: i64) {
    for (day, text) in (0..days).zip(CALM.iter().cycle()) {
        assert_eq!(say_on(past, day, text).await, Level::Green, "{text}");
    }
}

#[tokio::test]
async fn a_red_week_after_calm_ones_is_rising_and_is_not_the_usual() {
    let (server, past) = with_past().await;
    calm_days(&past, 20).await;
    let calm = server.score_view("ana").await;
    assert_eq!(calm["trend"]["direction"], "steady");
    assert!(calm["trend"]["since"].is_null());
    assert_eq!(
        (&calm["baseline"]["status"], &calm["baseline"]["n"]),
        (&json!("in_use"), &json!(14))
    );

    for day in 20..27 {
        let level = say_on(&past, day, EXHAUSTED).await;
        assert_eq!(level, Level::Red, "what is usual calms no level");
    }
    for result in server.history("ana").await {
        assert!(result.get("baseline").is_none(), "a result is the same on every reading");
    }
    let red = server.score_view("ana").await;
    assert_eq!(red["baseline"], calm["baseline"]);
    assert_eq!(red["trend"]["direction"], "rising");
    assert_eq!(red["trend"]["since"], format!("{:.3}", on_day(20)));
    assert!(red["trend"]["ewma"].as_f64() > red["trend"]["limit"].as_f64());
    let (high, score) = (red["baseline"]["high"].as_f64(), red["score"].as_f64());
    assert!(high < score, "{red}");

    // Months later, the red week is in no baseline.
    for day in 27..60 {
        say_on(&past, day, CALM[0]).await;
    }
    let later = server.score_view("ana").await;
    assert_eq!(later["trend"]["direction"], "steady");
    // 60 days, less a fortnight that waits, the week, and the days on which it was still told.
    let n = later["baseline"]["n"].as_i64().unwrap();
    assert!((30..39).contains(&n), "{n}");
    assert!(later["baseline"]["high"].as_f64() <= calm["baseline"]["high"].as_f64());
}

#[tokio::test]
async fn a_baseline_is_silent_then_provisional_then_in_use() {
    let (server, past) = with_past().await;
    let nobody = server.score_view("ana").await;
    let silent = json!({"median": null, "low": null, "high": null, "n": 0, "status": "silent"});
    let unknown = json!({"direction": "unknown", "since": null, "ewma": null, "limit": null});
    assert_eq!((&nobody["baseline"], &nobody["trend"]), (&silent, &unknown));
    for day in 0..14 {
        let text = CALM[usize::try_from(day).unwrap() % CALM.len()];
        say_on(&past, day, text).await;
        let view = server.score_view("ana").await;
        let (baseline, n) = (&view["baseline"], day + 1);
        let status = ["silent", "provisional", "in_use"][usize::try_from(n / 7).unwrap()];
        assert_eq!((&baseline["status"], &baseline["n"]), (&json!(status), &json!(n)));
        for number in ["median", "low", "high"] {
            assert_eq!(baseline[number].is_null(), n < 7, "{number} of {n}");
        }
        let direction = if n < 8 { "unknown" } else { "steady" };
        assert_eq!(view["trend"]["direction"], direction, "{n}");
        assert_eq!(keys(&view["trend"]), keys(&nobody["trend"]));
    }
}

#[tokio::test]
async fn metrics_tell_the_same_whatever_the_span() {
    let (server, past) = with_past().await;
    calm_days(&past, 12).await;
    for day in 12..16 {
        say_on(&past, day, EXHAUSTED).await;
    }
    // Nothing could be read: it stands for nothing.
    say_on(&past, 16, "").await;
    let view = server.score_view("ana").await;
    let whole = server.metrics("ana").await;
    let span = format!("/metrics/ana?from={}&to={}", on_day(3), on_day(5));
    let span = server.get(&span).await.ok();
    assert_eq!(span["score_trend"].as_array().unwrap().len(), 2);
    for metrics in [whole, span] {
        assert_eq!(metrics["baseline"], view["baseline"]);
        assert_eq!(metrics["trend"], view["trend"]);
    }
    assert_eq!(view["baseline"]["n"], 12);
    assert_eq!(view["trend"]["since"], format!("{:.3}", on_day(12)));
}

#[tokio::test]
async fn answers_are_held_against_what_was_before_them_whenever_they_come() {
    // What was answered offline comes late, the newest first.
    let ((in_order, past), (backwards, past_backwards)) = (with_past().await, with_past().await);
    let texts: Vec<&str> = CALM.iter().cycle().take(16).chain([&EXHAUSTED; 3]).copied().collect();
    for (day, text) in (0..).zip(&texts) {
        say_on(&past, day, text).await;
    }
    for (day, text) in (0..19).rev().zip(texts.iter().rev()) {
        say_on(&past_backwards, day, text).await;
    }
    let (one, other) = (in_order.score_view("ana").await, backwards.score_view("ana").await);
    assert_eq!((&one["baseline"], &one["trend"]), (&other["baseline"], &other["trend"]));
    assert_eq!(one["trend"]["direction"], "rising");
}
