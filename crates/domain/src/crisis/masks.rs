//! Signs and digits that stand for letters, as in `k1ll` and `s**cide`.

/// What stands for letters in a word that is written to be overlooked.
const LOOKALIKES: [(char, &str); 12] = [
    ('0', "o"),
    ('1', "il"),
    ('3', "e"),
    ('4', "a"),
    ('5', "s"),
    ('7', "t"),
    ('@', "a"),
    ('$', "s"),
    ('!', "il"),
    ('|', "li"),
    ('+', "t"),
    ('8', "b"),
];

/// What stands for any letter.
const MASKS: [char; 4] = ['*', '#', '_', '•'];

/// Whether a sign can stand for a letter.
pub(super) fn may_be(written: char, letter: char) -> bool {
    written == letter
        || MASKS.contains(&written)
        || LOOKALIKES.iter().any(|(sign, letters)| *sign == written && letters.contains(letter))
}

/// Whether signs stand for any letter in a word.
pub(super) fn is_masked(word: &str) -> bool {
    word.contains(MASKS)
}

/// A word with each sign as the first or as the last letter that it can be.
pub(super) fn decoded(word: &str, last: bool) -> String {
    let letter = |c: char| {
        let (_, letters) = LOOKALIKES.iter().find(|(sign, _)| *sign == c)?;
        if last { letters.chars().next_back() } else { letters.chars().next() }
    };
    word.chars().map(|c| letter(c).unwrap_or(c)).collect()
}
