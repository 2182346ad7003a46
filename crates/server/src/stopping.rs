//! Stopping: what is in flight is finished, within bounds that nothing prolongs.

use std::time::Duration;

use actix_web::rt::signal;
use actix_web::web::Data;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout, timeout_at};

use crate::app::App;

/// What requests and alerts in flight may take to finish, in seconds.
pub(crate) const PATIENCE_SECONDS: u64 = 10;

/// What the last writes may take.
const WRITE_WITHIN: Duration = Duration::from_secs(1);

/// Waits until the process is told to stop, and says when that was. Being told again changes
/// nothing: from now on nobody listens.
pub(crate) async fn asked(say: oneshot::Sender<Instant>, app: Data<App>) {
    wait_for_a_signal().await;
    app.events.stop();
    tracing::info!("told to stop: what is in flight is finished");
    // Nobody to hear it, nothing to bound.
    let _ = say.send(Instant::now());
}

/// Waits until the process is told to stop.
#[cfg(unix)]
pub(crate) async fn wait_for_a_signal() {
    use signal::unix::{SignalKind, signal};
    let wait = async |kind| match signal(kind) {
        Ok(mut signals) => drop(signals.recv().await),
        Err(error) => {
            tracing::error!(error = %error, "a signal cannot be listened for");
            std::future::pending().await
        }
    };
    tokio::select! {
        () = wait(SignalKind::terminate()) => {}
        () = wait(SignalKind::interrupt()) => {}
    }
}

#[cfg(not(unix))]
pub(crate) async fn wait_for_a_signal() {
    let _ = signal::ctrl_c().await;
}

/// Hears out the alerts that are being sent, hands back those that take too long, and closes the
/// database. Requests are answered, or were given up, before.
pub(crate) async fn finish(app: &App, mut dispatcher: JoinHandle<()>, asked_at: Instant) {
    app.alerts.stop();
    // What is being told just now is told again by the next process: nobody takes it for new.
    app.escalations.stop();
    let until = asked_at + Duration::from_secs(PATIENCE_SECONDS);
    if timeout_at(until, &mut dispatcher).await.is_err() {
        app.alerts.run_out_of_time();
        if timeout(WRITE_WITHIN, dispatcher).await.is_err() {
            tracing::warn!("an alert could not be handed back; the next start takes it up");
        }
    }
    if timeout(WRITE_WITHIN, app.store.close()).await.is_err() {
        tracing::error!(
            "the database is held by somebody else: what waits was not answered, and is not stored"
        );
        // To return would wait on, for the writer.
        std::process::exit(1);
    }
}
