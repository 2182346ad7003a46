//! The metrics: they count, they name nobody, and they are there when the database is not.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use wiremock::{MockServer, ResponseTemplate};

use crate::form;
use crate::places::lock_all;
use crate::server::Setup;
use crate::siblings::{fixture, json_answer, ml_scoring, on_post, signals, video};
use crate::wait::eventually;

fn watched() -> Setup {
    Setup::alone().set("telemetry.listen", "127.0.0.1:0")
}

#[tokio::test]
async fn they_name_nobody() {
    let signals = signals(json_answer(&fixture("signals/analyze_good"))).await;
    let server = watched().set("signals.url", signals.uri()).start().await;
    server.say("quetzalcoatl", "zanzibar is exhausting and I can't keep up").await;
    for path in ["score", "history", "users", "nowhere", "media", "stimulus/today", "docs"] {
        server.get(&format!("/{path}/quetzalcoatl")).await;
    }
    server.post("/users/quetzalcoatl/phone", &json!({"phone": "+15550199887"})).await;
    let odd = Method::from_bytes(b"QUETZALCOATL").unwrap();
    let url = format!("{}/score/quetzalcoatl", server.address);
    server.client.request(odd, url).header("X-Request-Id", "quetzalcoatl").send().await.unwrap();
    let text = server.scrape().await.text.to_lowercase();
    for secret in ["quetzalcoatl", "zanzibar", "5550199887"] {
        assert!(!text.contains(secret), "{text}");
    }
    let outside = server.client.get(format!("{}/metrics", server.address)).send().await.unwrap();
    assert_eq!(outside.status(), 404, "they are not where the interface is");
}

#[tokio::test]
async fn check_ins_and_requests_are_counted_by_what_they_are() {
    let server = watched().start().await;
    server.say("ana", "had a lovely slow morning, feeling rested").await;
    server.say("ana", "I'm going to kill myself tonight").await;
    server.submit_video(form::of("ana")).await;
    server.get("/score/ana").await.ok();
    server.get("/history/ana?limit=0").await.problem(422, "invalid_fields");
    let scrape = server.scrape().await;
    let check_ins = |labels| scrape.value(&format!("pilotlight_check_ins_total{{{labels}}}"));
    let green = "channel=\"app\",level=\"green\",source=\"fallback\",tier=\"none\"";
    assert_eq!(check_ins(green), Some(1.0), "{}", scrape.text);
    let red = "channel=\"app\",level=\"red\",source=\"fallback\",tier=\"imminent\"";
    assert_eq!(check_ins(red), Some(1.0), "{}", scrape.text);
    let requests = |labels| {
        scrape.value(&format!("pilotlight_http_request_duration_seconds_count{{{labels}}}"))
    };
    let submits = "method=\"POST\",route=\"/response/submit\",status=\"200\"";
    assert_eq!(requests(submits), Some(2.0), "{}", scrape.text);
    let refused = "method=\"GET\",route=\"/history/{user_id}\",status=\"422\"";
    assert_eq!(requests(refused), Some(1.0), "{}", scrape.text);
    assert_eq!(scrape.value("pilotlight_http_requests_in_flight"), Some(0.0));
    assert!(scrape.value("pilotlight_writer_batch_size_sum").unwrap() >= 3.0);
    let memory = scrape.value("process_resident_memory_bytes").unwrap();
    let told = f64::from(u32::try_from(server.kilobytes("VmRSS")).unwrap()) * 1024.0;
    assert!((0.5..2.0).contains(&(memory / told)), "{memory} {told}");
}

