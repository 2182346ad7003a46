//! Texts by SMS that the provider delivers again.

use std::time::Duration;

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

/// When a text came, if the same comes again now. A clock that ran ahead put others down later than
/// that, and they are no more the same than those of before.
#[derive(Clone, Copy)]
pub(super) struct Lately {
    after_ms: i64,
    until_ms: i64,
}

impl Lately {
    pub(super) fn around(now_ms: i64, window: Duration) -> Self {
        let window_ms = i64::try_from(window.as_millis()).unwrap_or(i64::MAX);
        Self {
            after_ms: now_ms.saturating_sub(window_ms),
            until_ms: now_ms.saturating_add(window_ms),
        }
    }
}

/// The check-in that a text made which came lately.
pub(super) fn find(
    connection: &mut SqliteConnection,
    user_id: &str,
    digest: &str,
    lately: Lately,
    directory: &SupportDirectory,
) -> Result<Option<CheckIn>, Fault> {
    let record = redeliveries::table
        .find((user_id, digest))
        .filter(redeliveries::received_at_ms.gt(lately.after_ms))
        .filter(redeliveries::received_at_ms.le(lately.until_ms))
        .select((redeliveries::answered_at_ms, redeliveries::check_in_id));
    let record: Option<(i64, String)> = first_row(record, connection)?;
    let Some((answered_at_ms, id)) = record else { return Ok(None) };
    let check_in = check_ins::find(connection, user_id, answered_at_ms, &id, directory)?;
    if check_in.is_none() {
        return Err(StorageError::corrupt("redeliveries", "check_in_id", "no such check-in").into());
    }
    Ok(check_in)
}

/// Forgets what did not come lately.
pub(super) fn forget_others(
    connection: &mut SqliteConnection,
    Lately { after_ms, until_ms }: Lately,
) -> QueryResult<()> {
    forget_until(connection, after_ms)?;
    let ahead = redeliveries::received_at_ms.gt(until_ms);
    diesel::delete(redeliveries::table.filter(ahead)).execute(connection)?;
    Ok(())
}

/// Forgets what came at a moment or before; how many.
pub(super) fn forget_until(
    connection: &mut SqliteConnection,
    oldest_ms: i64,
) -> QueryResult<usize> {
    let old = redeliveries::received_at_ms.le(oldest_ms);
    diesel::delete(redeliveries::table.filter(old)).execute(connection)
}
