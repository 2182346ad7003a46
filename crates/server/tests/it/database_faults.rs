//! A database that cannot be written: read-only, locked, removed. What can be answered is, the rest
//! is refused at once and in words, and nothing needs a restart afterwards.

use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use serde_json::{Value, json};
use tempfile::TempDir;
use wiremock::MockServer;

use crate::http::Answer;
use crate::places::{SmallDisk, system};
use crate::process::run;
use crate::server::{Server, Setup, variable};
use crate::siblings::{fixture, json_answer, on_post, requests};
use crate::wait::{eventually, within};

async fn submit(server: &Server) -> Answer {
    let body: Value = json!({"user_id": "ana", "stimulus_id": "calm_01", "typing_wpm": 40});
    server.post("/response/submit", &body).await
}

fn is_refused(answer: &Answer) {
    answer.problem(503, "storage_unavailable");
    assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
}

/// Service is back, with what was answered before and now.
async fn is_back(server: &Server, before: usize) {
    eventually("check-ins are taken again", async || {
        (submit(server).await.status == 200).then_some(())
    })
    .await;
    assert_eq!(server.metrics("ana").await["total_checkins"], before + 1);
    assert_eq!(server.get("/health/ready").await.status, 200);
}

#[tokio::test]
async fn a_lock_of_somebody_elses_is_a_503_in_time_and_over_when_it_is() {
    let server = Server::alone().await;
    submit(&server).await.ok();
    let database = server.folder().join("p.db");
    let mut other = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let (first, second) = tokio::join!(submit(&server), submit(&server));
    for answer in [first, second] {
        is_refused(&answer);
        // The patience with a lock is five seconds; the second may have come just after the first.
        assert!(answer.took < Duration::from_secs(14), "{:?}", answer.took);
    }
    assert_eq!(server.metrics("ana").await["total_checkins"], 1, "reading goes on");
    other.batch_execute("ROLLBACK").unwrap();
    is_back(&server, 1).await;
}

#[tokio::test]
async fn what_cannot_be_read_of_before_costs_nobody_a_check_in() {
    let server = Server::alone().await;
    submit(&server).await.ok();
    let database = server.folder().join("p.db");
    let mut other = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    other.batch_execute("UPDATE check_ins SET typing = '{\"ana\"'").unwrap();
    let answer = submit(&server).await;
    let noted = answer.ok()["data_quality"].to_string();
    assert!(noted.contains("unreadable:context"), "{noted}");
    let log = server.log();
    assert!(log.contains("typing") && !log.contains("ana"), "{log}");
}

fn parts(database: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|part| PathBuf::from(format!("{}{part}", database.display())))
}

#[tokio::test]
async fn a_file_that_is_moved_away_is_missed_at_once_and_never_made_anew() {
    let server = Server::alone().await;
    submit(&server).await.ok();
    let database = server.folder().join("p.db");
    let aside = server.folder().join("aside.db");
    std::fs::rename(&database, &aside).unwrap();
    for _ in 0..3 {
        is_refused(&submit(&server).await);
    }
    is_refused(&server.get("/health/ready").await);
    assert!(!database.exists(), "no empty one takes its place");
    assert!(server.log().contains("the database's file"), "{}", server.log());
    // Nor is another file taken for it.
    std::fs::write(&database, "").unwrap();
    is_refused(&submit(&server).await);
    std::fs::rename(&aside, &database).unwrap();
    is_back(&server, 1).await;
}

#[tokio::test]
async fn after_its_files_are_removed_it_says_so_and_starts_only_with_what_is_there() {
    let mut server = Server::alone().await;
    submit(&server).await.ok();
    for part in parts(&server.folder().join("p.db")) {
        std::fs::remove_file(part).unwrap();
    }
    is_refused(&submit(&server).await);
    server.ask_to_stop();
    assert_eq!(server.ended().await.code(), Some(0));
    assert!(!server.folder().join("p.db").exists());
}

#[tokio::test]
async fn a_log_that_cannot_be_written_is_a_503_until_it_can() {
    let server = Server::alone().await;
    submit(&server).await.ok();
    let [database, log, _] = parts(&server.folder().join("p.db"));
    let files = [database.to_str().unwrap(), log.to_str().unwrap()];
    if !files.iter().all(|file| system("chattr", &["+i", file])) {
        return eprintln!("no file can be made immutable here: the read-only disk must do");
    }
    let refused = submit(&server).await;
    let read = server.metrics("ana").await;
    assert!(files.iter().all(|file| system("chattr", &["-i", file])));
    is_refused(&refused);
    assert_eq!(read["total_checkins"], 1);
    is_back(&server, 1).await;
}

/// What a start says that must fail.
async fn told(database: &Path) -> String {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", database.display());
    let environment = vec![
        (variable("database.url"), url),
        (variable("server.port"), "0".to_owned()),
        (variable("telemetry.listen"), String::new()),
    ];
    let ended = run(folder.path(), &["serve"], &environment).await;
    assert!(!ended.success, "{}", ended.stdout);
    ended.stderr
}

#[tokio::test]
async fn a_start_on_a_read_only_disk_says_what_is_wrong() {
    let Some(disk) = SmallDisk::mount(8192) else {
        return eprintln!("no disk can be mounted here: /proc, which takes no file, must do");
    };
    let database = disk.path().join("p.db");
    disk.set_read_only(true);
    let no_file = told(&database).await;
    assert!(no_file.contains("p.db") && no_file.contains("Read-only"), "{no_file}");
    disk.set_read_only(false);
    let mut server = Setup::alone().start_at(&database).await;
    submit(&server).await.ok();
    server.ask_to_stop();
    server.ended().await;
    disk.set_read_only(true);
    let file = told(&database).await;
    assert!(file.contains("p.db") && file.contains("Read-only"), "{file}");
    disk.set_read_only(false);
    server.start_again().await;
    assert_eq!(server.metrics("ana").await["total_checkins"], 1);
}

#[tokio::test]
async fn a_start_where_no_file_can_be_made_says_so() {
    let told = told(Path::new("/proc/pilotlight/p.db")).await;
    assert!(told.contains("/proc/pilotlight"), "{told}");
}

#[tokio::test]
async fn a_delivery_that_cannot_be_written_down_at_once_is_later_and_goes_out_once() {
    let signals = MockServer::start().await;
    let slow = json_answer(&fixture("signals/alert_delivered")).set_delay(Duration::from_secs(1));
    on_post(&signals, "/alert/send", slow).await;
    let server = Setup::alone().set("signals.url", signals.uri()).start().await;
    server.say("ana", "I'm exhausted, I can't keep up and I dread tomorrow").await;
    let sent = async || requests(&signals, "/alert/send").await.len();
    eventually("it is being sent", async || (sent().await > 0).then_some(())).await;
    let database = server.folder().join("p.db");
    let mut other = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    within(Duration::from_secs(20), "the lock is met", async || {
        server.log().contains("what became of an alert").then_some(())
    })
    .await;
    other.batch_execute("ROLLBACK").unwrap();
    within(Duration::from_secs(20), "it is delivered", async || {
        (server.score("ana").await["alert"]["status"] == "delivered").then_some(())
    })
    .await;
    assert_eq!(sent().await, 1);
}
