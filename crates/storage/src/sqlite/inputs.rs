use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use pilotlight_domain::{Evidence, UnixMillis, UserId};

use super::fault::Fault;
use super::rows_of::first_row;
use super::schema::{check_ins, video_analyses};
use crate::documents::{InputsDocument, TypingDocument, from_json, measures_from};
use crate::error::StorageError;
use crate::model::{Inputs, VideoMeasures};

#[derive(Queryable, Selectable)]
#[diesel(table_name = check_ins, check_for_backend(Sqlite))]
struct InputsRow {
    measured: String,
    inputs: String,
    typing: Option<String>,
    reply_text: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = video_analyses, check_for_backend(Sqlite))]
pub(super) struct VideoRow {
    combined_score: Option<f64>,
    facial: String,
    voice: String,
}

impl TryFrom<VideoRow> for VideoMeasures {
    type Error = StorageError;

    fn try_from(row: VideoRow) -> Result<Self, StorageError> {
        let VideoRow { combined_score, facial, voice } = row;
        Ok(Self {
            combined_score,
            facial: measures_from("facial", &facial)?,
            voice: measures_from("voice", &voice)?,
        })
    }
}

/// What a check-in was computed from.
pub(super) fn find(
    connection: &mut SqliteConnection,
    user: &UserId,
    answered_at: UnixMillis,
    check_in_id: &str,
) -> Result<Option<Inputs>, Fault> {
    let key = (user.as_str(), answered_at.0, check_in_id);
    let row = check_ins::table.find(key).select(InputsRow::as_select());
    let row = first_row(row, connection)?;
    let Some(InputsRow { measured, inputs, typing, reply_text }) = row else { return Ok(None) };
    let video = video_analyses::table.find(key).select(VideoRow::as_select());
    let video: Option<VideoRow> = first_row(video, connection)?;
    let typing = typing
        .map(|typing| from_json::<TypingDocument>("check_ins", "typing", &typing))
        .transpose()?;
    Ok(Some(Inputs {
        evidence: evidence_of(&measured, &inputs)?,
        typing: typing.map(Into::into),
        reply_text,
        video: video.map(VideoMeasures::try_from).transpose()?,
    }))
}

/// Reads stored evidence.
pub(super) fn evidence_of(measured: &str, inputs: &str) -> Result<Evidence, StorageError> {
    let measured = from_json("check_ins", "measured", measured)?;
    from_json::<InputsDocument>("check_ins", "inputs", inputs)?
        .evidence(measured)
        .ok_or_else(|| StorageError::corrupt("check_ins", "inputs", "a number is out of its range"))
}
