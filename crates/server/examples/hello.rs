//! The yardstick of `just bench`: what actix answers where there is nothing to do.

use actix_web::{App, HttpServer, web};

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let server = HttpServer::new(|| App::new().route("/", web::get().to(async || "Hello, world!")))
        .bind("127.0.0.1:0")?;
    for address in server.addrs() {
        announce(&format!("up on http://{address}"));
    }
    server.run().await
}

#[expect(clippy::print_stdout, reason = "whoever starts it reads where it listens")]
fn announce(line: &str) {
    println!("{line}");
}
