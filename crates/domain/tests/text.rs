//! What the text analyser says of replies as people write them.

use pilotlight_domain::text::{self, Language, TextReading, Theme};

#[expect(clippy::panic, reason = "clippy excepts tests, not their helpers")]
fn read(text: &str) -> TextReading {
    text::read(text).unwrap_or_else(|| panic!("nothing read in {text:?}"))
}

#[test]
fn exhaustion_is_strain_and_is_named() {
    let reading = read("I'm exhausted, I can't keep up and I dread tomorrow");
    assert!(reading.strain >= 70.0, "{reading:?}");
    assert_eq!(reading.themes, [Theme::Fatigue, Theme::Overload, Theme::Anxiety]);
    assert_eq!((reading.words, reading.language), (10, Language::English));
    assert!((reading.quality - 1.0).abs() < 1e-12);
}

#[test]
fn strained_replies_are_red() {
    for text in [
        "running on empty, no energy left",
        "Can\u{2019}t switch off, been working all weekend again",
        "cant sleep and cant think straight",
        "I do not have energy for any of this anymore",
        "Dreading Monday. I hate my job",
        "burned-out and drowning in work",
        "I snapped at everyone today, I feel awful",
        "just going through the motions, numb at work",
        "I've lost all motivation",
        "I feel like a failure and a burden to my team",
        "no, I'm exhausted",
        "I'm not lazy, I'm burnt out",
        "not only stressed but lonely too",
        "never been so overwhelmed",
        "I feel trapped in this job, there's no way out",
        "crying at my desk again \u{1f62d}",
        "fine on the outside, but I can't do this anymore",
    ] {
        assert!(read(text).strain >= 65.0, "{text}: {:?}", read(text));
        assert!(!read(text).themes.is_empty(), "{text}");
    }
}

#[test]
fn mild_tiredness_is_yellow() {
    for text in [
        "tired",
        "I'm tired",
        "I'm a bit tired today but fine",
        "kind of tired today",
        "sooo tireddd",
        "slept badly",
        "not great",
        "I'm a little sad",
        "slightly stressed but coping",
        "bit anxious, nothing dramatic",
        "this deadline is killing me",
        "long week, need a break",
    ] {
        assert!((35.0..=62.0).contains(&read(text).strain), "{text}: {:?}", read(text));
    }
    let mild = read("I'm tired").strain;
    assert!(
        mild <= 60.0
            && read("I'm exhausted, I can't keep up and I dread tomorrow").strain > mild + 25.0
    );
}

#[test]
fn tired_for_a_good_reason_is_hardly_strain() {
    for text in
        ["tired but in a good way", "happy but exhausted after the marathon", "pleasantly tired"]
    {
        assert!(read(text).strain <= 40.0, "{text}: {:?}", read(text));
    }
}

#[test]
fn idioms_are_no_strain() {
    for text in [
        "could be worse",
        "the stress is gone",
        "the movie was scary good",
        "she is killing it at school",
        "I laughed so hard I cried",
        "dying to see you",
    ] {
        assert!(read(text).strain <= 35.0, "{text}: {:?}", read(text));
    }
}

#[test]
fn intensity_moves_the_strain() {
    let [less, plain, more, most] =
        ["a bit ", "", "so ", "so utterly "].map(|how| read(&format!("I'm {how}exhausted")).strain);
    assert!(
        less + 4.0 < plain && plain + 5.0 < more && more <= most,
        "{less} {plain} {more} {most}"
    );
}

#[test]
fn clustered_reassurance_is_masking() {
    let masked = read("i'm fine, all good, don't worry");
    assert!(masked.is_masked() && masked.reassurances == 3, "{masked:?}");
    assert_eq!(masked.themes, [Theme::Masking]);
    assert!((masked.strain - 73.0).abs() < 1e-9, "{masked:?}");
    for text in ["I'm fine", "all good, great day, lovely weather", "don't worry"] {
        assert!(!read(text).is_masked() && read(text).strain < 40.0, "{text}: {:?}", read(text));
    }
    // Two bare claims make nobody's phone ring.
    assert!((read("I'm fine, all good").strain - 59.0).abs() < 1e-9);
}

