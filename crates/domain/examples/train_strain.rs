//! Trains the hashed model on GoEmotions (Demszky et al. 2020, Apache-2.0) and writes its file.
//!
//! `cargo run --release -p pilotlight-domain --example train_strain -- PATH [FILE]`, where PATH
//! holds `goemotions/{train,dev}.tsv` and `goemotions/labels.txt`. FILE is
//! `data/strain_model.bin` of this crate if it is not given. The same data give the same file,
//! byte for byte. Printed at the end: the fits behind the constants in `src/text/strain.rs`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
#![expect(clippy::disallowed_methods, reason = "it writes a file; the crate itself does no I/O")]

mod shared;

use std::path::{Path, PathBuf};
use std::{env, fs};

use pilotlight_domain::text;
use pilotlight_domain::text::model::{self, BUCKETS, Sample};
use shared::training::{Weight, nearest, shuffle};
use shared::{Comment, Failure, GoEmotions, Reply, STRAIN, logistic_fit, replies};

/// Comments with one of these are surely no strain; others may be a little, as in "neutral".
const GOOD: [&str; 11] = [
    "admiration",
    "amusement",
    "approval",
    "caring",
    "excitement",
    "gratitude",
    "joy",
    "love",
    "optimism",
    "pride",
    "relief",
];

/// How strained a comment counts that is neither strained nor good.
const NEITHER: f64 = 0.1;

/// What VADER, the first person and phrases weigh while the model learns what they lack. The first
/// person weighs nothing: on comments it tells little, and the model would learn to take it back.
const KNOWN: [f64; 3] = [-1.5, 0.0, 5.0];

/// A feature in fewer comments gets no weight.
const FEWEST: u32 = 3;

const EPOCHS: usize = 5;

const SEED: u64 = 7;

const HEADER: &str = "\
Pilotlight strain model: weights of hashed words, for src/text/model.rs. Made by the example train_strain.
Learnt from the train split of GoEmotions (Demszky et al. 2020, GoEmotions: A Dataset of Fine-Grained Emotions, ACL; Google Research), Apache-2.0.
It holds no text of that data set. 65,536 signed bytes follow the empty line; one step of them, in log odds:
";

/// A comment as the model sees it.
struct Seen {
    sample: Sample,
    features: [f64; 3],
    target: f64,
    is_strain: bool,
}

impl Seen {
    fn new(comment: &Comment) -> Self {
        // The data set's masks ("[NAME]") are no words.
        let text = comment.text.replace("[NAME]", " ").replace("[RELIGION]", " ");
        let features = text::read(&text)
            .map_or([0.0; 3], |reading| [reading.compound, reading.first_person, reading.lexical]);
        let is_strain = comment.has(&STRAIN);
        let target = match (is_strain, comment.has(&GOOD)) {
            (true, _) => 1.0,
            (false, true) => 0.0,
            (false, false) => NEITHER,
        };
        Self { sample: model::sample(&text), features, target, is_strain }
    }

    fn known(&self) -> f64 {
        self.features.iter().zip(KNOWN).map(|(feature, weight)| feature * weight).sum()
    }
}

/// How much evidence a weight needs.
const L1: f64 = 2.0;

fn trained(comments: &[Seen]) -> Vec<f64> {
    let mut weights = vec![Weight::default(); BUCKETS];
    let frequent = frequent(comments);
    let is_frequent = |bucket: &u16| frequent.get(usize::from(*bucket)) == Some(&true);
    let mut bias = Weight::default();
    let mut order: Vec<&Seen> = comments.iter().collect();
    let mut state = SEED;
    for epoch in 1..=EPOCHS {
        shuffle(&mut order, &mut state);
        let mut loss = 0.0;
        for seen in &order {
            let scale = seen.sample.scale();
            let buckets =
                || seen.sample.buckets.iter().copied().filter(is_frequent).map(usize::from);
            let of = |bucket: usize| weights.get(bucket).copied().unwrap_or_default();
            let sum: f64 = buckets().map(|bucket| of(bucket).value(L1)).sum();
            let p = 1.0 / (1.0 + (-(seen.known() + bias.value(0.0) + scale * sum)).exp());
            loss -= seen.target * p.ln() + (1.0 - seen.target) * (1.0 - p).ln();
            let gradient = p - seen.target;
            bias.learn(gradient, 0.0);
            for bucket in buckets() {
                if let Some(weight) = weights.get_mut(bucket) {
                    weight.learn(gradient * scale, L1);
                }
            }
        }
        println!("epoch {epoch}: loss {:.4}", loss / shared::count(comments.len()));
    }
    weights.into_iter().map(|weight| weight.value(L1)).collect()
}

