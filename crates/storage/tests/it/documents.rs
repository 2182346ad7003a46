//! The documents that rows hold, word by word: as they are written, and as they were written by the
//! versions before.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::Text;
use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::text::Theme;
use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::{
    BrainRegion, Contribution, ContributionSource, Evidence, Finding, Interval, Level, MlAnswer,
    MlScale, Origin, Previous, Reading, Regions, Score, Stream, StreamReport, UnixMillis,
};
use pilotlight_storage::{Baseline, NewCheckIn};

use crate::support::{DAY, Place, check_in, finding, record, user};

#[derive(QueryableByName, Debug, PartialEq)]
struct Documents {
    #[diesel(sql_type = Text)]
    typing: String,
    #[diesel(sql_type = Text)]
    measured: String,
    #[diesel(sql_type = Text)]
    details: String,
    #[diesel(sql_type = Text)]
    inputs: String,
}

/// From one line for each of them.
fn documents(lines: &str) -> Documents {
    let [typing, measured, details, inputs] = lines.lines().collect::<Vec<_>>()[..] else {
        panic!("{lines}")
    };
    let [typing, measured, details, inputs] = [typing, measured, details, inputs].map(String::from);
    Documents { typing, measured, details, inputs }
}

fn in_file(place: &Place) -> Documents {
    diesel::sql_query("SELECT typing, measured, details, inputs FROM check_ins")
        .get_result(&mut place.other_connection())
        .unwrap()
}

fn overwrite(place: &Place, documents: &Documents) {
    let Documents { typing, measured, details, inputs } = documents;
    let changed =
        diesel::sql_query("UPDATE check_ins SET typing = ?, measured = ?, details = ?, inputs = ?")
            .bind::<Text, _>(typing)
            .bind::<Text, _>(measured)
            .bind::<Text, _>(details)
            .bind::<Text, _>(inputs)
            .execute(&mut place.other_connection());
    assert_eq!(changed, Ok(1));
}

