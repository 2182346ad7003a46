//! How a reply was typed, against the person's own usual way.
//!
//! Between people, typing says next to nothing about stress (within-person AUC .50–.58 in 2,377
//! field trials; no universal marker in Freihaut & Göritz, 10.1027/2151-2604/a000468). So there is
//! no rule about words per minute here: without seven sessions of the person's own, no reading.

use crate::robust::Location;
use crate::stream::rounded;

/// Sessions of one's own below which nothing is said.
pub const MIN_SESSIONS: usize = 7;

/// Sessions from which the baseline is no longer provisional.
pub const FULL_SESSIONS: usize = 14;

/// The quality of a typing score that somebody gives without the person's own baseline.
pub const QUALITY_WITHOUT_BASELINE: f64 = 0.1;

/// The quality of a reading against 7 to 13 sessions.
const PROVISIONAL_QUALITY: f64 = 0.5;

/// Points of score for one weighted standard deviation.
const POINTS: f64 = 12.0;

/// How many standard deviations a single measure may count.
const CLIP: f64 = 3.0;

/// What the keyboard measured while one reply was typed; `None` where it was not measured.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TypingSample {
    /// Words per minute.
    pub speed_wpm: Option<f64>,
    /// Errors, 0–100 per cent.
    pub error_rate: Option<f64>,
    /// Pauses before going on.
    pub hesitations: Option<f64>,
    /// Times that something written was taken back.
    pub correction_loops: Option<f64>,
    /// Mean time that a key is held, in milliseconds.
    pub key_hold_ms: Option<f64>,
    /// Mean time from one key to the next, in milliseconds.
    pub flight_time_ms: Option<f64>,
}

named_enum! {
    /// The rhythm in which a reply was typed.
    "burst pattern" BurstPattern {
        /// At an even pace.
        Steady = "steady",
        /// In bursts, with pauses between.
        BurstPause = "burst-pause",
        /// Now fast, now slow.
        Erratic = "erratic",
    }
}

/// Typing against the person's own baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypingReading {
    /// 0–100; 50 is the person's usual.
    pub score: f64,
    /// 0–1.
    pub quality: f64,
    /// 0–1: how far from the usual, in either direction.
    pub deviation: f64,
}

/// A measure: where it is, what a step towards strain is, its weight and its prior spread.
struct Measure {
    value: fn(&TypingSample) -> Option<f64>,
    direction: f64,
    weight: f64,
    prior_spread: f64,
}

/// Weights and prior spreads are guesses; only the order of the weights follows the evidence.
const MEASURES: [Measure; 5] = [
    Measure { value: |s| s.flight_time_ms, direction: 1.0, weight: 0.35, prior_spread: 40.0 },
    Measure { value: |s| s.speed_wpm, direction: -1.0, weight: 0.25, prior_spread: 8.0 },
    Measure { value: |s| s.key_hold_ms, direction: 1.0, weight: 0.2, prior_spread: 15.0 },
    Measure { value: TypingSample::corrections, direction: 1.0, weight: 0.1, prior_spread: 2.0 },
    Measure { value: |s| s.error_rate, direction: 1.0, weight: 0.1, prior_spread: 3.0 },
];

impl TypingSample {
    /// Whether anything at all was measured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        MEASURES.iter().all(|measure| (measure.value)(self).is_none())
    }

    fn corrections(&self) -> Option<f64> {
        match (self.correction_loops, self.hesitations) {
            (None, None) => None,
            (loops, hesitations) => Some(loops.unwrap_or(0.0) + hesitations.unwrap_or(0.0)),
        }
    }
}

/// Reads a sample against the person's earlier ones: `50 + 12·Σ vᵢ·clip(zᵢ, ±3)`, `z` in the
/// direction of strain and robust. `None` where fewer than seven sessions measured the same things.
#[must_use]
pub fn read(sample: &TypingSample, earlier: &[TypingSample]) -> Option<TypingReading> {
    let mut shift = 0.0;
    let mut measured = 0.0;
    let mut sessions = usize::MAX;
    for measure in &MEASURES {
        let Some(value) = (measure.value)(sample).filter(|value| value.is_finite()) else {
            continue;
        };
        let own: Vec<f64> =
            earlier.iter().filter_map(measure.value).filter(|value| value.is_finite()).collect();
        if own.len() < MIN_SESSIONS {
            continue;
        }
        let usual = Location::of(&own, measure.prior_spread)?;
        let z = measure.direction * usual.z(value);
        shift += measure.weight * z.clamp(-CLIP, CLIP);
        measured += measure.weight;
        sessions = sessions.min(own.len());
    }
    // Numbers beyond all measure overflow.
    if measured <= 0.0 || !shift.is_finite() {
        return None;
    }
    let settled = if sessions >= FULL_SESSIONS { 1.0 } else { PROVISIONAL_QUALITY };
    Some(TypingReading {
        score: (50.0 + POINTS * shift).clamp(0.0, 100.0),
        quality: settled * measured,
        deviation: rounded((shift / CLIP).abs().min(1.0), 3),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speed(wpm: f64) -> TypingSample {
        TypingSample { speed_wpm: Some(wpm), ..TypingSample::default() }
    }

    fn usual(sessions: usize) -> Vec<TypingSample> {
        (0..sessions).map(|i| speed(if i % 2 == 0 { 58.0 } else { 62.0 })).collect()
    }

    #[test]
    fn silent_without_seven_sessions_of_ones_own() {
        assert_eq!(read(&speed(5.0), &usual(6)), None);
        assert!(read(&speed(5.0), &usual(7)).is_some());
        assert_eq!(read(&TypingSample::default(), &usual(20)), None);
    }

    #[test]
    fn slower_than_usual_is_strain_and_the_usual_is_fifty() {
        let at = |wpm| read(&speed(wpm), &usual(20)).unwrap();
        assert!((at(60.0).score - 50.0).abs() < 1e-9);
        assert!(at(40.0).score > 55.0 && at(80.0).score < 45.0);
        assert!(at(0.0).score <= 50.0 + POINTS * CLIP);
    }

    #[test]
    fn numbers_beyond_all_measure_are_no_reading() {
        for wild in [f64::MAX, f64::MIN, f64::INFINITY, f64::NAN, 1e308] {
            let mut earlier = usual(20);
            earlier.extend([speed(wild), speed(-wild), speed(wild)]);
            let reading = read(&speed(wild), &earlier);
            assert!(reading.is_none_or(|r| (0.0..=100.0).contains(&r.score)), "{wild} {reading:?}");
        }
        let wild: Vec<_> = (0..9).map(|i| speed(if i % 2 == 0 { 1e308 } else { -1e308 })).collect();
        let reading = read(&speed(60.0), &wild);
        assert!(reading.is_none_or(|r| (0.0..=100.0).contains(&r.score)), "{reading:?}");
    }

    #[test]
    fn a_baseline_of_seven_sessions_is_provisional() {
        let quality = |n| read(&speed(40.0), &usual(n)).unwrap().quality;
        assert!(quality(7) < quality(14));
    }
}
