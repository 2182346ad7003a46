//! The dashboard, the alert rules and the documentation speak of metrics that there are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wiremock::{MockServer, ResponseTemplate};

use crate::form;
use crate::scraped::Scrape;
use crate::server::Setup;
use crate::siblings::{fixture, json_answer, ml_scoring, on_post, video};
use crate::wait::eventually;

const DASHBOARD: &str = include_str!("../../../../docs/operations/grafana.json");
const RULES: &str = include_str!("../../../../docs/operations/alerts.yml");
const DOCUMENTATION: &str = include_str!("../../../../docs/operations.md");

/// A scrape of a server to which everything has happened once that it counts.
async fn eventful() -> Scrape {
    let signals = MockServer::start().await;
    on_post(&signals, "/analyze", json_answer(&fixture("signals/analyze_good"))).await;
    on_post(&signals, "/alert/send", ResponseTemplate::new(500)).await;
    let ml = ml_scoring(90).await;
    let video = video(json_answer(&fixture("video/analyze_good"))).await;
    let setup = Setup::alone().set("telemetry.listen", "127.0.0.1:0");
    let setup = setup.set("signals.url", signals.uri()).set("ml.url", ml.uri());
    let server = setup.set("video.url", video.uri()).start().await;
    server.say("ana", "not a good day").await;
    server.submit_video(form::of("ana")).await;
    eventually("an alert was tried", async || {
        let scrape = server.scrape().await;
        let tried = scrape.value("pilotlight_alert_attempts_total{outcome=\"failed\"}")?;
        (tried > 0.0).then_some(scrape)
    })
    .await
}

/// The metrics that a text names, each with the labels that it selects or groups by there.
fn named(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_name) {
        let (name, after) = rest[start..]
            .split_at(rest[start..].find(|c| !is_name(c)).unwrap_or(rest.len() - start));
        rest = after;
        if name.starts_with("pilotlight_") || name.starts_with("process_") {
            let selected = after.strip_prefix('{').and_then(|after| after.split_once('}'));
            let selectors = selected.map_or("", |(selectors, _)| selectors);
            let labels = selectors
                .split(',')
                .filter_map(|label| Some(label.split(['=', '!']).next()?.trim().to_owned()));
            found
                .entry(name.to_owned())
                .or_default()
                .extend(labels.filter(|label| !label.is_empty()));
        }
    }
    found
}

fn expressions(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(text)) = object.get("expr") {
                found.push(text.clone());
            }
            object.values().for_each(|value| expressions(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| expressions(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_metric_that_is_watched_is_there_and_every_one_that_is_there_is_documented() {
    let scrape = eventful().await;
    let series = scrape.series();
    let dashboard: Value = serde_json::from_str(DASHBOARD).unwrap();
    let mut of_dashboard = Vec::new();
    expressions(&dashboard, &mut of_dashboard);
    assert!(of_dashboard.len() >= 10, "{of_dashboard:?}");
    for (file, text) in
        [("grafana.json", of_dashboard.join("\n")), ("alerts.yml", RULES.to_owned())]
    {
        let named = named(&text);
        assert!(named.len() >= 5, "{file}: {named:?}");
        for (name, labels) in named {
            let of_series = series.get(&name);
            let of_series = of_series.unwrap_or_else(|| panic!("{file}: nothing exports {name}"));
            // Prometheus itself says whom it scraped.
            let known = |label: &&String| of_series.contains(*label) || *label == "job";
            let unknown: Vec<_> = labels.iter().filter(|label| !known(label)).collect();
            assert!(unknown.is_empty(), "{file}: {name} has no label {unknown:?}");
        }
    }
    let documented = named(DOCUMENTATION);
    let documented: BTreeSet<&str> = documented.keys().map(String::as_str).collect();
    let own = documented.iter().filter(|name| name.starts_with("pilotlight_"));
    assert_eq!(own.copied().collect::<BTreeSet<&str>>(), scrape.families());
}
