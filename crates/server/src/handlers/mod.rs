//! The handlers: each reads the request, calls one function, answers.

pub(crate) mod alerts;
pub(crate) mod brain;
pub(crate) mod docs;
pub(crate) mod events;
pub(crate) mod health;
pub(crate) mod media;
pub(crate) mod person;
pub(crate) mod results;
pub(crate) mod stimulus;
pub(crate) mod submit;
pub(crate) mod video;
