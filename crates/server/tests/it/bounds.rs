//! More than can be served: what can be answered is, the rest is refused quickly and in words, and
//! afterwards all is as before.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::server::{Server, Setup};
use crate::wait::within;

const PLACES: usize = 16;

/// Check-ins that each client sends.
const EACH: usize = 25;

fn reply(user: &str) -> Value {
    json!({"user_id": user, "stimulus_id": "calm_01", "typing_wpm": 40})
}

/// What became of one client's requests.
#[derive(Default)]
struct Tally {
    taken: Vec<Duration>,
    refused: Vec<Duration>,
}

/// A client with a connection of its own, which sends one check-in after the other.
async fn client(server: &Server, number: usize, requests: usize) -> Tally {
    let http = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(1).build().unwrap();
    let mut tally = Tally::default();
    for _ in 0..requests {
        let start = Instant::now();
        let request = http.post(format!("{}/response/submit", server.address));
        let answer = request.json(&reply(&format!("person-{number}"))).send().await.unwrap();
        let (status, retry) = (answer.status(), answer.headers().contains_key("retry-after"));
        let body: Value = answer.json().await.unwrap();
        match status.as_u16() {
            200 => tally.taken.push(start.elapsed()),
            503 => {
                assert!(retry && body["code"] == "overloaded", "{body}");
                tally.refused.push(start.elapsed());
            }
            other => panic!("{other}: {body}"),
        }
    }
    tally
}

async fn crowd(server: &Server, clients: usize, requests: usize) -> Tally {
    let tallies = join_all((0..clients).map(|number| client(server, number, requests))).await;
    tallies.into_iter().fold(Tally::default(), |mut all, tally| {
        all.taken.extend(tally.taken);
        all.refused.extend(tally.refused);
        all
    })
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[tokio::test]
async fn under_twice_the_load_it_answers_what_it_can_and_refuses_the_rest_quickly() {
    let server = Setup::alone().set("server.max_connections", PLACES).start().await;
    // A warm server, as full as it may be.
    let mut before = crowd(&server, PLACES, EACH).await;
    assert!(before.refused.is_empty(), "{} refused below the limit", before.refused.len());
    let memory = server.kilobytes("VmRSS:");

    let mut taken = 0;
    for _ in 0..2 {
        let mut over = crowd(&server, 2 * PLACES, EACH).await;
        taken += over.taken.len();
        assert!(over.taken.len() >= PLACES * EACH / 2, "{} taken", over.taken.len());
        assert!(!over.refused.is_empty(), "nobody is refused");
        let (refused, answered) = (median(&mut over.refused), median(&mut over.taken));
        assert!(refused < 2 * answered, "refused after {refused:?}, answered after {answered:?}");
    }
    let grown = server.kilobytes("VmHWM:");
    assert!(grown < memory + memory / 4 + 8_000, "{memory} kB, then {grown} kB");

    let before_median = median(&mut before.taken);
    let is_as_before = async || {
        let mut tally = crowd(&server, PLACES, EACH).await;
        taken += tally.taken.len();
        // Other work on the machine may slow a crowd down, though hardly each of many.
        let is_as_quick = median(&mut tally.taken) < 3 * before_median;
        (tally.refused.is_empty() && is_as_quick).then_some(())
    };
    within(Duration::from_secs(60), "it is as before", is_as_before).await;
    // What was answered is stored, and what was refused is not.
    let mut stored = 0;
    for number in 0..2 * PLACES {
        stored += total(&server, number).await;
    }
    assert_eq!(stored, u64::try_from(before.taken.len() + taken).unwrap());
}

/// How many check-ins a person has, once there is room to ask.
async fn total(server: &Server, number: usize) -> u64 {
    let path = format!("/metrics/person-{number}");
    let answer = within(Duration::from_secs(20), "there is room", async || {
        Some(server.get(&path).await).filter(|answer| answer.status == 200)
    });
    answer.await.ok()["total_checkins"].as_u64().unwrap()
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.address.trim_start_matches("http://")).await.unwrap()
}

