//! What is taken as a video, and what is not.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use wiremock::MockServer;

use crate::form::{self, file, mp4};
use crate::server::{Server, Setup};
use crate::siblings::{fixture, json_answer, requests, video};

const LIMIT: usize = 1_000_000;

async fn limited() -> (MockServer, Server) {
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let setup = Setup::alone().set("video.url", video.uri()).set("video.max_bytes", LIMIT);
    (video, setup.start().await)
}

async fn nothing_is_stored(server: &Server) {
    assert_eq!(server.get("/history/ana").await.ok(), json!([]));
}

#[tokio::test]
async fn what_is_no_video_is_a_415() {
    let (video, server) = limited().await;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR rest of a picture".to_vec();
    let pdf = b"%PDF-1.7 rest of a document".to_vec();
    let text = b"just some words".to_vec();
    let parts = [
        file(text.clone(), "text/plain"),
        file(png.clone(), "image/png"),
        file(png.clone(), "video/mp4"),
        file(png.clone(), "application/octet-stream"),
        file(pdf, "application/octet-stream"),
        file(text.clone(), "application/octet-stream").file_name("words.txt"),
        file(text.clone(), "application/octet-stream").file_name("mp4"),
        Part::bytes(text),
    ];
    for (count, part) in parts.into_iter().enumerate() {
        let form = Form::new().text("user_id", "ana").part("video", part);
        let answer = server.post_form(form).await;
        assert_eq!(answer.status, 415, "{count}: {}", answer.text());
        answer.problem(415, "unsupported_media_type");
    }
    let with = |request: reqwest::RequestBuilder| request.json(&json!({"user_id": "ana"}));
    let json = server.send(Method::POST, "/video/submit", with).await;
    json.problem(415, "unsupported_media_type");
    let bare = server.send(Method::POST, "/video/submit", |request| request).await;
    bare.problem(415, "unsupported_media_type");
    nothing_is_stored(&server).await;
    assert!(requests(&video, "/analyze/video").await.is_empty(), "nothing was passed on");
}

/// A form whose video has no length, so that the request has none either.
fn of_unknown_length(bytes: Vec<u8>) -> Form {
    let chunks: Vec<_> =
        bytes.chunks(50_000).map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec())).collect();
    let body = reqwest::Body::wrap_stream(futures_util::stream::iter(chunks));
    let part = Part::stream(body).file_name("checkin.mp4").mime_str("video/mp4").unwrap();
    Form::new().text("user_id", "ana").part("video", part)
}

fn of_known_length(bytes: Vec<u8>) -> Form {
    Form::new().text("user_id", "ana").part("video", file(bytes, "video/mp4"))
}

#[tokio::test]
async fn a_video_over_the_limit_is_a_413_with_and_without_a_length() {
    let (_video, server) = limited().await;
    for form in [
        of_known_length(mp4(LIMIT + 1)),
        of_unknown_length(mp4(LIMIT + 1)),
        of_known_length(mp4(8 * LIMIT)),
        of_unknown_length(mp4(8 * LIMIT)),
    ] {
        let problem = server.post_form(form).await.problem(413, "body_too_large");
        assert!(problem["detail"].as_str().unwrap().contains("1000000"), "{problem}");
    }
    nothing_is_stored(&server).await;
    server.submit_video(of_known_length(mp4(LIMIT))).await;
    server.submit_video(of_unknown_length(mp4(LIMIT))).await;
    assert_eq!(server.history("ana").await.len(), 2);
}

#[tokio::test]
async fn a_client_that_sends_everything_before_it_reads_still_gets_its_413() {
    let (_video, server) = limited().await;
    let boundary = "XyXyX";
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"video\"; filename=\"a.mp4\"\r\n\
         Content-Type: video/mp4\r\n\r\n"
    )
    .into_bytes();
    body.extend(mp4(20 * LIMIT));
    body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
    let head = format!(
        "POST /video/submit HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\
         Content-Type: multipart/form-data; boundary={boundary}\r\n\r\n",
        body.len()
    );
    let address = server.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let sent = stream.write_all(&body).await;
    let mut answer = vec![0; 64];
    let read = stream.read(&mut answer).await;
    assert!(sent.is_ok(), "the server cut the upload off: {sent:?}");
    let answer = String::from_utf8_lossy(&answer[..read.unwrap()]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer:?}");
}