#[tokio::test]
async fn calls_of_siblings_are_counted_and_timed() {
    let slow = json_answer(&fixture("signals/analyze_good")).set_delay(Duration::from_millis(120));
    let signals = signals(slow).await;
    let ml = ml_scoring(20).await;
    let video = video(ResponseTemplate::new(500)).await;
    let setup = watched().set("signals.url", signals.uri()).set("ml.url", ml.uri());
    let server = setup.set("video.url", video.uri()).start().await;
    server.say("ana", "so so").await;
    server.submit_video(form::of("ana")).await;
    let scrape = server.scrape().await;
    let calls = "pilotlight_sibling_calls_total";
    let series = format!("{calls}{{outcome=\"used\",sibling=\"signals\"}}");
    assert_eq!(scrape.value(&series), Some(1.0), "{}", scrape.text);
    let series = format!("{calls}{{outcome=\"unavailable\",sibling=\"video\"}}");
    assert_eq!(scrape.value(&series), Some(1.0), "{}", scrape.text);
    let timed = "pilotlight_sibling_call_duration_seconds";
    let analyze = "call=\"analyze\",outcome=\"used\",sibling=\"signals\"";
    let seconds = scrape.value(&format!("{timed}_sum{{{analyze}}}")).unwrap();
    assert!((0.12..10.0).contains(&seconds), "{seconds}");
    let failed = "call=\"analyze_video\",outcome=\"unavailable\",sibling=\"video\"";
    assert_eq!(scrape.value(&format!("{timed}_count{{{failed}}}")), Some(1.0));
    assert_eq!(scrape.value("pilotlight_sibling_breaker_state{sibling=\"ml\"}"), Some(0.0));
}

#[tokio::test]
async fn a_sibling_that_is_left_alone_is_seen_to_be() {
    let ml = ml_scoring(20).await;
    let server = watched().set("ml.url", ml.uri()).start().await;
    for _ in 0..6 {
        server.say("ana", "so so").await;
    }
    let scrape = server.scrape().await;
    let state = |sibling| {
        scrape.value(&format!("pilotlight_sibling_breaker_state{{sibling=\"{sibling}\"}}"))
    };
    assert_eq!((state("signals"), state("ml"), state("video")), (Some(2.0), Some(0.0), Some(0.0)));
}

#[tokio::test]
async fn alerts_are_there_until_they_are_delivered() {
    let signals = MockServer::start().await;
    let ml = ml_scoring(90).await;
    let setup = watched().set("signals.url", signals.uri()).set("ml.url", ml.uri());
    let server = setup.start().await;
    server.say("ana", "not a good day").await;
    let waits = async || {
        let scrape = server.scrape().await;
        let age = scrape.value("pilotlight_alerts_oldest_undelivered_age_seconds");
        let waiting: f64 = ["queued", "sending", "undeliverable"]
            .iter()
            .filter_map(|status| {
                let labels = format!("acknowledged=\"false\",status=\"{status}\"");
                scrape.value(&format!("pilotlight_alerts{{{labels}}}"))
            })
            .sum();
        (waiting, age.unwrap())
    };
    eventually("the age of the alert rises", async || {
        let (waiting, age) = waits().await;
        assert_eq!(waiting, 1.0);
        (age >= 1.0).then_some(())
    })
    .await;
    on_post(&signals, "/alert/send", json_answer(&fixture("signals/alert_delivered"))).await;
    eventually("nothing waits any more", async || (waits().await == (0.0, 0.0)).then_some(()))
        .await;
    let delivered = "pilotlight_alert_attempts_total{outcome=\"delivered\"}";
    assert_eq!(server.scrape().await.value(delivered), Some(1.0));
}

#[tokio::test]
async fn a_database_that_hangs_does_not_keep_them() {
    let server = watched().start().await;
    server.say("ana", "so so").await;
    assert_eq!(server.scrape().await.value("pilotlight_database_readable"), Some(1.0));
    let held = lock_all(&server);
    for _ in 0..3 {
        let scrape = server.scrape().await;
        assert!(scrape.took < Duration::from_secs(4), "{:?}", scrape.took);
        assert_eq!(scrape.value("pilotlight_database_readable"), Some(0.0));
        assert!(!scrape.text.contains("pilotlight_alerts{"), "what is not known is not said");
        assert!(scrape.value("process_open_fds").is_some());
    }
    drop(held);
    eventually("the database is read again", async || {
        let scrape = server.scrape().await;
        (scrape.value("pilotlight_database_readable") == Some(1.0)).then_some(())
    })
    .await;
}
