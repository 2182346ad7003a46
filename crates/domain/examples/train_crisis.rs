//! Trains the model beside the crisis lists and writes its file.
//!
//! `cargo run --release -p pilotlight-domain --example train_crisis -- PATH [FILE]`, where PATH holds
//! GoEmotions (Demszky et al. 2020, Apache-2.0) in `goemotions/`. FILE is `data/crisis_model.bin` of
//! this crate if it is not given. The same data give the same file, byte for byte. The other texts
//! were written for Pilotlight: `tests/data/crisis` and `tests/data/crisis/train`, by different
//! people. With `--check` in place of FILE it writes nothing: it learns from the one folder and says
//! what it finds in the other that the rules do not, by threshold.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
#![expect(clippy::disallowed_methods, reason = "it reads and writes files; the crate does no I/O")]

mod shared;

use std::path::{Path, PathBuf};
use std::{env, fs};

use pilotlight_domain::crisis::resemblance::{
    BUCKETS, HEADS, MOST_SENTENCES, Sentence, rules_alone, sentences, together,
};
use pilotlight_domain::safety::Tier;
use shared::training::{Weight, nearest, shuffle};
use shared::{Failure, GoEmotions};

/// The sets: by head, whether they are like it (1), not (0), or left out; and how much each counts.
const SETS: [(&str, [Option<f64>; HEADS], f64); 11] = [
    ("ideation", [Some(1.0), Some(1.0)], 1.0),
    ("imminent", [Some(1.0), Some(1.0)], 1.0),
    ("passive", [Some(1.0), None], 1.0),
    ("third_person", [Some(1.0), Some(0.0)], 1.0),
    ("posts_severe", [Some(1.0), Some(1.0)], 1.0),
    ("posts_some", [None, None], 1.0),
    ("posts_mild", [Some(0.0), Some(0.0)], 1.0),
    ("idioms", [Some(0.0), Some(0.0)], 1.0),
    ("ordinary", [Some(0.0), Some(0.0)], 1.0),
    ("negated", [Some(0.0), Some(0.0)], 1.0),
    ("media", [Some(0.0), Some(0.0)], 1.0),
];

/// How much a comment counts: they are many, and none was written to be hard.
const COMMENT: f64 = 0.2;

/// A feature in fewer texts gets no weight.
const FEWEST: u32 = 2;

/// How much evidence a weight needs.
const L1: f64 = 0.05;

const EPOCHS: usize = 12;

const SEED: u64 = 11;

const HEADER: &str = "\
Pilotlight crisis model: weights of hashed words, for src/crisis/resemblance.rs. Made by the example train_crisis.
Learnt from texts that were written for Pilotlight (tests/data/crisis), and, as ordinary text, from the train split of
GoEmotions (Demszky et al. 2020, ACL; Google Research), Apache-2.0. It holds no text of either.
32,768 signed bytes for each of two heads follow the empty line; one step of them in log odds, and the two biases:
";

/// A text as the model sees it.
struct Seen {
    set: String,
    sentences: Vec<Sentence>,
    targets: [Option<f64>; HEADS],
    counts: f64,
    tier: Tier,
}

impl Seen {
    fn new(set: &str, text: &str, targets: [Option<f64>; HEADS], counts: f64) -> Self {
        let (set, sentences, tier) = (set.to_owned(), sentences(text), rules_alone(text).tier);
        Self { set, sentences, targets, counts, tier }
    }

    fn log_odds(&self, of: impl Fn(&Sentence) -> f64) -> f64 {
        let odds: Vec<f64> = self.sentences.iter().map(of).collect();
        if odds.is_empty() { f64::NEG_INFINITY } else { together(&odds) }
    }
}

/// The texts of our own in a folder below `tests/data/crisis`.
fn own(folder: &str) -> Result<Vec<Seen>, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/crisis").join(folder);
    let mut texts = Vec::new();
    for (set, targets, counts) in SETS {
        let file = folder.join(set).with_extension("txt");
        if file.exists() {
            let lines = fs::read_to_string(file)?;
            let lines = lines.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
            texts.extend(lines.map(|line| Seen::new(set, line, targets, counts)));
        }
    }
    Ok(texts)
}

/// Comments, but for those that the rules find: what is serious among them is nobody's mistake.
fn comments(data: &GoEmotions, split: &str) -> Result<Vec<Seen>, Failure> {
    let comments = data.split(split)?.into_iter().map(|comment| {
        let text = comment.text.replace("[NAME]", "alex").replace("[RELIGION]", " ");
        Seen::new("comments", &text, [Some(0.0); HEADS], COMMENT)
    });
    Ok(comments.filter(|seen| seen.tier == Tier::None).collect())
}

/// One head: its weights, as bytes times a step, and its bias.
struct Head {
    weights: Vec<f64>,
    bias: f64,
}

impl Head {
    fn log_odds(&self, sentence: &Sentence) -> f64 {
        let weight = |bucket| self.weights.get(usize::from(bucket)).copied().unwrap_or_default();
        sentence.log_odds(self.bias, weight)
    }

