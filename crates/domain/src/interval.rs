use crate::score::Score;

/// How likely the interval is to hold the score that a measurement without error would have given,
/// if the reliabilities hold.
pub const INTERVAL_PROBABILITY: f64 = 0.8;

/// The standard normal quantile that leaves a tenth on either side.
const QUANTILE: f64 = 1.281_6;

/// The standard deviation of a stream's scores between check-ins, in points: a guess.
pub(crate) const SPREAD: f64 = 20.0;

/// How far off a score may be: the range in which, four times out of five
/// ([`INTERVAL_PROBABILITY`]), the score of a measurement without error would lie.
///
/// It rests on guesses about the streams' reliability ([`Stream::reliability`]), and says nothing
/// about whether the score tells burnout.
///
/// [`Stream::reliability`]: crate::Stream::reliability
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Interval {
    /// Never above the score.
    pub low: Score,
    /// Never below the score.
    pub high: Score,
}

impl Interval {
    /// The interval around a score with a standard error of measurement, in points.
    pub(crate) fn around(score: Score, standard_error: f64) -> Self {
        let half = QUANTILE * standard_error;
        let centre = f64::from(score.value());
        let nearest = |value| Score::nearest(value).unwrap_or(score);
        Self { low: nearest(centre - half), high: nearest(centre + half) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_as_wide_as_the_error_and_stays_on_the_scale() {
        let values = |interval: Interval| (interval.low.value(), interval.high.value());
        let around = |score, error| values(Interval::around(Score::new(score).unwrap(), error));
        assert_eq!(around(50, 10.0), (37, 63));
        assert_eq!(around(95, 10.0), (82, 100));
        assert_eq!(around(40, 0.0), (40, 40));
    }
}