#[tokio::test]
async fn a_page_of_this_machine_can_read_that_there_is_no_room() {
    let server = Setup::alone().set("server.max_connections", 1).start().await;
    let mut only = connect(&server).await;
    assert_eq!(answered(&mut only, "/health/live").await, "200");
    let own = "http://localhost:3000";
    let with = |request: reqwest::RequestBuilder| request.header("Origin", own);
    let refused = within(Duration::from_secs(5), "there is no room", async || {
        let answer = server.send(reqwest::Method::GET, "/score/ana", with).await;
        Some(answer).filter(|answer| answer.status == 503)
    })
    .await;
    refused.problem(503, "overloaded");
    assert!(refused.header("retry-after").parse::<u32>().is_ok());
    assert_eq!(refused.header("access-control-allow-origin"), own);
    assert!(refused.header("access-control-expose-headers").contains("retry-after"));
    assert_eq!(refused.header("connection"), "close");
}

const HALF_A_HEAD: &[u8] = b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

/// Sends a byte of a header now and then, until the server has had enough; after how long.
async fn drips(mut stream: TcpStream) -> Duration {
    let start = Instant::now();
    stream.write_all(HALF_A_HEAD).await.unwrap();
    let mut buffer = [0; 1024];
    loop {
        assert!(start.elapsed() < Duration::from_secs(60), "a head holds its place for ever");
        let read = tokio::time::timeout(Duration::from_millis(200), stream.read(&mut buffer)).await;
        match read {
            Ok(Ok(0) | Err(_)) => return start.elapsed(),
            // What it says before it closes.
            Ok(Ok(_)) => {}
            Err(_) if stream.write_all(b"x").await.is_err() => return start.elapsed(),
            Err(_) => {}
        }
    }
}

/// The status of an answer on a connection that stays open.
async fn answered(stream: &mut TcpStream, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut buffer = vec![0; 4096];
    let read = stream.read(&mut buffer).await.unwrap();
    String::from_utf8_lossy(&buffer[..read]).split_whitespace().nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn heads_that_never_end_hold_their_places_for_seconds_only() {
    let server = Setup::alone().set("server.max_connections", PLACES).start().await;
    // Those that keep their places for longer come first, so that all are here together.
    let asked = join_all((0..PLACES / 2).map(async |_| {
        let mut stream = connect(&server).await;
        assert_eq!(answered(&mut stream, "/health/live").await, "200");
        stream
    }));
    let second_heads = join_all(asked.await.into_iter().map(drips));
    let first_heads = join_all((0..PLACES / 2).map(async |_| drips(connect(&server).await).await));
    let meanwhile = async {
        // They have all places: others are told so, and whoever watches the process that it is well.
        let full = async || {
            (answered(&mut connect(&server).await, "/score/ana").await == "503").then_some(())
        };
        within(Duration::from_secs(5), "there is no room", full).await;
        assert_eq!(answered(&mut connect(&server).await, "/health/live").await, "200");
        let room = async || {
            (answered(&mut connect(&server).await, "/score/ana").await == "200").then_some(())
        };
        within(Duration::from_secs(60), "there is room again", room).await;
    };
    let ((first, second), ()) = futures_util::future::join(
        futures_util::future::join(first_heads, second_heads),
        meanwhile,
    )
    .await;
    for took in first {
        assert!(took < Duration::from_secs(15), "a first head held its place for {took:?}");
    }
    for took in second {
        assert!(took < Duration::from_secs(40), "a later head held its place for {took:?}");
    }
}

#[tokio::test]
async fn a_head_without_end_is_refused_and_costs_little_memory() {
    let server = Setup::alone().start().await;
    let before = server.kilobytes("VmRSS:");
    let large = async || {
        let mut stream = connect(&server).await;
        let mut sent = stream.write_all(HALF_A_HEAD).await.is_ok();
        let mut written = 0;
        while sent && written < 20_000_000 {
            sent = stream.write_all(&[b'x'; 16_384]).await.is_ok();
            written += 16_384;
        }
        written
    };
    for written in join_all((0..20).map(|_| large())).await {
        assert!(written < 10_000_000, "{written} bytes of a head were taken");
    }
    let after = server.kilobytes("VmHWM:");
    assert!(after < before + 20_000, "{before} kB, then {after} kB");
}
