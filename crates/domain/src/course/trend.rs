use crate::stream::rounded;
use crate::time::UnixMillis;

/// How much the newest check-in weighs in the average.
const LAMBDA: f64 = 0.2;

/// How many of its own standard deviations the average may be off.
const L: f64 = 2.7;

/// How many spreads a single check-in may count.
const CLIP: f64 = 3.5;

/// The share of the limit within which the average is back at the usual.
const INNER: f64 = 0.5;

named_enum! {
    /// Where a person's scores are going, against their own usual.
    "trend direction" TrendDirection {
        /// Nothing could be judged yet.
        Unknown = "unknown",
        /// As usual.
        Steady = "steady",
        /// Above the usual: worse.
        Rising = "rising",
        /// Below the usual: better.
        Falling = "falling",
    }
}

/// Whether a person's scores are moving away from their usual: a control chart of the exponentially
/// weighted moving average (EWMA) of how far each check-in was from what was usual before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Rising or falling from when the average passes its limit until it is back within half of it.
    pub direction: TrendDirection,
    /// While rising or falling, the check-in with which the average left the inner half of its
    /// limits. It is never much before the change, and a few check-ins after a small one.
    pub since: Option<UnixMillis>,
    /// The average, in the person's own spreads, positive is worse; `None` while unknown.
    pub ewma: Option<f64>,
    /// How far the average may be from 0 by chance; `None` while unknown.
    pub limit: Option<f64>,
}

impl Default for Trend {
    fn default() -> Self {
        Chart::default().trend()
    }
}

/// An EWMA from its start on.
pub(super) struct Chart {
    direction: TrendDirection,
    /// When the average left the inner half of its limits.
    since: Option<UnixMillis>,
    ewma: f64,
    limit: f64,
    /// `(1 − λ)^t` after `t` check-ins.
    unused: f64,
}

impl Default for Chart {
    fn default() -> Self {
        let direction = TrendDirection::Unknown;
        Self { direction, since: None, ewma: 0.0, limit: 0.0, unused: 1.0 }
    }
}

impl Chart {
    /// Takes in a check-in that is `z` spreads above a centre which is itself known only up to an
    /// error of this variance, in spreads squared.
    ///
    /// The limit is `L·√(λ/(2−λ)·(1−(1−λ)^2t) + variance·(1−(1−λ)^t)²)`. Its first term is the
    /// usual one. The second is there because the centre's error is the same in every check-in, so
    /// that no averaging takes it out.
    pub(super) fn judge(&mut self, z: f64, centre_variance: f64, at: UnixMillis) {
        let before = self.ewma;
        self.ewma = LAMBDA * z.clamp(-CLIP, CLIP) + (1.0 - LAMBDA) * before;
        self.unused *= 1.0 - LAMBDA;
        let by_chance = LAMBDA / (2.0 - LAMBDA) * (1.0 - self.unused.powi(2));
        let by_centre = centre_variance * (1.0 - self.unused).powi(2);
        self.limit = L * (by_chance + by_centre).sqrt();
        let is_back = self.ewma.abs() <= INNER * self.limit;
        let has_crossed = self.ewma * before < 0.0;
        if is_back || has_crossed {
            self.since = None;
        }
        if self.since.is_none() {
            self.direction = TrendDirection::Steady;
        }
        if !is_back {
            self.since.get_or_insert(at);
        }
        if self.ewma > self.limit {
            self.direction = TrendDirection::Rising;
        } else if self.ewma < -self.limit {
            self.direction = TrendDirection::Falling;
        }
    }

    /// While rising or falling, since when.
    pub(super) fn away_since(&self) -> Option<UnixMillis> {
        let is_away = matches!(self.direction, TrendDirection::Rising | TrendDirection::Falling);
        self.since.filter(|_| is_away)
    }

    pub(super) fn trend(&self) -> Trend {
        let shown = |value| (self.unused < 1.0).then(|| rounded(value, 3));
        Trend {
            direction: self.direction,
            since: self.away_since(),
            ewma: shown(self.ewma),
            limit: shown(self.limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_jumps_to_the_other_side_began_there() {
        let mut chart = Chart::default();
        for (at, z) in [(1, 1.5), (2, -3.5), (3, -3.5)] {
            chart.judge(z, 0.0, UnixMillis(at));
        }
        assert_eq!(chart.trend().direction, TrendDirection::Falling);
        assert_eq!(chart.trend().since, Some(UnixMillis(2)));
    }
}
