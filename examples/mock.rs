//! Shows how to test code that calls an API: a mock answers, fails and records the requests.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::error::Error;

use countersign::scheme::Scheme;
use countersign::testing::{Mock, Reaction};
use countersign::transport::TransportFailure;
use countersign::{Credentials, Envelope, endpoint, model};

/// A book.
#[model(builder)]
pub struct Book {
    /// The ISBN.
    pub isbn: String,
}

/// Looks for a book.
#[endpoint(GET, "/books", response = Book)]
pub struct FindBook {
    /// A word of the title.
    pub title: String,
}

countersign::api! {
    /// The client of a bookshop.
    pub struct Books { base_url: "https://books.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    operations { books: FindBook; }
}

/// The code under test: returns an ISBN, or a text for a customer.
async fn isbn(client: &Books, title: &str) -> String {
    match client.find_book().title(title).send().await {
        Ok(book) => book.isbn.clone(),
        Err(error) => format!("not available at the moment ({})", error.kind().as_str()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mock = Mock::of::<Books>()?;
    let client = Books::builder().credentials(Credentials::of_secret("token")?).transport(mock.clone()).build()?;

    mock.answer::<FindBook>(&Book::builder().isbn("3-15-000001-9").build());
    println!("with an answer:  {}", isbn(&client, "Faust").await);
    mock.react::<FindBook>(Reaction::fail(TransportFailure::Unreadable));
    println!("with a failure:  {}", isbn(&client, "Emma").await);
    for request in mock.requests::<FindBook>() {
        println!("was asked for:   {}", request.title);
    }
    Ok(())
}
