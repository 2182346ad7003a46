//! Videos on their way through: slow people, slow siblings, and what is held in between.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use pilotlight_clients::video::{VideoAnalysis, VideoBody};
use pilotlight_clients::{Http, HttpVideo, SiblingError, Video};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc;

use crate::calls::{AMPLE, SLACK, upload_of};
use crate::raw::{read_some, read_until, sibling};

const CHUNK: usize = 64 * 1024;
const LIMIT: Duration = Duration::from_millis(700);
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\
    Content-Length: 37\r\n\r\n{\"facial\":{\"facial_stress_score\":62}}";

/// What ends a form with a chunked body.
const END_OF_UPLOAD: &[u8] = b"--\r\n\r\n0\r\n\r\n";

fn video(url: &str) -> HttpVideo {
    HttpVideo::new(&Http::new().unwrap(), url, AMPLE).unwrap()
}

async fn analyze(
    video: &HttpVideo,
    body: VideoBody,
    answer_within: Duration,
) -> Result<VideoAnalysis, SiblingError> {
    let start = Instant::now();
    let answer = video.analyze(upload_of(body), answer_within).await;
    assert!(start.elapsed() < AMPLE, "took {:?}", start.elapsed());
    answer
}

fn chunk() -> io::Result<Bytes> {
    Ok(Bytes::from_static(&[7; CHUNK]))
}

/// A video of `chunks` chunks, each there at once, and a count of the bytes taken.
fn counted(chunks: usize) -> (VideoBody, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&taken);
    let chunks = stream::iter(0..chunks).map(move |_| {
        count.fetch_add(CHUNK, Ordering::SeqCst);
        chunk()
    });
    (chunks.boxed(), taken)
}

/// A sibling that reads the upload whole, and answers after a while.
fn reads_all(pause: Duration) -> String {
    sibling(move |mut stream| async move {
        read_until(&mut stream, END_OF_UPLOAD).await;
        tokio::time::sleep(pause).await;
        let _ = stream.write_all(ANSWER).await;
    })
}

#[tokio::test]
async fn a_large_video_passes_through_without_piling_up() {
    const CHUNKS: usize = 1024;
    let (body, taken) = counted(CHUNKS);
    let (most, seen) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (taken_there, most_there, seen_there) = (taken.clone(), most.clone(), seen.clone());
    let url = sibling(move |mut stream| {
        let (taken, most, seen) = (taken_there.clone(), most_there.clone(), seen_there.clone());
        async move {
            let mut buffer = vec![0; CHUNK];
            let mut tail = Vec::new();
            while !tail.ends_with(END_OF_UPLOAD) {
                let read = stream.read(&mut buffer).await.unwrap();
                assert_ne!(read, 0, "the upload was cut");
                tail.extend_from_slice(&buffer[..read]);
                tail.drain(..tail.len().saturating_sub(64));
                let seen = seen.fetch_add(read, Ordering::SeqCst) + read;
                let ahead = taken.load(Ordering::SeqCst).saturating_sub(seen);
                most.fetch_max(ahead, Ordering::SeqCst);
            }
            let _ = stream.write_all(ANSWER).await;
        }
    });
    let analysis = analyze(&video(&url), body, AMPLE).await.unwrap();
    assert_eq!(analysis.combined_score(), Some(62.0));
    assert_eq!(taken.load(Ordering::SeqCst), CHUNKS * CHUNK);
    assert!(seen.load(Ordering::SeqCst) > CHUNKS * CHUNK);
    let most = most.load(Ordering::SeqCst);
    assert!(most < 8 * 1024 * 1024, "{most} bytes were taken ahead of the sibling");
}

#[tokio::test]
async fn a_sibling_that_reads_nothing_holds_the_upload_up_and_is_given_up() {
    let (body, taken) = counted(1024);
    let url = sibling(|stream| async move {
        let _held_open = stream;
        std::future::pending::<()>().await;
    });
    let start = Instant::now();
    let answer = analyze(&video(&url).with_stall_limit(LIMIT), body, AMPLE).await;
    assert_eq!(answer, Err(SiblingError::TimedOut));
    assert!(start.elapsed() >= LIMIT && start.elapsed() < LIMIT + SLACK);
    assert!(taken.load(Ordering::SeqCst) < 8 * 1024 * 1024);
}

#[tokio::test]
async fn a_slow_person_costs_the_sibling_no_time() {
    let url = reads_all(Duration::ZERO);
    let slow = stream::iter(0..8).then(|_| async {
        tokio::time::sleep(LIMIT / 2).await;
        chunk()
    });
    let video = video(&url).with_stall_limit(LIMIT);
    let start = Instant::now();
    assert!(analyze(&video, slow.boxed(), LIMIT).await.is_ok());
    assert!(start.elapsed() > 3 * LIMIT, "the upload was to outlast every limit");
}

