use pilotlight_domain::typing::TypingSample;
use serde::{Deserialize, Serialize, Serializer};

use super::codec::Number;

/// How a reply was typed: an array up to the last that was measured, or an object, as all were
/// once.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypingDocument {
    speed_wpm: Option<Number>,
    error_rate: Option<Number>,
    hesitations: Option<Number>,
    correction_loops: Option<Number>,
    key_hold_ms: Option<Number>,
    flight_time_ms: Option<Number>,
}

impl Serialize for TypingDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            speed_wpm,
            error_rate,
            hesitations,
            correction_loops,
            key_hold_ms,
            flight_time_ms,
        } = self;
        let all =
            [speed_wpm, error_rate, hesitations, correction_loops, key_hold_ms, flight_time_ms];
        let length = all.iter().rposition(|value| value.is_some()).map_or(0, |last| last + 1);
        serializer.collect_seq(all.iter().take(length))
    }
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
