//! One spelling for what looks the same.

use unicode_normalization::UnicodeNormalization;

/// How much of a text is read, in characters. A check-in is far shorter; the rest of a longer text
/// is ignored, so that one request cannot buy unbounded work.
pub const MAX_CHARS: usize = 20_000;

/// How many emoji are read, symbols among them. A few say all that a hundred do, and each costs
/// VADER as much time as several words.
const MAX_EMOJI: usize = 64;

/// The text in NFKC with straight quotes, without invisible characters, trimmed. Case is kept:
/// VADER reads capitals as emphasis.
pub(super) fn normalise(text: &str) -> String {
    let text = text.trim();
    let length = text.chars().take(MAX_CHARS).count();
    let mut emoji = 0;
    let is_read = |c: &char| {
        emoji += usize::from(is_emoji(*c));
        !is_emoji(*c) || emoji <= MAX_EMOJI
    };
    // Cleaned before NFKC too: it would take a spaced accent typed as an apostrophe apart.
    let kept: String = text.chars().take(MAX_CHARS).filter_map(cleaned).filter(is_read).collect();
    if kept.is_ascii() {
        return kept.trim().to_owned();
    }
    // Capped after it too: one character can become eighteen. Ordinary text hardly grows.
    let room = MAX_CHARS.min(length + length / 8 + 64);
    let clean: String = kept.nfkc().take(room).filter_map(cleaned).collect();
    clean.trim().to_owned()
}

/// Emoji, and symbols that VADER takes for some.
const fn is_emoji(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{2190}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// The character to read in this one's place, or `None` where it shows nothing.
pub(crate) fn cleaned(c: char) -> Option<char> {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{ff07}' | '`' | '´' => Some('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => Some('"'),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        _ if c.is_control() => c.is_whitespace().then_some('\n'),
        _ => (!is_invisible(c)).then_some(c),
    }
}

/// Zero-width characters, direction marks, joiners, variation selectors and tags. VADER knows an
/// emoji by its single code point, so what modifies one only hides it.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_alike_reads_alike() {
        assert_eq!(normalise("I\u{2019}m  ti\u{200b}red\u{feff}"), "I'm  tired");
        assert_eq!(normalise("I´m fine, it`s ok"), "I'm fine, it's ok");
        assert_eq!(normalise("ｅｘｈａｕｓｔｅｄ\u{202e}"), "exhausted");
        assert_eq!(normalise("\u{201c}fine\u{201d}\u{7}"), "\"fine\"");
    }

    #[test]
    fn case_stays_and_lines_stay_apart() {
        assert_eq!(normalise(" SO tired\r\nreally\tso \n"), "SO tired\n\nreally so");
    }

    #[test]
    fn only_the_first_emoji_are_read() {
        let crowd = "\u{1f62d}".repeat(MAX_EMOJI + 1) + " tired";
        assert_eq!(normalise(&crowd), "\u{1f62d}".repeat(MAX_EMOJI) + " tired");
    }

    #[test]
    fn length_is_capped_before_and_after_composition() {
        assert_eq!(normalise(&"a".repeat(MAX_CHARS + 5)).chars().count(), MAX_CHARS);
        assert_eq!(normalise(&"\u{fdfa}".repeat(MAX_CHARS)).chars().count(), MAX_CHARS);
    }
}
