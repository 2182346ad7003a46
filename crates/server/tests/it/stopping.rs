//! Starting and stopping.

use std::time::{Duration, Instant};

use futures_util::future::join;
use serde_json::json;
use tempfile::TempDir;

use crate::places::system;
use crate::process::run;
use crate::server::{Server, Setup, variable};
use crate::siblings::{fixture, json_answer, ml, on_post, requests, video};
use crate::wait::eventually;
use crate::{form, raw};

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

/// A stop may take ten seconds for what is in flight, and a little for the last writes.
const STOPPED_WITHIN: Duration = Duration::from_secs(13);

#[tokio::test]
async fn an_alert_that_hangs_is_handed_back_and_another_server_sends_it_at_once() {
    let (hanging, ml) = (raw::hanging().await, ml(json_answer(&json!({"score": 90}))).await);
    let setup = Setup::alone().set("ml.url", ml.uri()).set("signals.timeout_ms", 600_000);
    let mut server = setup.clone().set("signals.url", hanging).start().await;
    let typed = |user: &str| json!({"user_id": user, "stimulus_id": "calm_01", "typing_wpm": 40});
    let alert = server.submit(typed("ana")).await["alert"]["id"].clone();
    eventually("the alert is under way", async || {
        (server.score("ana").await["alert"]["status"] == "sending").then_some(())
    })
    .await;
    // It is on the database too, so that nobody may take the lease: it must be given.
    let signals = wiremock::MockServer::start().await;
    on_post(&signals, "/alert/send", json_answer(&fixture("signals/alert_delivered"))).await;
    let other = setup.set("signals.url", signals.uri()).start_beside(&server).await;
    let start = Instant::now();
    server.ask_to_stop();
    assert_eq!(server.ended().await.code(), Some(0));
    assert!(start.elapsed() < STOPPED_WITHIN, "{:?}", start.elapsed());

    other.submit(typed("ben")).await;
    for user in ["ana", "ben"] {
        eventually("the alert is delivered", async || {
            (other.score(user).await["alert"]["status"] == "delivered").then_some(())
        })
        .await;
    }
    let sent = requests(&signals, "/alert/send").await;
    let keys: Vec<&str> =
        sent.iter().map(|sent| sent.headers["idempotency-key"].to_str().unwrap()).collect();
    assert!(keys.len() == 2 && keys.contains(&alert.as_str().unwrap()), "{keys:?}");
}

#[tokio::test]
async fn a_request_that_hangs_and_being_asked_twice_do_not_prolong_it() {
    let hanging = raw::hanging().await;
    let setup = Setup::alone().set("ml.url", &hanging).set("ml.timeout_ms", 600_000);
    let mut server = setup.set("checkin.deadline_ms", 600_000).start().await;
    let url = format!("{}/response/submit", server.address);
    let typed = json!({"user_id": "ana", "stimulus_id": "calm_01", "typing_wpm": 40});
    let in_flight = tokio::spawn(server.client.post(url).json(&typed).send());
    eventually("the request is under way", async || {
        server.get("/health/live").await.ok();
        (!in_flight.is_finished()).then_some(())
    })
    .await;
    let start = Instant::now();
    server.ask_to_stop();
    let again = async {
        eventually("it has heard", async || server.log().contains("told to stop").then_some(()))
            .await;
        server.ask_to_stop();
        server.ask_to_stop();
    };
    again.await;
    let refused = eventually("nobody is let in", async || {
        let url = format!("{}/health/live", server.address);
        server.client.get(url).send().await.err()
    });
    refused.await;
    assert_eq!(server.ended().await.code(), Some(0));
    assert!(start.elapsed() < STOPPED_WITHIN, "{:?}", start.elapsed());
    assert!(in_flight.await.unwrap().is_err(), "it was given up");
}

#[tokio::test]
async fn interrupted_from_the_keyboard_it_finishes_just_as_well() {
    let slow = json_answer(&json!({"score": 40})).set_delay(Duration::from_millis(1500));
    let ml = ml(slow).await;
    let mut server = Setup::alone().set("ml.url", ml.uri()).start().await;
    let stop = async {
        eventually("the request is under way", async || {
            (!requests(&ml, "/score").await.is_empty()).then_some(())
        })
        .await;
        assert!(system("kill", &["-INT", &server.id().to_string()]));
    };
    let typed = json!({"user_id": "ana", "stimulus_id": "calm_01", "typing_wpm": 40});
    let (result, ()) = join(server.submit(typed), stop).await;
    assert_eq!(result["score"], 40);
    assert_eq!(server.ended().await.code(), Some(0));
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
