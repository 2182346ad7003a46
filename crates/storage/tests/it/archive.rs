//! Reading a whole database, checking it and copying it.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use pilotlight_domain::UnixMillis;
use pilotlight_storage::{Archive, Content, Counts, StorageError, Stored};

use crate::support::{DAY, Place, directory, record, scored, user};

/// Takes away what keeps alerts from being deleted.
const UNGUARDED: &str = "DROP TRIGGER alerts_are_kept;";

async fn archive(place: &Place) -> Archive {
    Archive::open(place.config(), directory()).await.unwrap()
}

/// Every check-in, by pages of this size.
async fn ids(archive: &Archive, page: u32) -> Vec<String> {
    let mut ids = Vec::new();
    let mut after = None;
    loop {
        let stored = archive.page(None, None, after, page).await.unwrap();
        let Some(last) = stored.last() else { return ids };
        after = Some(last.place.clone());
        ids.extend(stored.into_iter().map(|stored| stored.place.check_in_id));
    }
}

/// Two people with three check-ins each, two of one moment.
async fn six(place: &Place) -> pilotlight_storage::Store {
    let store = place.store().await;
    for (person, id, moment, score) in [
        ("ana", "b", 2, 80),
        ("ana", "a", 2, 10),
        ("ana", "c", 1, 40),
        ("ben", "d", 1, 70),
        ("ben", "e", 9, 5),
        ("ben", "f", 3, 66),
    ] {
        record(&store, scored(person, id, DAY + moment, score)).await;
    }
    store
}

#[tokio::test]
async fn pages_of_any_size_hold_every_check_in_once() {
    let place = Place::new();
    let store = six(&place).await;
    let archive = archive(&place).await;
    for page in [1, 2, 3, 5, 6, 7] {
        assert_eq!(ids(&archive, page).await, ["c", "a", "b", "d", "f", "e"], "{page}");
    }
    let ben = archive.page(Some(&user("ben")), Some(UnixMillis(DAY + 2)), None, 9).await.unwrap();
    assert_eq!(ben.len(), 2);
    let Stored { content: Ok(Content { check_in, .. }), .. } = ben.last().unwrap() else {
        panic!("it can be read")
    };
    assert_eq!(store.latest(&user("ben")).await, Ok(Some(check_in.clone())));
}

#[tokio::test]
async fn a_sound_database_is_sound_and_a_copy_of_it_is_the_same() {
    let place = Place::new();
    let store = six(&place).await;
    let archive_of = archive(&place).await;
    let counts = Counts { users: 2, check_ins: 6, red: 3, alerts: 3 };
    assert_eq!((archive_of.faults().await, archive_of.counts().await), (Ok(vec![]), Ok(counts)));
    let copy = Place::new();
    std::fs::create_dir_all(copy.file().parent().unwrap()).unwrap();
    assert_eq!(Archive::back_up(&place.config(), copy.file()).await, Ok(counts));
    let copied = copy.store().await;
    for person in ["ana", "ben"] {
        let person = user(person);
        assert_eq!(copied.history(&person, 9, None).await, store.history(&person, 9, None).await);
    }
    // Another time there is a file in the way, which stays as it is.
    let again = Archive::back_up(&place.config(), copy.file()).await;
    assert!(matches!(again, Err(StorageError::InTheWay(_))), "{again:?}");
    assert_eq!(archive(&copy).await.counts().await, Ok(counts));
}

/// Whatever is read takes longer than this patience, which is with locks alone.
#[tokio::test]
async fn reading_all_may_take_longer_than_anybody_waits_for_a_lock() {
    let place = Place::new();
    six(&place).await.close().await;
    let busy_timeout = Duration::from_nanos(2);
    let config = pilotlight_storage::StoreConfig { busy_timeout, ..place.config() };
    let archive = Archive::open(config, directory()).await.unwrap();
    assert_eq!(archive.faults().await, Ok(vec![]));
    assert_eq!(archive.counts().await.unwrap().check_ins, 6);
    assert_eq!(ids(&archive, 4).await.len(), 6);
}

