//! No text makes the readings panic, leave their ranges, or take their time.
//!
//! The texts of `tests/corpus` are cut, spliced, repeated and mixed with words that the lists know.
//! `FUZZ_CASES=1000000 cargo test --release -p pilotlight-domain --test fuzz` runs longer than the
//! few thousand cases of every run; a text that ever failed belongs into the corpus.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test may read its corpus and measure time; the crate itself does neither"
)]

use std::fs;
use std::time::{Duration, Instant};

use pilotlight_domain::safety::Tier;
use pilotlight_domain::{CountryCode, UserId, crisis, quotes, text};

/// Far above what any of these short texts takes, also without optimisation on a busy machine.
const LONGEST: Duration = Duration::from_secs(2);

/// Words that meet the rules, in every role.
const WORDS: [&str; 24] = [
    "I",
    "i'm",
    "not",
    "never",
    "can't",
    "want to",
    "die",
    "kill myself",
    "suicide",
    "my friend",
    "tired",
    "exhausted",
    "fine",
    "but",
    "lol",
    "tonight",
    "deadline",
    "pills",
    "she said",
    "matarme",
    "sterben",
    ",",
    ".",
    "\"",
];

/// SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// A piece of a text, from one place to another.
    fn piece(&mut self, text: &[char]) -> Vec<char> {
        let (from, length) = (self.below(text.len()), self.below(60));
        text.iter().copied().skip(from).take(length).collect()
    }

    fn text(&mut self, corpus: &[Vec<char>]) -> String {
        let mut text: Vec<char> = Vec::new();
        for _ in 0..=self.below(8) {
            let from = self.below(corpus.len());
            let piece = corpus.get(from).map(|from| self.piece(from)).unwrap_or_default();
            let times = if self.below(10) == 0 { 1 + self.below(50) } else { 1 };
            match self.below(4) {
                0 => text.extend(piece.iter().copied().cycle().take(piece.len() * times)),
                1 => text.extend(piece.into_iter().flat_map(char::to_uppercase)),
                2 => text.extend(char::from_u32(u32::try_from(self.below(0x11_0000)).unwrap())),
                _ => {
                    let word = WORDS.get(self.below(WORDS.len())).unwrap();
                    text.extend(format!(" {word} ").chars());
                }
            }
        }
        text.into_iter().collect()
    }
}

fn corpus() -> Vec<Vec<char>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 15);
    let read = |path| String::from_utf8_lossy(&fs::read(path).unwrap()).chars().collect();
    paths.into_iter().map(read).collect()
}

fn hold(text: &str) {
    let start = Instant::now();
    let safety = crisis::read(text);
    let known = |rule: &String| crisis::RULES.iter().any(|(name, _)| name == rule);
    assert!(safety.rules.iter().all(known), "{:?} of {text:?}", safety.rules);
    assert_eq!(safety.tier > Tier::None, !safety.rules.is_empty(), "{text:?}");
    if let Some(read) = text::read(text) {
        assert!((0.0..=100.0).contains(&read.strain), "{} of {text:?}", read.strain);
        assert!((0.0..=1.0).contains(&read.quality), "{} of {text:?}", read.quality);
    }
    assert!(start.elapsed() < LONGEST, "{:?} for {text:?}", start.elapsed());
    let _ = (quotes(text, text), UserId::new(text), text.parse::<CountryCode>());
}

#[test]
fn any_text_is_read() {
    crisis::prepare();
    let cases = std::env::var("FUZZ_CASES").ok().and_then(|cases| cases.parse().ok());
    let corpus = corpus();
    corpus.iter().for_each(|text| hold(&text.iter().collect::<String>()));
    let mut numbers = Numbers(2026);
    for _ in 0..cases.unwrap_or(3000) {
        hold(&numbers.text(&corpus));
    }
}
