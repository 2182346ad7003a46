//! Documents that cannot be read, besides those of the check-ins themselves.

use std::collections::BTreeMap;

use diesel::connection::DefaultLoadingMode;
use diesel::prelude::*;
use serde::de::IgnoredAny;

use super::baselines::BaselineRow;
use super::fault::Fault;
use super::inputs::VideoRow;
use super::schema::{check_ins, idempotency_keys, tribe_baselines, users, video_analyses};
use super::users::ProfileRow;
use crate::documents::{TypingDocument, from_json};
use crate::error::StorageError;
use crate::model::{Baseline, Profile, VideoMeasures};

/// How many values of each column cannot be read, in words without personal data.
pub(super) fn unreadable(connection: &mut SqliteConnection) -> Result<Vec<String>, Fault> {
    let mut found = Found::default();
    let typing = check_ins::table
        .filter(check_ins::typing.is_not_null())
        .select(check_ins::typing.assume_not_null());
    for row in typing.load_iter::<String, DefaultLoadingMode>(connection)? {
        found.note(from_json::<TypingDocument>("check_ins", "typing", &row?))?;
    }
    let besides = idempotency_keys::table
        .filter(idempotency_keys::beside.is_not_null())
        .select(idempotency_keys::beside.assume_not_null());
    for row in besides.load_iter::<String, DefaultLoadingMode>(connection)? {
        found.note(from_json::<IgnoredAny>("idempotency_keys", "beside", &row?))?;
    }
    let profiles = users::table.select(ProfileRow::as_select());
    for row in profiles.load_iter::<_, DefaultLoadingMode>(connection)? {
        found.note(Profile::try_from(row?))?;
    }
    let videos = video_analyses::table.select(VideoRow::as_select());
    for row in videos.load_iter::<_, DefaultLoadingMode>(connection)? {
        found.note(VideoMeasures::try_from(row?))?;
    }
    let baselines = tribe_baselines::table.select(BaselineRow::as_select());
    for row in baselines.load_iter::<_, DefaultLoadingMode>(connection)? {
        found.note(Baseline::try_from(row?))?;
    }
    Ok(found.told())
}

/// Columns, and how many of their values cannot be read.
#[derive(Default)]
struct Found(BTreeMap<(&'static str, &'static str), u64>);

impl Found {
    fn note<T>(&mut self, read: Result<T, StorageError>) -> Result<(), Fault> {
        match read {
            Ok(_) => Ok(()),
            Err(StorageError::Corrupt { table, column, detail: _ }) => {
                *self.0.entry((table, column)).or_default() += 1;
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    fn told(self) -> Vec<String> {
        let told = |((table, column), n)| format!("{n} of {table}.{column} cannot be read");
        self.0.into_iter().map(told).collect()
    }
}
