//! Measures the text analyser on GoEmotions (Demszky et al. 2020, Apache-2.0) and on check-in
//! replies.
//!
//! `cargo run --release -p pilotlight-domain --example evaluate -- PATH`, where PATH holds
//! `goemotions/{dev,test}.tsv` (text, label numbers separated by commas, id; separated by tabs) and
//! `goemotions/labels.txt`, as the data set is published. The replies are this crate's own.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it measures time; the crate itself reads no clock"
)]

mod shared;

use std::env;
use std::path::Path;
use std::time::Instant;

use pilotlight_domain::text::{self, TextReading};
use shared::baselines::{three_features, vader};
use shared::{
    Comment, Failure, GoEmotions, OwnText, Reply, STRAIN, at_threshold, auc, best_f1, count,
    own_texts, rank_correlation, replies,
};

/// Emotions of which tweets are sorted into bad and good ones elsewhere.
const BAD: [&str; 3] = ["anger", "fear", "sadness"];
const GOOD: [&str; 3] = ["joy", "love", "optimism"];

/// The bins of words.
const BINS: [(usize, usize); 4] = [(0, 5), (6, 12), (13, 20), (21, usize::MAX)];

/// A text, how strained it reads, and whether people called it strained.
struct Judged<'a> {
    comment: &'a Comment,
    words: usize,
    strain: f64,
    probability: f64,
    is_strain: bool,
}

impl<'a> Judged<'a> {
    fn new(comment: &'a Comment) -> Self {
        let reading = text::read(&comment.text);
        Self {
            comment,
            words: reading.as_ref().map_or(0, |reading| reading.words),
            // Where there is nothing to read, nothing speaks for strain.
            strain: reading.as_ref().map_or(0.0, |reading| reading.strain),
            probability: reading.as_ref().map_or(0.0, TextReading::probability),
            is_strain: comment.has(&STRAIN),
        }
    }
}

fn main() -> Result<(), Failure> {
    let path = env::args_os().nth(1).ok_or("usage: evaluate PATH")?;
    let data = GoEmotions::open(Path::new(&path))?;
    // The tables are compiled on first use, which is not a text's cost.
    let _ = text::read("warm up");
    let (dev, test) = (data.split("dev")?, data.split("test")?);
    // What is chosen on dev may be used on test.
    let mut threshold = None;
    for (name, comments) in [("dev", &dev), ("test", &test)] {
        let start = Instant::now();
        let judged: Vec<Judged> = comments.iter().map(Judged::new).collect();
        let micros = start.elapsed().as_secs_f64() * 1e6 / count(judged.len());
        let best = report(name, &judged, threshold, micros);
        threshold = threshold.or(Some(best));
    }
    let both: Vec<Judged> = dev.iter().chain(&test).map(Judged::new).collect();
    report_emotions(&both);
    report_posts("all comments", &both);
    let speaks_of_self = |judged: &Judged| {
        text::read(&judged.comment.text).is_some_and(|reading| reading.first_person > 0.0)
    };
    let own: Vec<Judged> = both.into_iter().filter(speaks_of_self).collect();
    report_posts("comments in the first person", &own);
    report_replies(&replies()?);
    for name in ["stress_posts", "feelings", "tweets"] {
        report_own(name, &own_texts(name)?);
    }
    Ok(())
}

/// Prints the figures of a split, at `threshold` too, and returns the split's own best one.
fn report(name: &str, judged: &[Judged], threshold: Option<f64>, micros: f64) -> f64 {
    let by = |score: fn(&Judged) -> f64| -> Vec<(f64, bool)> {
        judged.iter().map(|judged| (score(judged), judged.is_strain)).collect()
    };
    let strain = by(|judged| judged.strain);
    let strained = count(judged.iter().filter(|judged| judged.is_strain).count());
    println!("{name}: n {}, strain {:.1} %", judged.len(), 100.0 * strained / count(judged.len()));
    println!("  AUC {:.4}", auc(&strain));
    let (f1, best) = best_f1(&strain);
    println!("  best F1 {f1:.4}, at strain {best:.1}");
    if let Some(threshold) = threshold {
        let (f1, accuracy) = at_threshold(&strain, threshold);
        println!("  at strain {threshold:.1}: F1 {f1:.4}, accuracy {accuracy:.4}");
    }
    let (f1, accuracy) = at_threshold(&by(|judged| judged.probability), 0.5);
    println!("  at probability 0.5: F1 {f1:.4}, accuracy {accuracy:.4}");
    let (f1, accuracy) = at_threshold(&strain, 65.0);
    println!("  at strain 65 (red): F1 {f1:.4}, accuracy {accuracy:.4}");
    for (fewest, most) in BINS {
        let bin = judged.iter().filter(|judged| (fewest..=most).contains(&judged.words));
        let bin: Vec<_> = bin.map(|judged| (judged.strain, judged.is_strain)).collect();
        println!("  from {fewest} words: n {}, AUC {:.4}", bin.len(), auc(&bin));
    }
    println!("  {micros:.1} µs a text");
    best
}

