use std::fmt::Debug;

use crate::assess::find;
use crate::evidence::Evidence;
use crate::finding::Finding;

/// A part of a stored result that today's rules would give otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field of [`Finding`].
    pub field: &'static str,
    /// What was found then.
    pub stored: String,
    /// What is found now.
    pub now: String,
}

/// Computes a check-in again from its evidence, and lists where it differs from what was found
/// then, bit for bit. With the same [`SCORER_VERSION`](crate::SCORER_VERSION) nothing does.
///
/// Of `intervention` the wording is compared, and not the contact behind it: a number that was
/// corrected since is no change of the rules. `scorer_version` and `country` are no findings. Of a result from
/// before version 3, which kept neither, interval and contributions are not compared.
#[must_use]
pub fn replay(evidence: &Evidence, stored: &Finding) -> Vec<Difference> {
    let mut now = find(evidence);
    now.raise();
    if stored.intervention.starts_with(&now.intervention) {
        now.intervention.clone_from(&stored.intervention);
    }
    differences(stored, now)
}

/// Compares by what is printed, which for numbers is exact.
fn differences(stored: &Finding, now: Finding) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut compare = |field, stored: &dyn Debug, now: &dyn Debug| {
        let (stored, now) = (format!("{stored:?}"), format!("{now:?}"));
        if stored != now {
            differences.push(Difference { field, stored, now });
        }
    };
    let Finding {
        score,
        level,
        tribe_deviation,
        behavioral_deviation,
        top_indicators,
        intervention,
        brain_regions_flagged,
        confidence,
        streams,
        coverage,
        interval,
        contributions,
        safety,
        scorer,
        scorer_version: _,
        data_quality,
        country: _,
    } = now;
    compare("score", &stored.score, &score);
    compare("level", &stored.level, &level);
    compare("tribe_deviation", &stored.tribe_deviation, &tribe_deviation);
    compare("behavioral_deviation", &stored.behavioral_deviation, &behavioral_deviation);
    compare("top_indicators", &stored.top_indicators, &top_indicators);
    compare("intervention", &stored.intervention, &intervention);
    compare("brain_regions_flagged", &stored.brain_regions_flagged, &brain_regions_flagged);
    compare("confidence", &stored.confidence, &confidence);
    compare("streams", &stored.streams, &streams);
    compare("coverage", &stored.coverage, &coverage);
    // A result always has contributions, unless its score is 0 or they were not kept yet.
    if !stored.contributions.is_empty() || contributions.is_empty() {
        compare("interval", &stored.interval, &interval);
        compare("contributions", &stored.contributions, &contributions);
    }
    compare("safety", &stored.safety, &safety);
    compare("scorer", &stored.scorer, &scorer);
    compare("data_quality", &stored.data_quality, &data_quality);
    differences
}
