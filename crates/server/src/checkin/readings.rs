//! The readings of a check-in by app or SMS.

use pilotlight_clients::signals::SignalsAnalysis;
use pilotlight_domain::text::TextReading;
use pilotlight_domain::typing::{QUALITY_WITHOUT_BASELINE, TypingReading, TypingSample};
use pilotlight_domain::{CARRIED_OVER, Origin, Reading, Stream};
use pilotlight_storage::Context;

/// The quality of a sibling's reading of words that Pilotlight itself finds nothing to read in.
const QUALITY_OF_FEW_WORDS: f64 = 0.1;

/// The readings of what was written and how it was typed, by signals where it is there.
pub(super) fn read_reply(
    words: Option<&TextReading>,
    signals: Option<&SignalsAnalysis>,
    own_typing: Option<TypingReading>,
    typing: &TypingSample,
) -> Vec<Reading> {
    let quality = words.map_or(QUALITY_OF_FEW_WORDS, |words| words.quality);
    let strain = signals.and_then(|signals| signals.strain);
    let imessage = match (strain, words) {
        (Some(strain), _) => Reading::new(Stream::Imessage, strain, quality, Origin::Signals),
        (None, Some(words)) => Reading::new(Stream::Imessage, words.strain, quality, Origin::Local),
        (None, None) => None,
    };
    let stress = signals.and_then(|signals| signals.typing_stress).filter(|_| !typing.is_empty());
    let typing = match (own_typing, stress) {
        (Some(own), _) => Reading::new(Stream::Typing, own.score, own.quality, Origin::Local),
        (None, Some(stress)) => {
            Reading::new(Stream::Typing, stress, QUALITY_WITHOUT_BASELINE, Origin::Signals)
        }
        (None, None) => None,
    };
    imessage.into_iter().chain(typing).collect()
}

/// Adds what earlier check-ins measured of streams that this one did not.
pub(crate) fn carry_over(readings: &mut Vec<Reading>, context: &Context, notes: &mut Vec<String>) {
    if context.unreadable {
        notes.push("unreadable:context".to_owned());
    }
    for reading in &context.readings {
        let stream = reading.stream();
        if readings.iter().all(|present| present.stream() != stream) {
            readings.push(*reading);
            notes.push(format!("{CARRIED_OVER}{stream}"));
        }
    }
}
