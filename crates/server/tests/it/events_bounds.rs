//! What streams may take: half of the connections, little memory, and no time at the end.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::past::Past;
use crate::server::{Server, Setup};
use crate::wait::{eventually, within};

/// Longer than a connection may be silent, and than an answer may take to be fetched.
const LONG: Duration = Duration::from_secs(40);

fn watched() -> Setup {
    Setup::alone().set("telemetry.listen", "127.0.0.1:0")
}

async fn open_streams(server: &Server) -> Option<f64> {
    server.scrape().await.value("pilotlight_event_streams")
}

#[tokio::test]
async fn a_stream_outlives_every_silence_and_pings() {
    let server = Server::alone().await;
    let mut stream = server.listen("ana", None).await;
    let start = Instant::now();
    // It says that the line is open before there is a result to tell.
    let first = stream.event().await.expect("the stream begins");
    assert_eq!((first.kind.as_str(), first.id.as_deref()), ("ping", Some("0")));
    let mut pings = Vec::new();
    while start.elapsed() < LONG {
        let event = stream.event().await.expect("the stream goes on");
        assert_eq!((event.kind.as_str(), event.id), ("ping", None));
        let told: jiff::Timestamp = event.data.parse().unwrap();
        let age = jiff::Timestamp::now().duration_since(told);
        assert!(age.as_millis().abs() < 5_000, "{age:?}");
        pings.push(start.elapsed());
    }
    assert!((10..25).contains(&pings[0].as_secs()), "{pings:?}");
    assert!(pings.len() >= 3, "{pings:?}");
    stream.is_next(&server.say("ana", "so so").await).await;
}

#[tokio::test]
async fn half_of_the_connections_may_be_streams_and_one_more_is_refused_in_words() {
    let server = watched().set("server.max_connections", 9).start().await;
    assert_eq!(open_streams(&server).await, Some(0.0));
    let mut streams = join_all((0..4).map(|_| server.listen("ana", None))).await;
    let refused = server.listen_in_vain("ben").await.expect("there is no room");
    refused.problem(503, "streams_full");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    assert_eq!(open_streams(&server).await, Some(4.0));
    // Everything else goes on, and those who have a place keep it.
    let told = server.say("ana", "so so").await;
    for stream in &mut streams {
        stream.is_next(&told).await;
    }
    // Who hangs up makes room at once, long before the next ping.
    let start = Instant::now();
    streams.pop();
    eventually("there is room again", async || {
        (open_streams(&server).await == Some(3.0)).then_some(())
    })
    .await;
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    let mut stream = server.listen("ana", None).await;
    stream.is_next(&told).await;
}

#[tokio::test]
async fn asked_to_stop_it_ends_every_stream_at_once_and_well() {
    let mut server = Server::alone().await;
    let mut streams = join_all((0..20).map(|_| server.listen("ana", None))).await;
    let told = server.say("ana", "so so").await;
    for stream in &mut streams {
        stream.is_next(&told).await;
    }
    let start = Instant::now();
    server.ask_to_stop();
    for stream in &mut streams {
        stream.ends().await;
    }
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    drop(streams);
    assert_eq!(server.ended().await.code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    server.start_again().await;
    let last = told["check_in_id"].as_str().unwrap();
    let mut stream = server.listen("ana", Some(last)).await;
    stream.is_next(&server.say("ana", "and on").await).await;
}

/// A connection that asks for all events since one, and reads none of them.
async fn stalled(server: &Server, last: &str) -> TcpStream {
    let address = server.address.trim_start_matches("http://").parse().unwrap();
    let socket = TcpSocket::new_v4().unwrap();
    // The kernel would take megabytes for who reads nothing.
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    let request =
        format!("GET /events/ana HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: {last}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    // It has begun.
    stream.read_exact(&mut [0; 12]).await.unwrap();
    stream
}

#[tokio::test]
async fn who_does_not_read_takes_no_memory_and_loses_the_place() {
    const CHECK_INS: usize = 6_000;
    let server = watched().start().await;
    let first = server.say("ana", "the first").await;
    let last = first["check_in_id"].as_str().unwrap();
    let past = Past::in_folder(server.folder()).await;
    let words = "such a long day, and so much of it was good".repeat(40);
    join_all((0..CHECK_INS).map(|count| {
        let ago = jiff::SignedDuration::from_mins(i64::try_from(count).unwrap() + 10);
        past.said("ana", jiff::Timestamp::now() - ago, &words)
    }))
    .await;
    let whole: Value = server.history("ana").await.into();
    let bytes = whole.to_string().len() / 200 * CHECK_INS;
    // More than the kernel takes for the server's side.
    assert!(bytes > 5_000_000, "{bytes}");

    let before = server.kilobytes("VmRSS:");
    let readers = join_all((0..40).map(|_| stalled(&server, last))).await;
    assert_eq!(open_streams(&server).await, Some(40.0));
    // One who reads is told all the while.
    let mut reader = server.listen("ana", None).await;
    reader.result().await;
    let gone = async || (open_streams(&server).await == Some(1.0)).then_some(());
    within(Duration::from_secs(90), "those who do not read lose their places", gone).await;
    drop(readers);
    let after = server.kilobytes("VmHWM:");
    assert!(after < before + 40_000, "{before} kB, then {after} kB of {bytes} bytes for each");
    reader.is_next(&server.say("ana", "so so").await).await;
    // One who does read gets all of it.
    let mut all = server.listen("ana", Some(last)).await;
    for _ in 0..=CHECK_INS {
        all.result().await;
    }
}
