use crate::contribution::{self, ContributionSource};
use crate::evidence::{Evidence, Previous};
use crate::finding::{Assessment, Finding, ScorerOrigin};
use crate::fusion::{Fusion, LOW_COVERAGE, fuse};
use crate::indicators;
use crate::interval::Interval;
use crate::intervention::{NOTHING_TO_GO_ON, RED_STANDS, Topic, wording};
use crate::ml::{MlAnswer, MlVerdict, reconcile};
use crate::safety::{self, Safety, Tier};
use crate::score::{Level, Score};
use crate::stream::{Origin, Reading, Stream, StreamReport, rounded};
use crate::support::SupportDirectory;
use crate::tribe;
use crate::typing;

/// The version of the scoring rules. It changes whenever the same evidence would score otherwise.
pub const SCORER_VERSION: &str = "3";

/// The `data_quality` code of a result for which nothing was measured.
pub const NO_EVIDENCE: &str = "no_evidence";

/// The `data_quality` code of an answer of ml whose level contradicts its score.
pub const ML_LEVEL_CONTRADICTS_SCORE: &str = "ml_level_contradicts_score";

/// What the `data_quality` code of a stream that an earlier check-in measured begins with.
pub const CARRIED_OVER: &str = "carried_over:";

/// What the `data_quality` code of a reply in a language that nobody read begins with.
pub const UNREAD_LANGUAGE: &str = "unread_language:";

/// Scores a check-in: fuses the streams, lets ml's answer stand where there is one, applies what
/// the safety rules found, explains, and attaches support. It never sees the words: give
/// [`Evidence::safety`] what [`crisis::read`](crate::crisis::read) says of them.
///
/// ```
/// # use pilotlight_domain::*;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let find = SupportLine::new(SupportKind::Crisis, "Find a Helpline", "Go to findahelpline.com");
/// # let directory = SupportDirectory::new([
/// #     (None, SupportLine::new(SupportKind::Emergency, "Emergency", "Call your emergency number")),
/// #     (None, SupportLine { url: Some("findahelpline.com".into()), ..find }),
/// #     (None, SupportLine::new(SupportKind::Personal, "Someone you trust", "Call someone you trust")),
/// # ])?;
/// let reply = "I'm exhausted, I can't keep up and I dread tomorrow";
/// let text = text::read(reply).ok_or("empty")?;
/// let reading = Reading::new(Stream::Imessage, text.strain, text.quality, Origin::Local);
/// // The words themselves are no evidence: what the safety rules find in them is.
/// let safety = crisis::read(reply);
/// let evidence = Evidence { readings: Vec::from_iter(reading), safety, ..Evidence::default() };
/// let assessment = assess(&evidence, &directory);
/// assert_eq!(assessment.level(), Level::Red);
/// assert!(!assessment.support().is_empty());
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn assess(evidence: &Evidence, directory: &SupportDirectory) -> Assessment {
    find(evidence).finish(directory)
}

