//! Shows what the client reports about a refused signature: the possible causes, and the trace of what was signed.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::error::Error;

use countersign::scheme::{Scheme, key_id, parameters, secret, signature};
use countersign::transport::MemoryTransport;
use countersign::{Client, Credentials, Envelope, endpoint};
use http::{Response, StatusCode};

/// Looks for books.
#[endpoint(GET, "/books")]
pub struct FindBooks {
    /// A word of the title.
    pub title: String,
    /// The author.
    pub author: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sorted = parameters().sorted().pairs("=", "&");
    let scheme = Scheme::new((sorted + "&key=" + secret()).md5().upper_hex())
        .parameter("app_key", key_id())
        .parameter("sign", signature())
        .build();
    let refuses_everything = MemoryTransport::new(|_| {
        let mut answer = Response::new(r#"{"message": "invalid signature"}"#.into());
        *answer.status_mut() = StatusCode::UNAUTHORIZED;
        answer
    });
    let client = Client::builder("https://books.example", scheme, Envelope::none())
        .credentials(Credentials::new("reader", "\"sesame\"")?)
        .transport(refuses_everything)
        .build()?;

    if let Err(error) = client.call(FindBooks { title: "Faust".into(), author: Some(String::new()) }).await {
        println!("{}", error.explain());
    }
    Ok(())
}
