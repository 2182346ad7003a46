use std::sync::mpsc;

use diesel::connection::{Connection, SimpleConnection};
use diesel::dsl::select;
use diesel::prelude::*;
use diesel::sql_types::Integer;
use tempfile::TempDir;
use tokio::task::JoinSet;

use super::*;
use crate::sqlite::migrate;

const ONE: i32 = 1;

fn readers(count: u32, patience: Duration) -> (Readers, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.db");
    migrate(&file, patience).unwrap();
    let connector = Connector::new(&file, patience).unwrap();
    (Readers::open(&connector, count).unwrap(), folder)
}

fn one(connection: &mut SqliteConnection) -> Result<i32, Fault> {
    Ok(select(diesel::dsl::sql::<Integer>("1")).get_result(connection)?)
}

/// With one connection, everything after the panic meets what it left behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_that_panics_fails_alone_and_leaves_no_transaction_open() {
    let (readers, _folder) = readers(1, Duration::from_secs(5));
    let mut reads = JoinSet::new();
    for number in 0..100 {
        let readers = readers.clone();
        reads.spawn(async move {
            let read = readers.read(move |connection| {
                if number % 10 > 0 {
                    connection.batch_execute("BEGIN; COMMIT")?;
                    return one(connection);
                }
                connection.transaction(|connection| {
                    one(connection)?;
                    panic!("this panic belongs to a test")
                })
            });
            (number, read.await)
        });
    }
    for (number, read) in reads.join_all().await {
        match number % 10 {
            0 => assert!(matches!(read, Err(StorageError::Internal(_))), "{read:?}"),
            _ => assert_eq!(read, Ok(ONE)),
        }
    }
}

#[tokio::test]
async fn who_waits_too_long_for_a_reader_is_told_so_and_later_ones_are_served() {
    let (readers, _folder) = readers(1, Duration::from_millis(50));
    let (release, released) = mpsc::channel::<()>();
    let held = readers.clone();
    let holder = tokio::spawn(async move {
        held.read(move |connection| {
            let _ = released.recv();
            one(connection)
        })
        .await
    });
    // Until the holder has the only connection.
    while readers.permits.available_permits() > 0 {
        tokio::task::yield_now().await;
    }
    let waited = readers.read(one).await;
    assert!(matches!(waited, Err(StorageError::Busy(_))), "{waited:?}");
    release.send(()).unwrap();
    let _ = holder.await.unwrap();
    // The one that holds the connection may just be giving it back.
    while readers.permits.available_permits() == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(readers.read(one).await, Ok(ONE));
    assert!(readers.waiting().is_empty());
}

#[tokio::test]
async fn no_connection_to_be_had_is_told_as_such() {
    let (readers, _folder) = readers(1, Duration::from_secs(2));
    let _taken = readers.pool.get().unwrap();
    let read = readers.read(one).await;
    assert!(matches!(&read, Err(StorageError::Unavailable(_))), "{read:?}");
}

#[test]
fn a_file_that_vanished_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.db");
    let connector = Connector::new(&file, Duration::from_secs(2)).unwrap();
    std::fs::remove_file(file).unwrap();
    let error = Readers::open(&connector, 1).err();
    assert!(
        matches!(&error, Some(StorageError::Unavailable(why)) if why.contains("unable to open")),
        "{error:?}"
    );
}

/// A query that comes just when the last reader has found nothing more to do. When exactly that
/// is nobody knows: the second query is tried at every distance from the first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_query_is_left_behind() {
    let (readers, _folder) = readers(1, Duration::from_secs(10));
    for round in 0..20_000 {
        let mut first = Box::pin(readers.read(|_| Ok(ONE)));
        let polled = std::future::poll_fn(|context| {
            std::task::Poll::Ready(first.as_mut().poll(context).is_pending())
        });
        let is_pending = polled.await;
        let distance = Duration::from_nanos(100 * (round % 500));
        let begun = std::time::Instant::now();
        while begun.elapsed() < distance {
            std::hint::spin_loop();
        }
        assert_eq!(readers.read(|_| Ok(ONE)).await, Ok(ONE), "round {round}");
        if is_pending {
            assert_eq!(first.await, Ok(ONE));
        }
    }
}
