//! The JSON documents that rows hold: their shape is a promise to every later version.
//!
//! Names are the domain's own stored names; numbers come back to the last bit. What is inside a
//! document is an array where an object would say the same names again and again; every version's
//! documents can still be read.

mod baseline;
mod codec;
mod details;
mod inputs;
mod ml;
mod readings;
mod typing;
mod video;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) use baseline::{macro_groups_from, macro_groups_of, regions_from, regions_of};
pub(crate) use codec::{Number, names, unnamed};
pub(crate) use details::{ContributionDocument, Details, IntervalDocument, StreamDocument};
pub(crate) use inputs::InputsDocument;
pub(crate) use readings::{MeasuredDocument, measured};
pub(crate) use typing::TypingDocument;
pub(crate) use video::{measures_from, measures_of};

use crate::error::StorageError;

/// Writes a document.
pub(crate) fn to_json(document: &impl Serialize) -> Result<String, StorageError> {
    serde_json::to_string(document)
        .map_err(|error| StorageError::Internal(format!("a document cannot be written: {error}")))
}

/// Reads the document of a column. An error tells the place and not the value, since documents
/// hold what services said about a person.
pub(crate) fn from_json<T: DeserializeOwned>(
    table: &'static str,
    column: &'static str,
    json: &str,
) -> Result<T, StorageError> {
    serde_json::from_str(json).map_err(|error| {
        let (kind, position) = (error.classify(), error.column());
        StorageError::corrupt(table, column, format!("{kind:?} error at character {position}"))
    })
}
