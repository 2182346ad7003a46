//! A text as the words that patterns are made of.

use std::ops::Range;

use super::pieces::Piece;
use super::repair::{Speller, key};
use super::spellings::{Number, UNKNOWN};

/// A word, or the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Its number; [`UNKNOWN`] where no pattern has it.
    pub(super) id: Number,
    /// What the model knows it by, whether a pattern has it or not; 0 for an end.
    pub(super) key: u64,
    /// The end of a sentence or of a paragraph. Nothing matches across it.
    pub(super) stop: bool,
    /// Behind a comma, a bracket, a quotation mark or at the beginning of a line.
    pub(super) opens: bool,
    /// Behind an opening quotation mark or a colon.
    pub(super) quoted: bool,
    /// A clause may begin behind it.
    pub(super) joins: bool,
}

/// Runs of letters that are longer are no words.
const LONGEST_RUN: usize = 48;

/// Splits a piece of a text, and says which of the words are its own.
pub(super) fn split(piece: &Piece, speller: &Speller) -> (Vec<Word>, Range<usize>) {
    let mut splitter = Splitter {
        speller,
        words: Vec::new(),
        word: String::new(),
        letters: String::new(),
        opens: false,
        quoted: false,
    };
    let [before, own, behind] = piece.parts();
    splitter.part(before);
    let start = splitter.words.len();
    splitter.part(own);
    if behind.is_empty() {
        splitter.flush_letters();
    }
    let end = splitter.words.len();
    splitter.part(behind);
    splitter.flush_letters();
    (splitter.words, start..end)
}

struct Splitter<'a> {
    speller: &'a Speller,
    words: Vec<Word>,
    word: String,
    /// Words of a single letter in a row.
    letters: String,
    opens: bool,
    quoted: bool,
}

impl Splitter<'_> {
    /// A part of a text, which ends behind white space.
    fn part(&mut self, text: &str) {
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                self.stop();
                continue;
            }
            // A line may be broken within a sentence.
            self.opens |= number > 0;
            let mut chunks = line.split_whitespace().peekable();
            while let Some(chunk) = chunks.next() {
                let next = chunks.peek().filter(|_| chunk == "2");
                let is_to = next.is_some_and(|next| self.speller.is_no_unit(next));
                self.chunk(if is_to { "to" } else { chunk });
            }
        }
    }

    /// What stands between two spaces.
    fn chunk(&mut self, chunk: &str) {
        if !chunk.contains(|c: char| !c.is_ascii_alphabetic()) {
            return self.push(chunk);
        }
        // Signs within a word stand for letters: "k!ll" is no exclamation.
        let core = chunk.trim_matches(is_mark);
        if core.contains(|c: char| !c.is_alphanumeric() && c != '\'')
            && let Some(meant) = self.speller.unmasked(core)
        {
            self.flush_letters();
            self.push_known(&[meant], core);
            if chunk.ends_with(['.', '!', '?', ';']) {
                self.stop();
            }
            return;
        }
        if let Some(tags) = chunk.strip_prefix('#') {
            return tags.split('#').for_each(|tag| self.tag(tag));
        }
        self.spelled(chunk);
    }

    /// Words run together behind a hash.
    fn tag(&mut self, tag: &str) {
        let core = tag.trim_end_matches(is_mark);
        let short = core.len() <= LONGEST_RUN;
        if let Some(meant) = short.then(|| self.speller.segmented(core)).flatten() {
            self.flush_letters();
            self.push_known(&meant, core);
        } else {
            self.spelled(tag);
        }
    }

    /// Words with signs between them.
    fn spelled(&mut self, chunk: &str) {
        let mut chars = chunk.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_alphanumeric() || (c == '\'' && !self.word.is_empty()) {
                self.word.push(c);
                continue;
            }
            // "k.i.l.l" and "e.g." end no sentence within.
            let single = self.word.chars().nth(1).is_none();
            self.end_word();
            match c {
                '.' if single && chars.peek().is_some() => {}
                '.' | '!' | '?' | ';' | '|' | '。' | '！' | '？' => self.stop(),
                ':' | '"' => (self.opens, self.quoted) = (true, true),
                ',' | '(' | ')' | '[' | ']' | '、' | '–' | '—' => self.opens = true,
                _ => {}
            }
        }
        self.end_word();
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let trimmed = word.trim_end_matches('\'');
        if !trimmed.is_empty() {
            self.push(trimmed);
        }
    }

    fn push(&mut self, word: &str) {
        let mut chars = word.chars();
        let single = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
        if single && self.letters.len() < LONGEST_RUN {
            self.letters.push_str(word);
            return;
        }
        self.flush_letters();
        if single {
            self.letters.push_str(word);
            return;
        }
        let before = self.words.last().filter(|before| before.id != UNKNOWN && !self.opens);
        if let Some(meant) = before.and_then(|before| self.speller.paired(before.id, word)) {
            self.words.pop();
            self.push_known(meant, word);
            return;
        }
        let meant = self.speller.meant(word);
        self.push_known(&meant, word);
    }

    fn push_known(&mut self, meant: &[Number], written: &str) {
        for id in meant.iter().copied() {
            // "I want to to die" is a slip.
            let before = self.words.last().filter(|before| !before.stop && id != UNKNOWN);
            if before.is_some_and(|before| before.id == id) && !self.opens {
                continue;
            }
            let (opens, quoted) = (self.opens, self.quoted);
            let joins = self.speller.joins(id);
            let key = self.speller.key(id).unwrap_or_else(|| key(written));
            self.words.push(Word { id, key, stop: false, opens, quoted, joins });
            (self.opens, self.quoted) = (false, false);
        }
    }

    /// Letters that were written one by one: "d i e".
    fn flush_letters(&mut self) {
        let letters = std::mem::take(&mut self.letters);
        if letters.is_empty() {
            return;
        }
        let spaced = letters.chars().nth(2).and_then(|_| self.speller.segmented(&letters));
        let meant = spaced.unwrap_or_else(|| {
            let mut buffer = [0; 4];
            let letter = |c: char| self.speller.meant(c.encode_utf8(&mut buffer)).into_owned();
            letters.chars().flat_map(letter).collect()
        });
        self.push_known(&meant, &letters);
    }

    fn stop(&mut self) {
        self.flush_letters();
        (self.opens, self.quoted) = (false, false);
        if self.words.last().is_some_and(|word| !word.stop) {
            let (id, stop) = (UNKNOWN, true);
            self.words.push(Word { id, key: 0, stop, opens: false, quoted: false, joins: false });
        }
    }
}

/// Marks at the edges of a chunk that belong to no word.
fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '"' | '\'' | '(' | ')' | '[' | ']' | '…' | '#')
}
