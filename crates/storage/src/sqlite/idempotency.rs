use diesel::prelude::*;
use pilotlight_domain::SupportDirectory;

use super::check_ins;
use super::fault::Fault;
use super::rows_of::first_row;
use super::schema::idempotency_keys;
use crate::error::StorageError;
use crate::model::Earlier;

/// How long a key is kept: a day.
const KEPT_MS: i64 = 86_400_000;

/// Keys received at this moment or before are forgotten.
const fn oldest_ms(now_ms: i64) -> i64 {
    now_ms.saturating_sub(KEPT_MS)
}

/// Forgets the keys that have been kept for a day; how many. Of those that came while the clock ran
/// far ahead, the day begins now.
pub(super) fn forget_old(connection: &mut SqliteConnection, now_ms: i64) -> Result<usize, Fault> {
    let ahead = idempotency_keys::received_at_ms.gt(now_ms.saturating_add(KEPT_MS));
    diesel::update(idempotency_keys::table.filter(ahead))
        .set(idempotency_keys::received_at_ms.eq(now_ms))
        .execute(connection)?;
    let old = idempotency_keys::received_at_ms.le(oldest_ms(now_ms));
    Ok(diesel::delete(idempotency_keys::table.filter(old)).execute(connection)?)
}

/// The request that came under a key in the day before a moment.
pub(super) fn find(
    connection: &mut SqliteConnection,
    user_id: &str,
    key: &str,
    now_ms: i64,
    directory: &SupportDirectory,
) -> Result<Option<Earlier>, Fault> {
    let record = idempotency_keys::table
        .find((user_id, key))
        .filter(idempotency_keys::received_at_ms.gt(oldest_ms(now_ms)))
        .select((
            idempotency_keys::fingerprint,
            idempotency_keys::answered_at_ms,
            idempotency_keys::check_in_id,
            idempotency_keys::beside,
        ));
    let record: Option<(String, i64, String, Option<String>)> = first_row(record, connection)?;
    let Some((fingerprint, answered_at_ms, check_in_id, beside)) = record else { return Ok(None) };
    let check_in = check_ins::find(connection, user_id, answered_at_ms, &check_in_id, directory)?;
    match check_in {
        Some(check_in) => Ok(Some(Earlier { fingerprint, check_in, beside })),
        None => {
            Err(Fault(StorageError::corrupt("idempotency_keys", "check_in_id", "no such check-in")))
        }
    }
}
