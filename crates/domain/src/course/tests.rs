use proptest::prelude::*;

use super::*;

/// Scores at a distance in hours from one to the next, after what is there.
fn then(mut points: Vec<MeasuredScore>, hours: i64, scores: &[u8]) -> Vec<MeasuredScore> {
    for score in scores {
        let before = points.last().map_or(0, |last| last.answered_at.0);
        let answered_at = UnixMillis(before + hours * DAY_MS / 24);
        points.push(MeasuredScore { answered_at, score: Score::new(*score).unwrap() });
    }
    points
}

fn daily(scores: &[u8]) -> Vec<MeasuredScore> {
    then(Vec::new(), 24, scores)
}

/// So many scores that go up and down around one.
fn around(score: u8, count: usize) -> Vec<u8> {
    [0, 6, 3, 9, 1, 7, 4, 10, 5].iter().cycle().take(count).map(|up| score - 5 + up).collect()
}

fn direction(points: &[MeasuredScore]) -> TrendDirection {
    Course::of(points).trend.direction
}

fn median(points: &[MeasuredScore]) -> f64 {
    Course::of(points).baseline.band.unwrap().median
}

#[test]
fn silent_under_seven_provisional_to_thirteen_then_in_use() {
    for n in 0..=20_u16 {
        let course = Course::of(&daily(&around(20, usize::from(n))));
        let status = match n {
            0..=6 => BaselineStatus::Silent,
            7..=13 => BaselineStatus::Provisional,
            _ => BaselineStatus::InUse,
        };
        assert_eq!((course.baseline.status, course.baseline.n), (status, n.min(14)), "{n}");
        assert_eq!(course.baseline.band.is_none(), n < 7, "{n}");
        // The eighth is the first that there is something to judge against.
        let unknown = course.trend.direction == TrendDirection::Unknown;
        assert_eq!((unknown, course.trend.ewma.is_none()), (n < 8, n < 8), "{n}");
        assert_eq!(course.trend.limit.is_none(), n < 8, "{n}");
    }
}

#[test]
fn a_bad_week_shows_as_rising_and_does_not_become_usual() {
    let calm = daily(&around(20, 20));
    let week = then(calm.clone(), 24, &around(80, 7));
    let course = Course::of(&week);
    assert_eq!(course.trend.direction, TrendDirection::Rising);
    assert_eq!(course.trend.since, Some(week[20].answered_at));
    assert!(course.trend.ewma > course.trend.limit);
    let later = then(week, 24, &around(20, 30));
    for day in 27..later.len() {
        let highest = Course::of(&later[..=day]).baseline.band.unwrap().high;
        assert!(highest < 45.0, "day {day}: {highest}");
    }
    assert_eq!(direction(&later), TrendDirection::Steady);
    assert_eq!(Course::of(&later).trend.since, None);
}

#[test]
fn a_better_time_shows_as_falling() {
    let better = then(daily(&around(70, 20)), 24, &around(30, 7));
    let trend = Course::of(&better).trend;
    assert_eq!(trend.direction, TrendDirection::Falling);
    assert_eq!(trend.since, Some(better[20].answered_at));
    assert!(trend.ewma.unwrap() < -trend.limit.unwrap());
}

#[test]
fn one_score_far_off_is_no_trend_and_does_not_become_usual() {
    let calm = around(40, 40);
    let mut with_one = calm.clone();
    with_one.insert(20, 100);
    let (without, with) = (daily(&calm), daily(&with_one));
    assert_eq!(direction(&with), TrendDirection::Steady);
    // It is a day longer, so that one more has waited; and one of those that have is left out.
    assert_eq!(Course::of(&with).baseline, Course::of(&without).baseline);
}

#[test]
fn what_is_new_becomes_usual_after_a_fortnight() {
    let calm = around(40, 90);
    // Not far enough to be told as a trend.
    let newer = [&calm[..30], &around(43, 60)].concat();
    let (calm, newer) = (daily(&calm), daily(&newer));
    for day in 30..44 {
        let baseline = |points: &[MeasuredScore]| Course::of(&points[..=day]).baseline;
        assert_eq!(baseline(&newer), baseline(&calm), "day {day}");
    }
    assert_eq!(direction(&newer), TrendDirection::Steady);
    assert!(median(&newer) > median(&calm));
}

#[test]
fn a_baseline_rests_on_sixty_that_have_waited_a_fortnight() {
    for (days, n) in [(14, 14), (28, 14), (29, 15), (73, 59), (74, 60), (150, 60)] {
        assert_eq!(Course::of(&daily(&around(40, days))).baseline.n, n, "{days} days");
    }
}