#[test]
fn calm_replies_are_calm() {
    for text in [
        "had a lovely slow morning, feeling rested",
        "Great day, finished the report and went for a run!",
        "all good, the week was fun",
        "I feel great, no longer burnt out",
        "no stress, no worries \u{1f600}",
        "Slept well, happy to see the team",
    ] {
        assert!(read(text).strain <= 25.0, "{text}: {:?}", read(text));
        assert_eq!(read(text).themes, [], "{text}");
    }
}

#[test]
fn a_neutral_reply_is_neither() {
    for text in ["went to the shop, bought bread", "Three meetings, then the train home"] {
        assert!((20.0..=55.0).contains(&read(text).strain), "{text}: {:?}", read(text));
    }
}

#[test]
fn denied_strain_is_no_strain() {
    let stressed = read("I'm stressed");
    let denied = read("I'm not stressed at all");
    assert!(denied.strain <= 40.0, "{denied:?}");
    assert!(denied.strain + 40.0 < stressed.strain, "{denied:?} {stressed:?}");
    assert_eq!((stressed.themes, denied.themes), (vec![Theme::Overload], vec![]));
    for text in ["I am not tired, stressed or anxious", "I don't think I'm burnt out"] {
        assert_eq!(read(text).themes, [], "{text}");
    }
}

#[test]
fn the_most_frequent_theme_comes_first_and_each_once() {
    let reading = read("Lonely. Tired, so tired, and exhausted. Worried too.");
    assert_eq!(reading.themes, [Theme::Fatigue, Theme::Loneliness, Theme::Anxiety]);
}

#[test]
fn quality_grows_with_words() {
    assert!((read("tired").quality - 1.0 / 8.0).abs() < 1e-12);
    assert!((read("I feel very tired").quality - 0.5).abs() < 1e-12);
    assert!((read(&"tired ".repeat(500)).quality - 1.0).abs() < 1e-12);
}

#[test]
fn what_is_not_great_is_not_denied() {
    for text in ["work is not great", "it is not ok"] {
        assert_eq!(read(text).themes, [Theme::LowMood], "{text}");
    }
}

#[test]
fn of_another_language_only_the_emoji_are_read() {
    let bread = read("Ce matin je suis allé acheter du pain, sans stress");
    assert_eq!((bread.language.code(), bread.themes.len()), ("fr", 0));
    assert!(bread.quality <= 0.3 && bread.first_person < f64::EPSILON);
    assert!(bread.compound.abs() < f64::EPSILON);
    let sad = read("Je suis allé acheter du pain ce matin \u{1f62d}");
    assert!(sad.strain > bread.strain);
}

#[test]
fn emoji_alone_are_a_faint_reading() {
    let sad = read("\u{1f62d}\u{1f62d}");
    assert_eq!((sad.words, sad.language), (0, Language::Undetermined));
    assert!(sad.strain > 50.0 && sad.quality > 0.0 && sad.quality < 0.1, "{sad:?}");
    assert!(read(":)").strain < 41.0);
}

#[test]
fn nothing_to_read() {
    for text in ["", " \n\t", "\u{200b}\u{feff}", "!!! ... ?", "7/10", "\u{1f4c5}"] {
        assert_eq!(text::read(text), None, "{text:?}");
    }
}

#[test]
fn spelling_variants_read_alike() {
    let plain = read("I can't sleep, I'm burnt out");
    for text in [
        "I can\u{2019}t sleep, I\u{2019}m burnt-out",
        "I can't sl\u{200b}eep, I'm burnt out",
        "I can't sleep, I'm \u{ff42}\u{ff55}\u{ff52}\u{ff4e}\u{ff54} out",
    ] {
        assert_eq!(read(text).themes, plain.themes, "{text}");
        assert!((read(text).lexical - plain.lexical).abs() < 1e-12, "{text}");
    }
    assert_eq!(read("i cannot sleep im burnt out").themes, plain.themes);
}

#[test]
fn what_lies_beyond_the_limit_is_not_read() {
    let long = "word ".repeat(text::MAX_CHARS);
    assert_eq!(read(&format!("{long} exhausted")), read(&long));
}
