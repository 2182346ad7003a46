//! `pilotlight replay`: the same rules find the same again.

use serde_json::json;

use crate::form;
use crate::process::{Ended, run};
use crate::server::{Server, Setup, variable};
use crate::siblings::{fixture, json_answer, ml_scoring, signals, video};

async fn replay(server: &Server, arguments: &[&str]) -> Ended {
    let url = format!("sqlite://{}", server.folder().join("p.db").display());
    let arguments: Vec<&str> = ["replay"].into_iter().chain(arguments.iter().copied()).collect();
    run(server.folder(), &arguments, &vec![(variable("database.url"), url)]).await
}

/// The first line of what it printed, and whether it ended well.
async fn summary(server: &Server, arguments: &[&str]) -> (String, bool) {
    let Ended { success, stdout, stderr } = replay(server, arguments).await;
    (stdout.lines().next().unwrap_or(&stderr).to_owned(), success)
}

/// Check-ins of every kind, by two people.
async fn with_check_ins() -> Server {
    let signals = signals(json_answer(&fixture("signals/analyze_good"))).await;
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let ml = ml_scoring(71).await;
    let setup = Setup::alone().set("signals.url", signals.uri()).set("video.url", video.uri());
    let mut server = setup.start().await;
    server.say("ana", "I'm exhausted and I can't keep up").await;
    server.submit_video(form::of("ana")).await;
    server.say("ana", "so so").await;
    server.set("ml.url", ml.uri());
    server.restart().await;
    server.say("ben", "had a lovely slow morning, feeling rested").await;
    server.submit(json!({"user_id": "ben", "stimulus_id": "calm_01"})).await;
    server
}

#[tokio::test]
async fn the_same_version_finds_the_same_while_the_server_runs() {
    let server = with_check_ins().await;
    let of = |n| (format!("{n} check-ins computed again by scorer {}.", version()), true);
    assert_eq!(summary(&server, &[]).await, of(5));
    assert_eq!(summary(&server, &["--user", "ben"]).await, of(2));
    assert_eq!(summary(&server, &["--user", "nobody"]).await, of(0));
    assert_eq!(summary(&server, &["--since", "2100-01-01T00:00:00Z"]).await, of(0));
    assert_eq!(summary(&server, &["--since", "2020-01-01T00:00:00Z"]).await, of(5));
    let (told, success) = summary(&server, &["--since", "yesterday"]).await;
    assert!(!success && told.contains("RFC 3339"), "{told}");
}

fn version() -> &'static str {
    pilotlight_domain::SCORER_VERSION
}

#[tokio::test]
async fn a_result_that_was_changed_by_hand_is_found() {
    let mut server = Server::alone().await;
    let result = server.say("ana", "I'm exhausted and I can't keep up").await;
    server.ask_to_stop();
    server.ended().await;
    let path = server.folder().join("p.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let was = format!("\"coverage\":{}", result["coverage"]);
    let at = bytes.windows(was.len()).position(|window| window == was.as_bytes()).unwrap();
    let last_digit = &mut bytes[at + was.len() - 1];
    *last_digit = if *last_digit == b'1' { b'2' } else { b'1' };
    std::fs::write(&path, bytes).unwrap();
    let Ended { success, stdout, stderr } = replay(&server, &[]).await;
    assert!(!success && stderr.contains("changed by hand"), "{stderr}");
    let line = stdout.lines().next().unwrap();
    let id = result["check_in_id"].as_str().unwrap();
    assert!(line.contains(id) && line.contains("coverage: "), "{line}");
}

#[tokio::test]
async fn a_database_that_is_not_there_is_not_made() {
    let server = Server::alone().await;
    let missing = server.folder().join("none.db");
    let url = format!("sqlite://{}", missing.display());
    let ended = run(server.folder(), &["replay"], &vec![(variable("database.url"), url)]).await;
    assert!(!ended.success && ended.stderr.contains("no such file"), "{}", ended.stderr);
    assert!(!missing.exists());
}
