use pilotlight_domain::typing::TypingSample;
use serde::{Deserialize, Serialize};

use super::codec::Number;

/// How a reply was typed.
#[derive(Serialize, Deserialize)]
pub(crate) struct TypingDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    speed_wpm: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_rate: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hesitations: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    correction_loops: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_hold_ms: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flight_time_ms: Option<Number>,
}

impl From<TypingSample> for TypingDocument {
    fn from(sample: TypingSample) -> Self {
        let TypingSample {
            speed_wpm,
            error_rate,
            hesitations,
            correction_loops,
            key_hold_ms,
            flight_time_ms,
        } = sample;
        Self {
            speed_wpm: speed_wpm.map(Number),
            error_rate: error_rate.map(Number),
            hesitations: hesitations.map(Number),
            correction_loops: correction_loops.map(Number),
            key_hold_ms: key_hold_ms.map(Number),
            flight_time_ms: flight_time_ms.map(Number),
        }
    }
}

impl From<TypingDocument> for TypingSample {
    fn from(document: TypingDocument) -> Self {
        let TypingDocument {
            speed_wpm,
            error_rate,
            hesitations,
            correction_loops,
            key_hold_ms,
            flight_time_ms,
        } = document;
        let number = |value: Option<Number>| value.map(|Number(number)| number);
        Self {
            speed_wpm: number(speed_wpm),
            error_rate: number(error_rate),
            hesitations: number(hesitations),
            correction_loops: number(correction_loops),
            key_hold_ms: number(key_hold_ms),
            flight_time_ms: number(flight_time_ms),
        }
    }
}
