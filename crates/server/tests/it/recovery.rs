//! Siblings that were away, however badly: used again once they are back, without a restart.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::raw::{self, Fickle};
use crate::server::{NOBODY, Setup};
use crate::siblings::{fixture, json_answer, ml, on_post};
use crate::wait::within;

/// Longer than any pause after which a sibling is asked again.
const ASKED_AGAIN_WITHIN: Duration = Duration::from_secs(60);

fn typed() -> Value {
    json!({"user_id": "ana", "stimulus_id": "calm_01", "typing_wpm": 40})
}

/// Every way of being away that is worse than a refusal.
async fn bad_siblings() -> Vec<(&'static str, String)> {
    let late = json_answer(&json!({"score": 99})).set_delay(Duration::from_secs(2));
    let late = Box::leak(Box::new(ml(late).await));
    on_post(late, "/alert/send", json_answer(&json!({})).set_delay(Duration::from_secs(2))).await;
    vec![
        ("hanging", raw::hanging().await),
        ("dripping", raw::dripping().await),
        ("cutting", raw::cutting().await),
        ("slamming", raw::slamming().await),
        ("babbling", raw::babbling().await),
        ("late", late.uri()),
        ("refusing", NOBODY.to_owned()),
    ]
}

#[tokio::test]
async fn whatever_was_wrong_with_ml_it_is_asked_again_once_it_is_well() {
    let good = ml(json_answer(&json!({"score": 90}))).await;
    let check = async |what: &str, bad: &str| {
        let ml = Fickle::start(bad, &good.uri()).await;
        let setup = Setup::alone().set("ml.url", &ml.url).set("ml.timeout_ms", 300);
        let server = setup.start().await;
        for _ in 0..6 {
            let result = server.submit(typed()).await;
            assert_eq!(result["services"]["ml"], "unavailable", "{what}: {result}");
        }
        ml.mend();
        let is_used = async || {
            let result = server.submit(typed()).await;
            (result["services"]["ml"] == "used").then_some(result)
        };
        let result = within(ASKED_AGAIN_WITHIN, what, is_used).await;
        assert_eq!((&result["score"], &result["source"]), (&json!(90), &json!("app")), "{what}");
    };
    join_all(bad_siblings().await.iter().map(|(what, bad)| check(what, bad))).await;
}

#[tokio::test]
async fn whatever_was_wrong_with_signals_the_alert_goes_out_once_it_is_well() {
    let ml = ml(json_answer(&json!({"score": 90}))).await;
    let good = wiremock::MockServer::start().await;
    on_post(&good, "/alert/send", json_answer(&fixture("signals/alert_delivered"))).await;
    let check = async |what: &str, bad: &str| {
        let signals = Fickle::start(bad, &good.uri()).await;
        let setup = Setup::alone().set("ml.url", ml.uri()).set("signals.url", &signals.url);
        let server = setup.set("signals.timeout_ms", 300).start().await;
        assert_eq!(server.submit(typed()).await["level"], "red");
        let is_tried = async || server.log().contains("not delivered").then_some(());
        within(ASKED_AGAIN_WITHIN, what, is_tried).await;
        signals.mend();
        let is_delivered =
            async || (server.score("ana").await["alert"]["status"] == "delivered").then_some(());
        within(ASKED_AGAIN_WITHIN, what, is_delivered).await;
    };
    join_all(bad_siblings().await.iter().map(|(what, bad)| check(what, bad))).await;
}
