//! Documents that cannot be read: nobody is refused over them, and they are named.

use diesel::connection::SimpleConnection;
use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{Level, Regions, Stream, UnixMillis};
use pilotlight_storage::{
    Archive, Baseline, Context, IdempotencyKey, NewCheckIn, Profile, Store, VideoMeasures,
};

use crate::support::{DAY, Place, directory, reading, record, scored, user};

async fn context(store: &Store) -> Context {
    store.context(&user("ana"), "calm_01", UnixMillis(DAY + 9)).await.unwrap()
}

fn baseline() -> Baseline {
    Baseline {
        stimulus_id: "calm_01".to_owned(),
        regions: Regions::default(),
        macro_groups: [("language".to_owned(), 0.5)].into(),
        overall: None,
        total_timesteps: None,
        agent_summary: None,
        source: "tribe".to_owned(),
        fetched_at: UnixMillis(DAY),
    }
}

/// A check-in with everything that is kept of one.
fn full(id: &str, answered_at: i64, stream: Stream) -> NewCheckIn {
    let speed_wpm = Some(40.0);
    let mut new = scored("ana", id, answered_at, 20);
    new.evidence.readings = vec![reading(stream, 30.0)];
    NewCheckIn {
        typing: Some(TypingSample { speed_wpm, ..TypingSample::default() }),
        video: Some(VideoMeasures::default()),
        idempotency: Some(IdempotencyKey {
            key: id.to_owned(),
            fingerprint: "f".to_owned(),
            beside: Some("{}".to_owned()),
        }),
        ..new
    }
}

/// Two check-ins, settings and a baseline, all of them sound.
async fn sound(place: &Place) -> Store {
    let store = place.store().await;
    record(&store, full("a", DAY, Stream::Voice)).await;
    record(&store, full("b", DAY + 1, Stream::Facial)).await;
    let profile = Profile { region: "GB".parse().ok(), ..Profile::default() };
    store.put_profile(&user("ana"), profile, UnixMillis(DAY)).await.unwrap();
    store.put_baseline(baseline()).await.unwrap();
    store
}

/// What one broken document takes out of a context is itself, and a red check-in is still stored.
async fn costs(change: &str, without: impl FnOnce(&mut Context)) {
    let place = Place::new();
    let store = sound(&place).await;
    let mut expected = context(&store).await;
    assert!(!expected.unreadable && expected.baseline.is_some());
    assert_eq!((expected.readings.len(), expected.typing_history.len()), (2, 2));
    place.other_connection().batch_execute(change).unwrap();
    without(&mut expected);
    expected.unreadable = true;
    assert_eq!(context(&store).await, expected, "{change}");
    let red = record(&store, scored("ana", "red", DAY + 9, 90)).await;
    assert_eq!(red.assessment.level(), Level::Red);
    assert_eq!(
        store.claim_alerts(UnixMillis(DAY + 9), UnixMillis(DAY + 99), 9).await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_typing_sample_costs_that_sample() {
    let change = "UPDATE check_ins SET typing = '{' WHERE check_in_id = 'b'";
    costs(change, |context| context.typing_history.truncate(1)).await;
}

#[tokio::test]
async fn the_readings_of_a_check_in_cost_those() {
    let change = "UPDATE check_ins SET measured = '{' WHERE check_in_id = 'b'";
    costs(change, |context| context.readings.retain(|kept| kept.stream() == Stream::Voice)).await;
}

#[tokio::test]
async fn a_region_costs_the_settings() {
    let change = "UPDATE users SET region = '12'";
    costs(change, |context| context.profile = Profile::default()).await;
}

#[tokio::test]
async fn a_baseline_costs_the_baseline() {
    for column in ["regions", "macro_groups"] {
        let change = format!("UPDATE tribe_baselines SET {column} = '{{'");
        costs(&change, |context| context.baseline = None).await;
    }
}

#[tokio::test]
async fn a_check_names_each_column_and_no_value() {
    let place = Place::new();
    sound(&place).await.close().await;
    let archive = Archive::open(place.config(), directory()).await.unwrap();
    assert_eq!(archive.unreadable().await, Ok(vec![]));
    let changes = [
        ("check_ins.typing", "UPDATE check_ins SET typing = '{'", 2),
        (
            "idempotency_keys.beside",
            "UPDATE idempotency_keys SET beside = 'ana' WHERE key = 'a'",
            1,
        ),
        ("tribe_baselines.macro_groups", "UPDATE tribe_baselines SET macro_groups = '[1'", 1),
        ("users.region", "UPDATE users SET region = '12'", 1),
        ("video_analyses.facial", "UPDATE video_analyses SET facial = '{\"a\":true}'", 2),
    ];
    let mut told = Vec::new();
    for (column, change, rows) in changes {
        place.other_connection().batch_execute(change).unwrap();
        told.push(format!("{rows} of {column} cannot be read"));
        assert_eq!(archive.unreadable().await.as_ref(), Ok(&told));
    }
    assert_eq!(archive.faults().await, Ok(vec![]), "a backup is still made of it");
}
