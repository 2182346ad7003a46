//! `pilotlight siblings serve`: a server beside the stand-ins, and what they say of themselves.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::form;
use crate::http::Answer;
use crate::server::{Server, Setup};
use crate::siblings::requests;
use crate::stand_ins::StandIns;
use crate::wait::eventually;

const CALM: &str = "had a lovely slow morning, feeling rested";
const STRAINED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

#[tokio::test]
async fn a_server_beside_good_ones_has_all_it_needs() {
    let stand_ins = StandIns::start(&[]).await;
    let server = stand_ins.setup().start().await;
    let phone = json!({"phone": "+15550100"});
    server.send(Method::POST, "/users/ana/phone", |request| request.json(&phone)).await;
    let calm = server.say("ben", CALM).await;
    let strained = server.say("ana", STRAINED).await;
    for result in [&calm, &strained] {
        assert_eq!((&result["source"], &result["scorer"]["origin"]), (&json!("app"), &json!("ml")));
        assert_eq!(result["services"]["signals"], "used");
    }
    assert_eq!((&calm["level"], &strained["level"]), (&json!("green"), &json!("red")));
    let is_from_tribe = async || (server.brain("ana").await["source"] == "tribe").then_some(());
    eventually("the brain view is of a baseline", is_from_tribe).await;
    let seen = server.submit_video(form::of("cleo")).await;
    assert_eq!(seen["burnout_result"]["services"]["video"], "used", "{seen}");

    let alert = alert_once(&server, &strained, "delivered").await;
    let id = alert["message_id"].as_str().unwrap();
    assert!(id.starts_with("SM-stand-in-1"), "{id}");
    let without_phone = server.say("dora", STRAINED).await;
    alert_once(&server, &without_phone, "undeliverable").await;
}

/// One that was left running beside a server that people check in on sends nobody a text, and nothing
/// else would tell.
#[tokio::test]
async fn a_server_warns_of_them_at_its_start_and_with_every_alert_that_they_take() {
    let stand_ins = StandIns::start(&[]).await;
    let server = stand_ins.setup().start().await;
    for sibling in ["signals", "ml", "video"] {
        let is_told = |line: &str| {
            line.contains("a stand-in answers for the sibling")
                && line.contains("WARN")
                && line.contains(&format!("\"sibling\":\"{sibling}\""))
        };
        let told = async || server.log().lines().any(is_told).then_some(());
        eventually(&format!("a warning of {sibling}"), told).await;
    }
    for user in ["ana", "ben"] {
        let phone = json!({"phone": "+15550100"});
        let path = format!("/users/{user}/phone");
        server.send(Method::POST, &path, |request| request.json(&phone)).await;
        let result = server.say(user, STRAINED).await;
        let alert = alert_once(&server, &result, "delivered").await;
        let log = server.log();
        let told = log.lines().find(|line| line.contains("alert taken by a stand-in")).unwrap();
        assert!(told.contains("WARN"), "{told}");
        let of_this = |line: &str| line.contains(alert["id"].as_str().unwrap());
        assert!(log.lines().any(|line| of_this(line) && line.contains("went to anybody")), "{log}");
    }
    assert!(!server.log().contains("alert delivered"), "{}", server.log());
}

#[tokio::test]
async fn a_server_warns_of_no_stand_in_where_there_is_none() {
    let ml = wiremock::MockServer::start().await;
    let good = wiremock::ResponseTemplate::new(200).set_body_json(json!({"status": "ok"}));
    let asked = wiremock::Mock::given(wiremock::matchers::path("/health")).respond_with(good);
    asked.mount(&ml).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    let is_asked = async || (!requests(&ml, "/health").await.is_empty()).then_some(());
    eventually("ml is asked what it is", is_asked).await;
    server.say("ana", CALM).await;
    assert!(!server.log().contains("stand-in"), "{}", server.log());
}

/// The alert of a result, as soon as it has come to this.
async fn alert_once(server: &Server, result: &Value, status: &str) -> Value {
    let path = format!("/alerts/{}", result["alert"]["id"].as_str().unwrap());
    let there = async || {
        let alert = server.get(&path).await.ok();
        (alert["status"] == status).then_some(alert)
    };
    eventually(status, there).await
}

#[tokio::test]
async fn a_wellness_ml_is_read_as_such_where_it_is_set() {
    let stand_ins = StandIns::start(&["--ml-scale", "wellness"]).await;
    let server = stand_ins.setup().set("ml.scale", "wellness").start().await;
    assert_eq!(server.say("ana", CALM).await["level"], "green");
    let strained = server.say("ben", STRAINED).await;
    assert_eq!((&strained["level"], &strained["scorer"]["origin"]), (&json!("red"), &json!("ml")));
}

