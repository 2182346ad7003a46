//! What is said to the person. All wording is Pilotlight's own: no diagnosis, no blame, no verdict.

mod crisis;

use crate::safety::{Safety, Tier};
use crate::score::Level;
use crate::stream::{Stream, StreamReport};
use crate::support::{SupportKind, SupportLine};
use crate::text::Theme;

/// What a check-in is mostly about; it picks the wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Rest,
    Pressure,
    Connection,
    General,
}

impl Topic {
    /// The topic of the reply's main theme, else of the stream that weighs in highest.
    pub(crate) fn of(themes: &[Theme], streams: &[StreamReport]) -> Self {
        if let Some(theme) = themes.first() {
            return Self::of_theme(*theme);
        }
        let worst = streams.iter().max_by(|a, b| a.score.total_cmp(&b.score));
        match worst.map(|report| report.stream) {
            Some(Stream::Facial | Stream::Voice) => Self::Rest,
            Some(Stream::Typing) => Self::Pressure,
            _ => Self::General,
        }
    }

    fn of_theme(theme: Theme) -> Self {
        match theme {
            Theme::Fatigue | Theme::Sleep => Self::Rest,
            Theme::Overload
            | Theme::Anxiety
            | Theme::Panic
            | Theme::Agitation
            | Theme::Rumination
            | Theme::Entrapment => Self::Pressure,
            Theme::Loneliness
            | Theme::Burden
            | Theme::Hopelessness
            | Theme::LowMood
            | Theme::Pain
            | Theme::Defeat
            | Theme::Guilt
            | Theme::Emptiness
            | Theme::Anhedonia
            | Theme::Shame
            | Theme::Masking => Self::Connection,
        }
    }
}

/// The words for what the safety rules found, else for a level and a topic; `variant` takes turns
/// among sentences of one meaning.
pub(crate) fn wording(safety: &Safety, level: Level, topic: Topic, variant: u32) -> &'static str {
    let of_level = match level {
        Level::Green => green(topic),
        Level::Yellow => yellow(topic),
        Level::Red => red(topic),
    };
    let variants = crisis::variants(safety, level).unwrap_or(&of_level[..]);
    let count = u32::try_from(variants.len()).unwrap_or(1).max(1);
    let index = usize::try_from(variant % count).unwrap_or(0);
    variants.get(index).copied().unwrap_or_default()
}

/// The human contact that a text names, in words that can be dialled or opened. Where life may be
/// in danger the country's emergency number comes first.
pub(crate) fn contact_sentence(lines: &[SupportLine], tier: Tier) -> String {
    let emergency =
        |line: &&SupportLine| line.kind == SupportKind::Emergency && line.call.is_some();
    let listens = listening_line(lines);
    match lines.iter().find(emergency).filter(|_| tier == Tier::Imminent) {
        Some(emergency) => format!("{}. {listens}", emergency.contact),
        None => listens,
    }
}

fn listening_line(lines: &[SupportLine]) -> String {
    match lines.iter().find(|line| line.kind == SupportKind::Crisis) {
        Some(line) if line.call.is_some() || line.text_to.is_some() => {
            format!("{} ({}).", line.contact, line.name)
        }
        directory => {
            let where_to = directory.map_or("", |line| line.contact.as_str());
            format!("If anybody is in danger, call your local emergency number now. {where_to}.")
        }
    }
}

/// What is said when nothing could be measured.
pub(crate) const NOTHING_TO_GO_ON: &str = "We could not read enough from this check-in to say how \
    you are doing, so please do not take the light as an answer. A few words of your own, or \
    another try later, would help. If today is hard, tell someone you trust.";

/// What is said when nothing could be measured and a red result stands.
pub(crate) const RED_STANDS: &str = "We could not read this check-in, so your last result stands, \
    and we took that one seriously. You do not have to be alone with how it has been: please talk \
    with a person.";

fn green(topic: Topic) -> [&'static str; 3] {
    match topic {
        Topic::Rest => [
            "Today's check-in looks steady. If it suits you, keep one small pause as it is.",
            "Nothing here stands out today. An early evening might keep it that way, if you like.",
            "This looks like a calm reading. You know best what rest did you good; maybe repeat it.",
        ],
        Topic::Pressure => [
            "Today's check-in looks steady. If you like, leave one gap in tomorrow's plan.",
            "Nothing here stands out today. One thing less on the list is allowed, too.",
            "This looks like a calm reading. A short walk between two tasks may be worth keeping.",
        ],
        Topic::Connection => [
            "Today's check-in looks steady. If somebody comes to mind, a short hello is enough.",
            "Nothing here stands out today. Maybe share one small good thing with someone.",
            "This looks like a calm reading. Time with people you like may be worth protecting.",
        ],
        Topic::General => [
            "Today's check-in looks steady. If it helps, note one thing that went well.",
            "Nothing here stands out today. Keep whatever small habit has been doing you good.",
            "This looks like a calm reading. A few slow breaths now and then are yours to take.",
        ],
    }
}

