//! Who may call while there is no authentication: this machine, and no web page by a detour.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::http::Answer;
use crate::server::{Server, Setup};

async fn get(server: &Server, name: &'static str, value: &str) -> Answer {
    server.send(Method::GET, "/score/ana", |request| request.header(name, value)).await
}

async fn post(server: &Server, name: &'static str, value: &str) -> Answer {
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "so so"});
    let with = |request: RequestBuilder| request.header(name, value).json(&body);
    server.send(Method::POST, "/response/submit", with).await
}

#[tokio::test]
async fn a_foreign_name_that_leads_here_is_refused() {
    let server = Server::alone().await;
    let foreign = [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8001",
        "127.0.0.1.evil.example",
        "192.0.2.1",
        "[2001:db8::1]:80",
    ];
    for host in foreign {
        for answer in [get(&server, "Host", host).await, post(&server, "Host", host).await] {
            answer.problem(403, "foreign_origin");
        }
    }
    for host in ["localhost", "LOCALHOST:8001", "127.0.0.1", "127.0.0.1:80", "[::1]:8001"] {
        assert_eq!(get(&server, "Host", host).await.status, 200, "{host}");
    }
    assert_eq!(server.score("ana").await["source"], "none", "nothing was written");
}

#[tokio::test]
async fn a_page_of_a_foreign_origin_writes_nothing() {
    let server = Server::alone().await;
    for origin in ["https://evil.example", "http://localhost.evil.example", "null", "file://"] {
        post(&server, "Origin", origin).await.problem(403, "foreign_origin");
        let phone = json!({"phone": "+15550100123"});
        let with = |request: RequestBuilder| request.header("Origin", origin).json(&phone);
        let answer = server.send(Method::POST, "/users/ana/phone", with).await;
        answer.problem(403, "foreign_origin");
        let read = get(&server, "Origin", origin).await;
        assert_eq!(read.header("access-control-allow-origin"), "", "{origin}");
    }
    assert_eq!(server.score("ana").await["source"], "none", "nothing was written");
    assert_eq!(post(&server, "Origin", "http://localhost:3000").await.status, 200);
}

/// The headers of requests that a browser asks about.
const ASKED_FOR: &str = "content-type, idempotency-key, if-none-match, last-event-id";

/// What a browser asks before a request.
async fn preflight(server: &Server, origin: &str, method: &str) -> Answer {
    let with = |request: RequestBuilder| {
        let request = request.header("Origin", origin);
        let request = request.header("Access-Control-Request-Headers", ASKED_FOR);
        request.header("Access-Control-Request-Method", method)
    };
    server.send(Method::OPTIONS, "/response/submit", with).await
}

#[tokio::test]
async fn a_browser_that_asks_first_is_told_in_the_words_of_every_other_answer() {
    let server = Server::alone().await;
    let own = "http://localhost:3000";
    for method in ["GET", "HEAD", "POST", "PUT"] {
        let answer = preflight(&server, own, method).await;
        assert_eq!(answer.status, 200, "{method}");
        assert_eq!(answer.header("access-control-allow-origin"), own);
        let allowed = answer.header("access-control-allow-headers");
        for header in ASKED_FOR.split(", ") {
            assert!(allowed.contains(header), "{header}: {allowed}");
        }
        assert_ne!(answer.header("x-request-id"), "");
    }
    for origin in ["https://evil.example", "http://localhost.evil.example", "null", "caf\u{e9}"] {
        for method in ["POST", "DELETE"] {
            let answer = preflight(&server, origin, method).await;
            answer.problem(403, "foreign_origin");
            assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
        }
    }
    let by_name = |request: RequestBuilder| {
        let request = request.header("Host", "evil.example").header("Origin", own);
        request.header("Access-Control-Request-Method", "POST")
    };
    let answer = server.send(Method::OPTIONS, "/response/submit", by_name).await;
    answer.problem(403, "foreign_origin");
    let answer = preflight(&server, own, "DELETE").await;
    answer.problem(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET, HEAD, POST, PUT");
}

#[tokio::test]
async fn a_page_of_this_machine_can_read_refusals_too() {
    let server = Server::alone().await;
    for path in ["/score/a%2Fb", "/nowhere", "/docs/nothing.js", "/score/ana"] {
        let own = "http://localhost:3000";
        let answer = server.send(Method::GET, path, |request| request.header("Origin", own)).await;
        assert_eq!(answer.header("access-control-allow-origin"), own, "{path}");
        let exposed = answer.header("access-control-expose-headers");
        assert!(exposed.contains("retry-after") && exposed.contains("etag"), "{path}: {exposed}");
        assert_ne!(answer.header("x-request-id"), "", "{path}");
    }
}

#[tokio::test]
async fn behind_something_that_authenticates_any_name_is_let_in() {
    let origins = "https://app.example.org";
    let setup = Setup::alone().set("security.open", true).set("server.cors_origins", origins);
    let server = setup.start().await;
    assert_eq!(get(&server, "Host", "pilotlight.example.org").await.status, 200);
    assert_eq!(post(&server, "Host", "pilotlight.example.org").await.status, 200);
    assert_eq!(post(&server, "Origin", origins).await.status, 200);
    post(&server, "Origin", "https://evil.example").await.problem(403, "foreign_origin");
}
