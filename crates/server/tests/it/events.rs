//! Streams of events: what is stored is told, once, in its order, to whoever listens.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::form;
use crate::listening::Listening;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, video};
use crate::wait::days_ago;

const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

fn id(result: &Value) -> &str {
    result["check_in_id"].as_str().unwrap()
}

async fn late(server: &Server, user: &str) -> Value {
    let body = json!({"user_id": user, "stimulus_id": "calm_01", "response_text": "so so",
        "timestamp": days_ago(3)});
    server.submit(body).await
}

#[tokio::test]
async fn every_check_in_is_told_as_the_history_shows_it_by_whatever_channel() {
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let server = Setup::alone().set("video.url", video.uri()).start().await;
    let mut stream = server.listen("ana", None).await;
    for (name, value) in [("cache-control", "no-store"), ("x-accel-buffering", "no")] {
        assert_eq!(stream.headers[name], value);
    }
    assert!(stream.headers.contains_key("x-request-id"));
    server.say("ben", "somebody else's").await;
    let app = server.say("ana", "had a lovely slow morning, feeling rested").await;
    stream.is_next(&app).await;
    let sms = json!({"user_id": "ana", "stimulus_id": "calm_01", "source": "sms",
        "response_text": EXHAUSTED});
    let sms = server.submit(sms).await;
    let red = stream.result().await;
    assert_eq!((id(&red), &red["level"]), (id(&sms), &json!("red")));
    assert!(!red["support"].as_array().unwrap().is_empty());
    let filmed = server.submit_video(form::of("ana")).await["burnout_result"].clone();
    stream.is_next(&filmed).await;
    stream.is_next(&late(&server, "ana").await).await;
    // The same request again is no new check-in.
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "fine"});
    for _ in 0..2 {
        let with =
            |request: reqwest::RequestBuilder| request.header("Idempotency-Key", "one").json(&body);
        server.send(Method::POST, "/response/submit", with).await.ok();
    }
    let once = stream.result().await;
    let last = server.say("ana", "so so").await;
    let told = stream.result().await;
    assert_eq!(id(&told), id(&last));
    let history = server.history("ana").await;
    assert!(history.contains(&once) && history.contains(&told));
}

#[tokio::test]
async fn who_comes_without_an_id_gets_the_latest_first_and_who_has_one_what_came_since() {
    let mut server = Server::alone().await;
    let first = server.say("ana", "so so").await;
    let latest = server.say("ana", "fine").await;
    // Stored last, and not the latest.
    let late = late(&server, "ana").await;
    let other = server.say("ben", "fine").await;
    let more = {
        let mut stream = server.listen("ana", None).await;
        stream.is_next(&latest).await;
        let more = server.say("ana", "one more").await;
        stream.is_next(&more).await;
        more
    };
    let mut stream = server.listen("ana", Some(id(&first))).await;
    for expected in [&latest, &late, &more] {
        stream.is_next(expected).await;
    }
    for unknown in [Some("nothing"), Some(""), Some(id(&other)), Some("%,'")] {
        let mut stream = server.listen("ana", unknown).await;
        stream.is_next(&more).await;
    }
    server.kill();
    server.start_again().await;
    let mut stream = server.listen("ana", Some(id(&latest))).await;
    stream.is_next(&late).await;
    stream.is_next(&more).await;
    stream.is_next(&server.say("ana", "and on").await).await;
    // Browsers cannot set the header of their first request, and keep the address for all others.
    let url = |query: &str| format!("{}/events/ana?last_event_id={query}", server.address);
    let by_query = server.client.get(url(id(&late))).send().await.unwrap();
    Listening::of(by_query).is_next(&more).await;
    let by_both = server.client.get(url(id(&first))).header("Last-Event-ID", id(&late));
    Listening::of(by_both.send().await.unwrap()).is_next(&more).await;
}

/// Otherwise a red could be missed whose person said something better a moment later.
#[tokio::test]
async fn who_came_before_the_first_check_in_is_told_of_all_that_was_missed() {
    let mut server = Server::alone().await;
    let id = {
        let mut stream = server.listen("ana", None).await;
        let first = stream.event().await.unwrap();
        assert_eq!(first.kind, "ping");
        first.id.unwrap()
    };
    let red = server.say("ana", "I want to kill myself tonight").await;
    let green = server.say("ana", "had a lovely slow morning, feeling rested").await;
    server.kill();
    server.start_again().await;
    let mut stream = server.listen("ana", Some(&id)).await;
    stream.is_next(&red).await;
    stream.is_next(&green).await;
}

