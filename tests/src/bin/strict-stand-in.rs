//! `strict-stand-in API PORT`: the stand-in of an API, as strict as clients made from its OpenAPI document need it.

use std::io;

use countersign_server::stand_in::{ServiceBuilder, StandIn};

#[tokio::main]
async fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [api, port] = arguments.as_slice() else { return Err(usage()) };
    let port = port.parse().map_err(|_| usage())?;
    let service = service(api).ok_or_else(usage)?.strict().build().map_err(io::Error::other)?;
    let _running = StandIn::start_on(service, port).await?;
    std::future::pending().await
}

fn service(api: &str) -> Option<ServiceBuilder> {
    Some(match api {
        "api-1688" => api_1688::stand_in::service(),
        "api-taobao" => api_taobao::stand_in::service(),
        "api-poizon" => api_poizon::stand_in::service(),
        _ => return None,
    })
}

fn usage() -> io::Error {
    io::Error::other("usage: strict-stand-in <api-1688|api-taobao|api-poizon> PORT")
}
