//! A disk that is full: nothing is half written, reading goes on, and so does everything once there
//! is room.

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use serde_json::{Value, json};

use crate::http::Answer;
use crate::places::{SmallDisk, system};
use crate::process::run;
use crate::server::{Server, Setup, variable};
use crate::wait::eventually;

/// A check-in without words: it is red, since nothing waits for more than the database.
fn reply() -> Value {
    json!({"user_id": "ana", "stimulus_id": "calm_01", "typing_wpm": 40})
}

async fn submit(server: &Server) -> Answer {
    server.post("/response/submit", &reply()).await
}

/// Checks in until there is no room; gives the ids of those that were taken, and the refusal.
async fn until_full(server: &Server, ids: &mut Vec<String>) -> Answer {
    for _ in 0..5000 {
        let answer = submit(server).await;
        if answer.status != 200 {
            return answer;
        }
        ids.push(answer.ok()["check_in_id"].as_str().unwrap().to_owned());
    }
    panic!("there is always room");
}

/// Checks that there is service again without a restart, and that exactly what was answered is there.
async fn is_as_before(server: &mut Server, database: &str, mut ids: Vec<String>) {
    let taken = eventually("check-ins are taken again", async || {
        let answer = submit(server).await;
        (answer.status == 200).then(|| answer.ok())
    });
    ids.push(taken.await["check_in_id"].as_str().unwrap().to_owned());
    assert_eq!(server.get("/health/ready").await.status, 200);
    assert_eq!(server.metrics("ana").await["total_checkins"], ids.len());
    for result in server.history("ana").await {
        assert!(ids.iter().any(|id| result["check_in_id"] == *id), "{result} was refused");
    }
    let url = format!("sqlite://{database}");
    let checked = run(server.folder(), &["check"], &vec![(variable("database.url"), url)]).await;
    assert!(checked.success && checked.stdout.contains("all is sound"), "{}", checked.stderr);
}

/// Checks that everything that only reads is answered.
async fn is_read(server: &Server, ids: &[String]) {
    assert_eq!(server.score("ana").await["check_in_id"], *ids.last().unwrap());
    assert_eq!(server.metrics("ana").await["total_checkins"], ids.len());
    assert_eq!(server.history("ana").await.len(), ids.len().min(200));
    assert_eq!(server.get("/health/live").await.status, 200);
    // Each probe writes a page, and there may be room for a few.
    let unready = async || {
        let answer = server.get("/health/ready").await;
        (answer.status != 200).then_some(answer)
    };
    eventually("it is not ready", unready).await.problem(503, "storage_unavailable");
}

#[tokio::test]
async fn on_a_full_disk_check_ins_are_refused_until_there_is_room() {
    let Some(disk) = SmallDisk::mount(4096) else {
        // Only root may mount. The next test fills something up without.
        return eprintln!("no disk can be mounted here: a file that cannot grow must do");
    };
    let database = disk.path().join("p.db");
    let mut server = Setup::alone().start_at(&database).await;
    let mut ids = vec![submit(&server).await.ok()["check_in_id"].as_str().unwrap().to_owned()];
    let filler = disk.fill();
    for _ in 0..2 {
        until_full(&server, &mut ids).await.problem(507, "storage_full");
    }
    is_read(&server, &ids).await;
    std::fs::remove_file(filler).unwrap();
    is_as_before(&mut server, database.to_str().unwrap(), ids).await;
}

/// What a process that died was sending cannot be taken back here, and waits until its lease ends.
#[tokio::test]
async fn on_a_full_disk_it_starts_and_reads() {
    let Some(disk) = SmallDisk::mount(2048) else {
        return eprintln!("no disk can be mounted here");
    };
    let database = disk.path().join("p.db");
    let mut server = Setup::alone().start_at(&database).await;
    let id = server.say("ana", "I want to kill myself").await["check_in_id"].clone();
    let mut other = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    // The server may be writing down just now that the text could not be sent.
    let sending = "PRAGMA busy_timeout = 5000; UPDATE alerts SET status = 'sending', due_at_ms = created_at_ms + 600000";
    other.batch_execute(sending).unwrap();
    drop(other);
    server.kill();
    let filler = disk.fill();
    server.start_again().await;
    assert_eq!(server.score("ana").await["check_in_id"], id);
    assert!(server.log().contains("until their leases run out"), "{}", server.log());
    std::fs::remove_file(filler).unwrap();
    is_as_before(&mut server, database.to_str().unwrap(), vec![id.as_str().unwrap().to_owned()])
        .await;
}

#[tokio::test]
async fn files_that_may_not_grow_are_as_good_as_a_full_disk() {
    let mut server = Setup::alone().limit_files(2048).start().await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let refused = until_full(&server, &mut ids).await;
        refused.problem(503, "storage_unavailable");
        assert!(!refused.header("retry-after").is_empty());
    }
    assert_eq!(server.score("ana").await["check_in_id"], *ids.last().unwrap());
    let id = server.id().to_string();
    assert!(system("prlimit", &["--pid", &id, "--fsize=unlimited:"]));
    let database = server.folder().join("p.db");
    is_as_before(&mut server, database.to_str().unwrap(), ids).await;
}