/// The finding, which what finishes it has yet to raise to what the safety tier asks.
pub(crate) fn find(evidence: &Evidence) -> Finding {
    let verdict = evidence.ml.as_ref().map(|answer| reconcile(answer, evidence.ml_scale));
    let ml = evidence.ml.as_ref().filter(|_| verdict.is_some_and(|it| ml_scores(it, evidence)));
    let nothing = is_nothing(evidence);
    let readings = if nothing { Vec::new() } else { readings(evidence, ml) };
    let fusion = fuse(&readings);
    let mut notes = evidence.notes.clone();
    notes.retain(|note| !(nothing && note.starts_with(CARRIED_OVER)));

    let base = base_score(verdict, &fusion, evidence);
    let stated = verdict.and_then(|verdict| verdict.level);
    let stated = base.level.max(stated.unwrap_or(Level::Green));
    let (_, level) = safety::raise(base.score, stated, evidence.safety.tier.max(base.tier));
    notes.extend(base.notes.iter().map(|&note| note.to_owned()));
    if level == Level::Red && is_thin(&fusion) {
        notes.push("low_coverage".to_owned());
    }
    if evidence.ml.as_ref().and_then(|ml| ml.score).is_some_and(|s| !(0.0..=100.0).contains(&s)) {
        notes.push("clamped:ml.score".to_owned());
    }
    if verdict.is_some_and(|verdict| verdict.contradicts) {
        notes.push(ML_LEVEL_CONTRADICTS_SCORE.to_owned());
    }
    dedup(&mut notes);

    let text = readings.iter().find(|reading| reading.stream() == Stream::Imessage);
    let distance = text.zip(evidence.baseline.as_ref()).map(|(text, b)| tribe::deviation(text, b));
    let topic = Topic::of(&evidence.themes, &fusion.streams);
    let unread = nothing_to_go_on(&base, level, &fusion.streams, evidence);
    Finding {
        score: base.score,
        level: stated,
        tribe_deviation: ml_unit(ml, |ml| ml.tribe_deviation).or(distance).unwrap_or(0.0),
        behavioral_deviation: ml_unit(ml, |ml| ml.behavioral_deviation)
            .unwrap_or_else(|| unit(evidence.behavioral_deviation)),
        top_indicators: indicators::collect(
            ml.iter().flat_map(|ml| &ml.top_indicators).chain(&evidence.remarks),
            &evidence.themes,
            &fusion.streams,
        ),
        intervention: unread
            .unwrap_or_else(|| wording(&evidence.safety, level, topic, evidence.variant))
            .to_owned(),
        brain_regions_flagged: flagged(ml, evidence),
        confidence: ml_unit(ml, |ml| ml.confidence).unwrap_or(rounded(fusion.confidence, 3)),
        coverage: rounded(fusion.coverage, 3),
        interval: (!base.is_unknown).then(|| Interval::around(base.score, fusion.standard_error)),
        contributions: contribution::split(base.score, &fusion.points, base.beside_streams),
        streams: fusion.streams,
        safety: Safety { tier: evidence.safety.tier.max(base.tier), ..evidence.safety.clone() },
        scorer: if ml.is_some() { ScorerOrigin::Ml } else { ScorerOrigin::Local },
        scorer_version: SCORER_VERSION.to_owned(),
        data_quality: notes,
        country: evidence.country,
    }
}

/// What is said where nothing could be read: neither "looks steady" nor "shows strain" would be true.
fn nothing_to_go_on(
    base: &Base,
    level: Level,
    streams: &[StreamReport],
    evidence: &Evidence,
) -> Option<&'static str> {
    let words_alone = streams.iter().all(|report| report.stream == Stream::Imessage);
    let unread = evidence.notes.iter().any(|note| note.starts_with(UNREAD_LANGUAGE));
    let is_unknown = base.is_unknown || (unread && words_alone && level < Level::Red);
    if !is_unknown || evidence.safety.tier > Tier::None {
        return None;
    }
    Some(if level == Level::Red { RED_STANDS } else { NOTHING_TO_GO_ON })
}

/// The streams as the result shows them. Where ml scored, its score of a stream stands, for the
/// streams that it could know about; and TRIBE's, which is its own.
pub(crate) fn readings(evidence: &Evidence, ml: Option<&MlAnswer>) -> Vec<Reading> {
    let of_ml = |stream| {
        let breakdown = ml.iter().flat_map(|ml| &ml.breakdown);
        breakdown.copied().find(|(s, _)| *s == stream).map(|(_, score)| score)
    };
    let mut shown: Vec<Reading> = Vec::new();
    for stream in Stream::ALL.iter().copied().filter(|stream| *stream != Stream::Tribe) {
        let own = evidence.readings.iter().filter(|reading| reading.stream() == stream);
        let asked = evidence.asked_of_ml.contains(&stream);
        match (of_ml(stream).filter(|_| asked), own.clone().next()) {
            (Some(score), own) => {
                let quality = own.map_or(typing::QUALITY_WITHOUT_BASELINE, Reading::quality);
                let age = own.map_or(std::time::Duration::ZERO, Reading::age);
                shown.extend(Reading::new(stream, score, quality, Origin::Ml).map(|r| r.aged(age)));
            }
            (None, _) => shown.extend(own),
        }
    }
    // ml gives 0 where TRIBE was out of its reach.
    let of_ml = of_ml(Stream::Tribe).filter(|score| *score > 0.0);
    let text = shown.iter().find(|reading| reading.stream() == Stream::Imessage).copied();
    let tribe = match (of_ml, evidence.baseline.as_ref()) {
        (Some(score), _) => Reading::new(Stream::Tribe, score, 1.0, Origin::Ml),
        (None, Some(baseline)) => text.and_then(|text| tribe::read(&text, baseline)),
        (None, None) => None,
    };
    shown.extend(tribe);
    shown
}

