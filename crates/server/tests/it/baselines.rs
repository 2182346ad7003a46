//! TRIBE's baselines: fetched before anybody waits for them, and kept.

use std::time::Duration;

use serde_json::{Value, json};
use wiremock::{MockServer, ResponseTemplate};

use crate::fields::{stream, texts};
use crate::raw;
use crate::server::{NOBODY, Server, Setup};
use crate::siblings::{Script, fixture, json_answer, requests, with_baselines};
use crate::wait::eventually;

/// ml, which gives baselines as it is told, and no score.
async fn tribe(answer: ResponseTemplate) -> (MockServer, Script) {
    let script = Script::new(answer);
    let ml = MockServer::start().await;
    with_baselines(&ml, script.clone()).await;
    (ml, script)
}

fn good() -> Value {
    fixture("ml/baseline_good")
}

/// Waits until every stimulus' baseline has been asked for, and the last answer is stored.
async fn all_fetched(server: &Server, ml: &MockServer) {
    let stimuli = server.get("/stimulus/all").await.ok();
    for stimulus in stimuli.as_array().unwrap() {
        let path = format!("/baseline/{}", stimulus["id"].as_str().unwrap());
        eventually(&path, async || (!requests(ml, &path).await.is_empty()).then_some(())).await;
    }
}

async fn answered(server: &Server, user: &str, stimulus: &str) -> Value {
    let body = json!({"user_id": user, "stimulus_id": stimulus,
        "response_text": "not an easy week, so much to do, and so tired"});
    server.submit(body).await
}

#[tokio::test]
async fn every_baseline_is_fetched_at_the_start_and_serves_while_ml_is_away() {
    let (ml, script) = tribe(json_answer(&good())).await;
    let mut server = Setup::alone().set("ml.url", ml.uri()).start().await;
    all_fetched(&server, &ml).await;
    answered(&server, "ana", "calm_01").await;
    let fresh = server.brain("ana").await;
    assert_eq!(fresh["source"], "tribe");
    assert_eq!(fresh["regions"], good()["regions"]);
    assert_eq!(fresh["activation_mean"], 0.43);
    assert_eq!(fresh["stimulus_id"], "calm_01");
    script.set(ResponseTemplate::new(500));
    for _ in 0..2 {
        let kept = server.brain("ana").await;
        assert_eq!(kept["source"], "cache");
        for key in ["regions", "activation_mean", "explanations", "score", "level"] {
            assert_eq!(kept[key], fresh[key], "{key}");
        }
        assert!(!kept.to_string().contains("illustration"), "{kept}");
        server.set("ml.url", NOBODY);
        server.restart().await;
    }
}

#[tokio::test]
async fn a_kept_baseline_is_fused_where_ml_is_away() {
    let (ml, _) = tribe(json_answer(&good())).await;
    let mut server = Setup::alone().set("ml.url", ml.uri()).start().await;
    all_fetched(&server, &ml).await;
    server.set("ml.url", NOBODY);
    server.restart().await;
    let result = answered(&server, "ana", "calm_01").await;
    let tribe = stream(&result, "tribe").unwrap();
    assert_eq!(tribe["origin"], "cache");
    let words = result["breakdown"]["imessage"].as_f64().unwrap();
    let expected = 50.0 + (words - 22.0) / 2.0;
    assert!((tribe["score"].as_f64().unwrap() - expected).abs() < 0.11, "{tribe} for {words}");
    let distance = result["tribe_deviation"].as_f64().unwrap();
    assert!((distance - (words / 100.0 - 0.22).abs()).abs() < 0.002, "{distance} for {words}");
    // The modelled response is higher in those of 0.6 and more.
    let flagged = texts(&result["brain_regions_flagged"]);
    assert_eq!(flagged, ["temporal_lobe", "visual_cortex"]);
    let unknown = answered(&server, "ben", "of-next-year").await;
    assert!(stream(&unknown, "tribe").is_none(), "there is no baseline of it");
}

#[tokio::test]
async fn without_tribe_the_picture_is_an_illustration_and_says_so() {
    let (ml, _) = tribe(json_answer(&fixture("ml/baseline_unavailable"))).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    let result = answered(&server, "ana", "calm_01").await;
    assert!(stream(&result, "tribe").is_none(), "an illustration is never fused: {result}");
    assert_eq!(result["tribe_deviation"], 0.0);
    let brain = server.brain("ana").await;
    assert_eq!(brain["source"], "fallback");
    let explanations = brain["explanations"].as_object().unwrap();
    assert_eq!(explanations.len(), 5);
    for (region, text) in explanations {
        assert!(text.as_str().unwrap().contains("illustration"), "{region}: {text}");
        assert!(brain["regions"][region].as_f64().is_some(), "{region}");
    }
}

#[tokio::test]
async fn a_baseline_that_is_not_whole_is_none() {
    for name in ["region_missing", "region_null", "without_regions", "regions_empty"] {
        let (ml, _) = tribe(json_answer(&fixture(&format!("ml/baseline_{name}")))).await;
        let server = Setup::alone().set("ml.url", ml.uri()).start().await;
        answered(&server, "ana", "calm_01").await;
        assert_eq!(server.brain("ana").await["source"], "fallback", "{name}");
    }
}

#[tokio::test]
async fn a_baseline_that_was_not_to_be_had_is_fetched_when_its_stimulus_is_served() {
    let (ml, script) = tribe(ResponseTemplate::new(500)).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    all_fetched(&server, &ml).await;
    script.set(json_answer(&good()));
    server.get("/stimulus/calm_02").await.ok();
    let today = server.get("/stimulus/today/ana").await.ok();
    let today = today["id"].as_str().unwrap();
    for id in ["calm_02", today] {
        eventually("its second request", async || {
            (requests(&ml, &format!("/baseline/{id}")).await.len() > 1).then_some(())
        })
        .await;
    }
    script.set(ResponseTemplate::new(500));
    for id in ["calm_02", today] {
        eventually("the baseline is stored", async || {
            let result = answered(&server, id, id).await;
            stream(&result, "tribe").map(|_| ())
        })
        .await;
        assert_eq!(server.brain(id).await["source"], "cache");
    }
}

#[tokio::test]
async fn a_cold_model_is_waited_for_in_the_background_and_by_nobody_else() {
    let slow = json_answer(&good()).set_delay(Duration::from_millis(1500));
    let (ml, _) = tribe(slow).await;
    let setup = Setup::alone().set("ml.url", ml.uri()).set("ml.timeout_ms", 200);
    let server = setup.start().await;
    // The first of the catalogue, far longer than ml may take over a score.
    let path = "/baseline/calm_01";
    eventually(path, async || (!requests(&ml, path).await.is_empty()).then_some(())).await;
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "so so"});
    let answer = server.post("/response/submit", &body).await;
    assert!(answer.took < Duration::from_millis(1000), "{:?}", answer.took);
    eventually("the baseline is stored", async || {
        stream(&answered(&server, "ben", "calm_01").await, "tribe").map(|_| ())
    })
    .await;
}

#[tokio::test]
async fn a_picture_is_not_waited_for_longer_than_a_person_looks_at_a_spinner() {
    let hanging = raw::hanging().await;
    let server = Setup::alone().set("ml.url", hanging).set("ml.timeout_ms", 100).start().await;
    answered(&server, "ana", "calm_01").await;
    let answer = server.get("/brain/ana").await;
    assert_eq!(answer.ok()["source"], "fallback");
    assert!(answer.took < Duration::from_millis(3500), "{:?}", answer.took);
}
