//! Histories, contexts and trends.

use std::collections::HashMap;
use std::time::Duration;

use pilotlight_domain::safety::Tier;
use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{CheckIn, Finding, Origin, Previous, Reading, Score, Stream, UnixMillis};
use pilotlight_storage::{Context, Cursor, MOST_TREND_POINTS, NewCheckIn, Profile, Store};

use crate::support::{DAY, Place, check_in, finding, reading, record, scored, user};

const HOUR: i64 = 3_600_000;

fn ids(history: &[CheckIn]) -> Vec<String> {
    history.iter().map(|check_in| check_in.id.clone()).collect()
}

/// Turns pages of a length until there are no more.
async fn all_pages(store: &Store, length: u32) -> Vec<String> {
    let mut before = None;
    let mut seen = Vec::new();
    loop {
        let page = store.history(&user("ana"), length, before.take()).await.unwrap();
        let Some(last) = page.last() else { return seen };
        let check_in_id = Some(last.id.clone());
        before = Some(Cursor { answered_at: last.answered_at, check_in_id });
        seen.extend(ids(&page));
    }
}

#[tokio::test]
async fn pages_lose_nothing_and_repeat_nothing_where_moments_are_shared() {
    let place = Place::new();
    let store = place.store().await;
    let mut expected = Vec::new();
    for number in 0..40_i64 {
        let id = format!("{:02}", (number * 7) % 40);
        record(&store, scored("ana", &id, DAY + number / 9, 20)).await;
        record(&store, scored("ben", &id, DAY + number / 9, 20)).await;
        expected.push((number / 9, id));
    }
    expected.sort_by(|a, b| b.cmp(a));
    let expected: Vec<String> = expected.into_iter().map(|(_, id)| id).collect();
    for length in [1, 2, 3, 7, 9, 40, 200] {
        assert_eq!(all_pages(&store, length).await, expected, "pages of {length}");
    }
    let by_time = Cursor { answered_at: UnixMillis(DAY + 2), check_in_id: None };
    let earlier = store.history(&user("ana"), 200, Some(by_time)).await.unwrap();
    assert_eq!(ids(&earlier), expected[expected.len() - 18..]);
    assert_eq!(store.history(&user("ana"), 0, None).await, Ok(Vec::new()));
}

#[tokio::test]
async fn the_latest_is_the_latest_answered_not_the_latest_received() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "new", DAY + 5, 20)).await;
    let mut late = scored("ana", "old", DAY + 1, 30);
    late.check_in.received_at = UnixMillis(DAY + 100);
    record(&store, late).await;
    assert_eq!(store.latest(&user("ana")).await.unwrap().unwrap().id, "new");
}

async fn measured(store: &Store, id: &str, answered_at: i64, readings: Vec<Reading>) {
    let mut new = scored("ana", id, answered_at, 20);
    new.evidence.readings = readings;
    record(store, new).await;
}

async fn context_at(store: &Store, answered_at: i64) -> Context {
    store.context(&user("ana"), "calm_01", UnixMillis(answered_at)).await.unwrap()
}

fn aged(stream: Stream, score: f64, hours: u64) -> Reading {
    reading(stream, score).aged(Duration::from_secs(hours * 3600))
}

#[tokio::test]
async fn a_context_has_the_latest_measured_reading_of_each_stream() {
    use Stream::{Facial, Imessage, Tribe, Typing, Voice};
    let place = Place::new();
    let store = place.store().await;
    measured(&store, "a", DAY, vec![reading(Facial, 10.0), reading(Voice, 11.0)]).await;
    measured(&store, "b", DAY + 5 * HOUR, vec![reading(Facial, 20.0), reading(Tribe, 50.0)]).await;
    // Carried over, as a check-in without a video does: it is not measured here.
    let carried = vec![aged(Facial, 99.0, 5), reading(Imessage, 30.0), reading(Typing, 31.0)];
    measured(&store, "c", DAY + 10 * HOUR, carried).await;
    measured(&store, "after", DAY + 30 * HOUR, vec![reading(Facial, 77.0)]).await;

    let readings = context_at(&store, DAY + 12 * HOUR).await.readings;
    assert_eq!(readings.len(), 4);
    for expected in [
        aged(Imessage, 30.0, 2),
        aged(Typing, 31.0, 2),
        aged(Facial, 20.0, 7),
        aged(Voice, 11.0, 12),
    ] {
        assert!(readings.contains(&expected), "{expected:?} in {readings:?}");
    }
}

#[tokio::test]
async fn a_reading_counts_for_a_day() {
    let place = Place::new();
    let store = place.store().await;
    measured(&store, "a", DAY, vec![reading(Stream::Voice, 11.0)]).await;
    let count = async |answered_at| context_at(&store, answered_at).await.readings.len();
    assert_eq!(count(DAY - 1).await, 0);
    assert_eq!(count(DAY).await, 1);
    assert_eq!(count(DAY + 24 * HOUR - 1).await, 1);
    assert_eq!(count(DAY + 24 * HOUR).await, 0);
}

#[tokio::test]
async fn a_reading_keeps_its_quality_and_origin() {
    let place = Place::new();
    let store = place.store().await;
    let from_video = Reading::new(Stream::Voice, 1.0 / 3.0, 2.0 / 3.0, Origin::Video).unwrap();
    measured(&store, "a", DAY, vec![from_video]).await;
    assert_eq!(context_at(&store, DAY).await.readings, [from_video]);
}