    fn trained(texts: &[&Seen], head: usize) -> Self {
        let mut weights = vec![Weight::default(); BUCKETS];
        let frequent = frequent(texts);
        let is_frequent = |bucket: u16| frequent.get(usize::from(bucket)) == Some(&true);
        let mut bias = Weight::default();
        let mut order = texts.to_vec();
        let mut state = SEED;
        for _ in 0..EPOCHS {
            shuffle(&mut order, &mut state);
            for seen in &order {
                let Some(target) = seen.targets.get(head).copied().flatten() else { continue };
                let of = |bucket: u16| match weights.get(usize::from(bucket)) {
                    Some(weight) if is_frequent(bucket) => weight.value(L1),
                    _ => 0.0,
                };
                let odds = |sentence: &Sentence| sentence.log_odds(bias.value(0.0), of);
                let mut odds: Vec<(f64, &Sentence)> =
                    seen.sentences.iter().map(|sentence| (odds(sentence), sentence)).collect();
                odds.sort_by(|(a, _), (b, _)| b.total_cmp(a));
                odds.truncate(MOST_SENTENCES);
                let all: Vec<f64> = odds.iter().map(|(odds, _)| *odds).collect();
                let p = sigmoid(together(&all)).max(1e-6);
                for (odds, sentence) in odds {
                    // The derivative of the loss by a sentence's log odds.
                    let share = sigmoid(odds);
                    let gradient = (1.0 - target) * share - target * share * (1.0 - p) / p;
                    let gradient = gradient * seen.counts;
                    bias.learn(gradient, 0.0);
                    let scale = sentence.scale();
                    for bucket in sentence.buckets.iter().filter(|bucket| is_frequent(**bucket)) {
                        if let Some(weight) = weights.get_mut(usize::from(*bucket)) {
                            weight.learn(gradient * scale, L1);
                        }
                    }
                }
            }
        }
        let weights = weights.into_iter().map(|weight| weight.value(L1)).collect();
        Self { weights, bias: bias.value(0.0) }
    }
}

fn sigmoid(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

fn frequent(texts: &[&Seen]) -> Vec<bool> {
    let mut counts = vec![0_u32; BUCKETS];
    for seen in texts {
        let mut buckets: Vec<u16> =
            seen.sentences.iter().flat_map(|sentence| sentence.buckets.clone()).collect();
        buckets.sort_unstable();
        buckets.dedup();
        for bucket in buckets {
            if let Some(count) = counts.get_mut(usize::from(bucket)) {
                *count += 1;
            }
        }
    }
    counts.into_iter().map(|count| count >= FEWEST).collect()
}

fn main() -> Result<(), Failure> {
    let mut arguments = env::args_os().skip(1);
    let path = arguments.next().ok_or("usage: train_crisis PATH [FILE | --check]")?;
    let file = arguments.next();
    let data = GoEmotions::open(Path::new(&path))?;
    let (tests, others) = (own("")?, own("train")?);
    let train = comments(&data, "train")?;
    if file.as_deref().is_some_and(|file| file == "--check") {
        let dev = comments(&data, "dev")?;
        let dev: Vec<&Seen> = dev.iter().collect();
        let (tests, others) = (tests.iter().collect::<Vec<_>>(), others.iter().collect::<Vec<_>>());
        let all = || tests.iter().chain(&others).copied().enumerate();
        let part =
            |held: bool| all().filter(move |(at, _)| (at % 5 == 0) == held).map(|(_, seen)| seen);
        for (name, learnt, held) in [
            ("the folder train", tests.clone(), others.clone()),
            ("the rest of the folder", others.clone(), tests.clone()),
            ("every fifth text", part(false).collect(), part(true).collect()),
        ] {
            println!("held out: {name}");
            let texts: Vec<&Seen> = learnt.into_iter().chain(&train).collect();
            for head in 0..HEADS {
                check(&Head::trained(&texts, head), head, &held, &dev);
            }
        }
        return Ok(());
    }
    let texts: Vec<&Seen> = tests.iter().chain(&others).chain(&train).collect();
    let heads: Vec<Head> = (0..HEADS).map(|head| Head::trained(&texts, head)).collect();
    let file = file.map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("data/crisis_model.bin"),
        PathBuf::from,
    );
    Ok(fs::write(file, bytes(&heads))?)
}

/// The file's bytes. The step is rounded up to a short decimal, so that the largest weight fits.
fn bytes(heads: &[Head]) -> Vec<u8> {
    let weights = || heads.iter().flat_map(|head| &head.weights);
    let largest = weights().fold(0.0_f64, |largest, weight| largest.max(weight.abs()));
    let step = (largest / 127.0 * 1e4).ceil() / 1e4;
    let biases: String = heads.iter().map(|head| format!(" {:.4}", head.bias)).collect();
    let used = weights().filter(|weight| nearest(**weight / step) != 0).count();
    println!("{used} weights used, step {step}, biases{biases}");
    let mut bytes = format!("{HEADER}step {step}{biases}\n\n").into_bytes();
    bytes.extend(weights().flat_map(|weight| nearest(weight / step).to_ne_bytes()));
    bytes
}

/// By threshold, the share of each set in which a head finds what the rules do not.
fn check(head: &Head, number: usize, held: &[&Seen], dev: &[&Seen]) {
    let least = if number == 0 { Tier::Concern } else { Tier::Ideation };
    println!(
        "head {number}: added to the rules' share at thresholds -1, 0, 1, 2, 3, 4, in per cent"
    );
    let mut sets: Vec<&str> = SETS.iter().map(|(set, ..)| *set).collect();
    sets.push("comments");
    for set in sets {
        let texts: Vec<&Seen> =
            held.iter().chain(dev).copied().filter(|seen| seen.set == set).collect();
        let share = |n: usize| 100.0 * shared::count(n) / shared::count(texts.len()).max(1.0);
        let is_read = |seen: &&&Seen| seen.tier >= least;
        let read = share(texts.iter().filter(is_read).count());
        let added: Vec<String> = [-1.0, 0.0, 1.0, 2.0, 3.0, 4.0]
            .into_iter()
            .map(|enough| {
                let found = |seen: &&&Seen| seen.log_odds(|text| head.log_odds(text)) > enough;
                let added = texts.iter().filter(|seen| !is_read(seen) && found(seen)).count();
                format!("{:7.2}", share(added))
            })
            .collect();
        println!("{set:13} {read:6.2} {}", added.join(""));
    }
}
