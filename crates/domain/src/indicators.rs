//! What moved a result, in plain words.

use crate::score::Score;
use crate::stream::{Origin, Stream, StreamReport};
use crate::text::Theme;

/// The most indicators that a result names.
pub(crate) const MOST: usize = 5;

/// The longest indicator taken over from a sibling, in characters.
const LONGEST: usize = 120;

/// Collects indicators: those of whoever scored first, then the reply's themes, then streams above
/// the least yellow, which is what a text that says nothing reads, the highest first. No indicator
/// twice.
pub(crate) fn collect<'a>(
    from_scorer: impl IntoIterator<Item = &'a String>,
    themes: &[Theme],
    streams: &[StreamReport],
) -> Vec<String> {
    let mut raised: Vec<&StreamReport> =
        streams.iter().filter(|report| report.score > f64::from(Score::YELLOW.value())).collect();
    raised.sort_by(|a, b| b.score.total_cmp(&a.score));

    let theirs = from_scorer.into_iter().filter_map(|text| tidy(text));
    let of_themes = themes.iter().map(|theme| of_theme(*theme).to_owned());
    let of_streams =
        raised.into_iter().map(|report| of_stream(report.stream, report.origin).to_owned());
    let mut indicators: Vec<String> = Vec::new();
    for indicator in theirs.chain(of_themes).chain(of_streams) {
        if indicators.len() < MOST && !indicators.contains(&indicator) {
            indicators.push(indicator);
        }
    }
    indicators
}

/// A sibling's sentence on one line, cut to a length that a screen can show.
fn tidy(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    (!line.is_empty()).then_some(line)
}

/// Whether an indicator is one of Pilotlight's own sentences, about a stream that is allowed.
pub(crate) fn is_own(text: &str, allows: impl Fn(Stream) -> bool) -> bool {
    let is_theme = Theme::ALL.iter().any(|theme| of_theme(*theme) == text);
    let mut streams = Stream::ALL.iter().filter(|stream| allows(**stream));
    (is_theme && allows(Stream::Imessage))
        || streams
            .any(|stream| Origin::ALL.iter().any(|origin| of_stream(*stream, *origin) == text))
}

const fn of_theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Fatigue => "The reply speaks of tiredness",
        Theme::Sleep => "The reply speaks of poor sleep",
        Theme::Hopelessness => "The reply speaks of little hope",
        Theme::Anxiety => "The reply speaks of worry",
        Theme::Panic => "The reply speaks of panic",
        Theme::Entrapment => "The reply speaks of feeling stuck",
        Theme::LowMood => "The reply speaks of low mood",
        Theme::Pain => "The reply speaks of emotional pain",
        Theme::Rumination => "The reply speaks of thoughts that keep circling",
        Theme::Agitation => "The reply speaks of inner unrest",
        Theme::Defeat => "The reply speaks of feeling beaten",
        Theme::Guilt => "The reply speaks of guilt",
        Theme::Loneliness => "The reply speaks of being alone with it",
        Theme::Burden => "The reply speaks of feeling like a burden",
        Theme::Emptiness => "The reply speaks of emptiness",
        Theme::Anhedonia => "The reply speaks of lost interest",
        Theme::Masking => "The reply reassures more than it tells",
        Theme::Shame => "The reply speaks of shame",
        Theme::Overload => "The reply speaks of having too much to do",
    }
}

const fn of_stream(stream: Stream, origin: Origin) -> &'static str {
    match (stream, origin) {
        (Stream::Imessage, _) => "The words of the reply sound strained",
        (Stream::Typing, Origin::Local) => "Typing differs from your own usual",
        (Stream::Typing, _) => "The way of typing looks strained",
        (Stream::Facial, _) => "The video shows tension in the face",
        (Stream::Voice, _) => "The voice sounds tense",
        (Stream::Tribe, _) => "The reply is more strained than this stimulus usually brings",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siblings_sentence_is_cut_and_put_on_one_line() {
        let long = format!("  slow\n\ttyping {}", "x".repeat(500));
        let indicators = collect([&long, &String::new()], &[], &[]);
        assert_eq!(indicators.len(), 1);
        assert!(indicators[0].starts_with("slow typing x"));
        assert_eq!(indicators[0].chars().count(), LONGEST);
    }

    #[test]
    fn five_at_most_and_none_twice() {
        let words: Vec<String> = (0..9).map(|i| format!("sign {}", i / 2)).collect();
        assert_eq!(collect(&words, &[Theme::Sleep], &[]).len(), MOST);
        assert_eq!(collect(&words[..2], &[Theme::Sleep], &[]).len(), 2);
    }
}