#[test]
fn a_run_of_ninety_days_has_become_the_usual() {
    let strained = then(daily(&around(25, 30)), 24, &around(75, 120));
    let told = |days: usize| Course::of(&strained[..30 + days]);
    let during = told(90);
    assert_eq!(during.trend.direction, TrendDirection::Rising);
    assert_eq!(during.trend.since, Some(strained[30].answered_at));
    assert!(during.baseline.band.unwrap().high < 50.0, "{during:?}");
    let after = told(95);
    assert_eq!(after.trend.direction, TrendDirection::Steady);
    assert_eq!(after.baseline.status, BaselineStatus::InUse);
    assert!((after.baseline.band.unwrap().median - 75.0).abs() < 3.0, "{after:?}");
}

#[test]
fn few_check_ins_do_not_make_a_run_the_usual() {
    // The run starts with the second: the first may be chance. With the fourteenth it is over.
    let weekly = then(daily(&around(25, 30)), 7 * 24, &around(75, 20));
    let rising = (30..weekly.len()).filter(|n| direction(&weekly[..=*n]) == TrendDirection::Rising);
    assert_eq!(rising.collect::<Vec<_>>(), (31..44).collect::<Vec<_>>());
    let fortnightly = then(daily(&around(25, 30)), 14 * 24, &around(75, 12));
    assert_eq!(direction(&fortnightly), TrendDirection::Rising, "168 days, 12 check-ins");
}

#[test]
fn many_in_one_moment_are_judged_like_any() {
    let calm = then(Vec::new(), 0, &around(20, 20));
    assert_eq!(Course::of(&calm).baseline.n, 14);
    let red = then(calm, 0, &around(80, 7));
    assert_eq!(direction(&red), TrendDirection::Rising);
    assert!(median(&red) < 30.0);
    // A client that never stops has a new usual after 120.
    let more = then(red, 0, &around(80, 140));
    assert!((median(&more) - 80.0).abs() < 5.0);
}

#[test]
fn after_a_pause_the_average_starts_anew_and_the_baseline_stands() {
    let strained = then(daily(&around(25, 30)), 24, &around(60, 7));
    assert_eq!(direction(&strained), TrendDirection::Rising);
    let weeks = then(strained.clone(), 29 * 24, &[25]);
    assert_eq!(direction(&weeks), TrendDirection::Rising, "29 days");
    let months = then(strained.clone(), 60 * 24, &[25]);
    assert_eq!(direction(&months), TrendDirection::Steady);
    assert_eq!(Course::of(&months).baseline.n, 30);
    let half_a_year = then(strained, 200 * 24, &[25]);
    assert_eq!(
        Course::of(&half_a_year),
        Course { baseline: Baseline { n: 1, ..Baseline::default() }, ..Course::default() }
    );
}

#[test]
fn a_start_in_the_middle_of_a_bad_time_is_forgotten() {
    // What is read starts with fifty days of strain, in which the newest 180 happen to begin.
    let points = daily(&[around(80, 50), around(25, 130)].concat());
    assert!((median(&points) - 25.0).abs() < 3.0);
    assert_eq!(direction(&points), TrendDirection::Steady);
}

#[test]
fn the_same_score_for_ever_is_steady() {
    for score in [0, 30, 100] {
        let course = Course::of(&daily(&[score; 100]));
        assert_eq!(course.trend.direction, TrendDirection::Steady);
        let Band { median, low, high } = course.baseline.band.unwrap();
        assert_eq!(median, f64::from(score));
        assert!(low <= median && median <= high && high > low);
    }
}

proptest! {
    #[test]
    fn any_scores_have_a_sound_course(
        scores in prop::collection::vec((0..=100_u8, prop::num::i64::ANY), 0..200),
        in_order in any::<bool>(),
    ) {
        let of = |(score, ms): (u8, i64)| {
            let hours = if in_order { ms % 5_000 * DAY_MS / 24 } else { ms };
            MeasuredScore { answered_at: UnixMillis(hours), score: Score::new(score).unwrap() }
        };
        let mut points: Vec<MeasuredScore> = scores.into_iter().map(of).collect();
        if in_order {
            points.sort_by_key(|point| point.answered_at);
        }
        let Course { baseline, trend } = Course::of(&points);
        prop_assert_eq!(baseline.band.is_none(), baseline.status == BaselineStatus::Silent);
        prop_assert!(usize::from(baseline.n) <= points.len().min(60));
        if let Some(Band { median, low, high }) = baseline.band {
            prop_assert!(0.0 <= low && low <= median && median <= high && high <= 100.0);
        }
        let is_away = matches!(trend.direction, TrendDirection::Rising | TrendDirection::Falling);
        prop_assert_eq!(trend.since.is_some(), is_away);
        prop_assert!(trend.since.is_none_or(|at| points.iter().any(|point| point.answered_at == at)));
        prop_assert_eq!(trend.ewma.is_none(), trend.direction == TrendDirection::Unknown);
        prop_assert!(trend.ewma.is_none_or(|ewma| ewma.abs() <= 3.5));
        prop_assert!(trend.limit.is_none_or(|limit| limit > 0.0));
    }
}
