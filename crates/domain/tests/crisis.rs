//! What the crisis reading says of sentences as people write them, and of texts of any length.

use pilotlight_domain::crisis;
use pilotlight_domain::safety::Tier;

/// The lines of a set that are not as they should be.
fn wrong(set: &str, right: impl Fn(u8) -> bool) -> Vec<String> {
    let is_text = |line: &&str| !line.is_empty() && !line.starts_with("# ");
    let texts: Vec<&str> = set.lines().filter(is_text).collect();
    assert!(texts.len() >= 60, "a set has lines");
    texts
        .into_iter()
        .map(|text| (text, crisis::read(text)))
        .filter(|(_, reading)| !right(reading.tier.number()))
        .map(|(text, reading)| format!("{} {:?} {text}", reading.tier, reading.rules))
        .collect()
}

/// The rows of a table, each the tier that a text should have and the text, and whether it has it.
fn rows(table: &str) -> impl Iterator<Item = (&str, bool)> {
    let rows = table.lines().filter(|line| !line.starts_with("# "));
    rows.filter_map(|row| {
        let (expected, text) = row.split_once('\t')?;
        let tier = crisis::read(text).tier.number();
        let number = expected.trim_start_matches(['=', '<']).parse::<u8>().ok()?;
        let right = match expected.chars().next()? {
            '=' => tier == number,
            '<' => tier < number,
            _ => tier >= number,
        };
        Some((row, right))
    })
}

macro_rules! sets {
    ($($name:ident: $file:literal, $right:expr;)+) => {
        $(
            #[test]
            fn $name() {
                let wrong = wrong(include_str!(concat!("data/crisis/", $file)), $right);
                assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            }
        )+
    };
}

sets! {
    active_thoughts_reach_tier_2: "ideation.txt", |tier| tier >= 2;
    plans_means_and_goodbyes_reach_tier_3: "imminent.txt", |tier| tier == 3;
    passive_wishes_reach_tier_1: "passive.txt", |tier| tier >= 1;
    worry_about_others_is_tier_1: "third_person.txt", |tier| tier == 1;
    what_is_denied_or_past_stays_at_tier_1: "negated.txt", |tier| tier <= 1;
    manners_of_speaking_are_nothing: "idioms.txt", |tier| tier == 0;
    ordinary_replies_are_nothing: "ordinary.txt", |tier| tier == 0;
    severe_posts_reach_tier_1: "posts_severe.txt", |tier| tier >= 1;
    mild_posts_are_nothing: "posts_mild.txt", |tier| tier == 0;
}

#[test]
fn five_languages_are_read() {
    let rows: Vec<_> = rows(include_str!("data/crisis/languages.tsv")).collect();
    assert!(rows.len() > 200);
    let wrong: Vec<&str> = rows.iter().filter(|(_, right)| !right).map(|(row, _)| *row).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The figures of the safety page rest on this: nobody should believe that the lists see more.
#[test]
fn what_is_known_to_be_missed_is_missed() {
    let rows: Vec<_> = rows(include_str!("data/crisis/missed.tsv")).collect();
    assert!(rows.len() > 100);
    let read: Vec<&str> = rows.iter().filter(|(_, right)| *right).map(|(row, _)| *row).collect();
    assert!(read.is_empty(), "read rightly, and no longer a miss:\n{}", read.join("\n"));
}

#[test]
fn the_end_of_a_long_text_is_read() {
    let goodbye = "I'm going to kill myself tonight";
    for unit in ["so tired of this week. ", "a", "\u{5d0}\u{5d1} ", "\u{1f62d}", "e\u{301}\u{316}"]
    {
        let long = unit.repeat(1_000_000 / unit.len());
        assert!(crisis::read(&long).tier < Tier::Imminent, "{unit:?}");
        let said = crisis::read(&format!("{long} {goodbye}"));
        assert_eq!(said.tier, Tier::Imminent, "{unit:?}");
        assert!(said.rules.contains(&"plan_or_intent".to_owned()), "{unit:?}");
    }
}

#[test]
fn a_sentence_is_read_alike_wherever_a_long_text_is_cut() {
    let denied = "I don't have any plans to kill myself, none at all. ";
    let meant = "I have a plan to kill myself. ";
    // Steps of odd length put the cut at every place within the sentence.
    for before in (18_800..20_200).step_by(7) {
        let text =
            |sentence| format!("{}. {sentence}{}", "ok ".repeat(before / 3), "ok ".repeat(900));
        assert_eq!(crisis::read(&text(denied)).tier, Tier::None, "{before}");
        assert_eq!(crisis::read(&text(meant)).tier, Tier::Imminent, "{before}");
    }
}

#[test]
fn what_is_said_far_apart_adds_up() {
    let filler = "the train was late again and the coffee was cold. ".repeat(2_000);
    let apart = format!("I want to die. {filler} I bought a rope");
    let reading = crisis::read(&apart);
    assert_eq!(reading.tier, Tier::Imminent);
    assert!(reading.rules.contains(&"active_ideation".to_owned()), "{reading:?}");
}

#[test]
fn disguised_words_are_read() {
    for text in [
        "I want to k\u{336}i\u{336}l\u{336}l\u{336} myself",
        "i w\u{301}\u{316}\u{342}ant to d\u{300}\u{301}ie",
        "I want to ki\u{200b}ll my\u{200d}self",
        "i want to \u{1d48c}\u{1d48a}\u{1d48d}\u{1d48d} myself",
        "i wanna k1ll mys3lf",
        "i want to k*ll myself",
        "I WANT TO   KILL\r\nMYSELF",
        "s u i c i d a l again",
        "im suicidel",
    ] {
        assert!(crisis::read(text).tier >= Tier::Ideation, "{text}: {:?}", crisis::read(text));
    }
    let zalgo: String =
        "kill".chars().flat_map(|c| [c].into_iter().chain(['\u{301}'; 9_000])).collect();
    assert_eq!(crisis::read(&format!("i want to {zalgo} myself")).tier, Tier::Ideation);
}
