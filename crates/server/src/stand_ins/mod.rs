//! `pilotlight siblings serve`: stand-ins for signals, ml and video, so that the whole system runs on
//! one machine. What they answer is made up of the request alone, and every answer says so. They
//! send nothing anywhere, and keep nothing but for whom a phone was registered, in memory.

mod args;
mod made_up;
mod ml;
mod routes;
mod sign;
mod signals;
mod stand_in;
mod video;
mod wrong;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::DefaultHeaders;
use actix_web::rt::net::TcpSocket;
use actix_web::web::{self, Data};
use actix_web::{App, HttpServer, rt};
use anyhow::Context;

pub(crate) use self::args::ServeArgs;
use self::args::{Behaviour, Role};
use self::sign::HEADER;
pub(crate) use self::sign::{FIELD, took};
use self::stand_in::StandIn;
use crate::siblings::Sibling;
use crate::{cli, stopping};

/// What a stand-in holds of its port.
enum Port {
    /// It answers there.
    Open(TcpListener),
    /// Nobody listens: whoever connects is refused, and nobody else gets the port.
    Refusing(TcpSocket),
}

/// Stands in for the siblings until the process is told to stop.
pub(crate) fn run(args: &ServeArgs) -> anyhow::Result<()> {
    rt::System::new().block_on(serve(args))
}

async fn serve(args: &ServeArgs) -> anyhow::Result<()> {
    let (mut said, mut open, mut refusing) = (Vec::new(), Vec::new(), Vec::new());
    for sibling in Sibling::ALL {
        let role = args.role(sibling);
        let (address, port) = taken(&role)?;
        said.push(format!("{} http://{address}", sibling.name()));
        match port {
            Port::Open(listener) => open.push((role, listener)),
            Port::Refusing(socket) => refusing.push(socket),
        }
    }
    let mut running = Vec::new();
    for (role, listener) in open {
        running.push(started(role, listener)?);
    }
    said.iter().try_for_each(|line| cli::print(line))?;
    stopping::wait_for_a_signal().await;
    for server in running {
        // Nothing in flight is worth waiting for.
        server.stop(false).await;
    }
    drop(refusing);
    Ok(())
}

/// The port of a stand-in, on this machine alone, and its address.
fn taken(role: &Role) -> anyhow::Result<(SocketAddr, Port)> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, role.port));
    let unusable = || format!("{}: {address} cannot be used", role.sibling.name());
    if role.behaviour == Behaviour::Dead {
        let socket = TcpSocket::new_v4()?;
        // As a listener does it: what is left of connections that were here before does not count.
        socket.set_reuseaddr(role.port != 0)?;
        socket.bind(address).with_context(unusable)?;
        return Ok((socket.local_addr()?, Port::Refusing(socket)));
    }
    let listener = TcpListener::bind(address).with_context(unusable)?;
    Ok((listener.local_addr()?, Port::Open(listener)))
}

fn started(role: Role, listener: TcpListener) -> anyhow::Result<ServerHandle> {
    let sibling = role.sibling;
    let stand_in = Data::new(StandIn::new(role)?);
    let server: Server = HttpServer::new(move || {
        App::new()
            .app_data(stand_in.clone())
            .wrap(DefaultHeaders::new().add((HEADER, sibling.name())))
            .configure(|config| routes::register(config, sibling))
            .default_service(web::to(routes::unknown))
    })
    .workers(1)
    .disable_signals()
    .listen(listener)?
    .run();
    let handle = server.handle();
    rt::spawn(server);
    Ok(handle)
}
