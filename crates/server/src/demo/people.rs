//! Who is in the demo, and what they said on which day.

use anyhow::{Context, bail};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use pilotlight_contract::person::time_zone;
use pilotlight_domain::{CountryCode, UserId};

const PEOPLE: &str = include_str!("../../data/demo.tsv");

/// Somebody who does not exist.
pub(super) struct Person {
    pub(super) id: UserId,
    pub(super) country: CountryCode,
    pub(super) zone: TimeZone,
    pub(super) zone_name: String,
    pub(super) locale: String,
    /// In the order of time.
    pub(super) said: Vec<Said>,
}

/// One check-in.
pub(super) struct Said {
    /// Counted from the first of the four weeks.
    pub(super) day: i32,
    /// By the person's clock.
    pub(super) time: Time,
    pub(super) way: Way,
    pub(super) asks_signals: bool,
    pub(super) asks_ml: bool,
    /// How heavily the day lies on the person, 0–100: what is measured is drawn around it.
    pub(super) load: f64,
    /// May be empty.
    pub(super) words: &'static str,
}

/// How a check-in comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    App,
    Sms,
    Video,
    /// A video that answers no stimulus.
    Clip,
}

/// Everybody.
pub(super) fn all() -> anyhow::Result<Vec<Person>> {
    let mut people: Vec<Person> = Vec::new();
    for (number, line) in (1..).zip(PEOPLE.lines()) {
        let at = || format!("line {number} of the demo's people");
        let fields: Vec<&'static str> = line.split('\t').collect();
        match *fields.as_slice() {
            [nothing] if nothing.is_empty() || nothing.starts_with('#') => {}
            ["@", id, country, zone, locale] => {
                people.push(person([id, country, zone, locale]).with_context(at)?);
            }
            [day, time, way, siblings, load, words] => {
                let said = said([day, time, way, siblings, load], words).with_context(at)?;
                people.last_mut().with_context(at)?.said.push(said);
            }
            _ => bail!("{} has other fields than it must", at()),
        }
    }
    Ok(people)
}

fn person([id, country, zone, locale]: [&str; 4]) -> anyhow::Result<Person> {
    Ok(Person {
        id: UserId::new(id)?,
        country: country.parse()?,
        zone: time_zone(zone).map_err(anyhow::Error::msg)?,
        zone_name: zone.to_owned(),
        locale: locale.to_owned(),
        said: Vec::new(),
    })
}

fn said([day, time, way, siblings, load]: [&str; 5], words: &'static str) -> anyhow::Result<Said> {
    Ok(Said {
        day: day.parse()?,
        time: time.parse()?,
        way: match way {
            "app" => Way::App,
            "sms" => Way::Sms,
            "video" => Way::Video,
            "clip" => Way::Clip,
            other => bail!("there is no way {other}"),
        },
        asks_signals: siblings.contains('s'),
        asks_ml: siblings.contains('m'),
        load: load.parse()?,
        words,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nobody_says_the_same_twice_and_each_goes_forward_in_time() {
        let people = all().unwrap();
        let mut words = HashSet::new();
        for Person { id, said, .. } in &people {
            for one in said.iter().filter(|one| !one.words.is_empty()) {
                assert!(words.insert(one.words), "{:?}", one.words);
            }
            let times: Vec<_> = said.iter().map(|one| (one.day, one.time)).collect();
            assert!(times.is_sorted(), "{}", id.as_str());
            assert!(said.iter().all(|one| (0..28).contains(&one.day)), "{}", id.as_str());
        }
        assert_eq!(people.len(), 6);
    }
}
