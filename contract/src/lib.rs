//! What Pilotlight says and hears over HTTP: the wire types with their descriptions, the rules by
//! which input is taken, and the data that is served as it stands (stimuli, media, support).
//!
//! A wire type is a promise to clients, so it is its own type: turned from the domain's by a
//! function that names every field, and never a database row.
#![forbid(unsafe_code)]

pub mod alert;
pub mod answered;
pub mod brain;
pub mod course;
pub mod examples;
pub mod fields;
pub mod health;
pub mod ids;
pub mod media;
pub mod metrics;
pub mod names;
pub mod person;
pub mod problem;
pub mod result;
pub mod siblings;
pub mod stimulus;
pub mod submit;
pub mod support;
pub mod time;
pub mod video;
