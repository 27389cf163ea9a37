//! Shows the settings of a client in production: a rate limit, retries, a deadline, and what an error reports.
//!
//! A server that is down twice, and never answers orders, runs in the same process.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::error::Error;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use countersign::limit::{Rate, RateLimiter};
use countersign::retry::RetryPolicy;
use countersign::scheme::Scheme;
use countersign::transport::{MemoryTransport, TransportError, TransportFailure};
use countersign::{Client, Credentials, Envelope, endpoint};
use http::{Method, Response, StatusCode};

/// Returns the titles of all books.
#[endpoint(GET, "/titles", response = Vec<String>)]
pub struct Titles {}

/// Orders a book.
#[endpoint(POST, "/orders", response = String)]
pub struct OrderBook {
    /// The shop's own order number.
    #[param(reference)]
    pub number: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
        .credentials(Credentials::of_secret("token")?)
        .transport(server())
        .limiter(RateLimiter::new(Rate::per_second(10).burst(5)))
        .retry(RetryPolicy::default().max_attempts(4).backoff(Duration::from_millis(50), Duration::from_secs(1)))
        .deadline(Duration::from_secs(5))
        .middleware(|request, next| async move {
            let what = format!("{} {}", request.method(), request.uri().path());
            let answer = next.send(request).await;
            println!("  {what}: {}", answer.as_ref().map_or(0, |answer| answer.status().as_u16()));
            answer
        })
        .build()?;

    println!("a call that may be repeated:");
    println!("  {:?}", *client.call(Titles {}).await?);

    println!("an order, which must not be repeated:");
    if let Err(error) = client.call(OrderBook { number: "T-1".into() }).await {
        println!("  {error}");
        println!("  outcome {}, reference {:?}", error.outcome().as_str(), error.reference());
    }
    Ok(())
}

fn server() -> MemoryTransport {
    let asked = AtomicU32::new(0);
    MemoryTransport::failing(move |request| match (request.method(), asked.fetch_add(1, Ordering::Relaxed)) {
        (&Method::POST, _) => Err(TransportError::new(TransportFailure::TimedOut, "no answer in time")),
        (_, 0 | 1) => {
            let mut down = Response::default();
            *down.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            Ok(down)
        }
        _ => Ok(Response::new(r#"["Faust", "Emma"]"#.into())),
    })
}
