//! Each check-in is told exactly once, whatever happens at the same time.

use std::path::Path;

use diesel::sql_types::Text;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection};
use futures_util::future::{join, join_all};

use crate::server::{Server, Setup};

const CHECK_INS: usize = 50;
const LISTENERS: usize = 4;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Text)]
    check_in_id: String,
}

/// All check-ins in the order in which they were stored.
fn stored(folder: &Path) -> Vec<String> {
    let mut database = SqliteConnection::establish(folder.join("p.db").to_str().unwrap()).unwrap();
    let query = diesel::sql_query("SELECT check_in_id FROM check_ins ORDER BY rowid");
    let ids: Vec<Id> = query.load(&mut database).unwrap();
    ids.into_iter().map(|row| row.check_in_id).collect()
}

/// Listens to so many results, and hangs up and comes again now and then.
async fn hear(server: &Server, count: usize) -> Vec<String> {
    let mut heard: Vec<String> = Vec::new();
    while heard.len() < count {
        let mut stream = server.listen("ana", heard.last().map(String::as_str)).await;
        for _ in 0..fastrand::usize(1..8).min(count - heard.len()) {
            let result = stream.result().await;
            heard.push(result["check_in_id"].as_str().unwrap().to_owned());
        }
    }
    heard
}

async fn each_is_told_once(server: &Server, writers: &[&Server]) {
    // The first result is told to who comes without an id, so that nobody misses an earlier one.
    let first = server.say("ana", "the first").await["check_in_id"].as_str().unwrap().to_owned();
    let listeners = join_all((0..LISTENERS).map(|_| hear(server, CHECK_INS + 1)));
    let writing = join_all(writers.iter().enumerate().map(async |(turn, writer)| {
        join_all((0..CHECK_INS / writers.len()).map(async |count| {
            tokio::time::sleep(std::time::Duration::from_millis(fastrand::u64(0..1500))).await;
            writer.say("ana", &format!("a slow day, {turn} {count}")).await;
            server.say("ben", "somebody else").await;
        }))
        .await
    }));
    let (heard, _) = join(listeners, writing).await;
    let ids = stored(server.folder());
    let of_ana = server.history("ana").await;
    let of_ana: Vec<&str> =
        of_ana.iter().map(|result| result["check_in_id"].as_str().unwrap()).collect();
    let expected: Vec<String> =
        ids.into_iter().filter(|id| of_ana.contains(&id.as_str())).collect();
    assert_eq!((expected.len(), &expected[0]), (CHECK_INS + 1, &first));
    for heard in heard {
        assert_eq!(heard, expected);
    }
}

#[tokio::test]
async fn many_check_ins_at_once_while_listeners_come_and_go() {
    let server = Server::alone().await;
    each_is_told_once(&server, &[&server]).await;
}

#[tokio::test]
async fn the_same_with_two_servers_on_one_database() {
    let server = Server::alone().await;
    let other = Setup::alone().start_beside(&server).await;
    each_is_told_once(&server, &[&server, &other]).await;
}
