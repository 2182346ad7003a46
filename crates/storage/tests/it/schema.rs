//! The migrations, and what the code believes of the tables.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use pilotlight_storage::{StorageError, Store};

use crate::support::{Place, directory};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

#[derive(QueryableByName, Debug, PartialEq)]
struct Object {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

fn objects(connection: &mut SqliteConnection) -> Vec<Object> {
    diesel::sql_query(
        "SELECT name, sql FROM sqlite_schema \
         WHERE sql IS NOT NULL AND name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' ORDER BY name",
    )
    .load(connection)
    .unwrap()
}

#[test]
fn up_down_and_up_again_leave_the_same_schema() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.db");
    let mut connection = SqliteConnection::establish(file.to_str().unwrap()).unwrap();

    connection.run_pending_migrations(MIGRATIONS).unwrap();
    let first = objects(&mut connection);
    assert!(first.iter().any(|object| object.name == "alerts_due"), "{first:?}");

    connection.revert_all_migrations(MIGRATIONS).unwrap();
    assert_eq!(objects(&mut connection), []);

    connection.run_pending_migrations(MIGRATIONS).unwrap();
    assert_eq!(objects(&mut connection), first);
}

#[derive(QueryableByName, Debug, PartialEq)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text, column_name = "type")]
    kind: String,
    #[diesel(sql_type = Integer)]
    notnull: i32,
}

/// The tables of schema.rs, read from its text.
fn declared() -> Vec<(String, Vec<Column>)> {
    let mut tables: Vec<(String, Vec<Column>)> = Vec::new();
    for line in include_str!("../../src/sqlite/schema.rs").lines().map(str::trim) {
        if let Some((name, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            let inner = kind.strip_prefix("Nullable<").map(|kind| kind.trim_end_matches('>'));
            let kind = match inner.unwrap_or(kind) {
                "Text" => "TEXT",
                "BigInt" | "Integer" | "Bool" => "INTEGER",
                "Double" => "REAL",
                other => panic!("{other}"),
            };
            let notnull = i32::from(inner.is_none());
            let column = Column { name: name.to_owned(), kind: kind.to_owned(), notnull };
            tables.last_mut().unwrap().1.push(column);
        } else if let Some((name, _)) = line.strip_suffix(") {").and_then(|l| l.split_once(" (")) {
            tables.push((name.to_owned(), Vec::new()));
        }
    }
    tables
}

#[tokio::test]
async fn the_code_knows_the_tables_as_they_are() {
    let place = Place::new();
    drop(place.store().await);
    let mut connection = place.other_connection();

    let declared = declared();
    let mut names: Vec<&str> = declared.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let tables: Vec<String> = objects(&mut connection)
        .into_iter()
        .filter(|object| object.sql.starts_with("CREATE TABLE"))
        .map(|object| object.name)
        .collect();
    assert_eq!(names, tables);
    for (table, columns) in declared {
        let actual: Vec<Column> =
            diesel::sql_query(format!("PRAGMA table_info({table})")).load(&mut connection).unwrap();
        assert_eq!(actual, columns, "{table}");
        assert!(actual.len() <= 32, "{table}");
        let is_moment = |name: &str| name.ends_with("_at") || name.contains("_at_");
        for column in actual.iter().filter(|column| is_moment(&column.name)) {
            assert!(column.name.ends_with("_ms") && column.kind == "INTEGER", "{column:?}");
        }
    }
}

#[tokio::test]
async fn every_table_is_strict() {
    let place = Place::new();
    drop(place.store().await);
    for object in objects(&mut place.other_connection()) {
        if object.sql.starts_with("CREATE TABLE") {
            assert!(object.sql.contains("STRICT"), "{}", object.name);
        }
    }
}

#[tokio::test]
async fn migrating_names_what_it_took_and_does_so_once() {
    let place = Place::new();
    let taken = Store::migrate(&place.url()).await.unwrap();
    assert_eq!(
        taken,
        [
            "20251122000000",
            "20251122000100",
            "20251122000200",
            "20251122000300",
            "20251122000400",
            "20251122000500"
        ]
    );
    assert_eq!(Store::migrate(&place.url()).await, Ok(Vec::new()));
}

/// What was in the outbox before alerts could be given up is in it afterwards, and the other way
/// round.
#[test]
fn alerts_of_before_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.db");
    let mut connection = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    for _ in 0..2 {
        connection.run_next_migration(MIGRATIONS).unwrap();
    }
    connection
        .batch_execute(
            "PRAGMA foreign_keys = OFF; \
             INSERT INTO alerts VALUES ('ana', 'x', 5, 'c', 2, 80, 'queued', 3, 900, 0, NULL, \
             'timed out', 100, 800), ('ana', 'y', 5, 'd', 2, 80, 'delivered', 1, NULL, 0, 'SM1', \
             NULL, 100, NULL)",
        )
        .unwrap();
    let statuses = |connection: &mut SqliteConnection, since: &str| -> Vec<Object> {
        let query = format!(
            "SELECT status AS name, concat_ws(' ', alert_id, attempts, due_at_ms, {since}) AS sql \
             FROM alerts ORDER BY alert_id"
        );
        diesel::sql_query(query).load(connection).unwrap()
    };
    let before = statuses(&mut connection, "settled_at_ms");
    connection.run_next_migration(MIGRATIONS).unwrap();
    let after = "CASE status WHEN 'queued' THEN concat_ws(' ', status_since_ms) END";
    assert_eq!(statuses(&mut connection, after), before);
    let escalates = statuses(&mut connection, "created_at_ms, escalate_at_ms");
    assert_eq!(escalates[0].sql, "x 3 900 100 900100");
    assert_eq!(escalates[1].sql, "y 1 100");
    connection
        .batch_execute("UPDATE alerts SET status = 'dead', due_at_ms = NULL WHERE alert_id = 'x'")
        .unwrap();
    connection.revert_last_migration(MIGRATIONS).unwrap();
    assert_eq!(statuses(&mut connection, "settled_at_ms")[0].sql, "x 3 800 800");
}

#[tokio::test]
async fn a_schema_of_a_newer_version_is_refused() {
    let place = Place::new();
    drop(place.store().await);
    diesel::sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231000000')")
        .execute(&mut place.other_connection())
        .unwrap();
    match Store::open(place.config(), directory()).await {
        Err(StorageError::Migration(message)) => {
            assert!(message.contains("29991231000000"), "{message}");
        }
        other => panic!("{:?}", other.err()),
    }
}
