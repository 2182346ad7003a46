//! The connections: how many are served, and how long one may be silent.

use std::any::Any;
use std::io::ErrorKind;
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use actix_web::dev::Extensions;
use actix_web::rt;

/// How long a connection without a request is kept.
pub(crate) const KEEP_ALIVE: Duration = Duration::from_secs(5);

/// How long the head of a connection's first request may take.
pub(crate) const HEAD_WITHIN: Duration = Duration::from_secs(5);

/// How long a connection may take to fetch an answer and to send the next head. The library times
/// no head but the first: without this, a head that never ends would hold its place for ever.
const SILENT_AT_MOST: Duration = Duration::from_secs(20);

/// How long a client may leave unacknowledged what was sent to it: one that vanished without a word
/// would hold its place for a quarter of an hour, which is how long Linux tries by default.
#[cfg(target_os = "linux")]
const UNACKNOWLEDGED_AT_MOST: Duration = Duration::from_secs(45);

/// Connections beyond those that are served which are taken to be refused in words.
const REFUSED_AT_ONCE: usize = 128;

/// Connections that wait in the kernel to be taken.
pub(crate) const BACKLOG: u32 = 1024;

/// All connections of the server.
pub(crate) struct Guests {
    most: usize,
    here: AtomicUsize,
}

impl Guests {
    /// At most so many are served.
    pub(crate) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, here: AtomicUsize::new(0) })
    }

    /// How many connections each of some workers may take.
    pub(crate) fn for_each_of(&self, workers: usize) -> usize {
        self.most.saturating_add(REFUSED_AT_ONCE).div_ceil(workers.max(1))
    }

    /// Puts a guest among the data of a new connection, which keeps it until it ends.
    pub(crate) fn receive(self: &Arc<Self>, connection: &dyn Any, data: &mut Extensions) {
        let is_welcome = self.here.fetch_add(1, Ordering::Relaxed) < self.most;
        let guest = Arc::new(Guest {
            guests: Arc::clone(self),
            is_welcome,
            socket: socket(connection),
            silent_since: Mutex::new(Some(Instant::now())),
        });
        rt::spawn(see_out(Arc::downgrade(&guest)));
        data.insert(guest);
    }
}

/// One connection.
pub(crate) struct Guest {
    guests: Arc<Guests>,
    is_welcome: bool,
    socket: Option<TcpStream>,
    /// `None` while a request is being handled.
    silent_since: Mutex<Option<Instant>>,
}

impl Guest {
    /// Whether there was room when it came.
    pub(crate) const fn is_welcome(&self) -> bool {
        self.is_welcome
    }

    /// Its request is being handled until what this gives is dropped.
    pub(crate) fn serve(self: Arc<Self>) -> Served {
        self.set_silent_since(None);
        Served(self)
    }

    /// Whether the other side has hung up, or sends no more, which a stream takes for that: it is not
    /// noticed otherwise until the next is sent.
    pub(crate) fn is_gone(&self) -> bool {
        let peeked = self.socket.as_ref().map(|socket| socket.peek(&mut [0]));
        match peeked {
            Some(Ok(read)) => read == 0,
            Some(Err(error)) => error.kind() != ErrorKind::WouldBlock,
            None => false,
        }
    }

    fn set_silent_since(&self, since: Option<Instant>) {
        *self.silent_since.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    fn silent_for(&self) -> Duration {
        let since = *self.silent_since.lock().unwrap_or_else(PoisonError::into_inner);
        since.map_or(Duration::ZERO, |since| since.elapsed())
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.guests.here.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A request that is being handled.
pub(crate) struct Served(Arc<Guest>);

impl Drop for Served {
    fn drop(&mut self) {
        self.0.set_silent_since(Some(Instant::now()));
    }
}

/// Closes a connection that has been silent for too long.
async fn see_out(guest: Weak<Guest>) {
    let mut pause = SILENT_AT_MOST;
    loop {
        tokio::time::sleep(pause).await;
        let Some(guest) = guest.upgrade() else { return };
        pause = SILENT_AT_MOST.saturating_sub(guest.silent_for());
        if pause.is_zero() {
            if let Some(socket) = &guest.socket {
                // An error says that it is closed already.
                let _ = socket.shutdown(Shutdown::Both);
            }
            return;
        }
    }
}

/// A handle of our own to a connection's socket.
#[cfg(unix)]
fn socket(connection: &dyn Any) -> Option<TcpStream> {
    use std::os::fd::AsFd;
    let stream = connection.downcast_ref::<rt::net::TcpStream>()?;
    #[cfg(target_os = "linux")]
    if let Err(error) =
        socket2::SockRef::from(stream).set_tcp_user_timeout(Some(UNACKNOWLEDGED_AT_MOST))
    {
        tracing::debug!(%error, "a connection has the kernel's patience");
    }
    stream.as_fd().try_clone_to_owned().ok().map(TcpStream::from)
}

#[cfg(not(unix))]
fn socket(_: &dyn Any) -> Option<TcpStream> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_kernel_waits_no_longer_for_a_client_that_vanished() {
        let listener = rt::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = rt::net::TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (accepted, _) = listener.accept().await.unwrap();
        let patience = || socket2::SockRef::from(&accepted).tcp_user_timeout().unwrap();
        assert_eq!(patience(), None);
        let own = socket(&accepted).unwrap();
        assert_eq!(patience(), Some(UNACKNOWLEDGED_AT_MOST));
        drop((own, client));
    }
}
