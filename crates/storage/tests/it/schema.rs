//! The migrations, and what the code believes of the tables.

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
        for column in actual.iter().filter(|column| column.name.contains("_at")) {
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
    assert_eq!(Store::migrate(&place.url()).await.unwrap(), ["20251122000000", "20251122000100"]);
    assert_eq!(Store::migrate(&place.url()).await, Ok(Vec::new()));
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