#[tokio::test]
async fn a_server_beside_slow_ones_answers_by_itself_in_time() {
    let stand_ins = StandIns::start(&["--all", "slow"]).await;
    let server = stand_ins.setup().set("checkin.deadline_ms", 1000).start().await;
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": STRAINED});
    let answer: Answer = server.post("/response/submit", &body).await;
    // One second less than the quickest of them takes.
    assert!(answer.took < Duration::from_secs(3), "{:?}", answer.took);
    let result = answer.ok();
    assert_eq!((&result["source"], &result["level"]), (&json!("fallback"), &json!("red")));
    assert_eq!(result["services"]["ml"], "unavailable");
}

#[tokio::test]
async fn a_server_beside_wrong_or_dead_ones_answers_all_the_same() {
    for how in ["wrong", "dead"] {
        let stand_ins = StandIns::start(&["--all", how]).await;
        let server = stand_ins.setup().start().await;
        for _ in 0..7 {
            let result = server.say("ana", STRAINED).await;
            assert_eq!(result["level"], "red", "{how}");
        }
    }
}

/// What a stand-in answers, and whether it says so.
async fn asked(
    stand_ins: &StandIns,
    sibling: &str,
    with: impl FnOnce(&reqwest::Client, &str) -> reqwest::RequestBuilder,
) -> (u16, Option<Value>) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = with(&client, stand_ins.address(sibling)).send().await.unwrap();
    assert_eq!(answer.headers()["x-stand-in"], sibling);
    let status = answer.status().as_u16();
    let body: Option<Value> = answer.json().await.ok();
    if let Some(body) = &body {
        let says = format!("made up by a stand-in for {sibling}");
        assert_eq!(body["stand_in"], says, "{body}");
    }
    (status, body)
}

async fn posted(
    stand_ins: &StandIns,
    sibling: &str,
    path: &str,
    body: &Value,
) -> (u16, Option<Value>) {
    let with = |client: &reqwest::Client, at: &str| client.post(format!("{at}{path}")).json(body);
    asked(stand_ins, sibling, with).await
}

#[tokio::test]
async fn every_answer_says_what_it_is_and_the_same_request_gets_the_same() {
    let stand_ins = StandIns::start(&[]).await;
    let words = json!({"user_id": "ana", "response_text": CALM});
    let scored =
        json!({"user_id": "ana", "stimulus_id": "calm_01", "signals": {"response_text": CALM}});
    let phone = json!({"user_id": "ana", "phone": "+15550100"});
    let alert = json!({"user_id": "ana", "score": 70, "level": "red", "intervention": "call"});
    let calls = [
        ("signals", "/register-phone", phone),
        ("signals", "/analyze", words),
        ("signals", "/alert/send", alert),
        ("ml", "/score", scored),
    ];
    for (sibling, path, body) in &calls {
        let first = posted(&stand_ins, sibling, path, body).await;
        assert_eq!(first.0, 200, "{first:?}");
        assert_eq!(first, posted(&stand_ins, sibling, path, body).await);
    }
    let wrong = json!({"user_id": "ana", "response_text": CALM, "typing_wpm": 61.6});
    let (status, refusal) = posted(&stand_ins, "signals", "/analyze", &wrong).await;
    let at = &refusal.unwrap()["detail"][0]["loc"];
    assert_eq!((status, at), (422, &json!(["body", "typing_wpm"])));
    for (sibling, path, status) in
        [("ml", "/baseline/none", 404), ("ml", "/baseline/calm_01", 200), ("video", "/health", 200)]
    {
        let get = |client: &reqwest::Client, at: &str| client.get(format!("{at}{path}"));
        let (got, body) = asked(&stand_ins, sibling, get).await;
        assert!(got == status && body.is_some(), "{path}: {got}");
    }
    let form = |client: &reqwest::Client, at: &str| {
        client.post(format!("{at}/analyze/video")).multipart(form::of("ana"))
    };
    let first = asked(&stand_ins, "video", form).await;
    assert_eq!((first.0, &first), (200, &asked(&stand_ins, "video", form).await));
    let wrong = StandIns::start(&["--all", "wrong"]).await;
    for (_, path, body) in calls.iter().filter(|call| call.0 == "signals") {
        for _ in 0..6 {
            posted(&wrong, "signals", path, body).await;
        }
    }
}

#[tokio::test]
async fn they_stop_when_they_are_told_and_the_dead_refuse() {
    let mut stand_ins = StandIns::start(&["--video", "dead"]).await;
    let at = stand_ins.address("video").strip_prefix("http://").unwrap();
    let refused = std::net::TcpStream::connect(at).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
    stand_ins.process.ask_to_stop();
    assert!(stand_ins.process.ended().await.success());
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let folder = tempfile::TempDir::new().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let arguments = ["siblings", "serve", "--signals-port", "0", "--ml-port", &port];
    for how in ["good", "dead"] {
        let arguments = [&arguments[..], &["--ml", how]].concat();
        let ended = crate::process::run(folder.path(), &arguments, &Vec::new()).await;
        assert!(!ended.success && ended.stderr.contains(&port), "{}", ended.stderr);
        assert!(ended.stderr.contains("ml: 127.0.0.1"), "{}", ended.stderr);
        assert!(ended.stdout.is_empty(), "{}", ended.stdout);
    }
}
