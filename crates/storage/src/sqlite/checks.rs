//! What must hold of a whole database, whoever wrote it.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::fault::Fault;
use crate::model::Counts;

/// Each names what it counts: rows that should not be there.
const INVARIANTS: [(&str, &str); 6] = [
    (
        "red check-ins without an alert",
        "SELECT count(*) AS n FROM check_ins c LEFT JOIN alerts a \
         ON a.user_id = c.user_id AND a.alert_id = c.alert_id \
         AND a.answered_at_ms = c.answered_at_ms AND a.check_in_id = c.check_in_id \
         WHERE c.level = 'red' AND a.alert_id IS NULL",
    ),
    (
        "alerts that no check-in names",
        "SELECT count(*) AS n FROM alerts a LEFT JOIN check_ins c \
         ON c.user_id = a.user_id AND c.answered_at_ms = a.answered_at_ms \
         AND c.check_in_id = a.check_in_id \
         WHERE c.alert_id IS NULL OR c.alert_id <> a.alert_id",
    ),
    (
        "levels below their score or their safety tier",
        "SELECT count(*) AS n FROM check_ins WHERE (score >= 65 AND level <> 'red') \
         OR (score >= 30 AND level = 'green') OR (safety_tier >= 2 AND level <> 'red') \
         OR (safety_tier = 1 AND level = 'green')",
    ),
    (
        "alerts that are delivered without a message id",
        "SELECT count(*) AS n FROM alerts WHERE status = 'delivered' AND message_id IS NULL",
    ),
    (
        "alerts that have reached nobody and that nobody is ever told of",
        "SELECT count(*) AS n FROM alerts WHERE status <> 'delivered' \
         AND acknowledged_at_ms IS NULL AND escalate_at_ms IS NULL AND escalations = 0",
    ),
    (
        "check-ins of people who are not known",
        "SELECT count(*) AS n FROM check_ins c LEFT JOIN users u ON u.user_id = c.user_id \
         WHERE u.user_id IS NULL",
    ),
];

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Integrity {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

#[derive(QueryableByName)]
struct Orphan {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Nullable<Text>)]
    parent: Option<String>,
}

/// What SQLite and the invariants find wrong, in words without personal data; empty where all is
/// well. It reads the whole file.
pub(super) fn faults(connection: &mut SqliteConnection) -> Result<Vec<String>, Fault> {
    let integrity: Vec<Integrity> =
        diesel::sql_query("PRAGMA integrity_check(100)").load(connection)?;
    let lines = integrity.into_iter().map(|line| line.integrity_check);
    let mut faults: Vec<String> = lines.filter(|line| line != "ok").collect();
    if !faults.is_empty() {
        // What a damaged file answers to questions is worth nothing.
        return Ok(faults);
    }
    let orphans: Vec<Orphan> = diesel::sql_query("PRAGMA foreign_key_check").load(connection)?;
    faults.extend(orphans.into_iter().map(|Orphan { table, parent }| {
        format!("a row of {table} refers to none of {}", parent.unwrap_or_default())
    }));
    for (what, query) in INVARIANTS {
        let Count { n } = diesel::sql_query(query).get_result(connection)?;
        if n > 0 {
            faults.push(format!("{n} {what}"));
        }
    }
    Ok(faults)
}

/// How many rows there are.
pub(super) fn counts(connection: &mut SqliteConnection) -> Result<Counts, Fault> {
    let mut count = |what: &str| -> Result<u64, Fault> {
        let Count { n } = diesel::sql_query(format!("SELECT count(*) AS n FROM {what}"))
            .get_result(connection)?;
        Ok(u64::try_from(n).unwrap_or(0))
    };
    Ok(Counts {
        users: count("users")?,
        check_ins: count("check_ins")?,
        red: count("check_ins WHERE level = 'red'")?,
        alerts: count("alerts")?,
    })
}
