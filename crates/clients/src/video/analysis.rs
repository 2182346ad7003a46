use std::fmt;

use serde_json::{Map, Value};

use super::{FacialAnalysis, VoiceAnalysis, facial, voice};
use crate::error::SiblingError;
use crate::read::Fields;

const FACIAL_SHARE: f64 = 0.6;
const VOICE_SHARE: f64 = 0.4;

/// What the video service makes of a video.
///
/// `Debug` does not show what was said.
#[derive(Clone, PartialEq, Default)]
pub struct VideoAnalysis {
    /// The face; `None` where none was found, or its analysis failed.
    pub facial: Option<FacialAnalysis>,
    /// The voice; `None` where its analysis failed.
    pub voice: Option<VoiceAnalysis>,
    /// What was said, which there may be even where the voice could not be analysed. The person's
    /// own words: they get the same crisis reading as a text.
    pub transcript: Option<String>,
    /// The fields of the answer that had to be coerced, clamped or ignored.
    pub coerced: Vec<&'static str>,
}

impl VideoAnalysis {
    /// 0–100, higher is worse: 0.6 of the face and 0.4 of the voice, or the one that is there.
    ///
    /// The service's own combined score is not read, since it counts an absent stream as 0.
    #[must_use]
    pub fn combined_score(&self) -> Option<f64> {
        let facial = self.facial.as_ref().map(|facial| facial.stress);
        let voice = self.voice.as_ref().map(|voice| voice.stress);
        match (facial, voice) {
            (Some(facial), Some(voice)) => Some(FACIAL_SHARE * facial + VOICE_SHARE * voice),
            (one, other) => one.or(other),
        }
    }
}

/// Reads the answer to `POST /analyze/video`.
pub(super) fn read(answer: &Map<String, Value>) -> Result<VideoAnalysis, SiblingError> {
    if !answer.contains_key("facial") && !answer.contains_key("voice") {
        return Err(SiblingError::Malformed { expected: "an analysis of face or voice" });
    }
    let mut fields = Fields::of(answer);
    let (facial, voice) = (fields.object("facial"), fields.object("voice"));
    let mut coerced = fields.coerced();
    Ok(VideoAnalysis {
        facial: facial.and_then(|object| facial::read(object, &mut coerced)),
        voice: voice.and_then(|object| voice::read(object, &mut coerced)),
        transcript: voice.and_then(|object| voice::transcript(object, &mut coerced)),
        coerced,
    })
}

impl fmt::Debug for VideoAnalysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VideoAnalysis")
            .field("facial", &self.facial)
            .field("voice", &self.voice)
            .field("has_transcript", &self.transcript.is_some())
            .field("coerced", &self.coerced)
            .finish()
    }
}
