//! Fusion of the streams that are present into one score.

use std::time::Duration;

use crate::interval::SPREAD;
use crate::stream::{Reading, Stream, StreamReport, rounded};

/// The time in which a reading loses half of its weight.
///
/// Within a person, arousal and valence correlate .28/.21 after 0–3 hours and hardly at all after
/// twelve: a face from yesterday says little about now.
pub const HALF_LIFE: Duration = Duration::from_secs(6 * 3600);

/// The age from which a reading counts for nothing.
pub const MAX_AGE: Duration = Duration::from_secs(24 * 3600);

/// How long a result stands as context for a check-in that measured nothing.
pub const RESULT_STANDS: Duration = Duration::from_secs(7 * 86_400);

/// Coverage under which a red result is marked `low_coverage`.
pub const LOW_COVERAGE: f64 = 0.35;

/// What the streams say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Fusion {
    /// 0–100, not yet rounded; `None` when no stream is present.
    pub score: Option<f64>,
    /// 0–1: the weight that is present, of the weight of all five streams at their best.
    pub coverage: f64,
    /// 0–1: coverage with each stream counted by how far it can be trusted.
    pub confidence: f64,
    /// The points of the score that each stream gives; they add up to it.
    pub points: Vec<(Stream, f64)>,
    /// The standard error of measurement of the score, in points, after Mosier (1943) for a
    /// weighted composite: `σ·√Σ vᵢ²·(1 − rᵢ)`, `vᵢ` the share of a stream's weight and `rᵢ` its
    /// reliability times freshness and quality; `σ` is a guess of 20 points. With nothing present
    /// it is `σ`.
    pub standard_error: f64,
    /// The streams that are present, in the order of [`Stream::ALL`].
    pub streams: Vec<StreamReport>,
}

/// How much of its weight a reading keeps at an age: `2^(−age / 6 h)`, and 0 from 24 h on.
#[must_use]
pub fn freshness(age: Duration) -> f64 {
    if age >= MAX_AGE { 0.0 } else { (-age.as_secs_f64() / HALF_LIFE.as_secs_f64()).exp2() }
}

/// Fuses readings: `S = Σ wᵢ*·xᵢ / Σ wᵢ*` with `wᵢ* = weight · freshness · quality`, over the
/// streams present. Of several readings of one stream the one that weighs most counts.
///
/// A stream that is absent, too old, or of no quality counts for nothing.
///
/// ```
/// use pilotlight_domain::{Origin, Reading, Stream, fusion::fuse};
///
/// let text = Reading::new(Stream::Imessage, 80.0, 1.0, Origin::Local);
/// let fused = fuse(&Vec::from_iter(text));
/// assert_eq!(fused.score, Some(80.0));
/// assert_eq!(fused.coverage, 0.25);
/// ```
#[must_use]
pub fn fuse(readings: &[Reading]) -> Fusion {
    let present: Vec<(Reading, f64)> =
        Stream::ALL.iter().filter_map(|stream| heaviest(readings, *stream)).collect();
    let total: f64 = present.iter().map(|(_, weight)| weight).sum();
    let points: Vec<(Stream, f64)> = present
        .iter()
        .map(|(reading, weight)| (reading.stream(), weight / total * reading.score()))
        .collect();
    let trusted: f64 =
        present.iter().map(|(reading, weight)| weight * reading.stream().reliability()).sum();
    let full: f64 = Stream::ALL.iter().map(|stream| stream.weight()).sum();
    Fusion {
        // Clamped: rounding in the last bit must not leave the range of the readings.
        score: (total > 0.0)
            .then(|| points.iter().map(|(_, points)| points).sum::<f64>().clamp(0.0, 100.0)),
        coverage: (total / full).clamp(0.0, 1.0),
        confidence: (trusted / full).clamp(0.0, 1.0),
        standard_error: standard_error(&present, total),
        points,
        streams: present.iter().map(|(reading, _)| report(reading)).collect(),
    }
}

fn standard_error(present: &[(Reading, f64)], total: f64) -> f64 {
    if present.is_empty() {
        return SPREAD;
    }
    let variance: f64 = present
        .iter()
        .map(|(reading, weight)| {
            let kept = freshness(reading.age()) * reading.quality();
            (weight / total).powi(2) * (1.0 - reading.stream().reliability() * kept)
        })
        .sum();
    SPREAD * variance.sqrt()
}

/// The effective weight of a reading.
fn effective_weight(reading: &Reading) -> f64 {
    reading.stream().weight() * freshness(reading.age()) * reading.quality()
}

fn heaviest(readings: &[Reading], stream: Stream) -> Option<(Reading, f64)> {
    readings
        .iter()
        .filter(|reading| reading.stream() == stream)
        .map(|reading| (*reading, effective_weight(reading)))
        .filter(|(_, weight)| *weight > 0.0)
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
}

fn report(reading: &Reading) -> StreamReport {
    StreamReport {
        stream: reading.stream(),
        score: rounded(reading.score(), 1),
        weight: reading.stream().weight(),
        freshness: rounded(freshness(reading.age()), 3),
        quality: rounded(reading.quality(), 3),
        origin: reading.origin(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::Origin;

    fn reading(stream: Stream, score: f64) -> Reading {
        Reading::new(stream, score, 1.0, Origin::Local).unwrap()
    }

    #[test]
    fn present_streams_are_renormalised() {
        let fused = fuse(&[reading(Stream::Facial, 80.0), reading(Stream::Voice, 50.0)]);
        assert!((fused.score.unwrap() - 70.0).abs() < 1e-9);
        assert!((fused.coverage - 0.45).abs() < 1e-9);
    }

    #[test]
    fn a_face_three_days_old_moves_nothing() {
        let text = reading(Stream::Imessage, 20.0);
        let old = reading(Stream::Facial, 100.0).aged(Duration::from_secs(3 * 86_400));
        assert_eq!(fuse(&[text, old]), fuse(&[text]));
    }

    #[test]
    fn nothing_present_is_no_score() {
        let fused = fuse(&[Reading::new(Stream::Voice, 90.0, 0.0, Origin::Video).unwrap()]);
        assert_eq!((fused.score, fused.coverage), (None, 0.0));
    }

    #[test]
    fn a_poor_reading_is_less_sure_and_a_second_good_one_makes_surer() {
        let error = |readings: &[Reading]| fuse(readings).standard_error;
        let text = reading(Stream::Imessage, 60.0);
        let short = Reading::new(Stream::Imessage, 60.0, 0.2, Origin::Local).unwrap();
        assert!((error(&[text]) - SPREAD * 0.4_f64.sqrt()).abs() < 1e-9);
        assert!(error(&[short]) > error(&[text]));
        assert!(error(&[text, reading(Stream::Facial, 10.0)]) < error(&[text]));
        assert!((error(&[]) - SPREAD).abs() < 1e-9);
    }

    #[test]
    fn a_reading_loses_half_its_weight_in_six_hours() {
        assert!((freshness(HALF_LIFE) - 0.5).abs() < 1e-12);
        assert!(freshness(MAX_AGE) < f64::MIN_POSITIVE);
    }
}
