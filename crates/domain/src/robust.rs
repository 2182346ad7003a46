//! Robust statistics of a person's own earlier values, for typing and for the score.

use crate::score::Score;

/// A normal distribution's standard deviation in median absolute deviations.
const PER_MEDIAN_DEVIATION: f64 = 1.4826;

/// The same in mean absolute deviations: `√(π/2)`.
const PER_MEAN_DEVIATION: f64 = 1.253_314;

/// How many values the prior spread counts for.
const PRIOR_COUNT: f64 = 7.0;

/// The least spread, as a share of the prior one: who never varies would be alarmed by a hair's
/// breadth.
const LEAST_SHARE: f64 = 0.25;

/// Where a person's own values lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Location {
    /// The median.
    pub(crate) centre: f64,
    /// An estimate of the standard deviation, drawn towards a prior one.
    pub(crate) spread: f64,
}

impl Location {
    /// Of any finite values. `None` without any.
    pub(crate) fn of(values: &[f64], prior_spread: f64) -> Option<Self> {
        let n = f64::from(u32::try_from(values.len()).ok()?);
        let centre = median(values)?;
        let distances: Vec<f64> = values.iter().map(|x| (x - centre).abs()).collect();
        let own = PER_MEDIAN_DEVIATION * median(&distances)?;
        Some(Self { centre, spread: shrunk(n, own, prior_spread) })
    }

    /// How many spreads a value lies above the centre.
    pub(crate) fn z(&self, value: f64) -> f64 {
        (value - self.centre) / self.spread
    }
}

/// `s² = [n·own² + 7·s₀²] / (n + 7)`: the spread of few values is drawn towards a prior one.
///
/// Where the prior is right, that cuts false alarms (|z| > 3.5) from 26.9 to .9 % at n = 3, from
/// 6.9 to .6 % at 7 and from 1.9 to .43 % at 14; the simulation in `course` checks these figures.
fn shrunk(n: f64, own: f64, prior_spread: f64) -> f64 {
    let variance = (n * own.powi(2) + PRIOR_COUNT * prior_spread.powi(2)) / (n + PRIOR_COUNT);
    variance.sqrt().max(LEAST_SHARE * prior_spread)
}

/// `None` without any value.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*sorted.get(sorted.len() / 2 - 1)?, upper))
}

/// Scores by how often each is there: medians without sorting, while scores come and go.
#[derive(Debug, Clone)]
pub(crate) struct Histogram {
    counts: [u16; 101],
    n: u16,
}

impl Default for Histogram {
    fn default() -> Self {
        Self { counts: [0; 101], n: 0 }
    }
}

impl Histogram {
    /// How many scores there are.
    pub(crate) const fn len(&self) -> u16 {
        self.n
    }

    pub(crate) fn add(&mut self, score: Score) {
        if let Some(count) = self.counts.get_mut(usize::from(score.value())) {
            *count += 1;
            self.n += 1;
        }
    }

    /// Takes one away that was added.
    pub(crate) fn remove(&mut self, score: Score) {
        if let Some(count) = self.counts.get_mut(usize::from(score.value())) {
            *count -= 1;
            self.n -= 1;
        }
    }

    /// `None` without any score.
    ///
    /// Where half of the scores or more are the same one the median deviation is 0, however much
    /// the others vary; then the mean deviation stands in for it (Iglewicz & Hoaglin 1993).
    pub(crate) fn location(&self, prior_spread: f64) -> Option<Location> {
        let twice = middle_pair(self.n, (0..).zip(self.counts.iter().copied()))?;
        let centre = f64::from(twice) / 2.0;
        let median_deviation = f64::from(middle_pair(self.n, self.distances(twice))?) / 4.0;
        let own = if median_deviation > 0.0 {
            PER_MEDIAN_DEVIATION * median_deviation
        } else {
            PER_MEAN_DEVIATION * self.mean_deviation(centre)
        };
        Some(Location { centre, spread: shrunk(f64::from(self.n), own, prior_spread) })
    }

    /// How often each distance from a centre is there, the least first, with both doubled: a
    /// median may lie half-way between two scores.
    fn distances(&self, twice_centre: u16) -> impl Iterator<Item = (u16, u16)> {
        let count = |twice: u16| self.counts.get(usize::from(twice / 2)).copied().unwrap_or(0);
        (twice_centre % 2..=200).step_by(2).map(move |distance| {
            let above = count(twice_centre + distance);
            let below = twice_centre.checked_sub(distance).filter(|_| distance > 0).map(count);
            (distance, above + below.unwrap_or(0))
        })
    }

    fn mean_deviation(&self, centre: f64) -> f64 {
        let scores = (0_u16..).zip(&self.counts);
        let sum: f64 =
            scores.map(|(x, count)| f64::from(*count) * (f64::from(x) - centre).abs()).sum();
        sum / f64::from(self.n)
    }
}

/// The sum of the two middle ones of `n` values, which come counted and in order; of an odd `n`,
/// the middle one twice.
fn middle_pair(n: u16, counted: impl Iterator<Item = (u16, u16)>) -> Option<u16> {
    let mut lower = None;
    let mut seen = 0;
    for (value, count) in counted {
        seen += count;
        if lower.is_none() && 2 * seen >= n {
            lower = Some(value);
        }
        if 2 * seen > n {
            return lower.map(|lower| lower + value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn histogram(scores: &[u8]) -> Histogram {
        let mut histogram = Histogram::default();
        scores.iter().for_each(|score| histogram.add(Score::new(*score).unwrap()));
        histogram
    }

    proptest! {
        #[test]
        fn counting_finds_what_sorting_finds(
            scores in prop::collection::vec(0..=100_u8, 1..40),
            gone in prop::collection::vec(0..=100_u8, 0..40),
        ) {
            let mut counted = histogram(&scores);
            let others: Vec<Score> = gone.iter().filter_map(|score| Score::new(*score)).collect();
            others.iter().for_each(|score| counted.add(*score));
            others.iter().for_each(|score| counted.remove(*score));
            let values: Vec<f64> = scores.iter().copied().map(f64::from).collect();
            let (counted, sorted) = (counted.location(15.0).unwrap(), Location::of(&values, 15.0).unwrap());
            prop_assert_eq!(counted.centre, sorted.centre);
            let distances: Vec<f64> = values.iter().map(|x| (x - sorted.centre).abs()).collect();
            if median(&distances) > Some(0.0) {
                prop_assert!((counted.spread - sorted.spread).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn who_never_varies_is_not_alarmed_by_a_hairs_breadth() {
        let never = Location::of(&[30.0; 500], 15.0).unwrap();
        assert_eq!(never, Location { centre: 30.0, spread: LEAST_SHARE * 15.0 });
        assert_eq!(histogram(&[30; 500]).location(15.0), Some(never));
    }

    #[test]
    fn many_equal_scores_do_not_hide_that_the_others_vary() {
        let mut scores = vec![30; 36];
        scores.extend([15; 12]);
        scores.extend([45; 12]);
        let spread = histogram(&scores).location(15.0).unwrap().spread;
        // The mean deviation is 6.
        let own = PER_MEAN_DEVIATION * 6.0;
        let expected = ((60.0 * own * own + 7.0 * 225.0) / 67.0).sqrt();
        assert!((spread - expected).abs() < 1e-9, "{spread}");
    }

    #[test]
    fn nothing_has_no_middle() {
        assert_eq!(Histogram::default().location(15.0), None);
        assert_eq!(Location::of(&[], 15.0), None);
    }
}
