use std::time::Duration;

use pilotlight_domain::{Origin, Reading, Stream};

use super::codec::{Name, Number, in_order};

in_order! {
    /// A reading that a check-in went by.
    pub(super) struct ReadingDocument {
        stream: Name<Stream>,
        score: Number,
        quality: Number,
        age_ms: u64,
        origin: Name<Origin>,
    }
}

impl From<&Reading> for ReadingDocument {
    fn from(reading: &Reading) -> Self {
        Self {
            stream: Name(reading.stream()),
            score: Number(reading.score()),
            quality: Number(reading.quality()),
            age_ms: u64::try_from(reading.age().as_millis()).unwrap_or(u64::MAX),
            origin: Name(reading.origin()),
        }
    }
}

impl ReadingDocument {
    /// The reading; `None` where its numbers are none.
    pub(super) fn reading(self) -> Option<Reading> {
        let Self { stream, score, quality, age_ms, origin } = self;
        let reading = Reading::new(stream.0, score.0, quality.0, origin.0)?;
        Some(reading.aged(Duration::from_millis(age_ms)))
    }
}

in_order! {
    /// A reading that a check-in measured itself.
    pub(crate) struct MeasuredDocument {
        stream: Name<Stream>,
        score: Number,
        quality: Number,
        origin: Name<Origin>,
    }
}

/// Whether a reading was measured in its check-in, and not carried over from an earlier one.
/// TRIBE's is no measurement of the person.
pub(super) fn is_measured(reading: &Reading) -> bool {
    reading.age().is_zero() && reading.stream() != Stream::Tribe
}

/// The readings that were measured in a check-in.
pub(crate) fn measured(readings: &[Reading]) -> Vec<MeasuredDocument> {
    readings
        .iter()
        .filter(|reading| is_measured(reading))
        .map(|reading| MeasuredDocument {
            stream: Name(reading.stream()),
            score: Number(reading.score()),
            quality: Number(reading.quality()),
            origin: Name(reading.origin()),
        })
        .collect()
}

impl MeasuredDocument {
    /// The reading, as it is `age` later; `None` where its numbers are none.
    pub(crate) fn reading(self, age: Duration) -> Option<Reading> {
        let Self { stream, score, quality, origin } = self;
        Some(Reading::new(stream.0, score.0, quality.0, origin.0)?.aged(age))
    }
}
