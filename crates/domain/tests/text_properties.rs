//! What holds for any text: bounds, determinism, and time that is linear in the length.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test may measure time; the crate itself reads no clock"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use pilotlight_domain::text::{self, TextReading};
use proptest::prelude::*;

/// Words and marks that meet the rules of the analyser, in any order.
fn reply() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "I",
        "i'm",
        "not",
        "no",
        "never",
        "can't",
        "don't think",
        "and",
        "but",
        "tired",
        "stressed",
        "sleep",
        "keep up",
        "exhausted",
        "happy",
        "is gone",
        "free",
        "going through the motions",
        ",",
        ".",
        "!",
        "\n",
        "'",
        "\u{1f62d}",
        ":)",
        "\u{301}",
        "\u{200d}",
        "so",
        "du pain",
        "7",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.join(" "))
}

fn in_bounds(reading: &TextReading) -> bool {
    (0.0..=100.0).contains(&reading.strain)
        && (0.0..=1.0).contains(&reading.quality)
        && (-1.0..=1.0).contains(&reading.compound)
        && (0.0..=1.0).contains(&reading.probability())
        && (0.0..=1.0).contains(&reading.first_person)
        && reading.lexical.is_finite()
        && reading.lexical >= 0.0
}

proptest! {
    #[test]
    fn any_string_is_read_within_bounds(text in ".*") {
        prop_assert!(text::read(&text).as_ref().is_none_or(in_bounds));
    }

    #[test]
    fn any_reply_is_read_within_bounds(text in reply()) {
        let reading = text::read(&text);
        prop_assert!(reading.as_ref().is_none_or(in_bounds), "{:?}", reading);
    }

    #[test]
    fn the_same_text_gives_the_same_reading(text in reply()) {
        prop_assert_eq!(text::read(&text), text::read(&text));
    }

    #[test]
    fn whitespace_around_changes_nothing(
        text in prop_oneof![reply(), any::<String>()],
        space in "[ \t\r\n\u{a0}\u{2003}]{0,9}",
    ) {
        let reading = text::read(&text);
        prop_assert_eq!(&text::read(&format!("{text}{space}")), &reading);
        prop_assert_eq!(&text::read(&format!("{space}{text}")), &reading);
    }

    #[test]
    fn themes_are_distinct(text in reply()) {
        let mut themes = text::read(&text).map_or_else(Vec::new, |reading| reading.themes);
        let named = themes.len();
        themes.sort();
        themes.dedup();
        prop_assert_eq!(themes.len(), named);
    }
}

/// Ten times the text may take ten times as long; the rest is room for noise. A quadratic step
/// would take a hundred times as long.
#[test]
fn time_is_linear_in_hostile_text() {
    for unit in [
        "!",
        "a",
        "A ",
        "\u{1f62d}",
        "\u{301}",
        "e\u{301}\u{316}",
        "\u{fdfa}",
        "\u{3a3}'",
        "' ",
        "aab",
        "not ",
        "not stressed, ",
        "but good bad ",
        "can't do this any ",
        "no one to talk ",
        " .",
        "\u{200b}",
        "\u{597d}",
    ] {
        let text = |chars| unit.chars().cycle().take(chars).collect::<String>();
        let (short, long) = (fastest(&text(2_000)), fastest(&text(20_000)));
        // Below this the clock's own grain would be measured.
        let short = short.max(Duration::from_micros(20));
        assert!(long < short * 25, "{unit:?}: {short:?} for 2,000 and {long:?} for 20,000");
    }
}

/// The shortest of a few runs: the one that was disturbed least.
fn fastest(text: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        black_box(text::read(black_box(text)));
        start.elapsed()
    };
    run();
    (0..5).map(|_| run()).min().unwrap_or_default()
}
