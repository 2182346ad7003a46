use diesel::prelude::*;
use pilotlight_domain::{CheckIn, SupportDirectory};

use super::check_ins;
use super::fault::Fault;
use super::rows_of::first_row;
use super::schema::idempotency_keys;
use crate::error::StorageError;

/// How long a key is kept: a day.
const KEPT_MS: i64 = 86_400_000;

/// Keys received at this moment or before are forgotten.
const fn oldest_ms(now_ms: i64) -> i64 {
    now_ms.saturating_sub(KEPT_MS)
}

/// Forgets the keys that have been kept for a day; how many.
pub(super) fn forget_old(connection: &mut SqliteConnection, now_ms: i64) -> Result<usize, Fault> {
    let old = idempotency_keys::received_at_ms.le(oldest_ms(now_ms));
    Ok(diesel::delete(idempotency_keys::table.filter(old)).execute(connection)?)
}

/// The fingerprint of the request that came under a key in the day before a moment, and the
/// check-in that it made.
pub(super) fn find(
    connection: &mut SqliteConnection,
    user_id: &str,
    key: &str,
    now_ms: i64,
    directory: &SupportDirectory,
) -> Result<Option<(String, CheckIn)>, Fault> {
    let record = idempotency_keys::table
        .find((user_id, key))
        .filter(idempotency_keys::received_at_ms.gt(oldest_ms(now_ms)))
        .select((
            idempotency_keys::fingerprint,
            idempotency_keys::answered_at_ms,
            idempotency_keys::check_in_id,
        ));
    let record: Option<(String, i64, String)> = first_row(record, connection)?;
    let Some((fingerprint, answered_at_ms, check_in_id)) = record else { return Ok(None) };
    let check_in = check_ins::find(connection, user_id, answered_at_ms, &check_in_id, directory)?;
    match check_in {
        Some(check_in) => Ok(Some((fingerprint, check_in))),
        None => {
            Err(Fault(StorageError::corrupt("idempotency_keys", "check_in_id", "no such check-in")))
        }
    }
}
