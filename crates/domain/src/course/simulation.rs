//! How often the course is wrong, and how soon it is right, on made-up people. The figures stand in
//! docs/scoring.md: `cargo test --release -p pilotlight-domain simulation -- --nocapture`.
#![expect(clippy::print_stdout, reason = "the figures are there to be read")]

use std::f64::consts::TAU;

use super::baseline::PRIOR_SPREAD;
use super::trend::Chart;
use super::*;
use crate::robust::{Location, median};

/// A seeded source (SplitMix64): every run draws the same people.
struct Noise(u64);

impl Noise {
    /// Between 0 and 1, neither of them.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let upper = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap();
        (f64::from(upper) + 0.5) / (f64::from(u32::MAX) + 1.0)
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (TAU * self.uniform()).cos()
    }

    fn normals(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| self.normal()).collect()
    }
}

fn is_about(what: &str, value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{what}: {value:.3}, not about {expected}");
}

/// How many in a hundred.
fn per_cent(hits: usize, of: usize) -> f64 {
    100.0 * f64::from(u32::try_from(hits).unwrap()) / f64::from(u32::try_from(of).unwrap())
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

#[test]
fn simulation_of_single_false_alarms() {
    let mut noise = Noise(1);
    const TRIES: usize = 80_000;
    for (n, raw_expected, shrunk_expected) in [(3, 26.9, 0.91), (7, 6.9, 0.6), (14, 1.9, 0.43)] {
        let (mut raw, mut shrunk) = (0, 0);
        for _ in 0..TRIES {
            let own = noise.normals(n);
            let value = noise.normal();
            let centre = median(&own).unwrap();
            let distances: Vec<f64> = own.iter().map(|x| (x - centre).abs()).collect();
            let spread = 1.4826 * median(&distances).unwrap();
            raw += usize::from((value - centre).abs() > FAR_OFF * spread);
            // The prior spread is the true one.
            shrunk += usize::from(Location::of(&own, 1.0).unwrap().z(value).abs() > FAR_OFF);
        }
        let (raw, shrunk) = (per_cent(raw, TRIES), per_cent(shrunk, TRIES));
        println!("|z| > 3.5 at n = {n}: raw {raw:.1} %, shrunk {shrunk:.2} %");
        is_about("raw", raw, raw_expected, 0.08 * raw_expected);
        is_about("shrunk", shrunk, shrunk_expected, 0.15);
    }
}

/// Check-ins until the average passes its limit, with centre and spread known: median and mean.
fn run_length(noise: &mut Noise, shift: f64) -> (f64, f64) {
    let mut lengths = Vec::new();
    for _ in 0..4_000 {
        let (mut chart, mut length) = (Chart::default(), 0_u32);
        while chart.away_since().is_none() {
            chart.judge(noise.normal() + shift, 0.0, UnixMillis(0));
            length += 1;
        }
        lengths.push(f64::from(length));
    }
    (median(&lengths).unwrap(), lengths.iter().sum::<f64>() / number(lengths.len()))
}

#[test]
fn simulation_of_run_lengths_where_all_is_known() {
    let mut noise = Noise(2);
    for (shift, middle, mean, tolerance) in
        [(0.0, 165.0, 236.0, 0.08), (1.0, 6.5, 7.7, 0.08), (2.0, 2.0, 2.5, 0.06)]
    {
        let (got_middle, got_mean) = run_length(&mut noise, shift);
        println!("known, shift {shift}: median {got_middle}, mean {got_mean:.1} check-ins");
        is_about("median", got_middle, middle, tolerance * middle);
        is_about("mean", got_mean, mean, tolerance * mean);
    }
}

/// A person: how much the scores vary, and how much each follows the one before.
#[derive(Clone, Copy)]
struct Person {
    spread: f64,
    follows: f64,
}

/// What a person is told after each check-in of one a day, of scores about 40 and a shift.
fn told(noise: &mut Noise, person: Person, days: i64, shift: impl Fn(i64) -> f64) -> Vec<Course> {
    let mut replay = Replay::default();
    let mut mood = noise.normal();
    let mut day_by_day = Vec::new();
    for day in 0..days {
        let own_part = (1.0 - person.follows.powi(2)).sqrt();
        mood = person.follows * mood + own_part * noise.normal();
        let score = Score::nearest(40.0 + person.spread * (mood + shift(day))).unwrap();
        replay.take(MeasuredScore { answered_at: UnixMillis(day * DAY_MS), score });
        let (baseline, trend) = (replay.earlier.baseline(), replay.chart.trend());
        day_by_day.push(Course { baseline, trend });
    }
    day_by_day
}

fn is_away(course: &Course) -> bool {
    course.trend.since.is_some()
}

const PEOPLE: usize = 400;

#[test]
fn simulation_of_false_alarms_of_the_whole() {
    let mut noise = Noise(3);
    for (spread, follows, middle, early, late) in [
        (10.0, 0.0, 181.0, 0.8, 1.5),
        (15.0, 0.0, 142.0, 3.0, 3.3),
        (20.0, 0.0, 108.0, 7.0, 4.9),
        (15.0, 0.3, 57.5, 10.5, 13.8),
    ] {
        let person = Person { spread, follows };
        let (mut firsts, mut away_early, mut away_late) = (Vec::new(), 0, 0);
        for _ in 0..PEOPLE {
            let days = told(&mut noise, person, 180, |_| 0.0);
            firsts.push(number(days.iter().position(is_away).map_or(181, |day| day + 1)));
            away_early += days[7..60].iter().filter(|day| is_away(day)).count();
            away_late += days[100..].iter().filter(|day| is_away(day)).count();
        }
        let first = median(&firsts).unwrap();
        let (away_early, away_late) =
            (per_cent(away_early, 53 * PEOPLE), per_cent(away_late, 80 * PEOPLE));
        println!(
            "spread {spread}, follows {follows}: first false alarm after {first} (median; 181: none in \
             180), told away {away_early:.1} % of days 8–60, {away_late:.1} % of 101–180"
        );
        is_about("first", first, middle, 0.2 * middle);
        is_about("early", away_early, early, 0.3 * early);
        is_about("late", away_late, late, 0.3 * late);
    }
}

#[test]
fn simulation_of_real_shifts() {
    let mut noise = Noise(4);
    const CALM: usize = 60;
    for (shift, detected, since_off, share, moved) in
        [(1.0, 8.5, 4.0, 72.0, 0.07), (2.0, 4.0, 1.0, 99.0, 0.0)]
    {
        let person = Person { spread: PRIOR_SPREAD, follows: 0.0 };
        let (mut after, mut off, mut away, mut medians) = (Vec::new(), Vec::new(), 0, Vec::new());
        for _ in 0..PEOPLE {
            let days = told(&mut noise, person, 130, |day| if day < 60 { 0.0 } else { shift });
            if is_away(&days[CALM - 1]) {
                continue;
            }
            let found =
                days[CALM..].iter().position(|day| day.trend.direction == TrendDirection::Rising);
            after.push(found.map_or(f64::INFINITY, |day| number(day + 1)));
            let since = found.and_then(|day| days[CALM + day].trend.since);
            off.extend(
                since.map(|since| number(usize::try_from(since.0 / DAY_MS).unwrap()) - 60.0),
            );
            away += days[CALM + 10..].iter().filter(|day| is_away(day)).count();
            medians.push(days.last().unwrap().baseline.band.unwrap().median);
        }
        let (of, after) = (60 * after.len(), median(&after).unwrap());
        off.sort_by(f64::total_cmp);
        let tenth = off[off.len() / 10];
        let (off, away) = (median(&off).unwrap(), per_cent(away, of));
        let median_moved = (median(&medians).unwrap() - 40.0) / PRIOR_SPREAD;
        println!(
            "shift {shift}: rising after {after} (median), `since` {off} days after the shift (a tenth \
             under {tenth}), away {away:.0} % of days 11–70, baseline moved {median_moved:.2} spreads"
        );
        is_about("detected", after, detected, 1.0);
        is_about("since", off, since_off, 1.0);
        assert!(tenth >= -2.0, "{tenth}");
        is_about("away", away, share, 7.0);
        is_about("moved", median_moved, moved, 0.08);
    }
}

#[test]
fn simulation_of_the_band_and_of_recovery() {
    let mut noise = Noise(5);
    for (spread, expected) in [(10.0, 83.0), (15.0, 79.0), (20.0, 78.0)] {
        let person = Person { spread, follows: 0.0 };
        let (mut inside, mut calm_again) = (0, Vec::new());
        for _ in 0..PEOPLE {
            let strained = |day| if (60..74).contains(&day) { 2.0 } else { 0.0 };
            let days = told(&mut noise, person, 130, strained);
            let band = days[59].baseline.band.unwrap();
            for _ in 0..10 {
                let score = (40.0 + spread * noise.normal()).round();
                inside += usize::from((band.low..=band.high).contains(&score));
            }
            let back = days[74..].iter().position(|day| !is_away(day));
            calm_again.push(back.map_or(f64::INFINITY, |day| number(day + 1)));
        }
        let inside = per_cent(inside, 10 * PEOPLE);
        let calm_again = median(&calm_again).unwrap();
        println!(
            "spread {spread}: {inside:.0} % in the band; calm again after {calm_again} (median)"
        );
        is_about("in the band", inside, expected, 3.0);
        is_about("calm again", calm_again, 6.0, 1.0);
    }
}
