//! What the client has already is not sent again, and not even looked for.

use reqwest::{Method, RequestBuilder};
use serde_json::json;
use wiremock::MockServer;

use crate::http::Answer;
use crate::places::lock_all;
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, on_post};
use crate::wait::eventually;

const EXHAUSTED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

/// Reads that ask for no more than the database says of one person, and are kept.
const KEPT: [&str; 6] = [
    "/score/ana",
    "/history/ana",
    "/history/ana?limit=2",
    "/history/ana?limit=1&before=2999-01-01T00:00:00Z",
    "/metrics/ana",
    "/metrics/ana?from=2020-01-01T00:00:00Z&to=2999-01-01T00:00:00Z",
];

const OTHERS: [&str; 8] = [
    "/users/ana",
    "/brain/ana",
    "/alerts",
    "/stimulus/today/ana",
    "/stimulus/all",
    "/stimulus/calm_01",
    "/media/calm_01.svg",
    "/openapi.json",
];

async fn ask(server: &Server, method: Method, path: &str, tags: &str) -> Answer {
    server.send(method, path, |request| request.header("If-None-Match", tags)).await
}

async fn get(server: &Server, path: &str, tags: &str) -> Answer {
    ask(server, Method::GET, path, tags).await
}

async fn tag(server: &Server, path: &str) -> String {
    let answer = server.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    let tag = answer.header("etag").to_owned();
    assert!(tag.len() > 20 && tag.starts_with('"') && tag.ends_with('"'), "{path}: {tag}");
    tag
}

#[tokio::test]
async fn every_read_is_a_304_until_something_changes() {
    let signals = MockServer::start().await;
    on_post(&signals, "/alert/send", json_answer(&fixture("signals/alert_delivered"))).await;
    let server = Setup::alone().set("signals.url", signals.uri()).start().await;
    let red = server.say("ana", EXHAUSTED).await;
    for _ in 0..2 {
        server.say("ana", "had a lovely slow morning, feeling rested").await;
    }
    let alert = format!("/alerts/{}", red["alert"]["id"].as_str().unwrap());
    eventually("nothing changes by itself any more", async || {
        (server.get(&alert).await.ok()["status"] == "delivered").then_some(())
    })
    .await;
    for path in KEPT.into_iter().chain(OTHERS).chain([alert.as_str()]) {
        let full = server.get(path).await;
        let tag = full.header("etag").to_owned();
        assert!(tag.starts_with('"'), "{path}");
        for method in [Method::GET, Method::HEAD] {
            let known = ask(&server, method, path, &tag).await;
            assert_eq!(known.status, 304, "{path}");
            assert!(known.bytes.is_empty(), "{path}");
            for name in ["etag", "cache-control", "link"] {
                assert_eq!(known.header(name), full.header(name), "{path} {name}");
            }
            assert_ne!(known.header("x-request-id"), "", "{path}");
            assert_eq!(known.header("content-length"), "", "{path}");
        }
        let other = get(&server, path, "\"0123456789abcdef0123456789abcdef\"").await;
        assert_eq!(other.status, 200, "{path}");
    }
    assert_eq!(get(&server, "/score/ana", "*").await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_tag_changes_with_what_it_is_of_and_with_nothing_else() {
    let signals = MockServer::start().await;
    let mut server = Setup::alone().set("signals.url", signals.uri()).start().await;
    let green = server.say("ana", "had a lovely slow morning, feeling rested").await;
    assert_eq!(green["level"], "green");
    let tags = async |server: &Server| {
        let mut tags = Vec::new();
        for path in KEPT {
            tags.push(tag(server, path).await);
        }
        tags
    };
    let before = tags(&server).await;
    let settings = tag(&server, "/users/ana").await;
    // Somebody else's check-in, and settings that show in no result.
    server.say("ben", "so so").await;
    let british = json!({"region": "GB"});
    server.send(Method::PUT, "/users/ana", |request| request.json(&british)).await.ok();
    assert_eq!(tags(&server).await, before);
    assert_eq!(get(&server, "/users/ana", &settings).await.ok()["region"], "GB");
    // Neither another process nor another server makes another tag of the same.
    server.restart().await;
    assert_eq!(tags(&server).await, before);
    let beside = Setup::alone().start_beside(&server).await;
    assert_eq!(tags(&beside).await, before);
    assert_eq!(get(&beside, "/score/ana", &before[0]).await.status, 304);

    let red = server.say("ana", EXHAUSTED).await;
    assert_eq!(red["level"], "red");
    for (path, before) in KEPT.into_iter().zip(&before) {
        assert_eq!(get(&server, path, before).await.status, 200, "{path}");
        assert_eq!(get(&beside, path, before).await.status, 200, "{path}");
    }
    // The status of its alert is part of the result.
    let mut had = tag(&server, "/score/ana").await;
    on_post(&signals, "/alert/send", json_answer(&fixture("signals/alert_delivered"))).await;
    eventually("the alert is delivered", async || {
        let answer = get(&server, "/score/ana", &had).await;
        if answer.status == 304 {
            return None;
        }
        had = answer.header("etag").to_owned();
        (answer.ok()["alert"]["status"] == "delivered").then_some(())
    })
    .await;
}

#[tokio::test]
async fn lists_weak_tags_and_stars_are_read_as_http_says() {
    let server = Server::alone().await;
    server.say("ana", "so so").await;
    let tag = tag(&server, "/score/ana").await;
    let known = [
        tag.clone(),
        format!("W/{tag}"),
        format!("\"other\", {tag}"),
        format!("W/\"other\" ,,W/{tag},\"more\""),
        "*".to_owned(),
    ];
    for tags in known {
        assert_eq!(get(&server, "/score/ana", &tags).await.status, 304, "{tags}");
    }
    let bare = tag.trim_matches('"');
    for tags in ["", "\"other\"", bare, &format!("w/{tag}"), "\"*\"", "\"a\", *"] {
        assert_eq!(get(&server, "/score/ana", tags).await.status, 200, "{tags}");
    }
    let lines = |request: RequestBuilder| {
        request.header("If-None-Match", "\"other\"").header("If-None-Match", &tag)
    };
    assert_eq!(server.send(Method::GET, "/score/ana", lines).await.status, 304);
    // What is no 200 stays what it is, and what writes asks for no tag.
    get(&server, "/history/ana?limit=0", "*").await.problem(422, "invalid_fields");
    get(&server, "/stimulus/none", "*").await.problem(404, "not_found");
    assert_eq!(get(&server, "/health", "*").await.status, 200);
    assert_eq!(server.get("/health").await.header("etag"), "");
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "fine"});
    let write = |request: RequestBuilder| request.header("If-None-Match", "*").json(&body);
    assert_eq!(server.send(Method::POST, "/response/submit", write).await.status, 200);
}

#[tokio::test]
async fn what_has_not_changed_asks_nothing_of_the_database() {
    let server = Server::alone().await;
    server.say("ana", "so so").await;
    let paths = KEPT.into_iter().chain(["/users/ana"]);
    let mut tags = Vec::new();
    for path in paths {
        tags.push((path, tag(&server, path).await));
    }
    // From now on every query hangs.
    let held = lock_all(&server);
    for (path, tag) in &tags {
        assert_eq!(get(&server, path, tag).await.status, 304, "{path}");
    }
    let (_, tag) = &tags[0];
    get(&server, "/score/ben", tag).await.problem(503, "overloaded");
    drop(held);
}
