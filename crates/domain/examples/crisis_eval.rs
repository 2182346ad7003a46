//! Counts what the crisis reading says of texts.
//!
//! `cargo run --release -p pilotlight-domain --example crisis_eval -- PATH [--show] [--below TIER]`,
//! where PATH is a file with one text per line, or a folder with `{train,dev,test}.tsv` of GoEmotions
//! (Demszky et al. 2020), whose first column is read. `--show` prints the lines that fired, with the
//! rules; `--below TIER` prints those that stayed below a tier.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it reads files and measures time; the crate itself does neither"
)]

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use pilotlight_domain::crisis;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let path = arguments.first().ok_or("usage: crisis_eval PATH [--show] [--below TIER]")?;
    let show = arguments.iter().any(|argument| argument == "--show");
    let below = arguments.iter().skip_while(|argument| *argument != "--below").nth(1);
    let below: u8 = below.map_or(Ok(0), |tier| tier.parse())?;
    let texts = texts(Path::new(path))?;

    let start = Instant::now();
    crisis::prepare();
    let compiling = start.elapsed();
    let start = Instant::now();
    let readings: Vec<_> = texts.iter().map(|text| crisis::read(text)).collect();
    let taken = start.elapsed();

    let mut tiers = [0_u32; 4];
    for (text, reading) in texts.iter().zip(&readings) {
        let tier = reading.tier.number();
        if let Some(count) = tiers.get_mut(usize::from(tier)) {
            *count += 1;
        }
        if (show && tier > 0) || tier < below {
            println!("{tier}\t{}\t{text}", reading.rules.join(","));
        }
    }
    let n = f64::from(u32::try_from(texts.len())?).max(1.0);
    for (tier, count) in tiers.iter().enumerate() {
        println!("tier {tier}: {count} ({:.3} %)", 100.0 * f64::from(*count) / n);
    }
    let fired: u32 = tiers.iter().skip(1).sum();
    println!("tier 1 and more: {fired} of {n} ({:.3} %)", 100.0 * f64::from(fired) / n);
    println!("{:.1} µs a text; lists compiled in {compiling:.1?}", taken.as_secs_f64() * 1e6 / n);
    Ok(())
}

fn texts(path: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    if !path.is_dir() {
        let lines = fs::read_to_string(path)?;
        let lines = lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        return Ok(lines.map(str::to_owned).collect());
    }
    let mut texts = Vec::new();
    for split in ["train", "dev", "test"] {
        let table = fs::read_to_string(path.join(split).with_extension("tsv"))?;
        texts.extend(table.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned));
    }
    Ok(texts)
}
