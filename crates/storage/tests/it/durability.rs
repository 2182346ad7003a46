//! Crashes, locks, full queues and closing.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use pilotlight_domain::{CheckIn, UnixMillis};
use pilotlight_storage::{NewCheckIn, Recorded, StorageError, Store, StoreConfig};
use tokio::task::JoinSet;

use crate::support::{DAY, Place, directory, record, rows_of, scored, user};

#[tokio::test]
async fn what_was_answered_survives_a_crash() {
    let place = Place::new();
    let store = place.store().await;
    let mut stored = Vec::new();
    for number in 0..20 {
        stored.push(record(&store, scored("ana", &format!("{number:02}"), DAY + number, 80)).await);
    }
    // The files as a crash would leave them: nothing was closed.
    let after = Place::new();
    std::fs::create_dir_all(after.file().parent().unwrap()).unwrap();
    for suffix in ["", "-wal"] {
        let path = |place: &Place| format!("{}{suffix}", place.file().display());
        std::fs::copy(path(&place), path(&after)).unwrap();
    }
    let reopened = after.store().await;
    stored.reverse();
    assert_eq!(reopened.history(&user("ana"), 200, None).await, Ok(stored));
    let due = reopened.claim_alerts(UnixMillis(DAY + 99), UnixMillis(DAY + 200), 99).await;
    assert_eq!(due.unwrap().len(), 20);
}

#[tokio::test]
async fn reopening_keeps_everything_in_one_file() {
    let place = Place::new();
    let store = place.store().await;
    let stored = record(&store, scored("ana", "a", DAY, 80)).await;
    store.close().await;
    drop(store);
    let log = format!("{}-wal", place.file().display());
    assert!(!std::fs::exists(log).unwrap());
    assert_eq!(place.store().await.latest(&user("ana")).await, Ok(Some(stored)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dropping_the_last_clone_writes_what_was_accepted() {
    let place = Place::new();
    let store = place.store().await;
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let mut writes: Vec<_> = (0..50)
        .map(|n| Box::pin(store.record(scored("ana", &format!("{n}"), DAY + n, 80))))
        .collect();
    std::future::poll_fn(|context| {
        for write in &mut writes {
            assert!(write.as_mut().poll(context).is_pending());
        }
        std::task::Poll::Ready(())
    })
    .await;
    drop(writes);
    other.batch_execute("COMMIT").unwrap();
    drop(store);
    assert_eq!(rows_of(&place, "check_ins"), 50);
}

#[tokio::test]
async fn a_closed_store_takes_no_writes_and_still_reads() {
    let place = Place::new();
    let store = place.store().await;
    let stored = record(&store, scored("ana", "a", DAY, 20)).await;
    let clone = store.clone();
    tokio::join!(store.close(), clone.close());
    store.close().await;
    assert_eq!(clone.record(scored("ana", "b", DAY, 20)).await, Err(StorageError::Closed));
    assert_eq!(clone.ping().await, Err(StorageError::Closed));
    assert_eq!(clone.latest(&user("ana")).await, Ok(Some(stored)));
}

#[tokio::test]
async fn closing_waits_for_what_was_accepted() {
    let place = Place::new();
    let store = place.store().await;
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let mut write = Box::pin(store.record(scored("ana", "a", DAY, 80)));
    let mut close = Box::pin(store.close());
    let begun = std::future::poll_fn(|context| {
        let write_waits = write.as_mut().poll(context).is_pending();
        std::task::Poll::Ready(write_waits && close.as_mut().poll(context).is_pending())
    });
    assert!(begun.await);
    other.batch_execute("COMMIT").unwrap();
    close.await;
    assert_eq!(rows_of(&place, "check_ins"), 1);
    assert_eq!(write.await, Ok(Recorded::Stored));
}

#[tokio::test]
async fn closing_does_not_wait_for_somebody_who_reads() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 80)).await;
    let mut reader = place.other_connection();
    reader.batch_execute("BEGIN; SELECT count(*) FROM check_ins").unwrap();
    record(&store, scored("ana", "b", DAY, 80)).await;
    let begun = Instant::now();
    store.close().await;
    let (closed, begun) = (begun.elapsed(), Instant::now());
    drop(store);
    for took in [closed, begun.elapsed()] {
        assert!(took < Duration::from_secs(3), "the patience with locks is five: {took:?}");
    }
    reader.batch_execute("COMMIT").unwrap();
    assert_eq!(rows_of(&place, "check_ins"), 2);
}