/// What stands in for tweets sorted by emotion.
fn report_emotions(judged: &[Judged]) {
    let clear =
        judged.iter().filter(|judged| judged.comment.has(&BAD) != judged.comment.has(&GOOD));
    let scored: Vec<_> = clear.map(|judged| (judged.strain, judged.comment.has(&BAD))).collect();
    println!(
        "{} or {}: n {}, AUC {:.4}",
        BAD.join(", "),
        GOOD.join(", "),
        scored.len(),
        auc(&scored)
    );
}

/// What stands in for long posts: seven comments, of which three are strained or one at most.
fn report_posts(name: &str, judged: &[Judged]) {
    const LENGTH: usize = 7;
    let of = |is_strain: bool| {
        let those = judged.iter().filter(|judged| judged.is_strain == is_strain);
        those.map(|judged| judged.comment.text.as_str()).collect::<Vec<_>>()
    };
    let (mut strained, mut others) = (of(true), of(false));
    let (mut scored, mut words) = (Vec::new(), 0);
    for number in 0.. {
        let is_strain = number % 2 == 0;
        let of_them = if is_strain { 3 } else { number / 2 % 2 };
        if strained.len() < of_them || others.len() < LENGTH {
            break;
        }
        let mut parts = strained.split_off(strained.len() - of_them);
        parts.extend(others.split_off(others.len() - (LENGTH - of_them)));
        // In an order that says nothing of the labels.
        parts.sort_unstable();
        if let Some(reading) = text::read(&parts.join("\n").replace("[NAME]", "Sam")) {
            words += reading.words;
            scored.push((reading.strain, is_strain));
        }
    }
    let mean = count(words) / count(scored.len());
    println!("posts of {name}: n {}, {mean:.0} words, AUC {:.4}", scored.len(), auc(&scored));
}

/// Texts of our own, beside what others would read in them.
fn report_own(name: &str, texts: &[OwnText]) {
    for part in ["seen", "fresh"] {
        let texts: Vec<&OwnText> = texts.iter().filter(|text| text.part == part).collect();
        let of = |score: fn(&str) -> f64| {
            auc(&texts.iter().map(|own| (score(&own.text), own.is_strain)).collect::<Vec<_>>())
        };
        println!(
            "{name}, {part}: n {}, AUC {:.3}; three features {:.3}, VADER {:.3}",
            texts.len(),
            of(|text| text::read(text).map_or(0.0, |reading| reading.strain)),
            of(three_features),
            of(vader),
        );
    }
}

fn report_replies(replies: &[Reply]) {
    for part in ["tune", "held", "fresh"] {
        let mut read: Vec<(&Reply, f64)> = replies
            .iter()
            .filter(|reply| reply.part == part)
            .filter_map(|reply| Some((reply, text::read(&reply.text)?.strain)))
            .collect();
        let judged: Vec<f64> = read.iter().map(|(reply, _)| reply.strain).collect();
        let strain: Vec<f64> = read.iter().map(|(_, strain)| *strain).collect();
        let error = |(reply, strain): &(&Reply, f64)| (strain - reply.strain).abs();
        let mean_error = read.iter().map(error).sum::<f64>() / count(read.len());
        let red: Vec<_> =
            read.iter().map(|(reply, strain)| (*strain, reply.strain >= 65.0)).collect();
        let tally = |red_read: bool, red_judged: bool| {
            red.iter().filter(|red| (red.0 >= 65.0) == red_read && red.1 == red_judged).count()
        };
        println!(
            "check-in replies, {part}: n {}, rank correlation {:.3}, mean error {mean_error:.1}; red \
             rightly {}, wrongly {}, missed {}",
            read.len(),
            rank_correlation(&judged, &strain),
            tally(true, true),
            tally(true, false),
            tally(false, true),
        );
        read.sort_by(|a, b| error(b).total_cmp(&error(a)));
        for (reply, strain) in read.iter().take(10) {
            println!("  {strain:3.0} for {:3.0}: {}", reply.strain, reply.text);
        }
    }
}
