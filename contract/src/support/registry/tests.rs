//! What must hold of `support.json`: a wrong entry in it is a safety defect.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::{CountryCode, SupportKind, SupportLine};

use super::*;

const NAMED: &str = "AU BR CA DE ES FR GB IE IN KR MX NL NO NZ SE SG US";

fn named() -> impl Iterator<Item = CountryCode> {
    NAMED.split(' ').map(|code| code.parse().unwrap())
}

/// What a red result offers in every country that has lines of its own, and in those that have none.
fn offered_on_red() -> Vec<(Option<CountryCode>, Arc<[SupportLine]>)> {
    let registry = registry(None).unwrap();
    let red = |country| {
        let reading =
            domain::Reading::new(domain::Stream::Facial, 95.0, 1.0, domain::Origin::Video);
        let evidence = domain::Evidence {
            readings: reading.into_iter().collect(),
            country,
            ..domain::Evidence::default()
        };
        let assessment = domain::assess(&evidence, &registry);
        assert_eq!(assessment.level(), domain::Level::Red);
        (country, Arc::from(assessment.support()))
    };
    let unknown = [None, Some(CountryCode::UNKNOWN), "QQ".parse().ok()];
    registry.countries().map(Some).chain(unknown).map(red).collect()
}

#[test]
fn every_named_country_has_lines_of_its_own() {
    let registry = registry(None).unwrap();
    assert_eq!(registry.countries().collect::<Vec<_>>(), named().collect::<Vec<_>>());
}

#[test]
fn every_entry_has_a_source_that_says_where_to_look() {
    for entry in read().unwrap() {
        assert!(!entry.sources.is_empty(), "{}", entry.name);
        for source in &entry.sources {
            let is_place = source.contains('.') && !source.contains(char::is_whitespace);
            assert!(is_place && !source.contains("://"), "{}: {source:?}", entry.name);
        }
    }
}

#[test]
fn an_entry_without_a_source_or_with_an_empty_one_is_refused() {
    let template = || read().unwrap().swap_remove(0);
    assert!(template().into_line().is_ok());
    for sources in [vec![], vec![" ".to_owned()], vec!["a.example".to_owned(), String::new()]] {
        let refused = Entry { sources, ..template() }.into_line().unwrap_err();
        assert!(matches!(refused, RegistryError::NoSource(_)), "{refused}");
    }
}

#[test]
fn no_entry_was_checked_after_the_registry_was_made() {
    let Registry { _version: version, .. } = serde_json::from_str(REGISTRY).unwrap();
    for entry in read().unwrap() {
        assert!(entry.last_checked <= version, "{}: {}", entry.name, entry.last_checked);
    }
}

#[test]
fn an_entry_is_stale_after_a_year_and_a_day() {
    let oldest = read().unwrap().into_iter().map(|entry| entry.last_checked).min().unwrap();
    let newest = read().unwrap().into_iter().map(|entry| entry.last_checked).max().unwrap();
    let a_year_on = oldest.checked_add(1.year()).unwrap();
    assert_eq!(stale(oldest).unwrap(), []);
    assert_eq!(stale(a_year_on).unwrap(), []);
    let first = stale(a_year_on.tomorrow().unwrap()).unwrap();
    assert!(!first.is_empty() && first.iter().all(|entry| entry.last_checked == oldest));
    let all = stale(newest.checked_add(2.years()).unwrap()).unwrap();
    assert_eq!(all.len(), read().unwrap().len());
    let told = all.iter().find(|entry| entry.name == "Samaritans").unwrap().to_string();
    assert!(told.contains("GB") && told.contains(&oldest.to_string()), "{told}");
}

/// What tells one way to a human being from another: what is dialled, texted or opened.
fn ways(lines: &[SupportLine]) -> BTreeSet<&str> {
    lines
        .iter()
        .flat_map(|line| [&line.call, &line.text_to, &line.url])
        .flatten()
        .map(|way| &**way)
        .collect()
}

#[test]
fn on_red_there_are_two_independent_routes_and_one_is_a_trusted_person() {
    for (country, lines) in offered_on_red() {
        let of = |kind| lines.iter().filter(|line| line.kind == kind).count();
        assert!(of(SupportKind::Personal) >= 1, "{country:?}");
        assert!(of(SupportKind::Emergency) >= 1, "{country:?}");
        // Beside the person, and beside the emergency number: somebody who listens.
        let listeners: Vec<SupportLine> =
            lines.iter().filter(|line| line.kind == SupportKind::Crisis).cloned().collect();
        let least =
            if country.is_some_and(|country| named().any(|c| c == country)) { 2 } else { 1 };
        assert!(ways(&listeners).len() >= least, "{country:?}: {listeners:?}");
    }
}

#[test]
fn a_country_that_the_registry_lacks_gets_no_number_of_another() {
    for (country, lines) in offered_on_red() {
        let is_named = country.is_some_and(|country| named().any(|other| other == country));
        let numbers = lines.iter().flat_map(|line| [&line.call, &line.text_to]).flatten().count();
        assert_eq!(numbers > 0, is_named, "{country:?}");
        assert!(ways(&lines).contains("findahelpline.com"), "{country:?}");
    }
}

#[test]
fn every_line_of_a_country_can_be_dialled_texted_or_opened() {
    for entry in read().unwrap().iter().filter(|entry| entry.country.is_some()) {
        let has_way = entry.call.is_some() || entry.text_to.is_some() || entry.url.is_some();
        assert!(has_way, "{}", entry.name);
    }
}

#[test]
fn the_host_can_name_its_own_counselling() {
    let registry = registry(Some("Room 12, call 555 0100")).unwrap();
    let lines = registry.lines(None);
    assert!(lines.iter().any(|line| line.contact == "Room 12, call 555 0100"));
}
