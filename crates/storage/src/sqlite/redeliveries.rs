//! Texts by SMS that the provider delivers again.

use diesel::prelude::*;
use pilotlight_domain::{CheckIn, SupportDirectory};

use super::check_ins;
use super::fault::Fault;
use super::rows_of::first_row;
use super::schema::{redeliveries, secrets};
use crate::error::StorageError;

/// The secret under which this database's digests are made.
pub(super) fn secret(connection: &mut SqliteConnection) -> Result<String, Fault> {
    Ok(secrets::table.find("redelivery").select(secrets::value).first(connection)?)
}

/// The check-in that a text made which came after a moment.
pub(super) fn find(
    connection: &mut SqliteConnection,
    user_id: &str,
    digest: &str,
    after_ms: i64,
    directory: &SupportDirectory,
) -> Result<Option<CheckIn>, Fault> {
    let record = redeliveries::table
        .find((user_id, digest))
        .filter(redeliveries::received_at_ms.gt(after_ms))
        .select((redeliveries::answered_at_ms, redeliveries::check_in_id));
    let record: Option<(i64, String)> = first_row(record, connection)?;
    let Some((answered_at_ms, id)) = record else { return Ok(None) };
    let check_in = check_ins::find(connection, user_id, answered_at_ms, &id, directory)?;
    if check_in.is_none() {
        return Err(StorageError::corrupt("redeliveries", "check_in_id", "no such check-in").into());
    }
    Ok(check_in)
}

/// Forgets what came at a moment or before; how many.
pub(super) fn forget_old(
    connection: &mut SqliteConnection,
    oldest_ms: i64,
) -> Result<usize, Fault> {
    let old = redeliveries::received_at_ms.le(oldest_ms);
    Ok(diesel::delete(redeliveries::table.filter(old)).execute(connection)?)
}
