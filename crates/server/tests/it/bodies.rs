//! Bodies that cannot be read as they are.

use std::time::Duration;

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::server::{Server, Setup};
use crate::siblings::{json_answer, ml, requests};
use crate::wait::eventually;

#[tokio::test]
async fn a_body_that_is_no_json_object_is_a_400() {
    let server = Server::alone().await;
    let deep = "[".repeat(100_000);
    let bodies: [&[u8]; 14] = [
        b"",
        b"{",
        b"nonsense",
        b"[1]",
        b"\"text\"",
        b"7",
        b"null",
        b"{\"user_id\": NaN}",
        b"{\"user_id\": \"a\xff\"}",
        b"{\"user_id\": \"a\0\"}",
        b"\xef\xbb\xbf{}{}",
        b"{'a': 1}",
        b"{\"a\": 1,}",
        deep.as_bytes(),
    ];
    for body in bodies {
        let answer = server.post_raw("/response/submit", body).await;
        answer.problem(400, "malformed_body");
        assert!(answer.bytes.len() < 1000, "the body is not given back");
    }
    // Some editors begin every file with a mark of the byte order.
    let marked = b"\xef\xbb\xbf{\"user_id\": \"ana\", \"stimulus_id\": \"calm_01\"}";
    assert_eq!(server.post_raw("/response/submit", *marked).await.status, 200);
    let put = |request: reqwest::RequestBuilder| {
        request.header("content-type", "application/json").body("{")
    };
    server.send(Method::PUT, "/users/ana", put).await.problem(400, "malformed_body");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_a_413() {
    let server = Server::alone().await;
    let body = |bytes: usize| {
        let empty = json!({"user_id": "ana", "stimulus_id": "calm_01", "pad": ""}).to_string();
        empty.replace("\"pad\":\"\"", &format!("\"pad\":\"{}\"", "p".repeat(bytes - empty.len())))
    };
    assert_eq!(server.post_raw("/response/submit", body(256 * 1024)).await.status, 200);
    for bytes in [256 * 1024 + 1, 300 * 1024, 5 * 1024 * 1024] {
        let answer = server.post_raw("/response/submit", body(bytes)).await;
        answer.problem(413, "body_too_large");
        // Without a length too.
        let whole = body(bytes);
        let stream = futures_util::stream::once(async move { Ok::<_, std::io::Error>(whole) });
        let with = |request: reqwest::RequestBuilder| {
            let request = request.header("content-type", "application/json");
            request.body(reqwest::Body::wrap_stream(stream))
        };
        let answer = server.send(Method::POST, "/response/submit", with).await;
        answer.problem(413, "body_too_large");
    }
}

#[tokio::test]
async fn a_body_of_another_media_type_is_a_415() {
    let server = Server::alone().await;
    let body = json!({"user_id": "ana", "stimulus_id": "calm_01"}).to_string();
    let send = async |media_type: Option<&str>| {
        let with = |request: reqwest::RequestBuilder| {
            let request = request.body(body.clone());
            match media_type {
                Some(media_type) => request.header("content-type", media_type),
                None => request,
            }
        };
        server.send(Method::POST, "/response/submit", with).await
    };
    for wrong in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json"]
    {
        send(Some(wrong)).await.problem(415, "unsupported_media_type");
    }
    send(None).await.problem(415, "unsupported_media_type");
    for right in ["application/json", "Application/JSON; charset=utf-8", "application/vnd.a+json"] {
        assert_eq!(send(Some(right)).await.status, 200, "{right}");
    }
}

#[tokio::test]
async fn bodies_full_of_what_nobody_reads_are_not_kept_while_siblings_work() {
    let slow = json_answer(&json!({"score": 20})).set_delay(Duration::from_secs(3));
    let ml = ml(slow).await;
    let server = Setup::alone().set("ml.url", ml.uri()).set("ml.max_calls", 64).start().await;
    server.say("ana", "a slow day").await;
    let before = server.kilobytes("VmRSS:");
    let junk = format!("[{}[]]", "[],".repeat(80_000));
    let body = format!(
        r#"{{"user_id": "ana", "stimulus_id": "calm_01", "response_text": "so so", "x": {junk}}}"#
    );
    let posts = (0..40).map(|_| server.post_raw("/response/submit", body.clone()));
    for answer in join_all(posts).await {
        answer.ok();
    }
    // As JSON one of them takes three megabytes.
    let grown = server.kilobytes("VmHWM:") - before;
    assert!(grown < 60_000, "{grown} kB");
}

#[tokio::test]
async fn a_check_in_that_came_whole_is_taken_though_its_sender_hangs_up() {
    let slow = json_answer(&json!({"score": 90})).set_delay(Duration::from_secs(2));
    let ml = ml(slow).await;
    let server = Setup::alone().set("ml.url", ml.uri()).start().await;
    let body = r#"{"user_id": "ana", "stimulus_id": "calm_01", "typing_wpm": 40}"#;
    let address = server.address.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head =
        "POST /response/submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json";
    let request = format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).await.unwrap();
    let is_asked = async || (!requests(&ml, "/score").await.is_empty()).then_some(());
    eventually("ml is asked", is_asked).await;
    // A reset, and no orderly end.
    stream.set_zero_linger().unwrap();
    drop(stream);
    let alert = eventually("it is stored, with its alert", async || {
        let score = server.score("ana").await;
        (score["level"] == "red").then_some(score["alert"].clone())
    })
    .await;
    assert!(alert["id"].is_string(), "{alert}");
}
