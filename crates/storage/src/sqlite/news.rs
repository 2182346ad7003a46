//! A person's check-ins in the order in which they were stored.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use pilotlight_domain::{SupportDirectory, UserId};

use super::check_ins::{find, latest};
use super::fault::Fault;
use super::rows_of::{first_row, first_rows};
use super::schema::check_ins;
use crate::model::{News, Told};

/// Rows are numbered as they are stored, by whatever process. The sign before the number keeps SQLite
/// from looking through everybody's rows in their order: a person's own are few, and sit together in
/// an index that holds all that is asked for.
const NUMBER: &str = "+check_ins.rowid";

/// What was stored after what was told of; the latest alone where that is not known.
pub(super) fn news(
    connection: &mut SqliteConnection,
    user: &UserId,
    told: Option<&Told>,
    most: u32,
    directory: &SupportDirectory,
) -> Result<News, Fault> {
    connection.transaction(|connection| {
        let number = match told {
            None => None,
            Some(Told::Nothing) => Some(i64::MIN),
            Some(Told::UpTo(id)) => first_row(number_of(user.as_str(), id), connection)?,
        };
        match number {
            Some(number) => stored_after(connection, user, number, most, directory),
            None => beginning(connection, user, directory),
        }
    })
}

/// The number of a check-in.
#[diesel::dsl::auto_type(no_type_alias)]
fn number_of<'a>(user: &'a str, check_in_id: &'a str) -> _ {
    let number: diesel::expression::SqlLiteral<BigInt> = sql::<BigInt>(NUMBER);
    check_ins::table
        .filter(check_ins::user_id.eq(user))
        .filter(check_ins::check_in_id.eq(check_in_id))
        .select(number)
}

/// Where each check-in stands among all, in the order of their numbers.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn numbered_after<'a>(user: &'a str, number: i64) -> _ {
    let order: diesel::expression::SqlLiteral<BigInt> = sql::<BigInt>(NUMBER);
    let after: diesel::expression::SqlLiteral<BigInt> = sql::<BigInt>(NUMBER);
    check_ins::table
        .filter(check_ins::user_id.eq(user))
        .filter(after.gt(number))
        .order(order)
        .select((check_ins::answered_at_ms, check_ins::check_in_id))
}

fn stored_after(
    connection: &mut SqliteConnection,
    user: &UserId,
    number: i64,
    most: u32,
    directory: &SupportDirectory,
) -> Result<News, Fault> {
    let keys: Vec<(i64, String)> =
        first_rows(numbered_after(user.as_str(), number), most, connection)?;
    let mut check_ins = Vec::with_capacity(keys.len());
    for (answered_at_ms, id) in &keys {
        check_ins.extend(find(connection, user.as_str(), *answered_at_ms, id, directory)?);
    }
    let told = keys.into_iter().next_back().map(|(_, id)| Told::UpTo(id));
    Ok(News { check_ins, told })
}

/// The latest by when it was answered, and how far the person's check-ins have come.
fn beginning(
    connection: &mut SqliteConnection,
    user: &UserId,
    directory: &SupportDirectory,
) -> Result<News, Fault> {
    let order: diesel::expression::SqlLiteral<BigInt> = sql::<BigInt>(NUMBER);
    let last = check_ins::table
        .filter(check_ins::user_id.eq(user.as_str()))
        .order(order.desc())
        .select(check_ins::check_in_id);
    let last: Option<String> = first_row(last, connection)?;
    Ok(News {
        check_ins: latest(connection, user, directory)?.into_iter().collect(),
        told: Some(last.map_or(Told::Nothing, Told::UpTo)),
    })
}
