//! Taking over all of another database.

use std::path::Path;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::checks;
use super::connection::Connector;
use super::fault::Fault;
use super::presence::Presence;
use crate::error::StorageError;
use crate::model::Counts;

/// What is taken, those that others refer to first. A baseline that is there already stays.
const TABLES: [(&str, &str); 5] = [
    ("users", "INSERT"),
    ("check_ins", "INSERT"),
    ("video_analyses", "INSERT"),
    ("alerts", "INSERT"),
    ("tribe_baselines", "INSERT OR IGNORE"),
];

/// Takes all of one database into another that has no people and that nobody else has open. It
/// blocks.
///
/// It is one transaction: whoever opens the database meanwhile, or finds it after a power cut, sees
/// nothing or all, and nobody writes between the look at it and the rows.
pub(crate) fn pour(from: &Path, into: &Path, busy_timeout: Duration) -> Result<(), StorageError> {
    let source = Connector::existing(from, busy_timeout)?;
    let connector = Connector::new(into, busy_timeout)?;
    let _shut = Presence::at_the_door(into)?.keep_shut()?;
    let poured = super::prepare(&connector).and_then(|(mut connection, _)| {
        diesel::sql_query("ATTACH ? AS poured")
            .bind::<Text, _>(source.uri())
            .execute(&mut connection)?;
        connection.immediate_transaction(take)
    });
    poured.map_err(|Fault(error)| error)
}

fn take(connection: &mut SqliteConnection) -> Result<(), Fault> {
    let Counts { users, check_ins, red: _, alerts } = checks::counts(connection)?;
    if users > 0 || check_ins > 0 || alerts > 0 {
        return Err(Fault(StorageError::NotEmpty));
    }
    for (table, insert) in TABLES {
        let taken = format!("{insert} INTO main.{table} SELECT * FROM poured.{table}");
        connection.batch_execute(&taken)?;
    }
    Ok(())
}
