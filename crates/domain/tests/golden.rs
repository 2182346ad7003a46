//! Two hundred inputs and what the scorer makes of them: behaviour that changes without
//! `SCORER_VERSION` fails here.
//!
//! The golden file bears the version in its name. To change behaviour, change the version in
//! `src/assess.rs`, and have the new file written by
//! `GOLDEN=write cargo test -p pilotlight-domain --test golden`. It never overwrites one.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up fails"
)]
#![expect(clippy::disallowed_methods, reason = "the golden file is a file")]

#[path = "common/directory.rs"]
mod directory;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use directory::directory;
use pilotlight_domain::safety::{Safety, Tier};
use pilotlight_domain::text::Theme;
use pilotlight_domain::typing::TypingSample;
use pilotlight_domain::*;

const TEXTS: &str = include_str!("golden/texts.txt");
const TYPED: usize = 36;
const ASSESSED: usize = 80;

/// SplitMix64: the same inputs for ever, whatever library is new.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() % u64::from(end)).unwrap()
    }

    /// A number from 0 to `most`, in steps of a tenth.
    fn up_to(&mut self, most: u32) -> f64 {
        f64::from(self.below(most * 10 + 1)) / 10.0
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.next()).unwrap() % of.len()]
    }

    fn some<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| value(self))
    }

    fn sample(&mut self) -> TypingSample {
        TypingSample {
            speed_wpm: self.some(|n| 20.0 + n.up_to(60)),
            error_rate: self.some(|n| n.up_to(20)),
            hesitations: self.some(|n| f64::from(n.below(9))),
            correction_loops: self.some(|n| f64::from(n.below(6))),
            key_hold_ms: self.some(|n| 60.0 + n.up_to(90)),
            flight_time_ms: self.some(|n| 90.0 + n.up_to(200)),
        }
    }

    fn reading(&mut self) -> Option<Reading> {
        let (stream, origin) = (self.pick(Stream::ALL), self.pick(Origin::ALL));
        let reading = Reading::new(stream, self.up_to(100), self.up_to(1), origin)?;
        let age_minutes = if self.below(2) == 0 { 0 } else { self.below(1600) };
        Some(reading.aged(Duration::from_secs(60 * u64::from(age_minutes))))
    }

    fn ml(&mut self) -> MlAnswer {
        MlAnswer {
            score: self.some(|n| n.up_to(110)),
            level: self.some(|n| n.pick(Level::ALL)),
            tribe_deviation: self.some(|n| n.up_to(1)),
            behavioral_deviation: self.some(|n| n.up_to(1)),
            top_indicators: vec!["Slower than usual".to_owned()],
            brain_regions: vec![self.pick(BrainRegion::ALL)],
            confidence: self.some(|n| n.up_to(1)),
            breakdown: (0..self.below(4))
                .map(|_| (self.pick(Stream::ALL), self.up_to(100)))
                .collect(),
        }
    }

    fn evidence(&mut self) -> Evidence {
        let tier = if self.below(5) == 0 { self.pick(Tier::ALL) } else { Tier::None };
        let rules = if tier > Tier::None { vec!["passive_wish".to_owned()] } else { Vec::new() };
        let unit = |n: &mut Self| n.up_to(1);
        Evidence {
            readings: (0..self.below(5)).filter_map(|_| self.reading()).collect(),
            ml: self.some(Self::ml),
            ml_scale: self.pick(MlScale::ALL),
            asked_of_ml: Stream::ALL.iter().copied().filter(|_| self.below(2) == 0).collect(),
            safety: Safety { tier, rules },
            themes: (0..self.below(3)).map(|_| self.pick(Theme::ALL)).collect(),
            remarks: vec!["Many corrections".to_owned()],
            baseline: self.some(|n| Regions { amygdala_region: unit(n), ..Regions::default() }),
            behavioral_deviation: self.up_to(1),
            previous: self.some(|n| Previous {
                score: Score::nearest(n.up_to(100)).unwrap(),
                level: n.pick(Level::ALL),
                tier: n.pick(Tier::ALL),
            }),
            notes: Vec::new(),
            country: None,
            variant: self.below(3),
        }
    }
}

/// Every input's outcome, one a line. Numbers are exact where they are rounded by the rules, and
/// to six decimals where only the last bits of a logarithm might tell platforms apart.
fn outcomes() -> String {
    let mut lines = String::new();
    let texts = TEXTS.lines().filter(|line| !line.starts_with('#'));
    for (at, text) in texts.enumerate() {
        let Safety { tier, rules } = crisis::read(text);
        let read = text::read(text).map(|read| {
            format!("{:.6} {:.6} {} {:?}", read.strain, read.quality, read.words, read.themes)
        });
        lines += &format!("text {at}\t{read:?} {tier} {rules:?}\n");
    }
    let mut numbers = Numbers(3);
    for at in 0..TYPED {
        let earlier: Vec<TypingSample> = (0..numbers.below(25)).map(|_| numbers.sample()).collect();
        let read = typing::read(&numbers.sample(), &earlier)
            .map(|read| format!("{:.6} {:.6} {:.6}", read.score, read.quality, read.deviation));
        lines += &format!("typing {at}\t{read:?}\n");
    }
    for at in 0..ASSESSED {
        let evidence = numbers.evidence();
        lines += &format!("evidence {at}\t{:?}\n", assess(&evidence, &directory()).finding());
    }
    lines
}

fn path() -> PathBuf {
    let name = format!("tests/golden/scorer-{SCORER_VERSION}.tsv");
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn behaviour_changes_only_with_its_version() {
    let now = outcomes();
    assert_eq!(now.lines().count(), 200);
    if std::env::var_os("GOLDEN").is_some_and(|wish| wish == "write") && !path().exists() {
        fs::write(path(), &now).unwrap();
    }
    let golden = fs::read_to_string(path()).unwrap_or_default();
    assert!(!golden.is_empty(), "{} is not there: see the head of this file", path().display());
    let differs = golden.lines().zip(now.lines()).find(|(then, now)| then != now);
    assert_eq!(
        differs, None,
        "the scorer behaves otherwise than version {SCORER_VERSION} did: give it a new version"
    );
    assert_eq!(golden.lines().count(), 200);
}
