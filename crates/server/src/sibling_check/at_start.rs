//! Whether the siblings of a server that starts are the services themselves.

use std::time::Duration;

use pilotlight_clients::{Http, Probe};

use super::{address, verdict};
use crate::settings::Settings;
use crate::siblings::{Sibling, Siblings};
use crate::stand_ins;

/// How long a sibling has to say what it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Warns of every sibling in use that is a stand-in. One that is left running by mistake answers as if
/// all were well, so nothing else would tell.
pub(crate) async fn warn_of_stand_ins(settings: &Settings, siblings: &Siblings) {
    for sibling in Sibling::ALL {
        let is_used = siblings.snapshot(sibling).is_some();
        if is_used && is_stand_in(address(settings, sibling).0).await {
            tracing::warn!(
                sibling = sibling.name(),
                "a stand-in answers for the sibling: what it says is made up, and it sends no text to \
                 anybody"
            );
        }
    }
}

async fn is_stand_in(url: &str) -> bool {
    // What is wrong with the address or the sibling is told elsewhere.
    let Ok(http) = Http::new() else { return false };
    let Ok(probe) = Probe::new(&http, url) else { return false };
    let answer = probe.get(&["health"], PATIENCE).await;
    answer.is_ok_and(|answer| {
        verdict::answer(&answer).is_ok_and(|answer| answer.contains_key(stand_ins::FIELD))
    })
}
