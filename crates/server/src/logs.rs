//! Logs on standard error: lines for a person at a terminal, JSON otherwise.

use std::io::IsTerminal;

use anyhow::Context;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

/// Starts logging at the levels of `telemetry.log`.
pub(crate) fn start(levels: &str) -> anyhow::Result<()> {
    let levels: Targets = levels.parse().context("telemetry.log")?;
    let writer = std::io::stderr;
    let layer = if writer().is_terminal() {
        fmt::layer().with_writer(writer).with_target(false).boxed()
    } else {
        fmt::layer().json().flatten_event(true).with_writer(writer).boxed()
    };
    registry().with(layer.with_filter(levels)).try_init().context("logging was started twice")
}
