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
