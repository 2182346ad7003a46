//! What reading a text costs: `cargo bench -p pilotlight-domain --bench text`.
//!
//! The aims: 50 µs for 30 words, 1 ms for 4,000 characters whatever they are.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use pilotlight_domain::text;

const THIRTY_WORDS: &str = "I have been working on this project for weeks and I am so tired of the \
    endless meetings that nobody needs, but my team is great and we get there";

/// What hostile or unlucky texts are made of.
const UNITS: [(&str, &str); 13] = [
    ("words", "I have been so tired of this since the last release, but it is getting better. "),
    ("one letter words", "a "),
    ("one long word", "a"),
    ("marks", "!"),
    ("emoji", "\u{1f62d}"),
    ("emoji and words", "\u{1f62d} ok "),
    ("combining marks", "\u{301}"),
    ("zalgo", "e\u{301}\u{316}\u{342}"),
    ("ligatures", "\u{fdfa}"),
    ("sentences of a word", "ok. no. "),
    ("phrases in capitals", "SO TIRED "),
    ("reassurance", "i'm fine, all good, "),
    ("contrasts", "not tired but good but "),
];

fn replies(c: &mut Criterion) {
    c.bench_function("30 words", |b| b.iter(|| text::read(black_box(THIRTY_WORDS))));
    c.bench_function("5 words", |b| b.iter(|| text::read(black_box("a bit tired but fine"))));
}

fn four_thousand_characters(c: &mut Criterion) {
    let mut group = c.benchmark_group("4,000 characters");
    for (name, unit) in UNITS {
        let text: String = unit.chars().cycle().take(4_000).collect();
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |b, text| {
            b.iter(|| text::read(black_box(text)));
        });
    }
}

criterion_group!(benches, replies, four_thousand_characters);
criterion_main!(benches);
