//! Videos where the host leaves out the face, the voice or both.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use wiremock::MockServer;

use crate::fields::{notes, stream};
use crate::form::{self, mp4};
use crate::server::{Server, Setup};
use crate::siblings::{asked_once, fixture, json_answer, ml_scoring, requests, video};

async fn allowing(streams: &str, analysis: &Value) -> (MockServer, Server) {
    let video = video(json_answer(analysis)).await;
    let setup = Setup::alone().set("video.url", video.uri()).set("policy.streams", streams);
    (video, setup.start().await)
}

/// A face of 62.53 and a voice of 56.59, and words.
fn seen() -> Value {
    let mut analysis = fixture("video/analyze_good");
    analysis["facial"]["facial_stress_score"] = json!(62.53);
    analysis["facial"]["eye_indicators"]["gaze_stability"] = json!("odd");
    analysis["voice"]["stress_score"] = json!(56.59);
    analysis["voice"]["pitch_variability"] = json!("odd");
    analysis["voice"]["transcript"] = json!("marmalade all day");
    analysis
}

#[tokio::test]
async fn of_half_a_video_the_other_half_is_as_if_it_had_never_been() {
    for (out, kept, score) in [("facial", "voice", 56.59_f64), ("voice", "facial", 62.53)] {
        let (_video, server) = allowing(&format!("imessage,tribe,{kept}"), &seen()).await;
        assert!(server.log().contains("policy.streams"), "the host is told: {}", server.log());
        let answer = server.submit_video(form::of("ana")).await;
        assert_eq!(answer["video_service"], true);
        assert!(answer[out].is_null() && answer[kept].is_object(), "{answer}");
        assert_eq!(answer["combined_score"], score.round(), "of what is allowed alone");
        let result = &answer["burnout_result"];
        assert_eq!(result["score"], score.round());
        assert!(stream(result, out).is_none() && stream(result, kept).is_some(), "{result}");
        assert_eq!(result["data_quality"], json!([format!("not_allowed:{out}")]));
        // A number is stored as it is, whatever text it is shown as.
        let both = 0.6 * 62.53 + 0.4 * 56.59;
        assert!(!server.files_with(&score.to_be_bytes()).is_empty(), "{kept} is stored");
        assert!(server.files_with(&f64::to_be_bytes(both)).is_empty());
    }
}

#[tokio::test]
async fn the_words_of_a_video_are_words_and_not_voice() {
    for (streams, words) in [("imessage,facial", true), ("facial,voice", false)] {
        let video = video(json_answer(&seen())).await;
        let ml = ml_scoring(40).await;
        let setup = Setup::alone().set("video.url", video.uri()).set("ml.url", ml.uri());
        let server = setup.set("policy.streams", streams).start().await;
        let answer = server.submit_video(form::of("ana")).await;
        let sent = asked_once(&ml, "/score").await;
        assert_eq!(sent["signals"].get("response_text").is_some(), words, "{streams}: {sent}");
        assert_eq!(notes(&answer["burnout_result"], "not_allowed:imessage"), !words);
    }
}

#[tokio::test]
async fn without_face_and_voice_no_video_is_taken() {
    let (video, server) = allowing("imessage,typing,tribe", &seen()).await;
    let problem = server.post_form(form::of("ana")).await.problem(403, "stream_not_allowed");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("facial") && detail.contains("policy.streams"), "{detail}");
    assert_eq!(server.get("/history/ana").await.ok(), json!([]));
    assert!(requests(&video, "/analyze/video").await.is_empty());
    let health = server.get("/health").await.ok();
    assert_eq!(health["policy"]["streams"], json!(["imessage", "typing", "tribe"]));
    assert_eq!(health["services"]["video"], "off");
    server.say("ana", "so so").await;
}

/// The head of a request that uploads a video, of this length or in chunks.
fn head(length: Option<usize>) -> String {
    let length = match length {
        Some(length) => format!("Content-Length: {length}"),
        None => "Transfer-Encoding: chunked".to_owned(),
    };
    format!(
        "POST /video/submit HTTP/1.1\r\nHost: localhost\r\n{length}\r\n\
         Content-Type: multipart/form-data; boundary=XyXyX\r\n\r\n"
    )
}

const PART: &str = "--XyXyX\r\nContent-Disposition: form-data; name=\"video\"; \
    filename=\"a.mp4\"\r\nContent-Type: video/mp4\r\n\r\n";

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.address.trim_start_matches("http://")).await.unwrap()
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 64];
    let read = stream.read(&mut bytes).await.unwrap();
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

#[tokio::test]
async fn the_refusal_does_not_wait_for_the_upload() {
    let (_video, server) = allowing("imessage", &seen()).await;
    for length in [Some(100_000_000), None] {
        let mut stream = connect(&server).await;
        stream.write_all(head(length).as_bytes()).await.unwrap();
        // The rest never comes.
        let refused = answer(&mut stream).await;
        assert!(refused.starts_with("HTTP/1.1 403"), "{length:?}: {refused:?}");
    }
}

#[tokio::test]
async fn a_client_that_sends_everything_before_it_reads_still_gets_the_refusal() {
    let (video, server) = allowing("imessage", &seen()).await;
    let mut body = PART.as_bytes().to_vec();
    body.extend(mp4(20_000_000));
    body.extend(b"\r\n--XyXyX--\r\n");
    let mut chunked = Vec::new();
    for chunk in body.chunks(50_000) {
        chunked.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        chunked.extend_from_slice(chunk);
        chunked.extend(b"\r\n");
    }
    chunked.extend(b"0\r\n\r\n");
    for (head, body) in [(head(Some(body.len())), body), (head(None), chunked)] {
        let mut stream = connect(&server).await;
        stream.write_all(head.as_bytes()).await.unwrap();
        let sent = stream.write_all(&body).await;
        assert!(sent.is_ok(), "the server cut the upload off: {sent:?}");
        let refused = answer(&mut stream).await;
        assert!(refused.starts_with("HTTP/1.1 403"), "{refused:?}");
    }
    assert!(requests(&video, "/analyze/video").await.is_empty());
}
