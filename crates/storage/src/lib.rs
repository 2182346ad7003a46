//! The repository of check-ins, alerts, people's settings and TRIBE baselines.
//!
//! [`Store`] is the whole of it: an async face that never blocks its caller's thread, in plain
//! types of its own and of `pilotlight-domain`. Which database stands behind it shows in the URL
//! alone. A row is neither a domain type nor a wire type: rows and documents are structs of this
//! crate, made from and into domain types by functions that destructure in full, so that a new
//! field breaks the build where it is forgotten.
//!
//! What a caller may rely on:
//!
//! - What [`Store::record`] answers is on the disk, and survives the loss of power.
//! - A check-in, its alert and its idempotency record are written together or not at all.
//! - A red check-in without an alert is refused.
//! - The text of a reply is kept only where [`NewCheckIn::reply_text`] holds it; errors and logs
//!   carry no text and no user id.
#![forbid(unsafe_code)]

mod archive;
mod config;
mod documents;
mod error;
mod location;
mod model;
mod observer;
mod sqlite;
mod store;

pub use archive::Archive;
pub use config::StoreConfig;
pub use error::StorageError;
pub use model::{
    Acknowledgement, AlertCursor, AlertFilter, AlertGauges, AlertOutcome, AlertRecord, Baseline,
    Content, Context, Counts, Cursor, DueAlert, DueEscalation, Earlier, EscalationOutcome,
    IdempotencyKey, Inputs, Metrics, NewCheckIn, News, Place, Profile, Recorded, Redelivery,
    Standing, Stored, Told, TrendPoint, UndeliveredAlerts, Version, VideoMeasures,
};
pub use observer::{Batch, Observer};
pub use store::Store;

/// The most points that [`Metrics::trend`] holds: the newest, five years of a check-in a day.
pub const MOST_TREND_POINTS: u32 = 2000;

/// The most typing samples that [`Context::typing_history`] holds.
pub const MOST_TYPING_SAMPLES: u32 = 60;
