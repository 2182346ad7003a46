use super::{DAY_MS, MeasuredScore, ms_between};
use crate::robust::{Histogram, Location};
use crate::stream::rounded;
use crate::time::UnixMillis;

/// Check-ins of one's own below which nothing is said.
const SILENT_BELOW: u16 = 7;

/// Check-ins from which the baseline is no longer provisional.
pub(super) const SETTLED: usize = 14;

/// The most check-ins that a baseline rests on: two months of one a day.
const MOST: usize = 60;

/// A check-in becomes usual after a fortnight: what creeps up in weeks then still stands out.
const WAITS_MS: i64 = 14 * DAY_MS;

/// And is held against nobody after half a year.
const TOO_OLD_MS: i64 = 180 * DAY_MS;

/// How much a person's scores are taken to vary while little is known of them, in points of score.
/// A guess.
pub(super) const PRIOR_SPREAD: f64 = 15.0;

/// How many spreads the usual band reaches to each side: four in five of a normal distribution, and
/// three in four of a person's scores, whose median and spread are estimates.
const BAND: f64 = 1.28;

named_enum! {
    /// How far a baseline can be relied on.
    "baseline status" BaselineStatus {
        /// Under seven check-ins: nothing is said.
        Silent = "silent",
        /// Seven to thirteen: it may still move much.
        Provisional = "provisional",
        /// Fourteen or more.
        InUse = "in_use",
    }
}

/// Where a person's scores usually lie. It lowers and raises no score and no level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Baseline {
    /// How far it can be relied on.
    pub status: BaselineStatus,
    /// How many check-ins it rests on, or while it is silent, how many there are so far.
    pub n: u16,
    /// The usual scores; `None` while it is silent.
    pub band: Option<Band>,
}

/// A person's usual scores, 0–100 with one decimal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The median.
    pub median: f64,
    /// About one in eight of the usual scores lies below.
    pub low: f64,
    /// About one in eight of the usual scores lies above.
    pub high: f64,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { status: BaselineStatus::Silent, n: 0, band: None }
    }
}

impl Band {
    fn of(location: Location) -> Self {
        let Location { centre, spread } = location;
        let shown = |value: f64| rounded(value.clamp(0.0, 100.0), 1);
        let reach = BAND * spread;
        Self { median: shown(centre), low: shown(centre - reach), high: shown(centre + reach) }
    }
}

/// What a check-in is judged against.
pub(super) struct Usual {
    pub(super) location: Location,
    pub(super) n: u16,
}

/// The check-ins that are usual, or will be once they have waited, oldest first.
#[derive(Default)]
pub(super) struct Earlier {
    points: Vec<MeasuredScore>,
    /// How many have waited long enough, the oldest ones.
    waited: usize,
    /// Those in use are the ones from here…
    from: usize,
    /// …to before here.
    to: usize,
    in_use: Histogram,
}

impl Earlier {
    /// Of check-ins that are all usual at once.
    pub(super) fn of(points: Vec<MeasuredScore>) -> Self {
        Self { points, ..Self::default() }
    }

    /// One more, later than all others.
    pub(super) fn push(&mut self, point: MeasuredScore) {
        self.points.push(point);
    }

    /// Those that were answered at a moment or later, and are not in use yet, never will be.
    pub(super) fn forget_waiting_since(&mut self, since: UnixMillis) {
        let is_before = |point: &MeasuredScore| point.answered_at < since;
        let kept = self.points.partition_point(is_before);
        self.points.truncate(kept.max(self.to));
    }

    /// Brings into use what is usual at a moment: the newest 60 that have waited and are not too
    /// old. As long as those are fewer than fourteen, the next oldest do not wait.
    pub(super) fn move_to(&mut self, now: UnixMillis) {
        let age = |point: &MeasuredScore| ms_between(point.answered_at, now);
        let later = self.points.get(self.waited..).unwrap_or_default();
        self.waited += later.iter().take_while(|point| age(point) >= WAITS_MS).count();
        let mut from = self.from.max(self.waited.saturating_sub(MOST));
        let of_use = self.points.get(from..).unwrap_or_default();
        from += of_use.iter().take_while(|point| age(point) > TOO_OLD_MS).count();
        let to = self.to.max(self.waited).max(self.points.len().min(from + SETTLED));
        let from = from.min(to);
        for comes in self.points.get(self.to..to).unwrap_or_default() {
            self.in_use.add(comes.score);
        }
        for goes in self.points.get(self.from..from).unwrap_or_default() {
            self.in_use.remove(goes.score);
        }
        (self.from, self.to) = (from, to);
    }

    /// `None` where too few are in use to say anything.
    pub(super) fn usual(&self) -> Option<Usual> {
        let n = self.in_use.len();
        let location = self.in_use.location(PRIOR_SPREAD)?;
        (n >= SILENT_BELOW).then_some(Usual { location, n })
    }

    pub(super) fn baseline(&self) -> Baseline {
        let n = self.in_use.len();
        let status = match usize::from(n) {
            SETTLED.. => BaselineStatus::InUse,
            _ if n >= SILENT_BELOW => BaselineStatus::Provisional,
            _ => BaselineStatus::Silent,
        };
        Baseline { status, n, band: self.usual().map(|usual| Band::of(usual.location)) }
    }
}
