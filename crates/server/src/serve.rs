//! Starting and stopping the server.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App as WebApp, HttpServer, rt};
use anyhow::Context;
use pilotlight_domain::crisis;
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::app::App;
use crate::guests::{BACKLOG, Guests, HEAD_WITHIN, KEEP_ALIVE};
use crate::guide::{self, Guide};
use crate::handlers::docs::Description;
use crate::logs::Logs;
use crate::settings::Settings;
use crate::sibling_check::warn_of_stand_ins;
use crate::telemetry::scrape;
use crate::{
    alerts, baselines, cli, clock, escalation, extract, http, openapi, origins, routes, stopping,
};

/// How often old idempotency keys and digests of texts are looked for.
const FORGET_EVERY: Duration = Duration::from_secs(300);

/// How often what others wrote into the database is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Serves until the process is told to stop.
pub(crate) fn run(settings: Settings) -> anyhow::Result<()> {
    let logs = Logs::start(&settings.telemetry)?;
    // Beside the start, so that the first person does not wait for it.
    std::thread::spawn(crisis::prepare);
    let served = rt::System::new().block_on(serve(settings));
    logs.stop();
    served
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    let address = (settings.server.host.trim_matches(['[', ']']).to_owned(), settings.server.port);
    let unusable =
        || format!("server.host and server.port: {}:{} cannot be used", address.0, address.1);
    // Asked for before the database is opened: a start that fails must not look to the server that
    // has it like another one beside it.
    drop(TcpListener::bind(&address).with_context(unusable)?);
    let app = Data::new(App::open(&settings).await?);
    let guide = Data::new(Guide::new()?);
    let description = Data::new(Description::from(openapi::to_json()?));
    let shared = app.clone();
    let guests = Guests::new(settings.server.max_connections);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let (say, stopped) = oneshot::channel();
    let server = HttpServer::new(move || {
        WebApp::new()
            .app_data(shared.clone())
            .app_data(description.clone())
            .app_data(guide.clone())
            .app_data(extract::query_config())
            .app_data(extract::path_config())
            .wrap(from_fn(http::admit))
            .wrap(origins::cors(&shared))
            .wrap(from_fn(http::around))
            .configure(routes::register)
            .configure(guide::register)
            .default_service(web::to(http::unmatched))
    })
    .workers(workers)
    .max_connections(guests.for_each_of(workers))
    .backlog(BACKLOG)
    .keep_alive(KEEP_ALIVE)
    .client_request_timeout(HEAD_WITHIN)
    .on_connect(move |connection, data| guests.receive(connection, data))
    .shutdown_signal(stopping::asked(say, app.clone()))
    .shutdown_timeout(stopping::PATIENCE_SECONDS)
    .bind(address.clone())
    .with_context(unusable)?;
    let addresses = server.addrs();
    let server = server.run();
    scrape::serve(&settings, &app);
    let dispatcher = rt::spawn(keep_running(app.clone(), "sends alerts", alerts::run));
    rt::spawn(keep_running(app.clone(), "escalates alerts", escalation::run));
    let background = app.clone();
    rt::spawn(async move { baselines::run(&background).await });
    let background = app.clone();
    rt::spawn(async move { forget_old_keys(&background).await });
    let background = app.clone();
    rt::spawn(async move { look_for_foreign_writes(&background).await });
    let background = app.clone();
    rt::spawn(async move { warn_of_stand_ins(&settings, &background.siblings).await });
    announce(&addresses)?;
    server.await?;
    // Without a signal it ended by itself, just now.
    let stopped_at = stopped.await.unwrap_or_else(|_| Instant::now());
    stopping::finish(&app, dispatcher, stopped_at).await;
    Ok(())
}

/// Runs what is to run until the server stops, whatever goes wrong in between.
async fn keep_running(
    app: Data<App>,
    task: &'static str,
    run: impl AsyncFn(&App) + Copy + 'static,
) {
    loop {
        let shared = app.clone();
        match rt::spawn(async move { run(&shared).await }).await {
            Ok(()) => return,
            Err(error) => {
                tracing::error!(error = %error, task, "a task ended that must not; it is started again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Forgets idempotency keys a day after they came, and texts by SMS when they cannot be delivered
/// again any more, as long as the server runs.
async fn forget_old_keys(app: &App) {
    loop {
        let now = clock::now();
        let forgotten = match app.store.forget_old_keys(now).await {
            Ok(_) => app.store.forget_redeliveries(app.redeliveries.oldest(now)).await,
            failed => failed,
        };
        if let Err(error) = forgotten {
            tracing::warn!(error = %error, "old idempotency keys could not be forgotten");
        }
        tokio::time::sleep(FORGET_EVERY).await;
    }
}

/// Nobody else is to write into the database while the server runs; where somebody does, what they
/// changed, and erased above all, is not answered for long.
async fn look_for_foreign_writes(app: &App) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        if let Err(error) = app.store.look_for_foreign_writes().await {
            tracing::debug!(error = %error, "the database could not be looked at");
        }
    }
}

/// One line that says where to go next.
fn announce(addresses: &[SocketAddr]) -> anyhow::Result<()> {
    let address = addresses.first().context("the server has no address")?;
    cli::print(&format!(
        "Pilotlight is up on http://{address} - read and try its interface at http://{address}/docs/"
    ))
}
