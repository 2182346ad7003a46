use std::fmt;

use pilotlight_domain::UserId;
use serde::Serialize;

/// A check-in to score. What was not measured is `None` and is not sent, since the service fails
/// over a null. `Debug` shows neither person nor words.
#[derive(Clone, PartialEq)]
pub struct MlRequest {
    /// Whose check-in it is.
    pub user_id: UserId,
    /// The stimulus that was answered.
    pub stimulus_id: String,
    /// The reply, or what was said.
    pub response_text: Option<String>,
    /// 0–1, 1 is positive. Where it is absent the service asks a model of its own.
    pub sentiment_score: Option<f64>,
    /// Errors in typing, 0–100 per cent.
    pub error_rate: Option<f64>,
    /// Words per minute.
    pub typing_wpm: Option<f64>,
    /// From the question's appearing to the reply's sending, in milliseconds.
    pub response_time_ms: Option<f64>,
    /// Stress in the face, 0–100.
    pub facial_score: Option<f64>,
    /// Stress in the voice, 0–100.
    pub voice_score: Option<f64>,
}

/// The body of `POST /score`.
#[derive(Serialize)]
pub(super) struct ScoreBody<'a> {
    user_id: &'a str,
    stimulus_id: &'a str,
    signals: SignalsBody<'a>,
}

#[derive(Serialize)]
struct SignalsBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    response_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentiment_score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    typing_wpm: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_time_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facial_score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voice_score: Option<f64>,
}

impl<'a> From<&'a MlRequest> for ScoreBody<'a> {
    fn from(request: &'a MlRequest) -> Self {
        let MlRequest {
            user_id,
            stimulus_id,
            response_text,
            sentiment_score,
            error_rate,
            typing_wpm,
            response_time_ms,
            facial_score,
            voice_score,
        } = request;
        // JSON has no NaN: it would be written as null.
        let finite = |number: &Option<f64>| number.filter(|number| number.is_finite());
        Self {
            user_id: user_id.as_str(),
            stimulus_id,
            signals: SignalsBody {
                response_text: response_text.as_deref(),
                sentiment_score: finite(sentiment_score),
                error_rate: finite(error_rate),
                typing_wpm: finite(typing_wpm),
                response_time_ms: finite(response_time_ms),
                facial_score: finite(facial_score),
                voice_score: finite(voice_score),
            },
        }
    }
}

impl fmt::Debug for MlRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MlRequest")
            .field("stimulus_id", &self.stimulus_id)
            .field("sentiment_score", &self.sentiment_score)
            .field("error_rate", &self.error_rate)
            .field("typing_wpm", &self.typing_wpm)
            .field("response_time_ms", &self.response_time_ms)
            .field("facial_score", &self.facial_score)
            .field("voice_score", &self.voice_score)
            .finish_non_exhaustive()
    }
}
