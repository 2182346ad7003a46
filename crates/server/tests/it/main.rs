//! The whole of Pilotlight over real HTTP: the real binary, a real database file, and siblings that
//! answer as they are scripted to, well or badly.

// What the tests stand on.
#[cfg(test)]
mod described;
#[cfg(test)]
mod fields;
#[cfg(test)]
mod form;
#[cfg(test)]
mod http;
#[cfg(test)]
mod listening;
#[cfg(test)]
mod past;
#[cfg(test)]
mod places;
#[cfg(test)]
mod process;
#[cfg(test)]
mod raw;
#[cfg(test)]
mod scraped;
#[cfg(test)]
mod server;
#[cfg(test)]
mod siblings;
#[cfg(test)]
mod sound;
#[cfg(test)]
mod stand_ins;
#[cfg(test)]
mod wait;

// The tests.
#[cfg(test)]
mod alert_senders;
#[cfg(test)]
mod alerts;
#[cfg(test)]
mod alerts_list;
#[cfg(test)]
mod answers;
#[cfg(test)]
mod baselines;
#[cfg(test)]
mod bodies;
#[cfg(test)]
mod bounds;
#[cfg(test)]
mod breakers;
#[cfg(test)]
mod calls;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod configuration;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod course;
#[cfg(test)]
mod crisis;
#[cfg(test)]
mod database_faults;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod events;
#[cfg(test)]
mod events_bounds;
#[cfg(test)]
mod events_once;
#[cfg(test)]
mod guide;
#[cfg(test)]
mod history;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod late;
#[cfg(test)]
mod metrics;
#[cfg(test)]
mod offline;
#[cfg(test)]
mod on_call;
#[cfg(test)]
mod origins;
#[cfg(test)]
#[cfg(feature = "otlp")]
mod otlp;
#[cfg(test)]
mod people;
#[cfg(test)]
mod policy;
#[cfg(test)]
mod policy_cases;
#[cfg(test)]
mod policy_video;
#[cfg(test)]
mod power_cuts;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod redelivery;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod resilience;
#[cfg(test)]
mod scored_by_ml;
#[cfg(test)]
mod sensors;
#[cfg(test)]
mod sent_to_siblings;
#[cfg(test)]
mod siblings_check;
#[cfg(test)]
mod siblings_serve;
#[cfg(test)]
mod standalone;
#[cfg(test)]
mod stimuli;
#[cfg(test)]
mod stopping;
#[cfg(test)]
mod support;
#[cfg(test)]
mod traces;
#[cfg(test)]
mod unchanged;
#[cfg(test)]
mod video;
#[cfg(test)]
mod video_again;
#[cfg(test)]
mod video_alone;
#[cfg(test)]
mod video_limits;
#[cfg(test)]
mod video_memory;
#[cfg(test)]
mod watched;
#[cfg(test)]
mod words;
