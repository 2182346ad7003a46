/// Words of a reply in a row that make a sentence a quotation of it.
const RUN: usize = 3;

/// Whether a sentence repeats what a person wrote: three words of the reply in a row (all of it, if
/// it is shorter), or a word of it in quotation marks.
///
/// A sibling's remark is kept with the result, and the reply's text is not. So a remark that quotes
/// the reply must not be kept either.
#[must_use]
pub fn quotes(sentence: &str, reply: &str) -> bool {
    let said = words(sentence);
    let written = words(reply);
    let run = RUN.min(written.len());
    if run > 0 && written.windows(run).any(|run| said.windows(run.len()).any(|s| s == run)) {
        return true;
    }
    let quotation_marks = ['"', '\u{201C}', '\u{201D}', '\u{AB}', '\u{BB}', '`'];
    let quoted = sentence.split(quotation_marks).skip(1).step_by(2);
    let in_single = sentence.split(" '").skip(1).filter_map(|rest| rest.split('\'').next());
    quoted.chain(in_single).flat_map(words).any(|word| written.contains(&word))
}

fn words(text: &str) -> Vec<String> {
    let ends = |c: char| !c.is_alphanumeric() && c != '\'';
    text.split(ends).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_of_its_own_words_is_no_quotation() {
        let reply = "I can't sleep and my boss Ilse keeps calling";
        assert!(!quotes("High use of the first person", reply));
        assert!(!quotes("Sleep is mentioned", reply));
        assert!(!quotes("", reply) && !quotes("Flat affect", ""));
    }

    #[test]
    fn the_persons_words_are_found() {
        let reply = "I can't sleep and my boss Ilse keeps calling";
        assert!(quotes("Says that my boss Ilse keeps at it", reply));
        assert!(quotes("Strong word: \"calling\"", reply));
        assert!(quotes("Strong word: 'sleep'", reply));
        assert!(quotes("They wrote: dread", "Dread."));
    }
}
