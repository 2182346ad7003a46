//! What is read is what was stored.

use std::collections::{BTreeMap, HashSet};

use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{
    AlertRef, AlertStatus, Channel, Level, Reading, Stream, UnixMillis, assess,
};
use pilotlight_storage::{Baseline, Inputs, NewCheckIn, Profile, StorageError, VideoMeasures};

use crate::numbers::{Numbers, services};
use crate::support::{DAY, Place, check_in, directory, record, rows_of, scored, user};

#[tokio::test]
async fn a_check_in_read_back_equals_the_stored_one() {
    let place = Place::new();
    let store = place.store().await;
    let mut numbers = Numbers(11);
    let mut levels_seen = HashSet::new();
    let mut measured_seen = HashSet::new();
    for round in 0..300_i64 {
        let score = u8::try_from(numbers.next() % 101).unwrap();
        let id = format!("id-{round}");
        let mut new = check_in("ana", &id, DAY + round, numbers.finding(score));
        new.check_in.channel = numbers.pick(Channel::ALL);
        new.check_in.services = services(&mut numbers);
        new.check_in.received_at = UnixMillis(DAY + round + 17);
        new.evidence = numbers.evidence();
        new.typing = numbers.some(Numbers::typing);
        new.reply_text = numbers.some(|_| "my own words".to_owned());
        new.video = numbers.some(|numbers| VideoMeasures {
            combined_score: Some(numbers.unit() * 100.0),
            facial: BTreeMap::from([("brow_furrow".to_owned(), numbers.any())]),
            voice: BTreeMap::new(),
        });
        levels_seen.insert((new.check_in.channel, new.check_in.assessment.level()));
        let inputs = inputs(&new);
        let stored = record(&store, new).await;

        assert_eq!(store.latest(&user("ana")).await, Ok(Some(stored.clone())));
        let read = store.inputs(&user("ana"), stored.answered_at, &id).await.unwrap().unwrap();
        // What is printed tells a zero's sign.
        assert_eq!(format!("{:?}", read.evidence), format!("{:?}", inputs.evidence));
        let is_measured =
            |reading: &Reading| reading.age().is_zero() && reading.stream() != Stream::Tribe;
        let readings = &read.evidence.readings;
        measured_seen.insert((readings.len(), readings.iter().filter(|r| is_measured(r)).count()));
        assert!(read == inputs, "the inputs of {round}");
    }
    assert_eq!(levels_seen.len(), Channel::ALL.len() * Level::ALL.len());
    for readings in [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)] {
        assert!(measured_seen.contains(&readings), "{readings:?}");
    }
    assert_eq!(store.metrics(&user("ana"), None, None).await.unwrap().total_check_ins, 300);
}

fn inputs(new: &NewCheckIn) -> Inputs {
    let NewCheckIn { evidence, typing, reply_text, video, .. } = new;
    Inputs {
        evidence: evidence.clone(),
        typing: *typing,
        reply_text: reply_text.clone(),
        video: video.clone(),
    }
}

#[tokio::test]
async fn a_stored_score_can_be_computed_again() {
    let place = Place::new();
    let store = place.store().await;
    let mut numbers = Numbers(5);
    for round in 0..100 {
        let id = format!("{round}");
        let mut new = scored("ana", &id, DAY + round, 20);
        new.evidence = numbers.evidence();
        new.check_in.assessment = assess(&new.evidence, &directory());
        new.check_in.alert =
            Some(AlertRef { id: format!("alert-{id}"), status: AlertStatus::Queued });
        let stored = record(&store, new).await;
        let inputs = store.inputs(&user("ana"), stored.answered_at, &id).await.unwrap().unwrap();
        assert_eq!(assess(&inputs.evidence, &directory()), stored.assessment);
        assert_eq!(store.latest(&user("ana")).await, Ok(Some(stored)));
    }
}

#[tokio::test]
async fn a_sample_that_measured_nothing_is_none() {
    let place = Place::new();
    let store = place.store().await;
    let new = NewCheckIn { typing: Some(TypingSample::default()), ..scored("ana", "a", DAY, 10) };
    record(&store, new).await;
    let inputs = store.inputs(&user("ana"), UnixMillis(DAY), "a").await.unwrap().unwrap();
    assert_eq!(inputs.typing, None);
    assert!(store.inputs(&user("ben"), UnixMillis(DAY), "a").await.unwrap().is_none());
}