/// Proxies ask so by default, and know no chunks.
#[tokio::test]
async fn by_http_1_0_a_stream_is_plain_and_ends_with_its_connection() {
    let server = Server::alone().await;
    server.say("ana", "fine").await;
    let mut connection =
        TcpStream::connect(server.address.trim_start_matches("http://")).await.unwrap();
    connection.write_all(b"GET /events/ana HTTP/1.0\r\n\r\n").await.unwrap();
    let mut told = String::new();
    while !told.ends_with("}\n\n") {
        let mut part = [0; 4096];
        let read = connection.read(&mut part).await.unwrap();
        assert!(read > 0, "{told}");
        told.push_str(std::str::from_utf8(&part[..read]).unwrap());
    }
    let (head, body) = told.split_once("\r\n\r\n").unwrap();
    assert!(!head.to_ascii_lowercase().contains("transfer-encoding"), "{head}");
    assert!(body.starts_with("retry: 3000\n\nid: "), "{body}");
}

#[tokio::test]
async fn what_the_host_does_not_allow_any_more_is_told_no_more_than_the_history_shows() {
    let mut server = Server::alone().await;
    let typed = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": EXHAUSTED,
        "typing_wpm": 12, "error_rate": 30});
    let before = server.submit(typed).await;
    server.set("policy.streams", "typing");
    server.restart().await;
    let told = server.listen("ana", None).await.event().await.unwrap();
    let mut told: Value = serde_json::from_str(&told.data).unwrap();
    assert_ne!(told["breakdown"], before["breakdown"]);
    let mut shown = server.history("ana").await[0].clone();
    // Its status may have changed in between.
    for result in [&mut told, &mut shown] {
        result["alert"]["status"].take();
    }
    assert_eq!(told, shown);
}

#[tokio::test]
async fn a_head_is_answered_and_what_is_no_get_refused() {
    let server = Server::alone().await;
    for _ in 0..2 {
        let head = server.send(Method::HEAD, "/events/ana", |request| request).await;
        assert_eq!((head.status, head.header("content-type")), (200, "text/event-stream"));
        assert!(head.bytes.is_empty());
        assert_eq!(server.get("/health/live").await.status, 200, "the connection goes on");
    }
    server.post("/events/ana", &json!({})).await.problem(405, "method_not_allowed");
    assert_eq!(server.get("/events/a%2Fb").await.wrong_fields(), ["user_id"]);
}

#[tokio::test]
async fn a_page_of_this_machine_may_listen() {
    let server = Server::alone().await;
    let own = "http://localhost:3000";
    let request = server.client.get(format!("{}/events/ana", server.address));
    let stream = Listening::of(request.header("Origin", own).send().await.unwrap());
    assert_eq!(stream.headers["access-control-allow-origin"], own);
    let request = server.client.get(format!("{}/events/ana", server.address));
    let foreign = request.header("Host", "evil.example").send().await.unwrap();
    assert_eq!(foreign.status(), 403);
}

#[tokio::test]
async fn who_listens_is_told_at_once() {
    let server = Server::alone().await;
    let mut stream = server.listen("ana", None).await;
    let start = Instant::now();
    for _ in 0..10 {
        stream.is_next(&server.say("ana", "so so").await).await;
    }
    // Not after the second for which others are looked.
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[tokio::test]
async fn what_another_server_on_the_database_stores_is_told_too() {
    let server = Server::alone().await;
    let mut stream = server.listen("ana", None).await;
    stream.is_next(&server.say("ana", "before it came").await).await;
    let other = Setup::alone().start_beside(&server).await;
    let mut there = other.listen("ana", None).await;
    there.result().await;
    for (from, text) in [(&other, "one"), (&server, "two"), (&other, "three")] {
        let stored = from.say("ana", text).await;
        stream.is_next(&stored).await;
        there.is_next(&stored).await;
    }
}
