//! Starting and stopping.

use std::time::{Duration, Instant};

use futures_util::future::join;
use serde_json::json;
use tempfile::TempDir;

use crate::form;
use crate::process::run;
use crate::server::{Server, Setup, variable};
use crate::siblings::{fixture, json_answer, ml, requests, video};
use crate::wait::eventually;

#[tokio::test]
async fn asked_to_stop_it_answers_what_is_in_flight_and_ends_well() {
    let slow = json_answer(&json!({"score": 40})).set_delay(Duration::from_millis(1500));
    let ml = ml(slow).await;
    let mut server = Setup::alone().set("ml.url", ml.uri()).start().await;
    let in_flight = server.say("ana", "so so");
    let stop = async {
        eventually("the request is under way", async || {
            (!requests(&ml, "/score").await.is_empty()).then_some(())
        })
        .await;
        server.ask_to_stop();
    };
    let (result, ()) = join(in_flight, stop).await;
    assert_eq!((&result["score"], &result["source"]), (&json!(40), &json!("app")));
    assert_eq!(server.ended().await.code(), Some(0));
    server.start_again().await;
    assert_eq!(server.score("ana").await, result);
}

#[tokio::test]
async fn asked_to_stop_it_finishes_a_video_too() {
    let slow = json_answer(&fixture("video/analyze_good")).set_delay(Duration::from_millis(1000));
    let video = video(slow).await;
    let mut server = Setup::alone().set("video.url", video.uri()).start().await;
    let in_flight = server.submit_video(form::of("ana"));
    let stop = async {
        eventually("the request is under way", async || {
            (!requests(&video, "/analyze/video").await.is_empty()).then_some(())
        })
        .await;
        server.ask_to_stop();
    };
    let (answer, ()) = join(in_flight, stop).await;
    assert_eq!(answer["video_service"], true);
    assert_eq!(server.ended().await.code(), Some(0));
}

#[tokio::test]
async fn with_nothing_to_do_it_stops_soon() {
    let mut server = Server::alone().await;
    // The connection of this request stays open, as a browser's does.
    server.say("ana", "so so").await;
    let start = Instant::now();
    server.ask_to_stop();
    assert_eq!(server.ended().await.code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(7), "{:?}", start.elapsed());
    let log = server.folder().join("p.db-wal");
    let left = std::fs::metadata(log).map_or(0, |log| log.len());
    assert_eq!(left, 0, "everything is in the one file");
}

#[tokio::test]
async fn it_says_in_one_line_where_to_go() {
    let server = Server::alone().await;
    assert!(server.address.starts_with("http://127.0.0.1:"), "{}", server.address);
    assert_eq!(server.get("/docs/").await.status, 200);
    assert!(server.folder().join("p.db").exists());
}

#[tokio::test]
async fn it_says_what_it_can_do_and_prints_its_description() {
    let folder = TempDir::new().unwrap();
    let help = run(folder.path(), &["--help"], &Vec::new()).await;
    for command in ["serve", "openapi", "migrate", "config"] {
        assert!(help.stdout.contains(command), "{}", help.stdout);
    }
    let unknown = run(folder.path(), &["fly"], &Vec::new()).await;
    assert!(!unknown.success && unknown.stderr.contains("fly"));
    // The description needs no configuration that holds.
    let broken = vec![(variable("ml.scale"), "happiness".to_owned())];
    let openapi = run(folder.path(), &["openapi"], &broken).await;
    assert!(openapi.success && openapi.stdout.contains("\"openapi\""), "{}", openapi.stderr);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert!(left.is_empty(), "nothing is written: {left:?}");
}