/// Whether ml's score is the result's. Where ml was sent nothing to score, its answer may say more
/// than Pilotlight knows, but it cannot calm: it answers 0 and green to nothing.
fn ml_scores(verdict: MlVerdict, evidence: &Evidence) -> bool {
    let nothing = is_nothing(evidence);
    let least = match evidence.previous {
        Some(previous) if nothing => previous.score,
        None if nothing => Score::YELLOW,
        _ => Score::MIN,
    };
    verdict.score.is_some_and(|score| score >= least)
}

/// Whether the check-in measured nothing itself. What earlier ones measured, carried over, is then
/// no ground for a new score: it would undo what a safety rule said of them.
fn is_nothing(evidence: &Evidence) -> bool {
    let own_reading = evidence.readings.iter().any(|reading| reading.age().is_zero());
    let own = |stream: &Stream| matches!(stream, Stream::Imessage | Stream::Typing);
    let scored_by_ml = evidence.ml.as_ref().and_then(|ml| ml.score).is_some_and(|s| !s.is_nan());
    let own_score = scored_by_ml && evidence.asked_of_ml.iter().any(own);
    !own_reading && !own_score
}

struct Base {
    score: Score,
    level: Level,
    /// Of a result that stands.
    tier: Tier,
    notes: &'static [&'static str],
    is_unknown: bool,
    /// What gives the points that the streams do not.
    beside_streams: Option<ContributionSource>,
}

/// ml's score; else fusion's; else, with nothing to go on, the person's last result as context;
/// else the least yellow, since a green light would claim what nobody measured.
fn base_score(verdict: Option<MlVerdict>, fusion: &Fusion, evidence: &Evidence) -> Base {
    let known = |score: Score, beside_streams| Base {
        score,
        level: score.level(),
        tier: Tier::None,
        notes: &[],
        is_unknown: false,
        beside_streams,
    };
    let score = verdict.filter(|verdict| ml_scores(*verdict, evidence)).and_then(|it| it.score);
    if let Some(score) = score {
        let nothing = is_nothing(evidence);
        let notes: &[&str] = if nothing { &[NO_EVIDENCE] } else { &[] };
        return Base { notes, is_unknown: nothing, ..known(score, Some(ContributionSource::Ml)) };
    }
    if let Some(score) = fusion.score.and_then(Score::nearest) {
        return known(score, None);
    }
    match evidence.previous {
        Some(Previous { score, level, tier }) => Base {
            score,
            level,
            tier,
            notes: &[NO_EVIDENCE, "previous_result_stands"],
            is_unknown: true,
            beside_streams: Some(ContributionSource::PreviousResult),
        },
        None => Base {
            score: Score::YELLOW,
            level: Level::Yellow,
            tier: Tier::None,
            notes: &[NO_EVIDENCE, "no_previous_result"],
            is_unknown: true,
            beside_streams: Some(ContributionSource::NoEvidence),
        },
    }
}

/// Whether a red rests on little: low coverage, or typing or TRIBE with nothing beside them.
fn is_thin(fusion: &Fusion) -> bool {
    let weak = |stream| matches!(stream, Stream::Typing | Stream::Tribe);
    fusion.coverage < LOW_COVERAGE || fusion.streams.iter().all(|report| weak(report.stream))
}

fn flagged(ml: Option<&MlAnswer>, evidence: &Evidence) -> Vec<crate::BrainRegion> {
    match (ml.filter(|ml| !ml.brain_regions.is_empty()), &evidence.baseline) {
        (Some(ml), _) => {
            let mut regions = ml.brain_regions.clone();
            regions.sort();
            regions.dedup();
            regions
        }
        (None, Some(baseline)) => baseline.higher(),
        (None, None) => Vec::new(),
    }
}

fn ml_unit(ml: Option<&MlAnswer>, field: fn(&MlAnswer) -> Option<f64>) -> Option<f64> {
    ml.and_then(field).filter(|value| !value.is_nan()).map(unit)
}

fn unit(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { rounded(value.clamp(0.0, 1.0), 3) }
}

fn dedup(notes: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    notes.retain(|note| seen.insert(note.clone()));
}
