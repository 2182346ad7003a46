//! What is read is what was stored.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::text::Theme;
use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{
    AlertRef, AlertStatus, BrainRegion, Channel, Contribution, ContributionSource, Evidence,
    Finding, Interval, Level, MlAnswer, MlScale, Origin, Previous, Reading, Regions, Score,
    ScorerOrigin, ServiceUse, ServicesUsed, Stream, StreamReport, UnixMillis, assess,
};
use pilotlight_storage::{Baseline, Inputs, NewCheckIn, Profile, StorageError, VideoMeasures};

use crate::support::{DAY, Place, check_in, directory, record, rows_of, scored, user};

/// SplitMix64: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number with all its bits in use, 0–1.
    fn unit(&mut self) -> f64 {
        let whole = f64::from(u32::try_from(self.next() >> 32).unwrap());
        let part = f64::from(u32::try_from(self.next() >> 32).unwrap());
        (whole + part / 4_294_967_296.0) / 4_294_967_296.0
    }

    /// Any number but NaN, which equals nothing.
    fn any(&mut self) -> f64 {
        if self.next().is_multiple_of(4) {
            return self.pick(&[0.0, -0.0, 1.0, -80.0, 2_147_483_648.0]);
        }
        let number = f64::from_bits(self.next());
        if number.is_nan() { f64::NEG_INFINITY } else { number }
    }

    fn some<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.next().is_multiple_of(3)).then(|| value(self))
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.next()).unwrap() % of.len()]
    }

    fn several<T: Copy>(&mut self, of: &[T]) -> Vec<T> {
        (0..self.next() % 4).map(|_| self.pick(of)).collect()
    }

    fn words(&mut self) -> Vec<String> {
        self.several(&["a \"word\"", "ünï\u{1F6A8}", "", "line\nbreak"])
            .iter()
            .map(|w| (*w).to_owned())
            .collect()
    }

    fn finding(&mut self, score: u8) -> Finding {
        Finding {
            score: Score::new(score).unwrap(),
            level: Level::Green,
            tribe_deviation: self.unit(),
            behavioral_deviation: self.any(),
            top_indicators: self.words(),
            intervention: "A few words \u{2013} \"quoted\".".to_owned(),
            brain_regions_flagged: self.several(BrainRegion::ALL),
            confidence: self.unit(),
            streams: (0..self.next() % 6)
                .map(|_| StreamReport {
                    stream: self.pick(Stream::ALL),
                    score: self.unit() * 100.0,
                    weight: self.unit(),
                    freshness: self.unit(),
                    quality: self.unit(),
                    origin: self.pick(Origin::ALL),
                })
                .collect(),
            coverage: self.unit(),
            interval: self.some(|numbers| {
                let mut any_score =
                    || Score::new(u8::try_from(numbers.next() % 101).unwrap()).unwrap();
                Interval { low: any_score(), high: any_score() }
            }),
            contributions: (0..self.next() % 5)
                .map(|_| Contribution {
                    source: self.pick(ContributionSource::ALL),
                    points: self.unit() * 100.0,
                })
                .collect(),
            safety: Safety { tier: self.pick(Tier::ALL), rules: self.words() },
            scorer: self.pick(ScorerOrigin::ALL),
            scorer_version: "1".to_owned(),
            data_quality: self.words(),
            country: self
                .some(|numbers| numbers.pick(&["US".parse().unwrap(), "DE".parse().unwrap()])),
        }
    }

    fn reading(&mut self) -> Reading {
        let stream = self.pick(Stream::ALL);
        let (score, quality) = (self.unit() * 100.0, self.unit());
        let age = self.some(|numbers| Duration::from_millis(numbers.next() % 100_000_000));
        let age = age.unwrap_or_default();
        Reading::new(stream, score, quality, self.pick(Origin::ALL)).unwrap().aged(age)
    }

    fn evidence(&mut self) -> Evidence {
        Evidence {
            readings: (0..self.next() % 5).map(|_| self.reading()).collect(),
            ml: self.some(|numbers| MlAnswer {
                score: numbers.some(Self::any),
                level: numbers.some(|numbers| numbers.pick(Level::ALL)),
                tribe_deviation: numbers.some(Self::any),
                behavioral_deviation: numbers.some(Self::any),
                top_indicators: numbers.words(),
                brain_regions: numbers.several(BrainRegion::ALL),
                confidence: numbers.some(Self::any),
                breakdown: vec![(Stream::Tribe, numbers.any()), (Stream::Voice, f64::INFINITY)],
            }),
            ml_scale: self.pick(MlScale::ALL),
            asked_of_ml: self.several(Stream::ALL),
            safety: Safety { tier: self.pick(Tier::ALL), rules: self.words() },
            themes: self.several(Theme::ALL),
            remarks: self.words(),
            baseline: self.some(Self::regions),
            behavioral_deviation: self.any(),
            previous: self.some(|numbers| Previous {
                score: Score::new(u8::try_from(numbers.next() % 101).unwrap()).unwrap(),
                level: numbers.pick(Level::ALL),
                tier: numbers.pick(Tier::ALL),
            }),
            notes: self.words(),
            country: self.some(|_| "FR".parse().unwrap()),
            variant: u32::try_from(self.next() >> 32).unwrap(),
        }
    }

    fn regions(&mut self) -> Regions {
        Regions {
            prefrontal_cortex: self.unit(),
            amygdala_region: self.unit(),
            temporal_lobe: self.any(),
            motor_cortex: 0.0,
            visual_cortex: 1.0,
        }
    }

    fn typing(&mut self) -> TypingSample {
        TypingSample {
            speed_wpm: Some(self.unit() * 100.0),
            error_rate: self.some(Self::any),
            hesitations: self.some(Self::unit),
            correction_loops: self.some(Self::unit),
            key_hold_ms: self.some(Self::any),
            flight_time_ms: self.some(Self::any),
        }
    }
}

fn services(numbers: &mut Numbers) -> ServicesUsed {
    ServicesUsed {
        signals: numbers.pick(ServiceUse::ALL),
        ml: numbers.pick(ServiceUse::ALL),
        video: numbers.pick(ServiceUse::ALL),
    }
}

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
