use std::collections::BTreeMap;

use super::codec::Number;
use super::{from_json, to_json};
use crate::error::StorageError;

/// Writes measures by their names.
pub(crate) fn measures_of(measures: &BTreeMap<String, f64>) -> Result<String, StorageError> {
    to_json(&numbers(measures))
}

/// Reads measures by their names.
pub(crate) fn measures_from(
    column: &'static str,
    json: &str,
) -> Result<BTreeMap<String, f64>, StorageError> {
    Ok(plain(from_json("video_analyses", column, json)?))
}

pub(super) fn numbers(values: &BTreeMap<String, f64>) -> BTreeMap<&str, Number> {
    values.iter().map(|(name, value)| (name.as_str(), Number(*value))).collect()
}

pub(super) fn plain(numbers: BTreeMap<String, Number>) -> BTreeMap<String, f64> {
    numbers.into_iter().map(|(name, Number(value))| (name, value)).collect()
}