#[tokio::test]
async fn a_lock_of_somebody_elses_is_an_error_in_time_and_no_harm_later() {
    let place = Place::new();
    let store = place.impatient_store().await;
    store.ping().await.unwrap();
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();

    let begun = Instant::now();
    assert_eq!(store.record(scored("ana", "a", DAY, 20)).await, Err(StorageError::Locked));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert_eq!(store.ping().await, Err(StorageError::Locked));
    assert_eq!(store.latest(&user("ana")).await, Ok(None), "reading goes on");

    other.batch_execute("ROLLBACK").unwrap();
    record(&store, scored("ana", "a", DAY, 20)).await;
    store.ping().await.unwrap();
}

#[tokio::test]
async fn a_full_queue_is_busy_at_once() {
    let place = Place::new();
    let config = StoreConfig { queue: 2, ..place.config() };
    let store = Store::open(config, directory()).await.unwrap();
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();

    // The writer holds a batch and waits for the lock; behind it two may wait.
    let mut accepted = JoinSet::new();
    let mut number = 0;
    let refused = loop {
        number += 1;
        assert!(number < 1000, "nothing is ever refused");
        let mut write = Box::pin({
            let store = store.clone();
            async move { store.record(scored("ana", &format!("{number}"), DAY + number, 20)).await }
        });
        let polled =
            std::future::poll_fn(|context| std::task::Poll::Ready(write.as_mut().poll(context)));
        match polled.await {
            std::task::Poll::Ready(answer) => break answer,
            std::task::Poll::Pending => drop(accepted.spawn(write)),
        }
    };
    assert!(matches!(refused, Err(StorageError::Busy(_))), "{refused:?}");

    other.batch_execute("COMMIT").unwrap();
    let all = accepted.len();
    for answer in accepted.join_all().await {
        assert_eq!(answer, Ok(Recorded::Stored));
    }
    assert_eq!(store.history(&user("ana"), 2000, None).await.unwrap().len(), all);
    record(&store, scored("ana", "after", DAY, 20)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_readers_on_one_connection_take_turns() {
    let place = Place::new();
    let config = StoreConfig { readers: 1, ..place.config() };
    let store = Store::open(config, directory()).await.unwrap();
    let stored = record(&store, scored("ana", "a", DAY, 20)).await;
    let mut reads = JoinSet::new();
    for _ in 0..200 {
        let store = store.clone();
        reads.spawn(async move { store.latest(&user("ana")).await });
    }
    let answers: Vec<Result<Option<CheckIn>, StorageError>> = reads.join_all().await;
    assert!(answers.iter().all(|answer| *answer == Ok(Some(stored.clone()))));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_said_to_be_none() {
    let place = Place::new();
    std::fs::create_dir_all(place.file().parent().unwrap()).unwrap();
    std::fs::write(place.file(), "not a database, but long enough to look at".repeat(50)).unwrap();
    let error = Store::open(place.config(), directory()).await.err();
    assert!(matches!(error, Some(StorageError::Damaged(_))), "{error:?}");
}

#[tokio::test]
async fn a_directory_that_cannot_be_written_is_said_so() {
    let config = StoreConfig::new("sqlite:///proc/pilotlight/x.db");
    let error = Store::open(config, directory()).await.err();
    assert!(
        matches!(&error, Some(StorageError::Unavailable(why)) if why.contains("/proc/pilotlight")),
        "{error:?}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 20)).await;
    for suffix in ["", "-wal", "-shm"] {
        let file = format!("{}{suffix}", place.file().display());
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let folder = std::fs::metadata(place.file().parent().unwrap()).unwrap();
    assert_eq!(folder.permissions().mode() & 0o777, 0o700);
}

/// Nothing here awaits: a caller's thread that was blocked would never get to the second future.
#[tokio::test]
async fn a_write_that_waits_does_not_block_its_callers_thread() {
    let place = Place::new();
    let store = place.store().await;
    let mut other = place.other_connection();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let new: NewCheckIn = scored("ana", "a", DAY, 20);
    let release = async { other.batch_execute("COMMIT").unwrap() };
    let (answer, ()) = tokio::join!(store.record(new), release);
    assert_eq!(answer, Ok(Recorded::Stored));
}
