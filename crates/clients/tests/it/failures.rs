//! What every call makes of a failing or a nonsensical service.

use std::time::Duration;

use pilotlight_clients::SiblingError;
use pilotlight_domain::ServiceUse;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::calls::{AMPLE, Call};
use crate::raw::{ANSWER_HEAD, read_some, sibling, write_chunk};

async fn answering(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    server.register(Mock::given(any()).respond_with(answer)).await;
    server
}

async fn ask(call: Call, url: &str) -> Result<(), SiblingError> {
    call.make(url, AMPLE, AMPLE).await
}

#[tokio::test]
async fn every_status_but_success_is_told_by_its_number() {
    for code in [204, 301, 302, 307, 400, 401, 404, 405, 408, 413, 422, 429, 500, 502, 503, 504] {
        let server =
            answering(ResponseTemplate::new(code).set_body_json(
                serde_json::json!({"score": 20, "level": "green", "registered": true}),
            ))
            .await;
        for call in Call::read().filter(|_| code != 204) {
            let expected = SiblingError::Status { code, retry_after: None };
            assert_eq!(ask(call, &server.uri()).await, Err(expected), "{call:?}");
        }
        let health = ask(Call::MlHealth, &server.uri()).await;
        assert_eq!(health.is_ok(), code == 204, "{code}");
    }
}

#[tokio::test]
async fn retry_after_is_read_in_seconds_and_capped() {
    let day = 24 * 3600;
    let given = [
        ("7", Some(7)),
        (" 0 ", Some(0)),
        ("99999999999", Some(day)),
        ("-1", None),
        ("soon", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ];
    for (header, seconds) in given {
        for code in [429, 503] {
            let server =
                answering(ResponseTemplate::new(code).insert_header("Retry-After", header)).await;
            let retry_after = seconds.map(Duration::from_secs);
            let expected = SiblingError::Status { code, retry_after };
            assert_eq!(ask(Call::SendAlert, &server.uri()).await, Err(expected), "{header}");
        }
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = MockServer::start().await;
    for code in [301, 302, 303, 307, 308] {
        let server =
            answering(ResponseTemplate::new(code).insert_header("Location", elsewhere.uri())).await;
        for call in Call::ALL {
            let expected = SiblingError::Status { code, retry_after: None };
            assert_eq!(ask(call, &server.uri()).await, Err(expected), "{call:?}");
        }
    }
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_refused_connection_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for call in Call::ALL {
        assert_eq!(ask(call, &url).await, Err(SiblingError::Unreachable), "{call:?}");
    }
    let unknown = ask(Call::Analyze, "http://no-such-host.invalid").await;
    assert_eq!(unknown, Err(SiblingError::Unreachable));
}

#[tokio::test]
async fn what_is_no_json_object_is_malformed() {
    let html = "<!doctype html><title>Welcome to nginx!</title>";
    let deep = "[".repeat(100_000);
    let not_utf8: &[u8] = b"{\"score\": 20, \"level\": \"gr\xff\xfeen\"}";
    let bodies: [&[u8]; 9] =
        [b"", b" ", b"null", b"42", b"\"ok\"", b"[{}]", html.as_bytes(), deep.as_bytes(), not_utf8];
    for body in bodies {
        let server = answering(ResponseTemplate::new(200).set_body_bytes(body)).await;
        for call in Call::read() {
            let error = ask(call, &server.uri()).await.unwrap_err();
            assert_eq!(error, SiblingError::Malformed { expected: "a JSON object" }, "{call:?}");
            assert_eq!(error.service_use(), ServiceUse::Unusable);
        }
    }
}

#[tokio::test]
async fn an_answer_beyond_its_cap_is_too_large() {
    let spaces = |kib: usize| vec![b' '; kib * 1024];
    for call in Call::ALL {
        let kib = if call == Call::AnalyzeVideo { 1024 } else { 256 };
        let mut over = spaces(kib);
        over.push(b' ');
        let server = answering(ResponseTemplate::new(200).set_body_bytes(over)).await;
        assert_eq!(ask(call, &server.uri()).await, Err(SiblingError::TooLarge), "{call:?}");

        let server = answering(ResponseTemplate::new(200).set_body_bytes(spaces(kib))).await;
        assert_ne!(ask(call, &server.uri()).await, Err(SiblingError::TooLarge), "{call:?}");
    }
}

#[tokio::test]
async fn an_answer_without_end_or_length_is_too_large() {
    let url = sibling(|mut stream| async move {
        read_some(&mut stream).await;
        let _ = stream.write_all(ANSWER_HEAD).await;
        while write_chunk(&mut stream, &[b' '; 4096]).await {}
    });
    for call in Call::ALL {
        assert_eq!(ask(call, &url).await, Err(SiblingError::TooLarge), "{call:?}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_is_interrupted() {
    let half =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{\"score\"";
    for answer in ["", "HTTP/1.1 200 OK\r\nContent-Le", half, "SSH-2.0-OpenSSH_9.6\r\n"] {
        let url = sibling(move |mut stream| async move {
            read_some(&mut stream).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        });
        for call in Call::ALL {
            let error = ask(call, &url).await.unwrap_err();
            assert_eq!(error, SiblingError::Interrupted, "{call:?}: {answer:?}");
            assert_eq!(error.service_use(), ServiceUse::Unavailable);
        }
    }
}
