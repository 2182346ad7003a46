//! What reading a text costs: `cargo bench -p pilotlight-domain --bench text`.
//!
//! The aims, of the strain and of the crisis reading alike: 50 µs for 30 words, 1 ms for 4,000
//! characters whatever they are.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use pilotlight_domain::{crisis, text};

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

/// What is dear to the patterns: words that many of them begin with, and signs that hide letters.
const CRISIS_UNITS: [(&str, &str); 6] = [
    ("crisis words", "kill kill kill "),
    ("gaps", "i want to my my me i think about "),
    ("letters", "i i i i "),
    ("masks", "k*ll m*self "),
    ("hashes", "#wanttodie"),
    ("misspelt words", "suicidel killl mysellf "),
];

fn crisis(c: &mut Criterion) {
    crisis::prepare();
    let mut group = c.benchmark_group("crisis");
    group.bench_function("30 words", |b| b.iter(|| crisis::read(black_box(THIRTY_WORDS))));
    for (name, unit) in UNITS.into_iter().chain(CRISIS_UNITS) {
        let text: String = unit.chars().cycle().take(4_000).collect();
        group.bench_with_input(BenchmarkId::new("4,000 characters", name), &text, |b, text| {
            b.iter(|| crisis::read(black_box(text)));
        });
    }
}

criterion_group!(benches, replies, four_thousand_characters, crisis);
criterion_main!(benches);
