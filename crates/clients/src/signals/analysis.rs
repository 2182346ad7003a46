use std::fmt;

use serde_json::{Map, Value};

use crate::error::SiblingError;
use crate::read::{Fields, SCORE, UNIT};

/// What the service answers as the sentiment when its own model was out of reach.
const PLACEHOLDER_SENTIMENTS: [f64; 2] = [0.5, 0.505];

/// Whether a sentiment is what the service gives when its own model was out of reach.
#[must_use]
pub fn is_placeholder(sentiment: f64) -> bool {
    PLACEHOLDER_SENTIMENTS.iter().any(|value| (sentiment - value).abs() < 1e-9)
}

/// What the signals service makes of a reply.
#[derive(Clone, PartialEq, Default)]
pub struct SignalsAnalysis {
    /// 0–100, higher is worse: the service's combined score. `None` also where its sentiment
    /// model was out of its reach, since the score then says nothing about the words.
    pub strain: Option<f64>,
    /// 0–1, 1 is positive; `None` also where it is the stand-in for a model out of reach.
    pub sentiment: Option<f64>,
    /// 0–100, higher is worse; `None` where no typing was sent, whatever the service says of it.
    pub typing_stress: Option<f64>,
    /// What the service remarks on, in its own sentences.
    pub remarks: Vec<String>,
    /// The fields of the answer that had to be coerced, clamped or ignored.
    pub coerced: Vec<&'static str>,
}

/// Reads the answer to `POST /analyze`.
pub(super) fn read(
    answer: &Map<String, Value>,
    typing_was_sent: bool,
) -> Result<SignalsAnalysis, SiblingError> {
    let mut fields = Fields::of(answer);
    let strain = fields.number("combined_signal_score", SCORE);
    let sentiment = fields.number("sentiment_score", UNIT);
    let typing_stress =
        if typing_was_sent { fields.number("typing_stress_score", SCORE) } else { None };
    let remarks = fields.sentences("linguistic_flags");
    let numbers = [strain, sentiment, typing_stress];
    if numbers.iter().all(Option::is_none) && remarks.is_empty() {
        return Err(SiblingError::Malformed { expected: "an analysis with any usable field" });
    }
    let has_read_words = !sentiment.is_some_and(is_placeholder);
    Ok(SignalsAnalysis {
        strain: strain.filter(|_| has_read_words),
        sentiment: sentiment.filter(|_| has_read_words),
        typing_stress,
        remarks,
        coerced: fields.coerced(),
    })
}

impl fmt::Debug for SignalsAnalysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The service may quote the reply in its remarks.
        f.debug_struct("SignalsAnalysis")
            .field("strain", &self.strain)
            .field("sentiment", &self.sentiment)
            .field("typing_stress", &self.typing_stress)
            .field("remarks", &self.remarks.len())
            .field("coerced", &self.coerced)
            .finish()
    }
}
