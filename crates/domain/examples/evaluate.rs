//! Measures the text analyser on GoEmotions (Demszky et al. 2020, Apache-2.0).
//!
//! `cargo run --release -p pilotlight-domain --example evaluate -- PATH`, where PATH holds
//! `goemotions/{dev,test}.tsv` (text, label numbers separated by commas, id; separated by tabs) and
//! `goemotions/labels.txt`, as the data set is published.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a program may read files and the clock; the crate itself may not"
)]

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use pilotlight_domain::text;

/// The labels that count as strain.
const STRAIN: [&str; 10] = [
    "anger",
    "annoyance",
    "disappointment",
    "disgust",
    "embarrassment",
    "fear",
    "grief",
    "nervousness",
    "remorse",
    "sadness",
];

/// One text: what the analyser said, and what people said.
struct Judged {
    strain: f64,
    probability: f64,
    is_strain: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("usage: evaluate PATH")?;
    let folder = Path::new(&folder).join("goemotions");
    let labels = fs::read_to_string(folder.join("labels.txt"))?;
    let strain_labels: Vec<String> = labels
        .lines()
        .enumerate()
        .filter(|(_, label)| STRAIN.contains(label))
        .map(|(number, _)| number.to_string())
        .collect();
    if strain_labels.len() != STRAIN.len() {
        return Err("labels.txt lacks labels that count as strain".into());
    }
    for split in ["dev", "test"] {
        let table = fs::read_to_string(folder.join(split).with_extension("tsv"))?;
        let (judged, taken) = judge(&table, &strain_labels);
        report(split, judged, taken)?;
    }
    Ok(())
}

fn judge(table: &str, strain_labels: &[String]) -> (Vec<Judged>, Duration) {
    // The tables are compiled on first use, which is not a text's cost.
    let _ = text::read("warm up");
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(text, rest)| Some((text, rest.split('\t').next()?)))
        .collect();
    let start = Instant::now();
    let readings: Vec<_> = rows.iter().map(|(text, _)| text::read(text)).collect();
    let taken = start.elapsed();
    let judged = readings
        .iter()
        .zip(&rows)
        .map(|(reading, (_, labels))| Judged {
            // Where there is nothing to read, nothing speaks for strain.
            strain: reading.as_ref().map_or(0.0, |reading| reading.strain),
            probability: reading.as_ref().map_or(0.0, text::TextReading::probability),
            is_strain: labels.split(',').any(|label| strain_labels.iter().any(|s| s == label)),
        })
        .collect();
    (judged, taken)
}

fn report(split: &str, mut judged: Vec<Judged>, taken: Duration) -> Result<(), Box<dyn Error>> {
    let n = f64::from(u32::try_from(judged.len())?);
    let micros = taken.as_secs_f64() * 1e6 / n;
    judged.sort_by(|a, b| b.strain.total_cmp(&a.strain));
    let (best, threshold) = best_f1(&judged);
    let natural = Confusion::of(&judged, |text| text.probability >= 0.5);
    let strained = Confusion::of(&judged, |text| text.strain >= 65.0);
    println!("{split}: n {n}, strain {:.1} %", 100.0 * natural.share());
    println!("  AUC {:.4}", auc(&judged));
    println!("  best F1 {best:.4}, at strain {threshold:.1}");
    println!("  at probability 0.5: F1 {:.4}, accuracy {:.4}", natural.f1(), natural.accuracy());
    println!("  at strain 65 (red): F1 {:.4}, accuracy {:.4}", strained.f1(), strained.accuracy());
    println!("  {micros:.1} µs a text");
    Ok(())
}

/// The chance that a strained text scores higher than another, ties counting half. Sorted input.
fn auc(judged: &[Judged]) -> f64 {
    let (mut above, mut pairs_won, mut others) = (0.0, 0.0, 0.0);
    for tie in judged.chunk_by(|a, b| a.strain == b.strain) {
        let strained = tally(tie.iter().filter(|text| text.is_strain));
        let rest = tally(tie.iter().filter(|text| !text.is_strain));
        pairs_won += rest * (above + strained / 2.0);
        above += strained;
        others += rest;
    }
    pairs_won / (above * others)
}

/// The best F1 over all thresholds, and the threshold. Sorted input.
fn best_f1(judged: &[Judged]) -> (f64, f64) {
    let all = tally(judged.iter().filter(|text| text.is_strain));
    let (mut flagged, mut right, mut best) = (0.0, 0.0, (0.0, 100.0));
    for tie in judged.chunk_by(|a, b| a.strain == b.strain) {
        flagged += tally(tie.iter());
        right += tally(tie.iter().filter(|text| text.is_strain));
        let f1 = 2.0 * right / (flagged + all);
        if let Some(text) = tie.first().filter(|_| f1 > best.0) {
            best = (f1, text.strain);
        }
    }
    best
}

fn tally<'a>(texts: impl Iterator<Item = &'a Judged>) -> f64 {
    texts.fold(0.0, |n, _| n + 1.0)
}

/// Texts by what was said of them.
struct Confusion {
    hit: f64,
    false_alarm: f64,
    missed: f64,
    rest: f64,
}

impl Confusion {
    fn of(judged: &[Judged], flagged: impl Fn(&Judged) -> bool) -> Self {
        let tally = |is_flagged: bool, is_strain: bool| {
            tally(judged.iter().filter(|t| flagged(t) == is_flagged && t.is_strain == is_strain))
        };
        Self {
            hit: tally(true, true),
            false_alarm: tally(true, false),
            missed: tally(false, true),
            rest: tally(false, false),
        }
    }

    fn total(&self) -> f64 {
        self.hit + self.false_alarm + self.missed + self.rest
    }

    fn share(&self) -> f64 {
        (self.hit + self.missed) / self.total()
    }

    fn f1(&self) -> f64 {
        2.0 * self.hit / (2.0 * self.hit + self.false_alarm + self.missed)
    }

    fn accuracy(&self) -> f64 {
        (self.hit + self.rest) / self.total()
    }
}
