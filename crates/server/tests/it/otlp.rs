//! Spans sent to a collector; only of a binary that is built to send them.

use reqwest::Method;
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::server::{Setup, contains};
use crate::siblings::{ml_scoring, requests};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

fn bytes(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

#[tokio::test]
async fn spans_are_sent_when_it_stops_with_the_ids_that_siblings_were_told() {
    let collector = MockServer::start().await;
    let takes = Mock::given(method("POST")).and(path("/v1/traces"));
    takes.respond_with(ResponseTemplate::new(200)).mount(&collector).await;
    let ml = ml_scoring(40).await;
    let setup = Setup::alone().set("ml.url", ml.uri());
    let mut server = setup.set("telemetry.otlp_endpoint", collector.uri()).start().await;
    let said = format!("00-{TRACE}-00f067aa0ba902b7-01");
    let body = json!({"user_id": "quetzalcoatl", "stimulus_id": "calm_01",
        "response_text": "zanzibar is far"});
    for traceparent in [Some(said), None] {
        let send = |request: reqwest::RequestBuilder| match &traceparent {
            Some(said) => request.header("traceparent", said).json(&body),
            None => request.json(&body),
        };
        server.send(Method::POST, "/response/submit", send).await.ok();
    }
    server.ask_to_stop();
    assert_eq!(server.ended().await.code(), Some(0));
    let sent: Vec<u8> =
        requests(&collector, "/v1/traces").await.into_iter().flat_map(|sent| sent.body).collect();
    for there in ["request", "sibling_call", "storage_write", "storage_read", "pilotlight"] {
        assert!(contains(&sent, there.as_bytes()), "{there}");
    }
    assert!(contains(&sent, &bytes(TRACE)));
    for asked in requests(&ml, "/score").await {
        let told = asked.headers["traceparent"].to_str().unwrap().to_owned();
        let parts: Vec<&str> = told.split('-').collect();
        assert!(contains(&sent, &bytes(parts[1])), "the trace {told} was sent");
        assert!(contains(&sent, &bytes(parts[2])), "the span {told} was sent");
        assert_eq!(parts[3], "01", "what is begun here is kept");
    }
    for secret in ["quetzalcoatl", "zanzibar"] {
        assert!(!contains(&sent, secret.as_bytes()), "{secret}");
    }
}

#[tokio::test]
async fn a_collector_that_is_away_holds_nothing_up() {
    let setup = Setup::alone().set("telemetry.otlp_endpoint", "http://127.0.0.1:1");
    let mut server = setup.start().await;
    server.say("ana", "so so").await;
    server.ask_to_stop();
    assert_eq!(server.ended().await.code(), Some(0));
}
