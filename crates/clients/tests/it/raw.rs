//! Siblings that misbehave below HTTP.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

pub(crate) const ANSWER_HEAD: &[u8] =
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

/// A sibling that treats every connection in its own way, for as long as the test's runtime lives.
pub(crate) fn sibling<F>(treat: impl Fn(TcpStream) -> F + Send + 'static) -> String
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = listen();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(treat(stream));
        }
    });
    url
}

/// Listens with a small buffer, so that what is not read soon holds the sender up.
fn listen() -> TcpListener {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(64 * 1024).unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    socket.listen(64).unwrap()
}

/// Reads what has come of a request: its head, if nothing else.
pub(crate) async fn read_some(stream: &mut TcpStream) {
    let _ = stream.read(&mut [0; 4096]).await;
}

/// Reads until what was read ends with `end`; gives what was read last.
pub(crate) async fn read_until(stream: &mut TcpStream, end: &[u8]) -> Vec<u8> {
    let mut tail = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    while !tail.ends_with(end) {
        let read = stream.read(&mut buffer).await.unwrap_or(0);
        if read == 0 {
            return tail;
        }
        tail.extend_from_slice(&buffer[..read]);
        let excess = tail.len().saturating_sub(64 * 1024);
        tail.drain(..excess);
    }
    tail
}

/// Writes one chunk of a chunked answer; false once nobody listens any more.
pub(crate) async fn write_chunk(stream: &mut TcpStream, chunk: &[u8]) -> bool {
    let mut framed = format!("{:x}\r\n", chunk.len()).into_bytes();
    framed.extend_from_slice(chunk);
    framed.extend_from_slice(b"\r\n");
    stream.write_all(&framed).await.is_ok()
}
