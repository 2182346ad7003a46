//! The little language that patterns are written in.
//!
//! | written | matches |
//! |---|---|
//! | `want to` | these words, in any spelling that `spelling.tsv` knows |
//! | `{die}` | any phrase of the slot `die` |
//! | `(a\|b c)` | one of these |
//! | `[a\|b]` | one of these, or nothing |
//! | `#`, `##` | a number of one digit, of several |
//! | `~3` | up to three words, whatever they are, within the sentence |
//! | `^` | nothing, at the beginning of a clause |
//! | `$` | nothing, at the end of a clause |
//!
//! There is no repetition, so what a pattern can match is finite, and the work at a word is bounded.

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    Word(String),
    Slot(String),
    OneOf(Vec<Vec<Item>>),
    Maybe(Vec<Vec<Item>>),
    Gap(usize),
    Start,
    End,
}

/// Parses a pattern, or the phrases of a slot: sequences with `|` between them.
pub(super) fn parse(pattern: &str) -> Result<Vec<Vec<Item>>, String> {
    let mut parts = split(pattern).into_iter();
    let parsed = alternatives(&mut parts, None)?;
    if parsed.iter().any(Vec::is_empty) {
        return Err(format!("nothing between bars in {pattern:?}"));
    }
    Ok(parsed)
}

/// Brackets and bars as parts of their own; everything else by white space.
fn split(pattern: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for chunk in pattern.split_whitespace() {
        let mut part = String::new();
        for c in chunk.chars() {
            if matches!(c, '(' | ')' | '[' | ']' | '|') {
                parts.extend((!part.is_empty()).then(|| std::mem::take(&mut part)));
                parts.push(c.to_string());
            } else {
                part.push(c);
            }
        }
        parts.extend((!part.is_empty()).then_some(part));
    }
    parts
}

fn alternatives(
    parts: &mut dyn Iterator<Item = String>,
    closing: Option<&str>,
) -> Result<Vec<Vec<Item>>, String> {
    let mut done = Vec::new();
    let mut current = Vec::new();
    while let Some(part) = parts.next() {
        match part.as_str() {
            "(" => current.push(Item::OneOf(alternatives(parts, Some(")"))?)),
            "[" => current.push(Item::Maybe(alternatives(parts, Some("]"))?)),
            "|" => done.push(std::mem::take(&mut current)),
            "^" => current.push(Item::Start),
            "$" => current.push(Item::End),
            end @ (")" | "]") => {
                done.push(current);
                return if closing == Some(end) { Ok(done) } else { Err(format!("stray {end}")) };
            }
            other => current.push(item(other)?),
        }
    }
    done.push(current);
    if closing.is_some() { Err("a bracket is not closed".to_owned()) } else { Ok(done) }
}

fn item(part: &str) -> Result<Item, String> {
    if let Some(words) = part.strip_prefix('~') {
        return words.parse().map(Item::Gap).map_err(|_| format!("not a gap: {part}"));
    }
    if let Some(slot) = part.strip_prefix('{') {
        let slot = slot.strip_suffix('}').ok_or_else(|| format!("not a slot: {part}"))?;
        return Ok(Item::Slot(slot.to_owned()));
    }
    Ok(Item::Word(part.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(word: &str) -> Item {
        Item::Word(word.to_owned())
    }

    #[test]
    fn every_element() {
        let parsed = parse("^ {i} (want|need to) [so] ~2 die $ | #").unwrap();
        let one_of = Item::OneOf(vec![vec![word("want")], vec![word("need"), word("to")]]);
        let expected = vec![
            Item::Start,
            Item::Slot("i".to_owned()),
            one_of,
            Item::Maybe(vec![vec![word("so")]]),
            Item::Gap(2),
            word("die"),
            Item::End,
        ];
        assert_eq!(parsed, [expected, vec![word("#")]]);
    }

    #[test]
    fn brackets_nest() {
        let inner = Item::Maybe(vec![vec![word("b")]]);
        assert_eq!(parse("(a [b])").unwrap(), [[Item::OneOf(vec![vec![word("a"), inner]])]]);
    }

    #[test]
    fn mistakes_are_told() {
        for mistake in ["(a", "a)", "(a]", "~x", "{a", "a | | b", ""] {
            assert!(parse(mistake).is_err(), "{mistake}");
        }
    }
}