#[tokio::test]
async fn a_copy_is_taken_while_somebody_else_holds_the_database() {
    let place = Place::new();
    let _store = six(&place).await;
    let mut other = place.other_connection();
    other.batch_execute(&format!("BEGIN IMMEDIATE; {UNGUARDED} DELETE FROM alerts")).unwrap();
    let into = place.file().with_file_name("copy.db");
    let copied = Archive::back_up(&place.config(), into.clone()).await.unwrap();
    assert_eq!(copied.alerts, 3, "what is not committed is not copied");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(into).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn of_copies_to_one_place_at_once_one_is_there_and_sound() {
    let place = Place::new();
    let _store = six(&place).await;
    let into = place.file().with_file_name("copy.db");
    let mut copies = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (config, into) = (place.config(), into.clone());
        copies.spawn(async move { Archive::back_up(&config, into).await });
    }
    let mut made = 0;
    for copied in copies.join_all().await {
        match copied {
            Ok(counts) => {
                made += 1;
                assert_eq!(counts.check_ins, 6);
            }
            other => assert!(matches!(other, Err(StorageError::InTheWay(_))), "{other:?}"),
        }
    }
    assert!(made > 0);
    let config = pilotlight_storage::StoreConfig::new(format!("sqlite://{}", into.display()));
    let copy = Archive::open(config, directory()).await.unwrap();
    assert_eq!(copy.faults().await, Ok(vec![]));
    let left = std::fs::read_dir(into.parent().unwrap()).unwrap();
    let mut names = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(names.all(|name| !name.ends_with(".partial")));
}

#[tokio::test]
async fn what_breaks_an_invariant_is_named_and_not_copied() {
    let broken = [
        ("DELETE FROM alerts WHERE alert_id = 'alert-b'", "1 red check-ins without an alert"),
        ("UPDATE check_ins SET level = 'yellow' WHERE check_in_id = 'd'", "1 levels below"),
        ("UPDATE check_ins SET alert_id = NULL WHERE check_in_id = 'b'", "CHECK constraint"),
        (
            "UPDATE check_ins SET level = 'red', score = 90, alert_id = 'alert-d' \
             WHERE check_in_id = 'e'",
            "1 red check-ins without an alert",
        ),
        (
            "UPDATE alerts SET escalate_at_ms = NULL WHERE alert_id = 'alert-b'",
            "1 alerts that have reached nobody",
        ),
        ("DELETE FROM users WHERE user_id = 'ben'", "3 check-ins of people who are not known"),
    ];
    for (change, told) in broken {
        let place = Place::new();
        six(&place).await.close().await;
        let mut other = place.other_connection();
        other
            .batch_execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
            .unwrap();
        other.batch_execute(UNGUARDED).unwrap();
        other.batch_execute(change).unwrap();
        let faults = archive(&place).await.faults().await.unwrap();
        assert!(faults.iter().any(|fault| fault.contains(told)), "{change}: {faults:?}");
        let into = place.file().with_file_name("copy.db");
        let copied = Archive::back_up(&place.config(), into.clone()).await;
        assert!(matches!(copied, Err(StorageError::Damaged(_))), "{change}: {copied:?}");
        let left = std::fs::read_dir(into.parent().unwrap()).unwrap();
        let names = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert!(names.into_iter().all(|name| !name.starts_with("copy.db")));
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_named_and_the_others_are_read() {
    let place = Place::new();
    let _store = six(&place).await;
    let mut other = place.other_connection();
    other.batch_execute("UPDATE check_ins SET details = '{' WHERE check_in_id = 'a'").unwrap();
    let page = archive(&place).await.page(None, None, None, 9).await.unwrap();
    let unreadable: Vec<&str> = page
        .iter()
        .filter(|stored| stored.content.is_err())
        .map(|stored| stored.place.check_in_id.as_str())
        .collect();
    assert_eq!((page.len(), unreadable), (6, vec!["a"]));
}

#[tokio::test]
async fn nothing_is_made_where_there_is_no_database_of_this_schema() {
    let place = Place::new();
    let opened = Archive::open(place.config(), directory()).await.map(drop);
    assert!(matches!(opened, Err(StorageError::Unavailable(_))), "{opened:?}");
    assert!(!place.file().exists());
    place.store().await.close().await;
    let forget = "DELETE FROM __diesel_schema_migrations";
    place.other_connection().batch_execute(forget).unwrap();
    let config =
        pilotlight_storage::StoreConfig { busy_timeout: Duration::from_secs(1), ..place.config() };
    let opened = Archive::open(config, Arc::clone(&directory())).await.map(drop);
    assert!(matches!(opened, Err(StorageError::Migration(_))), "{opened:?}");
}
