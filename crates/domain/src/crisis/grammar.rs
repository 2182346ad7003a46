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

/// A part of a pattern, whose words stay in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item<'a> {
    Word(&'a str),
    Slot(&'a str),
    OneOf(Vec<Vec<Item<'a>>>),
    Maybe(Vec<Vec<Item<'a>>>),
    Gap(u8),
    Start,
    End,
}

/// Parses a pattern, or the phrases of a slot: sequences with `|` between them.
pub(super) fn parse(pattern: &str) -> Result<Vec<Vec<Item<'_>>>, String> {
    let parsed = alternatives(&mut split(pattern), None)?;
    if parsed.iter().any(Vec::is_empty) {
        return Err(format!("nothing between bars in {pattern:?}"));
    }
    Ok(parsed)
}

/// Brackets and bars as parts of their own; everything else by white space.
fn split(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split_whitespace().flat_map(|mut rest| {
        std::iter::from_fn(move || {
            let bracket = rest.find(['(', ')', '[', ']', '|']);
            let (part, behind) = rest.split_at(bracket.map_or(rest.len(), |at| at.max(1)));
            rest = behind;
            (!part.is_empty()).then_some(part)
        })
    })
}

fn alternatives<'a>(
    parts: &mut dyn Iterator<Item = &'a str>,
    closing: Option<&str>,
) -> Result<Vec<Vec<Item<'a>>>, String> {
    let mut done = Vec::new();
    let mut current = Vec::new();
    while let Some(part) = parts.next() {
        match part {
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

fn item(part: &str) -> Result<Item<'_>, String> {
    if let Some(words) = part.strip_prefix('~') {
        return words.parse().map(Item::Gap).map_err(|_| format!("not a gap: {part}"));
    }
    if let Some(slot) = part.strip_prefix('{') {
        let slot = slot.strip_suffix('}').ok_or_else(|| format!("not a slot: {part}"))?;
        return Ok(Item::Slot(slot));
    }
    Ok(Item::Word(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element() {
        let parsed = parse("^ {i} (want|need to) [so] ~2 die $ | #").unwrap();
        let one_of =
            Item::OneOf(vec![vec![Item::Word("want")], vec![Item::Word("need"), Item::Word("to")]]);
        let expected = vec![
            Item::Start,
            Item::Slot("i"),
            one_of,
            Item::Maybe(vec![vec![Item::Word("so")]]),
            Item::Gap(2),
            Item::Word("die"),
            Item::End,
        ];
        assert_eq!(parsed, [expected, vec![Item::Word("#")]]);
    }

    #[test]
    fn brackets_nest() {
        let inner = Item::Maybe(vec![vec![Item::Word("b")]]);
        assert_eq!(parse("(a [b])").unwrap(), [[Item::OneOf(vec![vec![Item::Word("a"), inner]])]]);
    }

    #[test]
    fn mistakes_are_told() {
        for mistake in ["(a", "a)", "(a]", "~x", "{a", "a | | b", ""] {
            assert!(parse(mistake).is_err(), "{mistake}");
        }
    }
}
