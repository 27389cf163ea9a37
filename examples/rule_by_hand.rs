//! Shows a hand-written step of a scheme, with both halves: the receiver recovers the key id.
//!
//! To write a whole rule by hand, implement `countersign::Auth`.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::error::Error;
use std::time::SystemTime;

use countersign::Credentials;
use countersign::scheme::{Claim, Fresh, Part, Request, Scheme, key_id, path, secret, signature};

/// Reverses a string.
#[derive(Debug)]
struct Backwards;

impl Part for Backwards {
    fn code(&self) -> String {
        String::from("Backwards")
    }

    fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
        Some(text.iter().rev().copied().collect())
    }

    fn read_back(&self, written: &[u8]) -> Option<Vec<u8>> {
        self.compute(written)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let scheme = Scheme::new(path().by_hand(Backwards).hmac_sha256(secret()).hex())
        .header("x-key", key_id().by_hand(Backwards))
        .header("x-signature", signature())
        .build()?;
    println!("{scheme}");

    let credentials = Credentials::new("reader", "sesame")?;
    let request = Request::new("GET", "https://books.example/books")?;
    let sent = scheme.sign(request, &credentials, &Fresh::now())?.request;
    println!("x-key: {}", sent.headers()["x-key"].to_str()?);

    let find = |claim: &Claim<'_>| (claim.key_id() == Some("reader")).then(|| credentials.clone());
    let verified = scheme.verify(&sent, find, SystemTime::now())?;
    println!("signed by {}", verified.credentials.key_id());
    Ok(())
}
