//! Fills a new database for `just bench` with check-ins of many people, one a day, in the order in
//! which they would have come.
//!
//! `cargo run --release -p pilotlight-storage --example seed MODELS FILE CHECK_INS PEOPLE`
//!
//! They are copies, under other ids, of check-ins that a server has written into another database,
//! so that every row is as a real one. Nobody else may use the file meanwhile.

use std::error::Error;
use std::time::SystemTime;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

/// How many check-ins are copied again and again.
const MODELS: u32 = 1000;

const DAY_MS: u64 = 86_400_000;

type AnyError = Box<dyn Error>;

fn main() -> Result<(), AnyError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [models, file, check_ins, people] = arguments.as_slice() else {
        return Err("seed MODELS FILE CHECK_INS PEOPLE".into());
    };
    let (check_ins, people): (u64, u64) = (check_ins.parse()?, people.parse()?);
    let mut database = SqliteConnection::establish(file)?;
    // What breaks off is made anew: so nothing waits for the disk, and nothing can be undone.
    database.batch_execute(
        "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -3000000;
         PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;",
    )?;
    choose_models(&mut database, models)?;
    let now_ms = u64::try_from(SystemTime::UNIX_EPOCH.elapsed()?.as_millis())?;
    let days = check_ins.div_ceil(people);
    for day in 0..days {
        let before = day * people;
        let today = people.min(check_ins - before);
        a_day(&mut database, before, today, now_ms - (days - day) * DAY_MS)?;
    }
    database.batch_execute("PRAGMA journal_mode = WAL;")?;
    Ok(())
}

/// Check-ins without an alert, and some whose alert is history.
fn choose_models(database: &mut SqliteConnection, models: &str) -> Result<(), AnyError> {
    database.batch_execute(&format!(
        "ATTACH '{models}' AS models;
         CREATE TABLE temp.models AS
         SELECT row_number() OVER () - 1 AS model, user_id, answered_at_ms, check_in_id
         FROM models.check_ins LEFT JOIN models.alerts USING (user_id, answered_at_ms, check_in_id)
         WHERE status IS NULL OR status = 'delivered' LIMIT {MODELS};
         CREATE TABLE temp.check_ins AS
         SELECT c.*, m.model FROM temp.models AS m
         JOIN models.check_ins AS c USING (user_id, answered_at_ms, check_in_id);
         CREATE TABLE temp.alerts AS
         SELECT a.*, m.model FROM temp.models AS m
         JOIN models.alerts AS a USING (user_id, answered_at_ms, check_in_id);
         CREATE UNIQUE INDEX temp.check_ins_model ON check_ins (model);
         CREATE UNIQUE INDEX temp.alerts_model ON alerts (model);
         DETACH models;"
    ))?;
    Ok(())
}

/// A check-in of each of the first people, after so many others.
fn a_day(
    database: &mut SqliteConnection,
    before: u64,
    people: u64,
    at_ms: u64,
) -> Result<(), AnyError> {
    database.batch_execute(&format!(
        "BEGIN;
         CREATE TABLE temp.plan AS
         WITH RECURSIVE people (person) AS (
             SELECT 1 UNION ALL SELECT person + 1 FROM people WHERE person < {people}
         )
         SELECT person, 'u' || person AS new_user, {at_ms} + person AS new_at,
             printf('0190a5c2-7b1e-7%03x-8000-%012x', person % 4096, {before} + person) AS new_id,
             abs(random() % (SELECT count(*) FROM temp.check_ins)) AS model
         FROM people;
         INSERT INTO main.users (user_id, created_at_ms, updated_at_ms)
         SELECT new_user, new_at, new_at FROM temp.plan WHERE true ON CONFLICT DO NOTHING;"
    ))?;
    copy(database, "check_ins", "received_at_ms = new_at")?;
    copy(database, "alerts", "created_at_ms = new_at")?;
    database.batch_execute("DROP TABLE temp.plan; COMMIT;")?;
    Ok(())
}

/// Copies the models' rows of a table after the plan, whatever columns it has.
fn copy(database: &mut SqliteConnection, table: &str, then: &str) -> Result<(), AnyError> {
    database.batch_execute(&format!(
        "CREATE TABLE temp.copies AS
         SELECT t.*, new_user, new_at, new_id
         FROM temp.plan CROSS JOIN temp.{table} AS t USING (model) ORDER BY person;
         UPDATE temp.copies SET user_id = new_user, answered_at_ms = new_at, check_in_id = new_id,
             alert_id = CASE WHEN alert_id IS NOT NULL THEN 'a-' || new_id END, {then};
         ALTER TABLE temp.copies DROP COLUMN model;
         ALTER TABLE temp.copies DROP COLUMN new_user;
         ALTER TABLE temp.copies DROP COLUMN new_at;
         ALTER TABLE temp.copies DROP COLUMN new_id;
         INSERT INTO main.{table} SELECT * FROM temp.copies;
         DROP TABLE temp.copies;"
    ))?;
    Ok(())
}
