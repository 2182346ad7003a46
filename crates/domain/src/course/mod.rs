//! The course of a person's scores: where they usually lie, and whether they are moving away.
//!
//! It stands beside the score and its level, and is no part of either: [`assess`](crate::assess)
//! knows nothing of it, so that being used to strain makes no strain smaller.
//!
//! Every check-in is judged against what was usual *before* it. Two kinds do not become usual: a
//! score more than [`FAR_OFF`] spreads away, and those of a run that the [`Trend`] tells. What
//! remains becomes usual a fortnight later. The constants are product choices, except where
//! a source is named; docs/scoring.md says what they do, by simulation.

mod baseline;
mod trend;

use std::f64::consts::FRAC_PI_2;

use self::baseline::Earlier;
pub use self::baseline::{Band, Baseline, BaselineStatus};
use self::trend::Chart;
pub use self::trend::{Trend, TrendDirection};
use crate::score::Score;
use crate::time::UnixMillis;

/// How many of a person's newest scores a course is made of. A check-in a day needs 164: a run of
/// 90 days, before it a fortnight that is not yet usual, and before that the 60 of a baseline.
pub const MOST_SCORES: u32 = 180;

/// Spreads from the median beyond which a score does not become usual.
const FAR_OFF: f64 = 3.5;

/// A pause in milliseconds, 30 days, after which an average of what was before says nothing.
const PAUSE_MS: i64 = 30 * DAY_MS;

/// A run that lasts as long as this, and has this many check-ins, has become the usual.
const LONG_MS: i64 = 90 * DAY_MS;
const LONG_AT_LEAST: usize = baseline::SETTLED;

/// As has, however short, one of so many check-ins: more would not leave enough of
/// [`MOST_SCORES`] to tell what was before.
const LONG_AT_ONCE: usize = 120;

const DAY_MS: i64 = 86_400_000;

/// A score, and when the person answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeasuredScore {
    /// When the person answered.
    pub answered_at: UnixMillis,
    /// The score of a check-in that measured something.
    pub score: Score,
}

/// What a person's scores say together, as of the latest.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Course {
    /// Where the scores usually lie.
    pub baseline: Baseline,
    /// Whether they are moving away from there.
    pub trend: Trend,
}

impl Course {
    /// Of the newest [`MOST_SCORES`] check-ins that measured something, in the order in which they
    /// were answered. Of fewer than seven it says nothing.
    #[must_use]
    pub fn of(scores: &[MeasuredScore]) -> Self {
        let mut replay = Replay::default();
        scores.iter().for_each(|point| replay.take(*point));
        replay.course()
    }
}

/// The check-ins are gone through in their order, as they were judged when they came.
#[derive(Default)]
struct Replay {
    earlier: Earlier,
    chart: Chart,
    /// What came since the trend left the usual.
    run: Vec<MeasuredScore>,
    latest: Option<UnixMillis>,
}

impl Replay {
    fn take(&mut self, point: MeasuredScore) {
        let now = point.answered_at;
        if self.latest.replace(now).is_some_and(|before| ms_between(before, now) > PAUSE_MS) {
            self.start_chart();
        }
        self.earlier.move_to(now);
        let Some(usual) = self.earlier.usual() else {
            self.start_chart();
            return self.earlier.push(point);
        };
        let z = usual.location.z(f64::from(point.score.value()));
        // What the median of n values is off by, in spreads squared.
        self.chart.judge(z, FRAC_PI_2 / f64::from(usual.n), now);
        if let Some(since) = self.chart.away_since() {
            self.go_on_with_run(point, since);
        } else {
            self.run.clear();
            if z.abs() <= FAR_OFF {
                self.earlier.push(point);
            }
        }
    }

    fn go_on_with_run(&mut self, point: MeasuredScore, since: UnixMillis) {
        if self.run.is_empty() {
            self.earlier.forget_waiting_since(since);
        }
        self.run.push(point);
        let lasted =
            self.run.first().map_or(0, |first| ms_between(first.answered_at, point.answered_at));
        if self.run.len() >= LONG_AT_ONCE || self.run.len() >= LONG_AT_LEAST && lasted >= LONG_MS {
            self.earlier = Earlier::of(std::mem::take(&mut self.run));
            self.start_chart();
        }
    }

    fn start_chart(&mut self) {
        self.chart = Chart::default();
        self.run.clear();
    }

    fn course(mut self) -> Course {
        if let Some(latest) = self.latest {
            self.earlier.move_to(latest);
        }
        Course { baseline: self.earlier.baseline(), trend: self.chart.trend() }
    }
}

/// Negative where `later` is in fact earlier.
const fn ms_between(earlier: UnixMillis, later: UnixMillis) -> i64 {
    later.0.saturating_sub(earlier.0)
}

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
