//! What keyboards, the video service and TRIBE would have measured: drawn around how heavily a day
//! lies on the person, by numbers that are the same in every run.

use std::collections::BTreeMap;

use fastrand::Rng;
use pilotlight_clients::video::{FacialAnalysis, VideoAnalysis, VoiceAnalysis};
use pilotlight_domain::{Category, Regions, Stimulus, UnixMillis};
use pilotlight_storage::Baseline;
use serde_json::{Map, Value};

/// A number around another, off by so much at most, with one decimal and never below 0.
fn around(rng: &mut Rng, centre: f64, reach: f64) -> f64 {
    let drawn = centre + reach * (2.0 * rng.f64() - 1.0);
    (drawn.max(0.0) * 10.0).round() / 10.0
}

/// How a reply was typed, as the fields of a request.
pub(super) fn typing(rng: &mut Rng, load: f64, words: &str) -> Map<String, Value> {
    let rhythm = match load {
        ..40.0 => "steady",
        ..65.0 => "burst-pause",
        _ => "erratic",
    };
    let count = f64::from(u32::try_from(words.split_whitespace().count()).unwrap_or(0));
    let wpm = around(rng, 54.0 - 0.24 * load, 3.0);
    let measured = [
        ("typing_wpm", wpm),
        ("error_rate", around(rng, 1.0 + 0.07 * load, 0.8)),
        ("hesitation_count", around(rng, 1.0 + 0.05 * load, 1.0).round()),
        ("correction_loops", around(rng, 1.0 + 0.04 * load, 1.0).round()),
        ("avg_key_hold_ms", around(rng, 86.0 + 0.3 * load, 4.0)),
        ("flight_time_ms", around(rng, 140.0 + 1.2 * load, 10.0)),
        ("response_time_ms", (60_000.0 * count / wpm.max(1.0)).round()),
        ("response_latency_ms", around(rng, 90_000.0 + 3_000.0 * load, 60_000.0).round()),
    ];
    let measured = measured.map(|(name, value)| (name.to_owned(), Value::from(value)));
    let rhythm = ("burst_pattern".to_owned(), Value::from(rhythm));
    measured.into_iter().chain([rhythm]).collect()
}

/// What a video shows and says.
pub(super) fn video(rng: &mut Rng, load: f64, words: &str) -> VideoAnalysis {
    let face = around(rng, load, 5.0).min(100.0);
    let voice = around(rng, load, 7.0).min(100.0);
    let share = |stress: f64| (stress / 100.0 * 1000.0).round() / 1000.0;
    VideoAnalysis {
        facial: Some(FacialAnalysis {
            stress: face,
            blink_rate_per_min: Some(around(rng, 13.0 + 0.15 * face, 2.0)),
            eye_openness: Some(share(95.0 - 0.4 * face)),
            gaze_stability: Some(share(92.0 - 0.5 * face)),
            brow_furrow: Some(share(0.8 * face)),
            lip_compression: Some(share(0.6 * face)),
            jaw_clench: Some(share(0.7 * face)),
            forced_smile: Some((45.0..60.0).contains(&face)),
            overall_affect: Some(affect(face).to_owned()),
        }),
        voice: Some(VoiceAnalysis {
            stress: voice,
            stress_computed: false,
            pitch_mean_hz: Some(around(rng, 175.0 + 0.4 * voice, 8.0)),
            pitch_variability: Some(around(rng, 34.0 - 0.2 * voice, 3.0)),
            speaking_rate_wpm: Some(around(rng, 152.0 - 0.4 * voice, 8.0)),
            pause_frequency: Some(around(rng, 2.0 + 0.07 * voice, 0.8)),
            voice_tremor: Some(voice > 70.0),
        }),
        transcript: Some(words.to_owned()),
        coerced: Vec::new(),
    }
}

fn affect(stress: f64) -> &'static str {
    match stress {
        ..30.0 => "relaxed",
        ..55.0 => "neutral",
        _ => "tense",
    }
}

/// TRIBE's response to a stimulus, stronger the more it stirs.
pub(super) fn baseline(rng: &mut Rng, stimulus: &Stimulus, fetched_at: UnixMillis) -> Baseline {
    let stir = match stimulus.category {
        Category::Calm => 0.25,
        Category::Neutral => 0.4,
        Category::Activating => 0.68,
    };
    // Divided once, of a whole number: 0.404, and not 0.40399999999999997.
    let mut near = |centre: f64| (10.0 * around(rng, 100.0 * centre, 6.0)).round() / 1000.0;
    let regions = Regions {
        prefrontal_cortex: near(0.45),
        amygdala_region: near(stir),
        temporal_lobe: near(0.4),
        motor_cortex: near(0.3),
        visual_cortex: near(0.55),
    };
    Baseline {
        stimulus_id: stimulus.id.clone(),
        macro_groups: BTreeMap::from([("Affect".to_owned(), regions.amygdala_region)]),
        overall: Some(regions.mean()),
        regions,
        total_timesteps: Some(30),
        agent_summary: None,
        source: "demo".to_owned(),
        fetched_at,
    }
}
