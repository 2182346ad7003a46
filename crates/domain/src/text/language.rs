//! Which language a reply is in, and whether the analyser reads it.

use std::collections::HashSet;
use std::sync::LazyLock;

use whichlang::{Lang, detect_language};

use super::lexicon::Meaning;
use super::phrases::Match;
use super::tokens::Tokens;

named_enum! {
    /// The language of a reply, by its ISO 639-1 code; a guess for a short one.
    "language" Language {
        /// Arabic.
        Arabic = "ar",
        /// Chinese.
        Chinese = "zh",
        /// Dutch.
        Dutch = "nl",
        /// English, the one that the analyser reads.
        English = "en",
        /// French.
        French = "fr",
        /// German.
        German = "de",
        /// Hindi.
        Hindi = "hi",
        /// Italian.
        Italian = "it",
        /// Japanese.
        Japanese = "ja",
        /// Korean.
        Korean = "ko",
        /// Portuguese.
        Portuguese = "pt",
        /// Russian.
        Russian = "ru",
        /// Spanish.
        Spanish = "es",
        /// Swedish.
        Swedish = "sv",
        /// Turkish.
        Turkish = "tr",
        /// Vietnamese.
        Vietnamese = "vi",
        /// No words to tell it by.
        Undetermined = "und",
    }
}

impl Language {
    /// The ISO 639-1 code, such as `en`; `und` where there are no words to tell it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.as_str()
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ara => Self::Arabic,
            Lang::Cmn => Self::Chinese,
            Lang::Deu => Self::German,
            Lang::Eng => Self::English,
            Lang::Fra => Self::French,
            Lang::Hin => Self::Hindi,
            Lang::Ita => Self::Italian,
            Lang::Jpn => Self::Japanese,
            Lang::Kor => Self::Korean,
            Lang::Nld => Self::Dutch,
            Lang::Por => Self::Portuguese,
            Lang::Rus => Self::Russian,
            Lang::Spa => Self::Spanish,
            Lang::Swe => Self::Swedish,
            Lang::Tur => Self::Turkish,
            Lang::Vie => Self::Vietnamese,
        }
    }
}

static ENGLISH_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = include_str!("../../data/english_words.txt");
    words.lines().filter(|line| !line.starts_with('#')).collect()
});

/// The language of a text. The detector guesses on a few words, so a text whose words are for the
/// most part frequent English ones, or part of the (English) strain phrases, is English to us.
pub(super) fn detect(text: &str, tokens: &Tokens, hits: &[Match<Meaning>]) -> Language {
    if tokens.words() == 0 {
        return Language::Undetermined;
    }
    let frequent = tokens.iter_words().filter(|word| ENGLISH_WORDS.contains(word)).count();
    let in_phrases: usize = hits.iter().map(|hit| hit.tokens.len()).sum();
    if 2 * (frequent + in_phrases) >= tokens.words() {
        return Language::English;
    }
    // Marks and emoji mislead the detector: "!!!" is French to it.
    let letters: String =
        text.chars().map(|c| if c.is_alphabetic() || c == '\'' { c } else { ' ' }).collect();
    detect_language(&letters).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lexicon;

    fn code(text: &str) -> &'static str {
        let tokens = Tokens::new(text, lexicon::knows);
        detect(text, &tokens, &lexicon::hits(&tokens)).code()
    }

    #[test]
    fn short_english() {
        for text in ["fine", "tired", "I'm fine!!!", "not great", "I wanna sleep", "EXHAUSTED!!!"] {
            assert_eq!(code(text), "en", "{text}");
        }
    }

    #[test]
    fn other_languages() {
        for (text, language) in [
            ("no me siento bien", "es"),
            ("je suis épuisé, je n'en peux plus", "fr"),
            ("ich bin total erschöpft und kann nicht mehr", "de"),
            ("estou muito cansada e não consigo dormir", "pt"),
            ("😭", "und"),
        ] {
            assert_eq!(code(text), language, "{text}");
        }
    }
}
