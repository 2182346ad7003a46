//! `pilotlight backup` and `pilotlight check`, while the server runs and after.

use futures_util::future::{join, join_all};

use crate::process::{Ended, run};
use crate::server::{Server, variable};

const RED: &str = "I'm exhausted, I can't keep up and I dread tomorrow";

async fn on(server: &Server, database: &str, arguments: &[&str]) -> Ended {
    let url = format!("sqlite://{}", server.folder().join(database).display());
    run(server.folder(), arguments, &vec![(variable("database.url"), url)]).await
}

/// The number before a word of what was printed.
fn count(printed: &str, word: &str) -> usize {
    let words: Vec<&str> = printed.split_whitespace().collect();
    let at =
        words.iter().position(|other| other.trim_matches(|c: char| !c.is_alphabetic()) == word);
    words[at.unwrap() - 1].trim_start_matches('(').parse().unwrap()
}

#[tokio::test]
async fn a_backup_taken_under_load_is_sound_and_serves() {
    let mut server = Server::alone().await;
    let before = join_all((0..20).map(|n| {
        let user = format!("person-{n}");
        let server = &server;
        async move { server.say(&user, RED).await }
    }));
    let before = before.await;
    let more = join_all((0..40).map(|_| server.say("ana", "so so")));
    let (ended, _) = join(on(&server, "p.db", &["backup", "copy.db"]), more).await;
    assert!(ended.success, "{}", ended.stderr);
    // What was answered before it began is in it, each red with its alert.
    assert!(count(&ended.stdout, "check-ins") >= before.len(), "{}", ended.stdout);
    assert_eq!(count(&ended.stdout, "red"), count(&ended.stdout, "alerts"));
    let checked = on(&server, "copy.db", &["check"]).await;
    assert!(checked.success && checked.stdout.contains("all is sound"), "{}", checked.stderr);
    let again = on(&server, "p.db", &["backup", "copy.db"]).await;
    assert!(!again.success && again.stderr.contains("a file already"), "{}", again.stderr);

    let url = format!("sqlite://{}", server.folder().join("copy.db").display());
    server.set("database.url", url);
    server.restart().await;
    for (n, result) in before.iter().enumerate() {
        let restored = server.score(&format!("person-{n}")).await;
        assert_eq!(restored["check_in_id"], result["check_in_id"]);
    }
}

#[tokio::test]
async fn a_check_in_that_cannot_be_read_is_named() {
    let mut server = Server::alone().await;
    let result = server.say("ana", RED).await;
    assert!(on(&server, "p.db", &["check"]).await.success);
    server.ask_to_stop();
    server.ended().await;
    let path = server.folder().join("p.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let details = b"{\"indicators\"";
    let at = bytes.windows(details.len()).position(|window| window == details).unwrap();
    bytes[at] = b'[';
    std::fs::write(&path, bytes).unwrap();
    let checked = on(&server, "p.db", &["check"]).await;
    let id = result["check_in_id"].as_str().unwrap();
    assert!(
        !checked.success && checked.stdout.contains(id),
        "{}{}",
        checked.stdout,
        checked.stderr
    );
    let replayed = on(&server, "p.db", &["replay"]).await;
    assert!(!replayed.success && replayed.stderr.contains("1 check-ins cannot be read"));
}

#[tokio::test]
async fn a_file_that_is_damaged_or_not_there_is_told() {
    let mut server = Server::alone().await;
    for _ in 0..30 {
        server.say("ana", RED).await;
    }
    server.ask_to_stop();
    server.ended().await;
    let path = server.folder().join("p.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[half..half + 4096].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();
    for arguments in [&["check"][..], &["backup", "copy.db"]] {
        let ended = on(&server, "p.db", arguments).await;
        assert!(!ended.success, "{arguments:?}: {}", ended.stdout);
        assert!(!server.folder().join("copy.db").exists());
        let ended = on(&server, "none.db", arguments).await;
        assert!(!ended.success && ended.stderr.contains("no such file"), "{}", ended.stderr);
    }
}
