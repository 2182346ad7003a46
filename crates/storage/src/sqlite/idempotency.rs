use diesel::prelude::*;
use diesel::sql_types::BigInt;
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

/// The most keys that one transaction looks after: check-ins wait for it.
const AT_ONCE: usize = 2000;

/// Of the keys that came while the clock ran far ahead, the day begins now.
const BEGIN_THE_DAY: &str = "UPDATE idempotency_keys SET received_at_ms = ?1 \
    WHERE (user_id, key) IN (SELECT user_id, key FROM idempotency_keys \
    WHERE received_at_ms > ?2 ORDER BY received_at_ms LIMIT ?3)";

const FORGET: &str = "DELETE FROM idempotency_keys \
    WHERE (user_id, key) IN (SELECT user_id, key FROM idempotency_keys \
    WHERE received_at_ms <= ?1 ORDER BY received_at_ms LIMIT ?2)";

/// What one transaction did.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Forgotten {
    pub(super) keys: usize,
    /// Whether there may be more to do.
    pub(super) is_more: bool,
}

/// Forgets keys that have been kept for a day, as many as a transaction may take.
pub(super) fn forget_some(
    connection: &mut SqliteConnection,
    now_ms: i64,
) -> Result<Forgotten, Fault> {
    let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let begun = diesel::sql_query(BEGIN_THE_DAY)
        .bind::<BigInt, _>(now_ms)
        .bind::<BigInt, _>(now_ms.saturating_add(KEPT_MS))
        .bind::<BigInt, _>(most)
        .execute(connection)?;
    let keys = diesel::sql_query(FORGET)
        .bind::<BigInt, _>(oldest_ms(now_ms))
        .bind::<BigInt, _>(most)
        .execute(connection)?;
    Ok(Forgotten { keys, is_more: begun.max(keys) >= AT_ONCE })
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use diesel::connection::SimpleConnection;

    use super::*;
    use crate::sqlite::connection::{Connector, Role};
    use crate::sqlite::migrate;

    /// Two transactions and a half of old keys and of keys that came ahead, all of one moment.
    #[test]
    fn many_keys_are_forgotten_a_part_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.db");
        migrate(&file, Duration::from_secs(5)).unwrap();
        let connector = Connector::new(&file, Duration::from_secs(5)).unwrap();
        let mut connection = connector.connect(Role::Writer).unwrap_or_else(|_| panic!("opens"));
        let now = 100 * KEPT_MS;
        let many = AT_ONCE * 5 / 2;
        let keys = |name: &str, moment: i64| {
            format!(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many}) \
                 INSERT INTO idempotency_keys SELECT 'ana', '{name}' || i, 'f', 0, 'c', {moment}, \
                 NULL FROM n;"
            )
        };
        connection.batch_execute("PRAGMA foreign_keys = OFF").unwrap();
        connection.batch_execute(&keys("old", 1)).unwrap();
        connection.batch_execute(&keys("ahead", now + 2 * KEPT_MS)).unwrap();
        connection.batch_execute(&keys("new", now)).unwrap();
        let mut forget = |now| forget_some(&mut connection, now).unwrap_or_else(|_| panic!("runs"));
        for _ in 0..2 {
            assert_eq!(forget(now), Forgotten { keys: AT_ONCE, is_more: true });
        }
        assert_eq!(forget(now), Forgotten { keys: AT_ONCE / 2, is_more: false });
        let mut later = 0;
        while forget(now + KEPT_MS).is_more {
            later += AT_ONCE;
        }
        assert_eq!(later, 2 * many / AT_ONCE * AT_ONCE, "the day of those ahead began");
    }
}
