//! A person's settings, and pages of other origins.

use reqwest::Method;
use serde_json::{Value, json};

use crate::http::Answer;
use crate::server::{Server, Setup};

async fn put(server: &Server, user: &str, settings: &Value) -> Answer {
    server.send(Method::PUT, &format!("/users/{user}"), |request| request.json(settings)).await
}

#[tokio::test]
async fn settings_are_kept_replaced_and_unset() {
    let mut server = Server::alone().await;
    let full = json!({"region": "gb", "timezone": "europe/london", "locale": "en-GB"});
    let kept =
        json!({"user_id": "ana", "region": "GB", "timezone": "Europe/London", "locale": "en-GB"});
    assert_eq!(put(&server, "ana", &full).await.ok(), kept);
    server.restart().await;
    assert_eq!(server.get("/users/ana").await.ok(), kept);
    put(&server, "ana", &json!({"locale": "pt-BR", "region": null, "color": "blue"})).await.ok();
    let now = json!({"user_id": "ana", "region": null, "timezone": null, "locale": "pt-BR"});
    assert_eq!(server.get("/users/ana").await.ok(), now);
    // A person who set something and never checked in is still before the first check-in.
    assert_eq!(server.score("ana").await["source"], "none");
}

#[tokio::test]
async fn settings_that_make_no_sense_are_refused_all_at_once() {
    let server = Server::alone().await;
    let bad = json!({"region": "USA", "timezone": "Mars/Base", "locale": "!"});
    assert_eq!(put(&server, "ana", &bad).await.wrong_fields(), ["region", "timezone", "locale"]);
    let bad = json!({"region": 1, "timezone": ["UTC"], "locale": {}});
    assert_eq!(put(&server, "ana", &bad).await.wrong_fields(), ["region", "timezone", "locale"]);
    let unset = json!({"user_id": "ana", "region": null, "timezone": null, "locale": null});
    assert_eq!(server.get("/users/ana").await.ok(), unset);
}

#[tokio::test]
async fn a_phone_that_nobody_can_take_is_refused_for_good_where_signals_is_off() {
    let server = Setup::alone().set("signals.url", "").start().await;
    let phone = json!({"phone": "+1 555 010 0123"});
    let answer = server.post("/users/ana/phone", &phone).await;
    let problem = answer.problem(501, "sibling_off");
    assert!(!problem.to_string().contains("555"), "{problem}");
    assert!(answer.headers.get("retry-after").is_none());
    for bad in ["5550100", "+0123456789", "+15550100abc", "", "+123456", "+1234567890123456"] {
        let answer = server.post("/users/ana/phone", &json!({"phone": bad})).await;
        assert_eq!(answer.wrong_fields(), ["phone"]);
        assert!(bad.is_empty() || !answer.text().contains(bad), "{}", answer.text());
    }
    assert_eq!(server.post("/users/ana/phone", &json!({})).await.wrong_fields(), ["phone"]);
}

#[tokio::test]
async fn pages_of_the_configured_origins_may_call() {
    let origins = "https://app.example.org,https://b.example.org";
    let server = Setup::alone().set("server.cors_origins", origins).start().await;
    for origin in ["https://app.example.org", "https://b.example.org", "http://localhost:3000"] {
        // Errors too, or a page could not tell its user what was wrong.
        for path in ["/score/ana", "/nowhere", "/history/ana?limit=0"] {
            let with = |request: reqwest::RequestBuilder| request.header("Origin", origin);
            let answer = server.send(Method::GET, path, with).await;
            assert_eq!(answer.header("access-control-allow-origin"), origin, "{path}");
        }
    }
}

#[tokio::test]
async fn pages_of_this_machine_may_call_and_read_the_headers() {
    let server = Server::alone().await;
    let from = |origin: &'static str| {
        let with = move |request: reqwest::RequestBuilder| request.header("Origin", origin);
        server.send(Method::GET, "/score/ana", with)
    };
    for origin in ["http://localhost:3000", "http://127.0.0.1:8081", "http://[::1]:19006"] {
        let answer = from(origin).await;
        assert_eq!(answer.header("access-control-allow-origin"), origin);
        let exposed = answer.header("access-control-expose-headers").to_lowercase();
        assert!(["x-request-id", "link", "retry-after"].iter().all(|name| exposed.contains(name)));
    }
    for origin in ["https://example.org", "http://localhost.example.org", "null"] {
        assert_eq!(from(origin).await.header("access-control-allow-origin"), "", "{origin}");
    }
    let ask = |request: reqwest::RequestBuilder| {
        let request = request.header("Origin", "http://localhost:3000");
        let request = request.header("Access-Control-Request-Method", "POST");
        request.header("Access-Control-Request-Headers", "content-type,idempotency-key")
    };
    let preflight = server.send(Method::OPTIONS, "/response/submit", ask).await;
    assert_eq!(preflight.status, 200);
    assert!(preflight.header("access-control-allow-methods").contains("POST"));
    let allowed = preflight.header("access-control-allow-headers").to_lowercase();
    assert!(allowed.contains("idempotency-key") && allowed.contains("content-type"), "{allowed}");
}