#[tokio::test]
async fn a_person_may_pause_for_longer_than_a_sibling() {
    let url = reads_all(Duration::ZERO);
    let pausing = stream::iter(0..3).then(|i| async move {
        tokio::time::sleep(if i == 1 { 3 * LIMIT } else { Duration::ZERO }).await;
        chunk()
    });
    let video = video(&url).with_stall_limit(LIMIT);
    assert!(analyze(&video, pausing.boxed(), AMPLE).await.is_ok());
}

#[tokio::test]
async fn the_answer_is_waited_for_from_the_end_of_the_upload() {
    let url = reads_all(AMPLE);
    for length in [None, u64::try_from(2 * CHUNK).ok()] {
        let mut upload = upload_of(counted(2).0);
        upload.length = length;
        let start = Instant::now();
        let answer = video(&url).analyze(upload, LIMIT).await;
        assert_eq!(answer, Err(SiblingError::TimedOut));
        assert!(start.elapsed() >= LIMIT && start.elapsed() < LIMIT + SLACK);
    }
    // The limit on taking the upload does not bound the thinking about it.
    let url = reads_all(3 * LIMIT);
    let video = video(&url).with_stall_limit(LIMIT);
    assert!(analyze(&video, counted(2).0, AMPLE).await.is_ok());
}

#[tokio::test]
async fn a_sibling_that_closes_mid_way_ends_the_call() {
    let url = sibling(|mut stream| async move {
        read_some(&mut stream).await;
    });
    let start = Instant::now();
    let answer = analyze(&video(&url), counted(1024).0, AMPLE).await;
    assert_eq!(answer, Err(SiblingError::Interrupted));
    assert!(start.elapsed() < SLACK);
    // Even while it is the person who is waited for.
    let stuck = stream::once(async { chunk() }).chain(stream::pending());
    let answer = analyze(&video(&url), stuck.boxed(), AMPLE).await;
    assert_eq!(answer, Err(SiblingError::Interrupted));
}

#[tokio::test]
async fn a_sibling_may_refuse_before_it_has_read_all() {
    let url = sibling(|mut stream| async move {
        read_some(&mut stream).await;
        let refusal = b"HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\n\r\n";
        let _ = stream.write_all(refusal).await;
        read_until(&mut stream, END_OF_UPLOAD).await;
    });
    let stuck = stream::once(async { chunk() }).chain(stream::pending());
    let answer = analyze(&video(&url), stuck.boxed(), AMPLE).await;
    assert_eq!(answer, Err(SiblingError::Status { code: 413, retry_after: None }));
}

#[tokio::test]
async fn an_upload_that_is_cut_ends_the_call_and_never_counts_as_whole() {
    let whole = Arc::new(AtomicUsize::new(0));
    let whole_there = Arc::clone(&whole);
    let url = sibling(move |mut stream| {
        let whole = Arc::clone(&whole_there);
        async move {
            if read_until(&mut stream, END_OF_UPLOAD).await.ends_with(END_OF_UPLOAD) {
                whole.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    let cut = || stream::iter([chunk(), Err(io::ErrorKind::ConnectionReset.into())]);
    let start = Instant::now();
    let answer = analyze(&video(&url), cut().boxed(), AMPLE).await;
    assert_eq!(answer, Err(SiblingError::UploadAborted));
    assert!(start.elapsed() < SLACK);
    for length in [CHUNK - 1, CHUNK + 1] {
        let mut upload = upload_of(stream::iter([chunk()]).boxed());
        upload.length = Some(u64::try_from(length).unwrap());
        let answer = video(&url).analyze(upload, AMPLE).await;
        assert_eq!(answer, Err(SiblingError::UploadAborted), "{length}");
    }
    assert_eq!(whole.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_call_that_is_dropped_lets_go_of_the_upload() {
    let url = reads_all(Duration::ZERO);
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(1);
    let body = stream::unfold(receiver, async |mut receiver| {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    });
    let video = video(&url);
    let call = analyze(&video, body.boxed(), AMPLE);
    let answer = tokio::time::timeout(LIMIT, async {
        let send = async {
            sender.send(chunk()).await.unwrap();
            std::future::pending::<()>().await;
        };
        tokio::join!(call, send)
    })
    .await;
    assert!(answer.is_err(), "the upload was to be under way");
    tokio::time::timeout(SLACK, sender.closed()).await.expect("the upload is let go of");
}