fn yellow(topic: Topic) -> [&'static str; 3] {
    match topic {
        Topic::Rest => [
            "This check-in sounds tired, though a single reading can be off. Could one thing today \
             be left for tomorrow?",
            "There are signs of weariness here; we may be misreading them. A break of ten minutes \
             without a screen is a fair start.",
            "It looks as if your reserves are lower than they could be. If you can, choose a fixed \
             time to stop tonight.",
        ],
        Topic::Pressure => [
            "This check-in sounds pressed, though a single reading can be off. Which one task \
             would bring the most relief if it moved?",
            "There is some tension here; we may be misreading it. Writing down what is on your \
             mind can free a little room.",
            "It looks as if a lot is asking for you at once. If you can, tell one person what has \
             to wait.",
        ],
        Topic::Connection => [
            "This check-in sounds heavy, though a single reading can be off. A few words to \
             somebody you trust could be a start.",
            "There is some weight in this reply; we may be misreading it. You need not sort it out \
             by yourself: who could listen for ten minutes?",
            "It looks as if things feel harder than usual. If you can, plan one small meeting with \
             someone who is good for you.",
        ],
        Topic::General => [
            "Some of today's signals are higher, though a single reading can be off. Choose one \
             small thing that usually does you good.",
            "This check-in shows some strain; we may be misreading it. A short walk or a glass of \
             water away from the desk is a fair start.",
            "It looks like a day with some load on it. If you can, take one break that is really \
             yours.",
        ],
    }
}

fn red(topic: Topic) -> [&'static str; 3] {
    match topic {
        Topic::Rest => [
            "This sounds like far more tiredness than a short break can mend, and that is worth \
             taking seriously. Please let somebody help you carry today.",
            "You seem to be running on very little. That is no failing of yours, and you do not \
             have to push through it alone.",
            "What we read today points to real exhaustion. Please put one thing down and talk with \
             a person about how it has been.",
        ],
        Topic::Pressure => [
            "This sounds like more than one person should have to hold at once. Please talk with \
             somebody today about what can be taken off you.",
            "There is a lot of pressure in this check-in, and it deserves to be taken seriously. \
             You do not have to handle it alone.",
            "What we read today points to heavy strain. It is no fault of yours; please reach out \
             to a person before going on.",
        ],
        Topic::Connection => [
            "This sounds really hard, and it matters. Please let a person be with you in it today.",
            "There is a lot of weight in what you shared. You deserve somebody who listens, and \
             you need not find better words first.",
            "Thank you for saying how it is. Days like this are not meant to be carried alone; \
             please reach out to a person.",
        ],
        Topic::General => [
            "Today's signals are high, and we take that seriously. Please talk with a person about \
             how things are.",
            "This check-in shows heavy strain. It says nothing about your worth, and you do not \
             have to deal with it alone.",
            "Several signs point to a day that is too much. Please reach out to somebody before \
             you carry on.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::tests::directory;

    fn of_tier(tier: Tier, rule: &str) -> Safety {
        Safety { tier, rules: vec![rule.to_owned()] }
    }

    const TOPICS: [Topic; 4] = [Topic::Rest, Topic::Pressure, Topic::Connection, Topic::General];

    #[test]
    fn wording_takes_turns_and_names_no_illness() {
        let mut spoken: Vec<(Safety, Level, Topic)> = Vec::new();
        for level in Level::ALL {
            spoken.extend(TOPICS.map(|topic| (Safety::NONE, *level, topic)));
        }
        for tier in [Tier::Concern, Tier::Ideation, Tier::Imminent] {
            spoken.push((of_tier(tier, "passive_wish"), Level::Red, Topic::General));
        }
        let other = of_tier(Tier::Concern, "concern_for_other");
        spoken.push((other, Level::Yellow, Topic::General));
        for (safety, level, topic) in spoken {
            {
                let texts: std::collections::HashSet<_> =
                    (0..3).map(|variant| wording(&safety, level, topic, variant)).collect();
                assert_eq!(texts.len(), 3);
                for text in texts {
                    let lower = text.to_lowercase();
                    let banned = [
                        "disorder",
                        "depress",
                        "diagnos",
                        "patient",
                        "you are fine",
                        "commit",
                        "suicid",
                        "kill",
                        "die",
                    ];
                    assert!(banned.iter().all(|word| !lower.contains(word)), "{text}");
                    assert!(text.len() <= 240, "{text}");
                }
            }
        }
    }

    #[test]
    fn the_contact_can_be_dialled_or_opened() {
        let us = contact_sentence(&directory().lines("US".parse().ok()), Tier::Imminent);
        assert!(us.contains("988"), "{us}");
        let unknown = contact_sentence(&directory().lines(None), Tier::None);
        assert!(unknown.contains("emergency number") && unknown.contains("findahelpline.com"));
        let mut lines = directory().lines("US".parse().ok()).to_vec();
        let call = |number: &str| Some(number.to_owned());
        let emergency = SupportLine::new(SupportKind::Emergency, "Ambulance", "Call 000 at once");
        lines.push(SupportLine { call: call("000"), ..emergency });
        let of = |tier| contact_sentence(&lines, tier);
        assert!(
            of(Tier::Imminent).starts_with("Call 000 at once. ")
                && of(Tier::Imminent).contains("988")
        );
        assert!(!of(Tier::Ideation).contains("000"));
    }
}
