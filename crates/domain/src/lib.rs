//! Scoring, fusion and safety rules of Pilotlight, as pure functions and types.
//!
//! Nothing here does I/O, reads a clock, draws a random number or knows an async runtime: time
//! and identity come in as parameters, so that the same evidence always gives the same result.
//!
//! The way through the crate is short: readings of single [`Stream`]s are fused by
//! [`fusion::fuse`], and [`assess`] turns all [`Evidence`] of a check-in into an [`Assessment`].
//! An [`Assessment`] that is red always carries human support: [`Finding::finish`] is its only
//! constructor, and it attaches the support itself.
//!
//! Beside the assessment stands the [`Course`] of a person's scores, which is no input of it.
//!
//! The score is a product measure, not a clinical instrument.
#![forbid(unsafe_code)]

#[macro_use]
mod named;

mod assess;
mod checkin;
mod contribution;
mod course;
pub mod crisis;
mod evidence;
mod finding;
pub mod fusion;
mod id;
mod indicators;
mod interval;
mod intervention;
mod ml;
mod policy;
mod quotation;
mod region;
mod replay;
mod robust;
pub mod safety;
mod score;
mod stimulus;
mod stream;
mod support;
pub mod text;
mod time;
pub mod tribe;
pub mod typing;

pub use assess::{
    CARRIED_OVER, ML_LEVEL_CONTRADICTS_SCORE, NO_EVIDENCE, SCORER_VERSION, UNREAD_LANGUAGE, assess,
};
pub use checkin::{AlertRef, AlertStatus, Channel, CheckIn, ServiceUse, ServicesUsed, Source};
pub use contribution::{Contribution, ContributionSource};
pub use course::{
    Band, Baseline, BaselineStatus, Course, MOST_SCORES, MeasuredScore, Trend, TrendDirection,
};
pub use evidence::{Evidence, Previous};
pub use finding::{Assessment, Finding, ScorerOrigin};
pub use id::{InvalidId, UserId};
pub use interval::{INTERVAL_PROBABILITY, Interval};
pub use ml::{MlAnswer, MlScale, MlVerdict, reconcile};
pub use policy::StreamPolicy;
pub use quotation::quotes;
pub use region::{BrainRegion, Regions};
pub use replay::{Difference, replay};
pub use score::{Level, Score};
pub use stimulus::{Catalogue, CatalogueError, Category, Stimulus, StimulusKind};
pub use stream::{Breakdown, Origin, Reading, Stream, StreamReport};
pub use support::{CountryCode, SupportDirectory, SupportError, SupportKind, SupportLine};
pub use time::UnixMillis;

/// Runs the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Runs the example of the page for those who import this crate.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/integrate/domain.md")]
struct Integration;

/// A stored or received name that is none of those a type allows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not a {what}: allowed are {allowed}")]
pub struct UnknownName {
    /// What the name should have been, such as `level`.
    pub what: &'static str,
    /// The name that was given.
    pub given: String,
    /// The allowed names, separated by commas.
    pub allowed: String,
}
