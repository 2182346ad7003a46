//! What is refused, and how it is told.

use reqwest::Method;
use serde_json::{Value, json};

use crate::server::Server;

#[tokio::test]
async fn a_person_who_cannot_be_named_is_a_422_that_names_the_field() {
    let server = Server::alone().await;
    let long = "u".repeat(129);
    let bad = [
        "a/b",
        "a\\b",
        "",
        " ",
        "\t",
        " ana",
        "ana ",
        "a\0b",
        "a\nb",
        ".",
        "..",
        "a\u{7f}b",
        "/",
        long.as_str(),
    ];
    for id in bad {
        let body = json!({"user_id": id, "stimulus_id": "calm_01", "response_text": "ok"});
        let answer = server.post("/response/submit", &body).await;
        assert_eq!(answer.wrong_fields(), ["user_id"], "{id:?}");
    }
    server.say(&"é".repeat(128), "ok").await;
    for path in ["/score/a%2Fb", "/history/a%5Cb", "/metrics/%20", "/brain/a%00b", "/users/%0A"] {
        assert_eq!(server.get(path).await.wrong_fields(), ["user_id"], "{path}");
    }
    let path = format!("/stimulus/today/{long}");
    assert_eq!(server.get(&path).await.wrong_fields(), ["user_id"]);
    assert_eq!(server.get("/score/%ff%fe").await.status, 422, "no UTF-8 is no name");
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once() {
    let server = Server::alone().await;
    let refused = async |body: Value| server.post("/response/submit", &body).await.wrong_fields();
    assert_eq!(refused(json!({})).await, ["user_id", "stimulus_id"]);
    assert_eq!(refused(json!({"user_id": null})).await, ["user_id", "stimulus_id"]);
    let types = json!({"user_id": 7, "stimulus_id": ["calm_01"], "response_text": {},
        "source": 1, "timestamp": 1_790_000_000, "burst_pattern": false});
    let fields = refused(types).await;
    let expected =
        ["user_id", "stimulus_id", "response_text", "burst_pattern", "source", "timestamp"];
    assert_eq!(fields, expected);
    let long = "s".repeat(129);
    for (field, bad) in [
        ("stimulus_id", ""),
        ("stimulus_id", long.as_str()),
        ("stimulus_id", "a/b"),
        ("stimulus_id", "a\0"),
        ("source", "fax"),
        ("source", "video"),
        ("source", "APP"),
        ("timestamp", "yesterday"),
        ("timestamp", "2026-03-02"),
        ("timestamp", "2026-13-02T08:00:00Z"),
    ] {
        let mut body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok"});
        body[field] = json!(bad);
        assert_eq!(refused(body).await, [field], "{bad:?}");
    }
    assert_eq!(server.history("ana").await.len(), 0, "nothing of it was stored");
}

#[tokio::test]
async fn an_answer_from_the_future_or_of_long_ago_is_refused_and_an_odd_clock_is_not() {
    let server = Server::alone().await;
    let at = async |hours: i64, minutes: i64| {
        let ahead = jiff::SignedDuration::from_mins(60 * hours + minutes);
        let moment = jiff::Timestamp::now().checked_add(ahead).unwrap().to_string();
        let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "ok",
            "timestamp": moment});
        server.post("/response/submit", &body).await
    };
    assert_eq!(at(0, 4).await.status, 200);
    for (hours, minutes) in [(0, 6), (24, 0), (24 * 365 * 80, 0)] {
        assert_eq!(at(hours, minutes).await.wrong_fields(), ["timestamp"]);
    }
    assert_eq!(at(-24 * 7, 1).await.status, 200, "a late answer is an answer");
    for (hours, minutes) in [(-24 * 7, -1), (-24 * 365 * 30, 0)] {
        let refused = at(hours, minutes).await;
        assert_eq!(refused.wrong_fields(), ["timestamp"]);
        assert!(refused.text().contains("at most seven days ago"), "{}", refused.text());
    }
    let body = json!({"user_id": "ben", "stimulus_id": "calm_01", "response_text": "ok",
        "timestamp": "+999999-01-01T00:00:00Z"});
    assert_eq!(server.post("/response/submit", &body).await.wrong_fields(), ["timestamp"]);
}

#[tokio::test]
async fn a_path_that_is_not_there_is_a_404_and_another_method_a_405() {
    let server = Server::alone().await;
    for path in ["/nowhere", "/score", "/score/", "/score/a/b", "/api/v1/score/a"] {
        server.get(path).await.problem(404, "not_found");
    }
    for (method, path, allowed) in [
        (Method::DELETE, "/score/ana", "GET, HEAD"),
        (Method::GET, "/response/submit", "POST"),
        (Method::PUT, "/response/submit", "POST"),
        (Method::GET, "/video/submit", "POST"),
        (Method::DELETE, "/users/ana", "GET, HEAD, PUT"),
        (Method::POST, "/users/ana", "GET, HEAD, PUT"),
        (Method::GET, "/users/ana/phone", "POST"),
        (Method::POST, "/health", "GET, HEAD"),
        (Method::POST, "/", "GET, HEAD"),
        (Method::POST, "/docs/", "GET, HEAD"),
        (Method::PATCH, "/stimulus/today/ana", "GET, HEAD"),
    ] {
        let answer = server.send(method.clone(), path, |request| request).await;
        answer.problem(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), allowed, "{method} {path}");
    }
}

