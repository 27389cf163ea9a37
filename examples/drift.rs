//! Shows how to notice that an API has changed: answers are decoded, and whatever is not declared is reported.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::error::Error;

use countersign::scheme::Scheme;
use countersign::transport::MemoryTransport;
use countersign::{Client, Credentials, Envelope, endpoint, model, open_enum};
use http::Response;

/// A book.
#[model]
pub struct Book {
    /// Its title.
    pub title: String,
    /// Its binding.
    pub binding: Binding,
}

/// The binding of a book.
#[open_enum]
pub enum Binding {
    /// Hardcover.
    Hard,
    /// Paperback.
    Soft,
}

/// Returns all books.
#[endpoint(GET, "/books", response = Vec<Book>)]
pub struct Books {}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let answer = r#"[{"title": "Faust", "binding": "soft", "pages": 136}, {"title": "Emma", "binding": "audio"}]"#;
    let builder = || -> Result<_, countersign::Error> {
        Ok(Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
            .credentials(Credentials::of_secret("token")?)
            .transport(MemoryTransport::new(move |_| Response::new(answer.into()))))
    };

    let client = builder()?.build()?;
    for book in &*client.call(Books {}).await? {
        println!("{}, {}", book.title, book.binding.as_str());
    }
    print!("{}", client.drift());

    let strict = builder()?.deny_drift().build()?;
    println!("\nin a test: {}", strict.call(Books {}).await.err().map(|error| error.to_string()).unwrap_or_default());
    Ok(())
}
