//! One spelling for what looks the same.

use unicode_normalization::UnicodeNormalization;

/// How much of a text is read, in characters. A check-in is far shorter; the rest of a longer text
/// is ignored, so that one request cannot buy unbounded work.
pub const MAX_CHARS: usize = 20_000;

/// The text in NFKC with straight quotes, without invisible characters, trimmed. Case is kept:
/// VADER reads capitals as emphasis.
pub(super) fn normalise(text: &str) -> String {
    // Cleaned before NFKC too: it would take a spaced accent typed as an apostrophe apart.
    // Capped after it too: one character can become eighteen.
    let composed: String =
        text.trim().chars().take(MAX_CHARS).filter_map(cleaned).nfkc().take(MAX_CHARS).collect();
    let clean: String = composed.chars().filter_map(cleaned).collect();
    clean.trim().to_owned()
}

/// The character to read in this one's place, or `None` where it shows nothing.
fn cleaned(c: char) -> Option<char> {
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
    fn length_is_capped_before_and_after_composition() {
        assert_eq!(normalise(&"a".repeat(MAX_CHARS + 5)).chars().count(), MAX_CHARS);
        assert_eq!(normalise(&"\u{fdfa}".repeat(MAX_CHARS)).chars().count(), MAX_CHARS);
    }
}