#[tokio::test]
async fn a_query_that_makes_no_sense_is_a_422_that_names_the_parameter() {
    let server = Server::alone().await;
    for (path, field) in [
        ("/history/ana?limit=0", "limit"),
        ("/history/ana?limit=201", "limit"),
        ("/history/ana?limit=-1", "limit"),
        ("/history/ana?limit=many", "limit"),
        ("/history/ana?limit=", "limit"),
        ("/history/ana?limit=1e2", "limit"),
        ("/history/ana?before=x", "before"),
        ("/history/ana?before=", "before"),
        ("/history/ana?before=,", "before"),
        ("/metrics/ana?from=x", "from"),
        ("/metrics/ana?to=2026-03-02", "to"),
        ("/stimulus/today/ana?tz=", "tz"),
        ("/stimulus/today/ana?tz=../../etc/passwd", "tz"),
    ] {
        assert_eq!(server.get(path).await.wrong_fields(), [field], "{path}");
    }
    assert_eq!(server.get("/history/ana?limit=1&limit=2").await.status, 422);
    assert_eq!(server.get("/history/ana?unknown=1").await.status, 200);
}

#[tokio::test]
async fn a_request_id_is_given_back_where_it_can_stand_in_a_log() {
    let server = Server::alone().await;
    let id_of = async |sent: &str, path: &str| {
        let with = |request: reqwest::RequestBuilder| request.header("X-Request-Id", sent);
        let answer = server.send(Method::GET, path, with).await;
        answer.header("x-request-id").to_owned()
    };
    let long = "x".repeat(65);
    for path in ["/score/ana", "/nowhere", "/history/ana?limit=0", "/docs/", "/media/calm_01.svg"] {
        assert_eq!(id_of("trace-7f.3_B", path).await, "trace-7f.3_B", "{path}");
        for bad in ["", "a b", "a\"b", "a;b", "{}", long.as_str()] {
            let given = id_of(bad, path).await;
            assert!(given != bad && uuid::Uuid::parse_str(&given).is_ok(), "{path}: {given}");
        }
    }
    assert_ne!(id_of("", "/score/ana").await, id_of("", "/score/ana").await);
}

#[tokio::test]
async fn a_fault_inside_is_told_by_its_id_alone_and_the_log_has_the_rest() {
    let mut server = Server::alone().await;
    server.say("ana", "so so").await;
    let database = server.folder().join("p.db");
    // The disk has gone bad under it.
    let length = usize::try_from(std::fs::metadata(&database).unwrap().len()).unwrap();
    std::fs::write(&database, vec![0xA5; length.max(100_000)]).unwrap();
    std::fs::write(server.folder().join("p.db-wal"), vec![0xA5; 100_000]).unwrap();
    let body = json!({"user_id": "ben", "stimulus_id": "calm_01", "response_text": "so so"});
    for answer in [server.post("/response/submit", &body).await, server.get("/score/ana").await] {
        assert!([500, 503, 507].contains(&answer.status), "{} {}", answer.status, answer.text());
        let told = answer.text().to_lowercase();
        let problem: Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!(problem["request_id"], answer.header("x-request-id"));
        for inside in ["sqlite", "database disk", "p.db", "check_ins", "select", "panicked", ".rs"]
        {
            assert!(!told.contains(inside), "{inside} in {told}");
        }
        let log = server.log();
        let id = answer.header("x-request-id");
        assert!(log.lines().any(|line| line.contains(id) && line.contains("ERROR")), "{log}");
    }
    assert_eq!(server.get("/health").await.ok()["status"], "unavailable");
    server.get("/health/ready").await;
    assert_eq!(server.get("/health/live").await.status, 200);
    server.kill();
}

#[tokio::test]
async fn a_web_page_from_elsewhere_neither_reads_nor_writes_a_closed_server() {
    let server = Server::alone().await;
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01", "response_text": "so so"});
    // A name that somebody has made lead to this machine.
    let by_name = |request: reqwest::RequestBuilder| request.header("host", "evil.example");
    server.send(Method::GET, "/score/ana", by_name).await.problem(403, "foreign_origin");
    let from = |origin: &'static str| {
        let body = body.clone();
        move |request: reqwest::RequestBuilder| request.header("origin", origin).json(&body)
    };
    for origin in ["https://evil.example", "null", "http://localhost.evil.example"] {
        let answer = server.send(Method::POST, "/response/submit", from(origin)).await;
        answer.problem(403, "foreign_origin");
    }
    assert_eq!(server.history("ana").await.len(), 0);
    let own = server.send(Method::POST, "/response/submit", from("http://localhost:5173")).await;
    assert_eq!(own.status, 200);
    assert_eq!(own.header("access-control-allow-origin"), "http://localhost:5173");
}