#[tokio::test]
async fn previous_is_the_latest_result_at_or_before_the_moment() {
    let place = Place::new();
    let store = place.store().await;
    record(&store, scored("ana", "a", DAY, 20)).await;
    record(&store, scored("ana", "b", DAY + 10, 80)).await;
    let score = async |answered_at| {
        context_at(&store, answered_at).await.previous.map(|previous| previous.score.value())
    };
    assert_eq!(score(DAY - 1).await, None);
    assert_eq!(score(DAY).await, Some(20));
    assert_eq!(score(DAY + 9).await, Some(20));
    assert_eq!(score(DAY + 10).await, Some(80));
    let stranger = store.context(&user("ben"), "calm_01", UnixMillis(DAY)).await;
    assert_eq!(stranger, Ok(Context::default()));
}

fn typed(number: i64) -> TypingSample {
    let speed_wpm = i32::try_from(number).ok().map(f64::from);
    TypingSample { speed_wpm, ..TypingSample::default() }
}

#[tokio::test]
async fn a_context_has_sixty_typing_samples_the_settings_and_the_previous_result() {
    let place = Place::new();
    let store = place.store().await;
    for number in 0..70_i64 {
        let id = format!("{number}");
        let typing = Some(typed(number));
        record(&store, NewCheckIn { typing, ..scored("ana", &id, DAY + 2 * number, 20) }).await;
        record(&store, scored("ana", &format!("{id} untyped"), DAY + 2 * number + 1, 40)).await;
    }
    let profile = Profile { region: "GB".parse().ok(), ..Profile::default() };
    store.put_profile(&user("ana"), profile.clone(), UnixMillis(DAY)).await.unwrap();

    let context = context_at(&store, DAY + 2 * 69).await;
    let expected: Vec<TypingSample> = (9..69).rev().map(typed).collect();
    assert_eq!(context.typing_history, expected);
    assert_eq!(context.profile, profile);
    let score = Score::new(20).unwrap();
    assert_eq!(context.previous, Some(Previous { score, level: score.level(), tier: Tier::None }));
    assert_eq!(context.baseline, None);
}

fn without_evidence(id: &str, answered_at: i64) -> NewCheckIn {
    let notes = vec!["no_evidence".to_owned(), "previous_result_stands".to_owned()];
    check_in("ana", id, answered_at, Finding { data_quality: notes, ..finding(50) })
}

#[tokio::test]
async fn a_trend_runs_from_the_oldest_and_leaves_out_what_measured_nothing() {
    let place = Place::new();
    let store = place.store().await;
    assert_eq!(store.metrics(&user("ana"), None, None).await, Ok(Default::default()));
    record(&store, scored("ana", "c", DAY + 30, 70)).await;
    record(&store, scored("ana", "a", DAY + 10, 20)).await;
    record(&store, without_evidence("b", DAY + 20)).await;
    record(&store, without_evidence("d", DAY + 40)).await;

    let trend = async |from: Option<i64>, to: Option<i64>| {
        let moment = |ms: Option<i64>| ms.map(|ms| UnixMillis(DAY + ms));
        let metrics = store.metrics(&user("ana"), moment(from), moment(to)).await.unwrap();
        let scores: Vec<u8> = metrics.trend.iter().map(|point| point.score.value()).collect();
        (scores, metrics.latest.map(|latest| latest.id), metrics.total_check_ins)
    };
    assert_eq!(trend(None, None).await, (vec![20, 70], Some("d".to_owned()), 4));
    assert_eq!(trend(Some(10), Some(30)).await, (vec![20], Some("d".to_owned()), 4));
    assert_eq!(trend(Some(11), Some(31)).await, (vec![70], Some("d".to_owned()), 4));
    assert_eq!(trend(Some(31), Some(40)).await, (vec![], Some("d".to_owned()), 4));
}

#[tokio::test]
async fn a_trend_has_the_newest_points_and_the_total_counts_all() {
    let place = Place::new();
    let store = place.store().await;
    let all = i64::from(MOST_TREND_POINTS) + 5;
    let writes =
        (0..all).map(|number| store.record(scored("ana", &format!("{number}"), DAY + number, 20)));
    let mut writes: Vec<_> = writes.map(Box::pin).collect();
    for write in &mut writes {
        write.await.unwrap();
    }
    let metrics = store.metrics(&user("ana"), None, None).await.unwrap();
    assert_eq!(metrics.total_check_ins, u64::try_from(all).unwrap());
    assert_eq!(metrics.trend.first().unwrap().answered_at, UnixMillis(DAY + 5));
    assert_eq!(metrics.trend.last().unwrap().answered_at, UnixMillis(DAY + all - 1));
}

#[tokio::test]
async fn stimuli_count_when_they_were_answered_and_received_before_the_moment() {
    let place = Place::new();
    let store = place.store().await;
    let answered = async |id: &str, stimulus: &str, answered_at: i64, received_at: i64| {
        let mut new = scored("ana", id, DAY + answered_at, 20);
        stimulus.clone_into(&mut new.check_in.stimulus_id);
        new.check_in.received_at = UnixMillis(DAY + received_at);
        record(&store, new).await;
    };
    answered("a", "calm_01", 1, 1).await;
    answered("b", "calm_01", 2, 2).await;
    answered("c", "unknown", 3, 3).await;
    answered("late", "calm_01", 4, 11).await;
    answered("early clock", "calm_01", 12, 5).await;
    answered("at once", "calm_01", 10, 10).await;
    let counts = store.answered_before(&user("ana"), UnixMillis(DAY + 10)).await;
    let expected = HashMap::from([("calm_01".to_owned(), 2), ("unknown".to_owned(), 1)]);
    assert_eq!(counts, Ok(expected));
}
