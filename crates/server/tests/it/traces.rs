//! What leads from one service's log to another's: the request's id, and W3C Trace Context.

use std::collections::HashSet;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::form;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, ml_scoring, requests, signals, video, with_baselines};
use crate::wait::eventually;

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN: &str = "00f067aa0ba902b7";

struct All {
    signals: MockServer,
    ml: MockServer,
    video: MockServer,
    server: Server,
}

async fn all() -> All {
    let signals = signals(json_answer(&fixture("signals/analyze_good"))).await;
    let ml = ml_scoring(90).await;
    with_baselines(&ml, ResponseTemplate::new(404)).await;
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let setup = Setup::alone().set("signals.url", signals.uri()).set("ml.url", ml.uri());
    let server = setup.set("video.url", video.uri()).start().await;
    All { signals, ml, video, server }
}

/// Trace, span and flags of a header, which must be valid.
fn parts(request: &Request) -> [String; 3] {
    let mut said = request.headers.get_all("traceparent").iter();
    let header = said.next().expect("there is a traceparent").to_str().unwrap();
    assert!(said.next().is_none(), "there is one traceparent");
    let parts: Vec<&str> = header.split('-').collect();
    let &["00", trace, span, flags] = parts.as_slice() else { panic!("{header}") };
    for (part, digits) in [(trace, 32), (span, 16), (flags, 2)] {
        let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        assert!(part.len() == digits && part.chars().all(is_hex), "{header}");
    }
    assert!(trace != "0".repeat(32) && span != "0".repeat(16), "{header}");
    [trace, span, flags].map(str::to_owned)
}

fn with(headers: &[(&'static str, &str)]) -> impl Fn(RequestBuilder) -> RequestBuilder + use<> {
    let headers: Vec<(&str, String)> =
        headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    move |request| {
        headers.iter().fold(request, |request, (name, value)| request.header(*name, value))
    }
}

async fn submit(server: &Server, request_id: &str, headers: &[(&'static str, &str)]) {
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "so so"});
    let send = with(headers);
    let send = |request| send(request).header("X-Request-Id", request_id).json(&body);
    server.send(Method::POST, "/response/submit", send).await.ok();
}

/// The one request that came to a path for one of ours.
async fn only(sibling: &MockServer, path: &str, request_id: &str) -> Request {
    let mut all = requests(sibling, path).await;
    all.retain(|request| request.headers.get("x-request-id").is_some_and(|id| id == request_id));
    assert_eq!(all.len(), 1, "{path} {request_id}");
    all.remove(0)
}

#[tokio::test]
async fn every_sibling_is_told_the_trace_and_a_span_of_its_own() {
    let All { signals, ml, video, server } = all().await;
    let mut spans = HashSet::from([SPAN.to_owned()]);
    for flags in ["01", "00"] {
        let said = format!("00-{TRACE}-{SPAN}-{flags}");
        let (by_app, by_video) = (format!("app-{flags}"), format!("video-{flags}"));
        submit(&server, &by_app, &[("traceparent", &said)]).await;
        let send = with(&[("traceparent", &said), ("X-Request-Id", &by_video)]);
        let form = form::of("ana");
        server.send(Method::POST, "/video/submit", |r| send(r).multipart(form)).await.ok();
        let told = [
            only(&signals, "/analyze", &by_app).await,
            only(&ml, "/score", &by_app).await,
            only(&video, "/analyze/video", &by_video).await,
            only(&ml, "/score", &by_video).await,
        ];
        for request in &told {
            let [trace, span, kept] = parts(request);
            assert_eq!((trace.as_str(), kept.as_str()), (TRACE, flags));
            assert!(spans.insert(span), "every call has a span of its own");
        }
    }
}

#[tokio::test]
async fn without_a_valid_trace_one_is_begun() {
    let All { signals, ml, server, .. } = all().await;
    let valid = format!("00-{TRACE}-{SPAN}-01");
    let zero = format!("00-{}-{SPAN}-01", "0".repeat(32));
    let (upper, longer) = (valid.to_uppercase(), format!("{valid}-more"));
    let cases: [&[(&str, &str)]; 6] = [
        &[],
        &[("traceparent", "gibberish")],
        &[("traceparent", &upper)],
        &[("traceparent", &zero)],
        &[("traceparent", &longer)],
        &[("traceparent", &valid), ("traceparent", &valid)],
    ];
    let mut traces = HashSet::from([TRACE.to_owned()]);
    for (number, headers) in cases.into_iter().enumerate() {
        let id = format!("req-{number}");
        submit(&server, &id, headers).await;
        let [of_signals, span, _] = parts(&only(&signals, "/analyze", &id).await);
        let [of_ml, other, _] = parts(&only(&ml, "/score", &id).await);
        assert_eq!(of_signals, of_ml, "one request is one trace");
        assert_ne!(span, other);
        assert!(traces.insert(of_signals), "{headers:?}: a trace of its own");
    }
}

#[tokio::test]
async fn what_no_request_asks_for_is_a_trace_too() {
    let All { signals, ml, server, .. } = all().await;
    submit(&server, "req-77", &[]).await;
    let sent = eventually("the alert is sent", async || {
        requests(&signals, "/alert/send").await.into_iter().next()
    })
    .await;
    let baseline = eventually("a baseline is asked for", async || {
        let all = ml.received_requests().await.unwrap();
        all.into_iter().find(|request| request.url.path().starts_with("/baseline/"))
    })
    .await;
    assert_ne!(parts(&sent)[0], parts(&baseline)[0]);
    assert!(!sent.headers.contains_key("x-request-id"));
    assert!(!baseline.headers.contains_key("x-request-id"));
}

#[tokio::test]
async fn the_log_of_a_request_carries_its_ids() {
    for level in ["warn", "debug"] {
        let server = Setup::alone().set("telemetry.log", level).start().await;
        let said = format!("00-{TRACE}-{SPAN}-01");
        submit(&server, "req-77", &[("traceparent", &said)]).await;
        submit(&server, "req-78", &[]).await;
        let log = server.log();
        let lines: Vec<Value> =
            log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let of_request: Vec<&Value> =
            lines.iter().filter(|line| line["spans"][0]["request_id"] == "req-77").collect();
        assert!(of_request.iter().any(|line| line["sibling"] == "signals"), "{log}");
        assert!(of_request.iter().all(|line| line["spans"][0]["trace_id"] == TRACE), "{log}");
    }
}