#[tokio::test]
async fn ids_in_every_script_and_with_every_sign_are_kept_apart() {
    let place = Place::new();
    let store = place.store().await;
    let ids =
        ["ana", "Ana", "ana ana", "ana'--", "änä", "a\u{308}na", "%", "_", "アナ", "+15551234567"];
    for (at, id) in (0..).zip(ids) {
        record(&store, scored(id, "same id", DAY + at, 20)).await;
    }
    for (at, id) in (0..).zip(ids) {
        let latest = store.latest(&user(id)).await.unwrap().unwrap();
        assert_eq!((latest.user_id.as_str(), latest.answered_at), (id, UnixMillis(DAY + at)));
        assert_eq!(store.history(&user(id), 200, None).await.unwrap().len(), 1);
    }
    assert_eq!(store.latest(&user("ANA")).await, Ok(None));
}

#[tokio::test]
async fn settings_replace_earlier_ones() {
    let place = Place::new();
    let store = place.store().await;
    assert_eq!(store.profile(&user("ana")).await, Ok(None));
    record(&store, scored("ana", "a", DAY, 20)).await;
    assert_eq!(store.profile(&user("ana")).await, Ok(Some(Profile::default())));
    let full = Profile {
        region: "DE".parse().ok(),
        timezone: Some("Europe/Berlin".to_owned()),
        locale: Some("de".to_owned()),
    };
    let partial = Profile { region: None, ..full.clone() };
    for profile in [full, partial, Profile::default()] {
        store.put_profile(&user("ana"), profile.clone(), UnixMillis(DAY)).await.unwrap();
        assert_eq!(store.profile(&user("ana")).await, Ok(Some(profile)));
    }
    let new_person = Profile { region: "FR".parse().ok(), ..Profile::default() };
    store.put_profile(&user("ben"), new_person.clone(), UnixMillis(DAY)).await.unwrap();
    assert_eq!(store.profile(&user("ben")).await, Ok(Some(new_person)));
    assert_eq!(rows_of(&place, "users"), 2);
}

#[tokio::test]
async fn a_baseline_replaces_an_earlier_one() {
    let place = Place::new();
    let store = place.store().await;
    assert_eq!(store.baseline("calm_01").await, Ok(None));
    let mut numbers = Numbers(3);
    for round in 0..50 {
        let baseline = Baseline {
            stimulus_id: "calm_01".to_owned(),
            regions: numbers.regions(),
            macro_groups: BTreeMap::from([("Emotion".to_owned(), numbers.any())]),
            overall: numbers.some(Numbers::unit),
            total_timesteps: numbers.some(|_| 42),
            agent_summary: numbers.some(|_| "calm".to_owned()),
            source: "tribe-v2".to_owned(),
            fetched_at: UnixMillis(DAY + round),
        };
        store.put_baseline(baseline.clone()).await.unwrap();
        assert_eq!(store.baseline("calm_01").await, Ok(Some(baseline.clone())));
        store.put_baseline(Baseline { stimulus_id: "a".to_owned(), ..baseline }).await.unwrap();
    }
    assert_eq!(store.baseline_ids().await.unwrap(), ["a", "calm_01"]);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_an_error_that_names_its_place() {
    use diesel::connection::SimpleConnection;
    let spoils = [
        ("details", "details = replace(details, '\"used\"', '\"secret\"')", "details"),
        ("details", "details = '{'", "details"),
        ("country", "country = '99'", "country"),
        ("alert_id", "alert_id = 'no such alert'", "alert_id"),
    ];
    for (column, spoil, named) in spoils {
        let place = Place::new();
        let store = place.store().await;
        record(&store, scored("ana", "a", DAY, 20)).await;
        let mut other = place.other_connection();
        other.batch_execute(&format!("UPDATE check_ins SET {spoil}")).unwrap();
        let error = store.latest(&user("ana")).await.unwrap_err();
        assert!(
            matches!(&error, StorageError::Corrupt { table: "check_ins", column, .. } if *column == named),
            "{column}: {error:?}"
        );
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
