//! The stand-in of the 1688 API, on the port of the first argument, as strict as clients made from its document need it.

use std::io;

use api_1688::stand_in::{StandIn, service};

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or_default();
    let service = service().strict().build().map_err(io::Error::other)?;
    let _running = StandIn::start_with(service, port).await?;
    std::future::pending().await
}
