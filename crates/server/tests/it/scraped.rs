//! What Prometheus would read off a server.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;

use crate::server::Server;
use crate::wait::eventually;

/// What the server answered to one scrape.
pub(crate) struct Scrape {
    pub(crate) text: String,
    pub(crate) took: Duration,
}

impl Server {
    /// Scrapes a server whose `telemetry.listen` takes a free port.
    pub(crate) async fn scrape(&self) -> Scrape {
        let address = eventually("the server says where its metrics are", async || {
            let log = self.log();
            let line = log.lines().find(|line| line.contains("metrics are served"))?;
            let line: Value = serde_json::from_str(line).unwrap();
            Some(line["address"].as_str().unwrap().to_owned())
        })
        .await;
        let start = std::time::Instant::now();
        let answer = self.client.get(format!("http://{address}/metrics")).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        assert!(kind.starts_with("text/plain; version=0.0.4"), "{kind}");
        Scrape { text: answer.text().await.unwrap(), took: start.elapsed() }
    }
}

impl Scrape {
    /// The names of all series, each with all labels that it has.
    pub(crate) fn series(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in self.text.lines().filter(|line| !line.starts_with('#')) {
            let name = line.split(['{', ' ']).next().unwrap();
            let labels =
                line.split_once('{').map_or("", |(_, rest)| rest.rsplit_once('}').unwrap().0);
            let names = labels.split(',').filter_map(|label| Some(label.split_once('=')?.0));
            all.entry(name.to_owned()).or_default().extend(names.map(str::to_owned));
        }
        all
    }

    /// The names of Pilotlight's own metrics, as they are documented.
    pub(crate) fn families(&self) -> BTreeSet<&str> {
        let types = self.text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
        let names = types.filter_map(|line| line.split(' ').next());
        names.filter(|name| name.starts_with("pilotlight_")).collect()
    }

    /// The value of the one series that begins so.
    pub(crate) fn value(&self, series: &str) -> Option<f64> {
        let mut lines = self.text.lines().filter(|line| line.starts_with(series));
        let value = lines.next()?.rsplit(' ').next()?.parse().ok();
        assert!(lines.next().is_none(), "{series} is more than one");
        value
    }
}