#[tokio::test]
async fn what_is_missing_or_wrong_in_the_form_is_told_at_once() {
    let (_video, server) = limited().await;
    let wrong = async |form: Form| server.post_form(form).await.wrong_fields();
    let nobody = || Form::new().part("video", file(mp4(4000), "video/mp4"));
    let field = |name: &'static str, value: &str| nobody().text(name, value.to_owned());
    assert_eq!(wrong(nobody()).await, ["user_id"]);
    assert_eq!(wrong(Form::new().text("user_id", "ana")).await, ["video"]);
    assert_eq!(wrong(Form::new().text("device", "phone")).await, ["user_id", "video"]);
    let empty = file(Vec::new(), "video/mp4");
    let empty = Form::new().text("user_id", "ana").part("video", empty);
    assert_eq!(wrong(empty).await, ["video"]);
    for bad in ["", "a/b", " ", "a\0b"] {
        assert_eq!(wrong(field("user_id", bad)).await, ["user_id"], "{bad:?}");
    }
    let long = "u".repeat(129);
    assert_eq!(wrong(field("user_id", &long)).await, ["user_id"]);
    let bad = nobody()
        .text("user_id", "ana")
        .text("stimulus_id", "a/b")
        .text("timestamp", "2999-01-01T00:00:00Z");
    assert_eq!(wrong(bad).await, ["stimulus_id", "timestamp"]);
    let twice = form::of("ana").part("video", file(mp4(4000), "video/mp4"));
    assert_eq!(wrong(twice).await, ["video"]);
    let long = "u".repeat(10_000);
    assert_eq!(wrong(field("user_id", &long)).await, ["user_id"]);
    nothing_is_stored(&server).await;
}

#[tokio::test]
async fn a_form_that_breaks_off_or_makes_no_sense_is_a_400() {
    let (_video, server) = limited().await;
    let send = async |media_type: &str, body: &str| {
        let (media_type, body) = (media_type.to_owned(), body.to_owned());
        let with = move |request: reqwest::RequestBuilder| {
            request.header("content-type", media_type).body(body)
        };
        server.send(Method::POST, "/video/submit", with).await
    };
    let part = "--x\r\nContent-Disposition: form-data; name=\"user_id\"\r\n\r\nana\r\n";
    let video = "--x\r\nContent-Disposition: form-data; name=\"video\"; filename=\"a.mp4\"\r\n\
        Content-Type: video/mp4\r\n\r\nsome bytes of a vid";
    for (media_type, body) in [
        ("multipart/form-data", part),
        ("multipart/form-data; boundary=x", "nonsense"),
        ("multipart/form-data; boundary=x", part),
        ("multipart/form-data; boundary=x", &format!("{part}{video}")),
        ("multipart/form-data; boundary=x", ""),
    ] {
        send(media_type, body).await.problem(400, "malformed_body");
    }
    nothing_is_stored(&server).await;
}

#[tokio::test]
async fn an_upload_that_its_sender_gives_up_is_no_check_in() {
    let (video, server) = limited().await;
    let never_ends = futures_util::stream::unfold(0, |count| async move {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        Some((Ok::<_, std::io::Error>(mp4(1000)), count + 1))
    });
    let part = Part::stream(reqwest::Body::wrap_stream(never_ends));
    let part = part.file_name("checkin.mp4").mime_str("video/mp4").unwrap();
    let form = Form::new().text("user_id", "ana").part("video", part);
    let url = format!("{}/video/submit", server.address);
    let limit = std::time::Duration::from_millis(400);
    let given_up = server.client.post(url).multipart(form).timeout(limit).send().await;
    assert!(given_up.unwrap_err().is_timeout());
    // A later video is taken, and is the only one.
    let later: Value = server.submit_video(form::of("ana")).await;
    assert_eq!(server.history("ana").await, [later["burnout_result"].clone()]);
    assert_eq!(requests(&video, "/analyze/video").await.len(), 1);
}
