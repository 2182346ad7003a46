use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::fault::{Fault, of_message};
use crate::error::StorageError;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// Brings the database to this version's schema, and names the migrations that it ran. Two
/// processes that start together take turns.
pub(super) fn run(connection: &mut SqliteConnection) -> Result<Vec<String>, Fault> {
    connection.immediate_transaction(|connection| {
        refuse_a_newer_schema(connection)?;
        let ran = connection.run_pending_migrations(MIGRATIONS).map_err(failed)?;
        Ok(ran.iter().map(ToString::to_string).collect())
    })
}

/// Refuses a schema that is not this version's.
pub(super) fn refuse_another_schema(connection: &mut SqliteConnection) -> Result<(), Fault> {
    refuse_a_newer_schema(connection)?;
    if connection.has_pending_migration(MIGRATIONS).map_err(failed)? {
        let message = "the database has an older schema: `pilotlight migrate` brings it up to date";
        return Err(Fault(StorageError::Migration(message.to_owned())));
    }
    Ok(())
}

/// An older program must not write into a schema that it does not know.
fn refuse_a_newer_schema(connection: &mut SqliteConnection) -> Result<(), Fault> {
    let migrations: Vec<Box<dyn Migration<Sqlite>>> = MIGRATIONS.migrations().map_err(failed)?;
    let known: Vec<MigrationVersion<'_>> =
        migrations.iter().map(|migration| migration.name().version()).collect();
    let applied = connection.applied_migrations().map_err(failed)?;
    match applied.into_iter().find(|version| !known.contains(version)) {
        Some(version) => Err(Fault(StorageError::Migration(format!(
            "the database has migration {version}, which this version does not know: it was \
             written by a newer one"
        )))),
        None => Ok(()),
    }
}

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> Fault {
    match of_message(&error.to_string()) {
        StorageError::Internal(message) => Fault(StorageError::Migration(message)),
        known => Fault(known),
    }
}
