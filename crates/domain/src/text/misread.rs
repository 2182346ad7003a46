//! What VADER (Hutto & Gilbert 2014) misreads: "like" that compares, "pretty" that stresses, and
//! emoji that it knows by names such as "broken heart".

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::phrases::rows;
use super::tokens::{Kind, Tokens};

static EMOJI: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/emoji.tsv"));
    rows.filter_map(|(emoji, word)| Some((emoji.chars().next()?, word))).collect()
});

/// Behind these words "like" compares, and is no liking.
const COMPARING: [&str; 33] = [
    "act",
    "acted",
    "acting",
    "acts",
    "am",
    "anything",
    "are",
    "be",
    "been",
    "being",
    "feel",
    "feeling",
    "feels",
    "felt",
    "im",
    "is",
    "its",
    "look",
    "looked",
    "looking",
    "looks",
    "nothing",
    "seem",
    "seemed",
    "seems",
    "something",
    "sound",
    "sounded",
    "sounds",
    "stuff",
    "things",
    "was",
    "were",
];

/// Behind these words "pretty" is a look: "a pretty dress".
const LOOKS: [&str; 9] = ["a", "her", "my", "so", "such", "that", "the", "this", "very"];

/// Whether the word has no feeling here, whatever VADER gives it.
pub(super) fn is_plain(tokens: &Tokens, at: usize) -> bool {
    let is_word = |at: usize| tokens.kinds().get(at) == Some(&Kind::Word);
    let before = at.checked_sub(1).filter(|before| is_word(*before));
    let before = before.map_or("", |before| tokens.text(before));
    match tokens.text(at) {
        "like" => before.is_empty() || COMPARING.contains(&before),
        "pretty" => is_word(at + 1) && !LOOKS.contains(&before),
        _ => false,
    }
}

/// The text with such emoji as words.
pub(super) fn spelled_out(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(|c| EMOJI.contains_key(&c)) {
        return Cow::Borrowed(text);
    }
    let mut spelled = String::with_capacity(2 * text.len());
    for c in text.chars() {
        match EMOJI.get(&c) {
            Some(word) => spelled.extend([" ", word, " "]),
            None => spelled.push(c),
        }
    }
    Cow::Owned(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text, |_| true);
        let at = (0..tokens.kinds().len()).filter(|at| is_plain(&tokens, *at));
        at.map(|at| tokens.text(at).to_owned()).collect()
    }

    #[test]
    fn like_and_pretty() {
        assert_eq!(plain("It feels like rain, like it was like that"), ["like"; 3]);
        assert!(plain("I like it. They'd like to. People like us").is_empty());
        assert_eq!(plain("pretty bad"), ["pretty"]);
        assert!(plain("a pretty dress. you look pretty").is_empty());
    }

    #[test]
    fn emoji_say_what_they_mean() {
        assert_eq!(spelled_out("done\u{1f494}"), "done heartbroken ");
        assert_eq!(spelled_out("\u{1f62d} ok"), "\u{1f62d} ok");
        let table = include_str!("../../data/emoji.tsv");
        let written = table.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(EMOJI.len(), written);
    }
}
