use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use pilotlight_domain::{UnixMillis, UserId};

use super::fault::Fault;
use super::rows::named;
use super::rows_of::first_row;
use super::schema::users;
use crate::error::StorageError;
use crate::model::Profile;

const TABLE: &str = "users";

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(Sqlite))]
pub(super) struct ProfileRow {
    region: Option<String>,
    timezone: Option<String>,
    locale: Option<String>,
}

/// Replaces all three, those that are absent by nothing.
#[derive(AsChangeset)]
#[diesel(table_name = users, treat_none_as_null = true)]
struct ProfileChange<'a> {
    region: Option<&'a str>,
    timezone: Option<&'a str>,
    locale: Option<&'a str>,
    updated_at_ms: i64,
}

impl TryFrom<ProfileRow> for Profile {
    type Error = StorageError;

    fn try_from(row: ProfileRow) -> Result<Self, StorageError> {
        let ProfileRow { region, timezone, locale } = row;
        let region = region.as_deref().map(|region| named(TABLE, "region", region)).transpose()?;
        Ok(Self { region, timezone, locale })
    }
}

/// Makes a person known, at their first check-in or setting.
pub(super) fn insert_if_new(
    connection: &mut SqliteConnection,
    user_id: &str,
    now_ms: i64,
) -> QueryResult<()> {
    diesel::insert_into(users::table)
        .values((
            users::user_id.eq(user_id),
            users::created_at_ms.eq(now_ms),
            users::updated_at_ms.eq(now_ms),
        ))
        .on_conflict(users::user_id)
        .do_nothing()
        .execute(connection)?;
    Ok(())
}

/// A person's settings; `None` for a person who is not known.
pub(super) fn profile(
    connection: &mut SqliteConnection,
    user: &UserId,
) -> Result<Option<Profile>, Fault> {
    let row = users::table.find(user.as_str()).select(ProfileRow::as_select());
    let row = first_row(row, connection)?;
    Ok(row.map(Profile::try_from).transpose()?)
}

/// Puts a person's settings in place of earlier ones.
pub(super) fn put_profile(
    connection: &mut SqliteConnection,
    user: &UserId,
    profile: &Profile,
    now: UnixMillis,
) -> Result<(), Fault> {
    insert_if_new(connection, user.as_str(), now.0)?;
    let Profile { region, timezone, locale } = profile;
    let change = ProfileChange {
        region: region.as_ref().map(|region| region.as_str()),
        timezone: timezone.as_deref(),
        locale: locale.as_deref(),
        updated_at_ms: now.0,
    };
    diesel::update(users::table.find(user.as_str())).set(change).execute(connection)?;
    Ok(())
}
