//! Siblings that misbehave below HTTP. Each lives as long as its test's runtime.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const DRIP: Duration = Duration::from_millis(50);

/// A sibling that treats every connection in its own way.
pub(crate) async fn sibling<F>(treat: impl Fn(TcpStream) -> F + Send + Sync + 'static) -> String
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let treat = Arc::new(treat);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(treat(stream));
        }
    });
    url
}

/// A sibling that can be told to treat connections in another way.
pub(crate) struct Fickle {
    pub(crate) url: String,
    good: Arc<AtomicBool>,
}

impl Fickle {
    /// Passes what comes on to a bad sibling, until it is to be a good one.
    pub(crate) async fn start(bad: &str, good: &str) -> Self {
        let is_good = Arc::new(AtomicBool::new(false));
        let (asks, bad, good) = (Arc::clone(&is_good), bad.to_owned(), good.to_owned());
        let url = sibling(move |mut stream| {
            let to = if asks.load(Ordering::SeqCst) { good.clone() } else { bad.clone() };
            async move {
                let address = to.trim_start_matches("http://");
                if let Ok(mut other) = TcpStream::connect(address).await {
                    let _ = tokio::io::copy_bidirectional(&mut stream, &mut other).await;
                }
            }
        });
        Self { url: url.await, good: is_good }
    }

    pub(crate) fn mend(&self) {
        self.good.store(true, Ordering::SeqCst);
    }
}

/// Reads until the other side closes.
async fn drain(stream: &mut TcpStream) {
    let mut buffer = vec![0; 16 * 1024];
    while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
}

/// Takes requests and never answers.
pub(crate) async fn hanging() -> String {
    sibling(|mut stream| async move { drain(&mut stream).await }).await
}

/// Answers one byte at a time, for ever.
pub(crate) async fn dripping() -> String {
    sibling(|mut stream| async move {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\
                    Content-Length: 200000\r\n\r\n";
        let mut alive = stream.write_all(head.as_bytes()).await.is_ok();
        while alive {
            tokio::time::sleep(DRIP).await;
            alive = stream.write_all(b" ").await.is_ok();
        }
    })
    .await
}

/// Answers a head and half a body, then closes.
pub(crate) async fn cutting() -> String {
    sibling(|mut stream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        let half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\
                    Content-Length: 5000\r\n\r\n{\"score\": 99, \"combined_signal_score\": 9";
        let _ = stream.write_all(half.as_bytes()).await;
    })
    .await
}

/// Speaks something that is not HTTP.
pub(crate) async fn babbling() -> String {
    sibling(|mut stream| async move {
        let _ = stream.write_all(b"220 mail.example.org ESMTP ready\r\n").await;
        drain(&mut stream).await;
    })
    .await
}

/// Closes every connection at once.
pub(crate) async fn slamming() -> String {
    sibling(|stream| async move { drop(stream) }).await
}