fn score(score: u8) -> Score {
    Score::new(score).unwrap()
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn report(stream: Stream, score: f64, weight: f64, quality: f64) -> StreamReport {
    StreamReport { stream, score, weight, freshness: 1.0, quality, origin: Origin::Ml }
}

fn regions() -> Regions {
    Regions {
        prefrontal_cortex: 0.41,
        amygdala_region: 0.22,
        temporal_lobe: 0.63,
        motor_cortex: 0.18,
        visual_cortex: 0.71,
    }
}

/// A check-in with an answer of ml and a baseline.
fn with_siblings() -> NewCheckIn {
    let reading =
        |stream, score, quality| Reading::new(stream, score, quality, Origin::Signals).unwrap();
    let point = |source, points| Contribution { source, points };
    let ml_found =
        ["Strong negative sentiment", "Slower typing than usual", "Little future orientation"];
    let absolutist = "Absolutist wording: can't";
    let also_found = [absolutist, "The reply speaks of tiredness"];
    let finding = Finding {
        tribe_deviation: 0.42,
        behavioral_deviation: 0.31,
        top_indicators: owned(&[&ml_found[..], &also_found].concat()),
        brain_regions_flagged: vec![BrainRegion::PrefrontalCortex, BrainRegion::Amygdala],
        confidence: 0.78,
        streams: vec![
            report(Stream::Imessage, 81.0, 0.25, 1.0),
            report(Stream::Typing, 40.0, 0.2, 0.1),
            report(Stream::Tribe, 42.0, 0.1, 1.0),
        ],
        coverage: 0.37,
        interval: Some(Interval { low: score(28), high: score(54) }),
        contributions: vec![
            point(ContributionSource::Imessage, 54.7),
            point(ContributionSource::Typing, 2.2),
            point(ContributionSource::Tribe, 11.3),
            point(ContributionSource::Ml, -27.2),
        ],
        ..finding(41)
    };
    let evidence = Evidence {
        readings: vec![reading(Stream::Imessage, 71.4, 1.0), reading(Stream::Typing, 44.0, 0.1)],
        ml: Some(MlAnswer {
            score: Some(41.0),
            level: Some(Level::Yellow),
            tribe_deviation: Some(0.42),
            behavioral_deviation: Some(0.31),
            top_indicators: owned(&ml_found),
            brain_regions: vec![BrainRegion::Amygdala, BrainRegion::PrefrontalCortex],
            confidence: Some(0.78),
            breakdown: vec![
                (Stream::Imessage, 81.0),
                (Stream::Typing, 40.0),
                (Stream::Facial, 0.0),
                (Stream::Voice, 0.0),
                (Stream::Tribe, 42.0),
            ],
        }),
        asked_of_ml: vec![Stream::Imessage, Stream::Typing],
        themes: vec![Theme::Fatigue, Theme::Anxiety],
        remarks: owned(&[ml_found[0], absolutist]),
        baseline: Some(regions()),
        previous: Some(Previous { score: score(41), level: Level::Yellow, tier: Tier::None }),
        country: "US".parse().ok(),
        variant: 20779,
        ..Evidence::default()
    };
    let typing =
        TypingSample { speed_wpm: Some(59.7), error_rate: Some(3.0), ..TypingSample::default() };
    NewCheckIn { evidence, typing: Some(typing), ..check_in("ana", "a", DAY, finding) }
}

/// As the versions up to migration 3 wrote it.
const WITH_SIBLINGS_THEN: &str = r#"{"speed_wpm":59.7,"error_rate":3.0}
[{"stream":"imessage","score":71.4,"quality":1.0,"origin":"signals"},{"stream":"typing","score":44.0,"quality":0.1,"origin":"signals"}]
{"indicators":["Strong negative sentiment","Slower typing than usual","Little future orientation","Absolutist wording: can't","The reply speaks of tiredness"],"regions":["prefrontal_cortex","amygdala_region"],"streams":[{"stream":"imessage","score":81.0,"weight":0.25,"freshness":1.0,"quality":1.0,"origin":"ml"},{"stream":"typing","score":40.0,"weight":0.2,"freshness":1.0,"quality":0.1,"origin":"ml"},{"stream":"tribe","score":42.0,"weight":0.1,"freshness":1.0,"quality":1.0,"origin":"ml"}],"rules":[],"data_quality":[],"services":{"signals":"used","ml":"unavailable","video":"not_asked"},"tribe_deviation":0.42,"behavioral_deviation":0.31,"confidence":0.78,"coverage":0.37,"interval":{"low":28,"high":54},"contributions":[{"source":"imessage","points":54.7},{"source":"typing","points":2.2},{"source":"tribe","points":11.3},{"source":"ml","points":-27.2}]}
{"readings":[{"stream":"imessage","score":71.4,"quality":1.0,"age_ms":0,"origin":"signals"},{"stream":"typing","score":44.0,"quality":0.1,"age_ms":0,"origin":"signals"}],"ml":{"score":41.0,"level":"yellow","tribe_deviation":0.42,"behavioral_deviation":0.31,"top_indicators":["Strong negative sentiment","Slower typing than usual","Little future orientation"],"brain_regions":["amygdala_region","prefrontal_cortex"],"confidence":0.78,"breakdown":[["imessage",81.0],["typing",40.0],["facial",0.0],["voice",0.0],["tribe",42.0]]},"ml_scale":"burnout","asked_of_ml":["imessage","typing"],"safety":{"tier":"none","rules":[]},"themes":["fatigue","anxiety"],"remarks":["Strong negative sentiment","Absolutist wording: can't"],"baseline":{"prefrontal_cortex":0.41,"amygdala_region":0.22,"temporal_lobe":0.63,"motor_cortex":0.18,"visual_cortex":0.71},"behavioral_deviation":0.0,"previous":{"score":41,"level":"yellow","tier":"none"},"notes":[],"country":"US","variant":20779}"#;

const WITH_SIBLINGS: &str = r#"[59.7,3]
[["imessage",71.4,1,"signals"],["typing",44,0.1,"signals"]]
{"indicators":["Strong negative sentiment","Slower typing than usual","Little future orientation","Absolutist wording: can't","The reply speaks of tiredness"],"regions":["prefrontal_cortex","amygdala_region"],"streams":[["imessage",81,0.25,1,1,"ml"],["typing",40,0.2,1,0.1,"ml"],["tribe",42,0.1,1,1,"ml"]],"services":["used","unavailable","not_asked"],"tribe_deviation":0.42,"behavioral_deviation":0.31,"confidence":0.78,"coverage":0.37,"interval":[28,54],"contributions":[["imessage",54.7],["typing",2.2],["tribe",11.3],["ml",-27.2]]}
{"ml":[41,"yellow",0.42,0.31,["Strong negative sentiment","Slower typing than usual","Little future orientation"],["amygdala_region","prefrontal_cortex"],0.78,[["imessage",81],["typing",40],["facial",0],["voice",0],["tribe",42]]],"asked_of_ml":["imessage","typing"],"themes":["fatigue","anxiety"],"remarks":["Strong negative sentiment","Absolutist wording: can't"],"baseline":[0.41,0.22,0.63,0.18,0.71],"previous":[41,"yellow","none"],"country":"US","variant":20779}"#;

/// A check-in of before version 3 of the scorer, without siblings, that a safety rule fired on.
fn alone() -> NewCheckIn {
    let imessage = Reading::new(Stream::Imessage, 50.23094920374723, 0.625, Origin::Local).unwrap();
    let voice = Reading::new(Stream::Voice, 12.5, 0.5, Origin::Video).unwrap();
    let safety = Safety { tier: Tier::Concern, rules: owned(&["hopelessness"]) };
    let finding = Finding {
        tribe_deviation: 0.0,
        behavioral_deviation: 0.0,
        top_indicators: Vec::new(),
        confidence: 0.0,
        safety: safety.clone(),
        data_quality: owned(&["low_coverage"]),
        ..finding(50)
    };
    let evidence = Evidence {
        readings: vec![imessage, voice.aged(Duration::from_millis(3_600_000))],
        ml_scale: MlScale::Wellness,
        safety,
        behavioral_deviation: -0.0,
        previous: Some(Previous { score: score(80), level: Level::Red, tier: Tier::None }),
        notes: owned(&["typing_clamped"]),
        ..Evidence::default()
    };
    let typing = TypingSample { key_hold_ms: Some(80.25), ..TypingSample::default() };
    NewCheckIn { evidence, typing: Some(typing), ..check_in("ana", "a", DAY, finding) }
}

const ALONE_THEN: &str = r#"{"key_hold_ms":80.25}
[{"stream":"imessage","score":50.23094920374723,"quality":0.625,"origin":"local"}]
{"indicators":[],"regions":[],"streams":[],"rules":["hopelessness"],"data_quality":["low_coverage"],"services":{"signals":"used","ml":"unavailable","video":"not_asked"},"tribe_deviation":0.0,"behavioral_deviation":0.0,"confidence":0.0,"coverage":0.45}
{"readings":[{"stream":"imessage","score":50.23094920374723,"quality":0.625,"age_ms":0,"origin":"local"},{"stream":"voice","score":12.5,"quality":0.5,"age_ms":3600000,"origin":"video"}],"ml":null,"ml_scale":"wellness","asked_of_ml":[],"safety":{"tier":"concern","rules":["hopelessness"]},"themes":[],"remarks":[],"baseline":null,"behavioral_deviation":-0.0,"previous":{"score":80,"level":"red"},"notes":["typing_clamped"],"country":null,"variant":0}"#;

const ALONE: &str = r#"[null,null,null,null,80.25]
[["imessage",50.23094920374723,0.625,"local"]]
{"rules":["hopelessness"],"data_quality":["low_coverage"],"services":["used","unavailable","not_asked"],"confidence":0,"coverage":0.45}
{"readings":[["imessage",50.23094920374723,0.625,0,"local"],["voice",12.5,0.5,3600000,"video"]],"ml_scale":"wellness","safety":["concern",["hopelessness"]],"behavioral_deviation":-0.0,"previous":[80,"red","none"],"notes":["typing_clamped"],"variant":0}"#;

/// What is printed tells more than what is equal: a zero's sign.
#[tokio::test]
async fn documents_are_as_promised_and_those_of_before_say_the_same() {
    let cases =
        [(with_siblings(), WITH_SIBLINGS, WITH_SIBLINGS_THEN), (alone(), ALONE, ALONE_THEN)];
    for (new, now, then) in cases {
        let place = Place::new();
        let store = place.store().await;
        let (evidence, typing) = (new.evidence.clone(), new.typing);
        let stored = record(&store, new).await;
        assert_eq!(in_file(&place), documents(now));

        let later = UnixMillis(DAY + 1);
        let context = store.context(&user("ana"), "calm_01", later).await.unwrap();
        assert_eq!(context.typing_history, Vec::from_iter(typing));
        for documents in [documents(now), documents(then)] {
            overwrite(&place, &documents);
            assert_eq!(store.latest(&user("ana")).await, Ok(Some(stored.clone())));
            let inputs = store.inputs(&user("ana"), UnixMillis(DAY), "a").await.unwrap().unwrap();
            assert_eq!(format!("{:?}", inputs.evidence), format!("{evidence:?}"));
            assert_eq!(inputs.typing, typing);
            assert_eq!(store.context(&user("ana"), "calm_01", later).await.unwrap(), context);
        }
    }
}

#[tokio::test]
async fn a_baseline_of_before_says_the_same() {
    let place = Place::new();
    let store = place.store().await;
    let baseline = Baseline {
        stimulus_id: "calm_01".to_owned(),
        regions: regions(),
        macro_groups: [("Emotion".to_owned(), 0.5)].into(),
        overall: None,
        total_timesteps: None,
        agent_summary: None,
        source: "tribe-v2".to_owned(),
        fetched_at: UnixMillis(DAY),
    };
    store.put_baseline(baseline.clone()).await.unwrap();
    let then = r#"{"prefrontal_cortex":0.41,"amygdala_region":0.22,"temporal_lobe":0.63,"motor_cortex":0.18,"visual_cortex":0.71}"#;
    let changed = diesel::sql_query("UPDATE tribe_baselines SET regions = ?")
        .bind::<Text, _>(then)
        .execute(&mut place.other_connection());
    assert_eq!(changed, Ok(1));
    assert_eq!(store.baseline("calm_01").await, Ok(Some(baseline)));
}
