//! A recording is never whole in memory, and never on the disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::join_all;
use reqwest::multipart::{Form, Part};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

use crate::form::{self, file, mp4};
use crate::raw;
use crate::server::{NOBODY, Server, Setup, contains};
use crate::siblings::{fixture, json_answer, video};
use crate::wait::eventually;

const VIDEOS: usize = 8;
const VIDEO_BYTES: usize = 50_000_000;
const CHUNK: usize = 250_000;

/// The most that the process may have held at once, in kilobytes: far less than one wave of videos.
const MOST_KB: u64 = 120_000;

/// A video service that takes nothing until it is let, and then answers what it was sent.
struct Slow {
    url: String,
    gate: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Slow {
    async fn start() -> Self {
        let (gate, waiting) = (Arc::new(Semaphore::new(0)), Arc::new(AtomicUsize::new(0)));
        let (let_in, count) = (Arc::clone(&gate), Arc::clone(&waiting));
        let url =
            raw::sibling(move |stream| analyze(stream, Arc::clone(&let_in), Arc::clone(&count)));
        Self { url: url.await, gate, waiting }
    }
}

async fn analyze(mut stream: TcpStream, gate: Arc<Semaphore>, waiting: Arc<AtomicUsize>) {
    let mut buffer = vec![0; 256 * 1024];
    let mut tail = stream.read(&mut buffer).await.map(|read| buffer[..read].to_vec()).unwrap();
    if !tail.starts_with(b"POST") {
        // The server asks at its start what it talks to.
        return;
    }
    waiting.fetch_add(1, Ordering::SeqCst);
    gate.acquire().await.unwrap().forget();
    while !tail.ends_with(b"\r\n0\r\n\r\n") {
        let read = stream.read(&mut buffer).await.unwrap();
        assert!(read > 0, "the upload is whole");
        tail.extend_from_slice(&buffer[..read]);
        tail.drain(..tail.len().saturating_sub(7));
    }
    let body = fixture("video/analyze_good").to_string();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";
    let answer = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(answer.as_bytes()).await.unwrap();
}

/// A video made as it is sent, counting what the server has taken of it.
fn large(user: &str, taken: &Arc<AtomicUsize>) -> Form {
    let taken = Arc::clone(taken);
    let chunk = bytes::Bytes::from(mp4(CHUNK));
    let chunks = (0..VIDEO_BYTES / CHUNK).map(move |_| {
        taken.fetch_add(CHUNK, Ordering::SeqCst);
        Ok::<_, std::io::Error>(chunk.clone())
    });
    let body = reqwest::Body::wrap_stream(futures_util::stream::iter(chunks));
    let part = Part::stream(body).file_name("checkin.mp4").mime_str("video/mp4").unwrap();
    Form::new().text("user_id", user.to_owned()).part("video", part)
}

/// Waits until a counter has stood still for a while.
async fn stands_still(counter: &AtomicUsize) -> usize {
    let mut seen = (0, 0);
    eventually("the uploads stand still", async || {
        let now = counter.load(Ordering::SeqCst);
        seen = if now == seen.0 { (now, seen.1 + 1) } else { (now, 0) };
        (seen.1 > 30).then_some(now)
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_large_videos_at_once_with_a_slow_service_need_little_memory() {
    let slow = Slow::start().await;
    let server = Arc::new(Setup::alone().set("video.url", &slow.url).start().await);
    server.say("ana", "so so").await;
    let taken = Arc::new(AtomicUsize::new(0));
    let uploads: Vec<_> = (0..VIDEOS)
        .map(|count| {
            let (server, form) = (Arc::clone(&server), large(&format!("person-{count}"), &taken));
            tokio::spawn(async move { server.submit_video(form).await })
        })
        .collect();
    eventually("all eight are under way", async || {
        (slow.waiting.load(Ordering::SeqCst) == VIDEOS).then_some(())
    })
    .await;
    // The service takes nothing, so the server must stop taking from the people.
    let held = stands_still(&taken).await;
    assert!(held < VIDEOS * VIDEO_BYTES / 2, "{held} bytes were taken that nobody wants yet");
    let open = server.open_files();
    let kept: Vec<_> = open.iter().filter(|file| file.starts_with(server.folder())).collect();
    let known = |name: &str| name.starts_with("p.db") || name == "stderr.log";
    for file in kept {
        let name = file.file_name().unwrap().to_string_lossy();
        assert!(known(&name), "a recording may be in {}", file.display());
    }
    // Others are served meanwhile.
    server.say("ben", "so so").await;
    slow.gate.add_permits(VIDEOS);
    for answer in join_all(uploads).await {
        assert_eq!(answer.unwrap()["video_service"], true);
    }
    assert_eq!(taken.load(Ordering::SeqCst), VIDEOS * VIDEO_BYTES);
    let most = server.kilobytes("VmHWM");
    assert!(most < MOST_KB, "{most} kB at most");
}

#[tokio::test]
async fn nothing_of_a_recording_is_in_any_file() {
    let pattern: Vec<u8> = (0..64_u8).map(|count| count.wrapping_mul(167) ^ 0x5A).collect();
    let bytes = mp4(1000).into_iter().chain(pattern.repeat(40_000)).collect::<Vec<u8>>();
    let sibling = video(json_answer(&fixture("video/analyze_good"))).await;
    for url in [sibling.uri(), NOBODY.to_owned()] {
        let server: Server = Setup::alone().set("video.url", url).start().await;
        let form =
            Form::new().text("user_id", "ana").part("video", file(bytes.clone(), "video/mp4"));
        server.submit_video(form).await;
        server.submit_video(form::of("ana")).await;
        assert!(contains(&bytes, &pattern));
        let files = server.files_with(&pattern);
        assert!(files.is_empty(), "{files:?}");
    }
}