fn frequent(comments: &[Seen]) -> Vec<bool> {
    let mut counts = vec![0_u32; BUCKETS];
    for seen in comments {
        let mut buckets = seen.sample.buckets.clone();
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
    let path = arguments.next().ok_or("usage: train_strain PATH [FILE]")?;
    let file = arguments.next().map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("data/strain_model.bin"),
        PathBuf::from,
    );
    let data = GoEmotions::open(Path::new(&path))?;
    let train: Vec<Seen> = data.split("train")?.iter().map(Seen::new).collect();
    let weights = trained(&train);
    // Rounded up to a short decimal, so that the largest weight fits.
    let largest = weights.iter().fold(0.0_f64, |largest, weight| largest.max(weight.abs()));
    let step = (largest / 127.0 * 1e4).ceil() / 1e4;
    let quantised: Vec<i8> = weights.iter().map(|weight| nearest(weight / step)).collect();
    let used = quantised.iter().filter(|weight| **weight != 0).count();
    println!("{used} of {BUCKETS} weights used, step {step}");
    let mut bytes = format!("{HEADER}step {step}\n\n").into_bytes();
    bytes.extend(quantised.iter().flat_map(|weight| weight.to_ne_bytes()));
    fs::write(file, bytes)?;
    let weight = |bucket: u16| {
        f64::from(quantised.get(usize::from(bucket)).copied().unwrap_or_default()) * step
    };
    print_fits(&data.split("dev")?, weight)
}

/// Prints the fits of compound, first person, phrases and model.
fn print_fits(dev: &[Comment], weight: impl Fn(u16) -> f64) -> Result<(), Failure> {
    let all = |seen: &Seen| {
        let [compound, first_person, lexical] = seen.features;
        [compound, first_person, lexical, seen.sample.log_odds(&weight)]
    };
    let seen: Vec<Seen> = dev.iter().map(Seen::new).collect();
    let strained = shared::count(seen.iter().filter(|seen| seen.is_strain).count());
    let others = shared::count(seen.len()) - strained;
    let fit = |of_strained: f64, of_others: f64| {
        let row = |seen: &Seen| {
            let (target, weight) =
                if seen.is_strain { (1.0, of_strained) } else { (0.0, of_others) };
            (all(seen), target, weight)
        };
        logistic_fit(&seen.iter().map(row).collect::<Vec<_>>())
    };
    println!("dev, strain and none weighted equally: {:.3?}", fit(0.5 / strained, 0.5 / others));
    println!("dev, as frequent as they are: {:.3?}", fit(1.0, 1.0));
    // Where reassurance is counted, it alone decides.
    let is_read = |reply: &Reply| {
        reply.part == "tune" && text::read(&reply.text).is_some_and(|reading| !reading.is_masked())
    };
    let replies: Vec<Reply> = replies()?.into_iter().filter(is_read).collect();
    let rows: Vec<_> = replies
        .iter()
        .map(|reply| {
            let seen = Seen::new(&Comment { text: reply.text.clone(), labels: Vec::new() });
            let [compound, first_person, lexical, model] = all(&seen);
            let odds = -1.5 * compound + 5.5 * first_person + 5.0 * lexical + 0.6 * model;
            ([odds], reply.strain / 100.0, 1.0)
        })
        .collect();
    println!("check-in replies, over the log odds: {:.3?}", logistic_fit(&rows));
    Ok(())
}
