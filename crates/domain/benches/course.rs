//! What the course of a person's scores costs: `cargo bench -p pilotlight-domain --bench course`.
//!
//! The aim: 20 µs for 120 check-ins, since every reading of a score goes through them.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use pilotlight_domain::{Course, MOST_SCORES, MeasuredScore, Score, UnixMillis};

const HOUR_MS: i64 = 3_600_000;

/// Check-ins at a distance, of scores that go up and down around 40 and rise by 30 at the end.
fn scores(count: u32, hours_apart: i64) -> Vec<MeasuredScore> {
    let mut noise = 7_u32;
    (0..count)
        .filter_map(|place| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let rise = if place > count / 4 * 3 { 30.0 } else { 0.0 };
            let score = Score::nearest(25.0 + f64::from(noise >> 27) + rise)?;
            let answered_at = UnixMillis(i64::from(place) * hours_apart * HOUR_MS);
            Some(MeasuredScore { answered_at, score })
        })
        .collect()
}

fn courses(c: &mut Criterion) {
    for (name, hours_apart) in [("daily", 24), ("hourly", 1)] {
        let mut group = c.benchmark_group(name);
        for count in [7, 30, 120, MOST_SCORES] {
            let scores = scores(count, hours_apart);
            group.bench_with_input(BenchmarkId::from_parameter(count), &scores, |b, scores| {
                b.iter(|| Course::of(black_box(scores)));
            });
        }
    }
}

criterion_group!(benches, courses);
criterion_main!(benches);
