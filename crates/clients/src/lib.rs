//! Adapters to the three sibling services: signals, ml and video.
//!
//! Each sibling has one module: a trait, which is what the server depends on, and the client that
//! speaks to the real service. [`Off`] stands in for a sibling that the host has turned off.
//! [`Webhook`] tells a host's own service of something, and asks it nothing. [`Probe`] makes bare calls,
//! to compare a sibling with what is expected of it.
//!
//! Nothing that a sibling answers is trusted: an answer is read field by field, leniently, under a
//! limit on its size and on the time that the whole call takes. No error, log line or `Debug` of
//! this crate holds a person's words, phone or id.
#![forbid(unsafe_code)]

mod correlation;
mod error;
mod http;
pub mod ml;
mod off;
mod probe;
mod read;
pub mod signals;
pub mod video;
mod webhook;

pub use correlation::Correlation;
pub use error::{BaseUrlError, SetupError, SiblingError};
pub use http::Http;
pub use ml::{HttpMl, Ml};
pub use off::Off;
pub use probe::{Probe, Probed};
pub use signals::{HttpSignals, Signals};
pub use video::{HttpVideo, Video};
pub use webhook::{BadSecret, Webhook, WebhookSecret};
