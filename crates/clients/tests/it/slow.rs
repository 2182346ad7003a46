//! No call takes longer than its budget, however a service dawdles.

use std::time::{Duration, Instant};

use pilotlight_clients::SiblingError;
use tokio::io::AsyncWriteExt;

use crate::calls::{AMPLE, Call, SLACK};
use crate::raw::{ANSWER_HEAD, read_some, read_until, sibling, write_chunk};

const BUDGET: Duration = Duration::from_millis(200);
const DRIP: Duration = Duration::from_millis(20);

async fn times_out(call: Call, url: &str, budget: Duration, timeout: Duration) {
    let start = Instant::now();
    let answer = call.make(url, budget, timeout).await;
    let took = start.elapsed();
    assert_eq!(answer, Err(SiblingError::TimedOut), "{call:?}");
    let limit = budget.min(timeout);
    assert!(took >= limit && took < limit + SLACK, "{call:?} took {took:?}");
}

fn never_answers() -> String {
    sibling(|mut stream| async move {
        read_until(&mut stream, b"never sent").await;
    })
}

#[tokio::test]
async fn a_service_that_hangs_is_given_up_at_the_budget() {
    let url = never_answers();
    for call in Call::ALL {
        times_out(call, &url, BUDGET, AMPLE).await;
    }
}

#[tokio::test]
async fn the_configured_timeout_bounds_every_call_but_a_baseline() {
    let url = never_answers();
    for call in Call::ALL.into_iter().filter(|call| *call != Call::Baseline) {
        times_out(call, &url, AMPLE, BUDGET).await;
    }
    // TRIBE takes up to 90 s for a new stimulus: whoever asks for a baseline says how long.
    let start = Instant::now();
    let answer = Call::Baseline.make(&url, 4 * BUDGET, BUDGET).await;
    assert_eq!(answer, Err(SiblingError::TimedOut));
    assert!(start.elapsed() >= 4 * BUDGET);
}

#[tokio::test]
async fn a_service_that_drips_its_answer_is_given_up_at_the_budget() {
    let url = sibling(|mut stream| async move {
        read_some(&mut stream).await;
        let _ = stream.write_all(ANSWER_HEAD).await;
        while write_chunk(&mut stream, b" ").await {
            tokio::time::sleep(DRIP).await;
        }
    });
    for call in Call::ALL {
        times_out(call, &url, BUDGET, AMPLE).await;
    }
}

#[tokio::test]
async fn a_service_that_drips_its_headers_is_given_up_at_the_budget() {
    let url = sibling(|mut stream| async move {
        read_some(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nX-Drip: ").await;
        while stream.write_all(b"x").await.is_ok() {
            tokio::time::sleep(DRIP).await;
        }
    });
    for call in Call::ALL {
        times_out(call, &url, BUDGET, AMPLE).await;
    }
}

#[tokio::test]
async fn a_host_that_answers_no_connection_is_given_up() {
    // A backlog that is full drops what else would connect.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    for _ in 0..16 {
        let connecting = tokio::net::TcpStream::connect(address);
        match tokio::time::timeout(BUDGET, connecting).await {
            Ok(stream) => waiting.push(stream.unwrap()),
            Err(_) => break,
        }
    }
    let url = format!("http://{address}");
    times_out(Call::Analyze, &url, BUDGET, AMPLE).await;
    // With time left, the limit on connecting tells that nothing was received.
    let start = Instant::now();
    let answer = Call::SendAlert.make(&url, AMPLE, AMPLE).await;
    assert_eq!(answer, Err(SiblingError::Unreachable));
    assert!(start.elapsed() < Duration::from_secs(1) + SLACK);
}

#[tokio::test]
async fn nothing_is_sent_without_any_time() {
    let server = wiremock::MockServer::start().await;
    for call in Call::ALL.into_iter().filter(|call| *call != Call::AnalyzeVideo) {
        let answer = call.make(&server.uri(), Duration::ZERO, AMPLE).await;
        assert_eq!(answer, Err(SiblingError::TimedOut), "{call:?}");
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}
