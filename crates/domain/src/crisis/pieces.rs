//! A long text in pieces, so that the memory is bounded.

use std::collections::HashMap;
use std::ops::Range;

use super::spelling::push_folded;

/// How long a piece is, in characters.
const LENGTH: usize = 20_000;

/// How much of its neighbours a piece has on either side, in characters: further than any rule
/// looks around. It is cut at the white space before that, if it is no further again.
const MARGIN: usize = 500;

/// A piece of a text, folded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    text: String,
    /// Where what is read here is; around it is what its neighbours read.
    own: Range<usize>,
}

impl Piece {
    /// What is read here, between what is before it and what is behind it.
    pub(super) fn parts(&self) -> [&str; 3] {
        let Range { start, end } = self.own;
        [0..start, start..end, end..self.text.len()]
            .map(|part| self.text.get(part).unwrap_or_default())
    }
}

/// The pieces of a text. What each reads of its own makes up the text; there is at least one.
pub(super) struct Pieces<'a, I> {
    characters: Option<I>,
    letters: &'a HashMap<char, char>,
    /// The end of the piece before, and where it is no longer that piece's own.
    carried: String,
    start: usize,
}

impl<'a, I: Iterator<Item = char>> Pieces<'a, I> {
    pub(super) fn new(characters: I, letters: &'a HashMap<char, char>) -> Self {
        Self { characters: Some(characters), letters, carried: String::new(), start: 0 }
    }
}

impl<I: Iterator<Item = char>> Iterator for Pieces<'_, I> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let characters = self.characters.as_mut()?;
        let mut text = std::mem::take(&mut self.carried);
        let mut room = LENGTH;
        for c in characters.by_ref() {
            push_folded(&mut text, c, self.letters);
            room -= 1;
            if room == 0 {
                let end = cut(&text);
                let own = self.start..end;
                let from = cut(text.get(..end).unwrap_or_default());
                self.carried = text.get(from..).unwrap_or_default().to_owned();
                self.start = end - from;
                return Some(Piece { text, own });
            }
        }
        self.characters = None;
        let own = self.start..text.len();
        Some(Piece { text, own })
    }
}

/// Where to cut, [`MARGIN`] before the end: behind white space, if there is any near.
fn cut(text: &str) -> usize {
    let mut places = text.char_indices().rev().skip(MARGIN).take(MARGIN).peekable();
    let last = places.peek().map_or(0, |(at, _)| *at);
    places.find(|(_, c)| c.is_whitespace()).map_or(last, |(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        Pieces::new(text.chars(), &HashMap::new()).collect()
    }

    #[test]
    fn a_short_text_is_one_piece() {
        for text in ["", "i", "so tired of it"] {
            assert_eq!(pieces(text), [Piece { text: text.to_owned(), own: 0..text.len() }]);
        }
    }

    #[test]
    fn a_long_text_is_read_once_and_with_what_is_around() {
        for unit in ["abcd ", "é", "\u{1f62d} no\n", "a long line of words that goes on and on "] {
            let text: String = unit.chars().cycle().take(3 * LENGTH + 1).collect();
            let pieces = pieces(&text);
            let own: String = pieces.iter().map(|piece| piece.parts()[1]).collect();
            assert_eq!(own, text);
            for pair in pieces.windows(2) {
                let [first, second] = pair else { unreachable!() };
                assert!(first.parts()[2].chars().count() >= MARGIN);
                assert!(second.parts()[0].chars().count() >= MARGIN);
                assert!(first.text.chars().count() <= LENGTH + 4 * MARGIN);
                assert!(second.text.starts_with(second.parts()[0]));
                assert!(first.parts()[1].ends_with(second.parts()[0]));
            }
        }
    }

    #[test]
    fn words_stay_whole() {
        let pieces = pieces(&"word ".repeat(LENGTH));
        assert!(pieces.len() > 4);
        assert!(
            pieces.iter().all(|piece| piece.parts().iter().all(|part| !part.starts_with("ord")))
        );
        assert!(pieces.iter().all(|piece| piece.text.starts_with("word")));
    }
}
