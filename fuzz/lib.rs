//! The fuzz targets, one module each, and what they share: an account whose secret must never be visible, and functions
//! to split input into pieces.
//!
//! The tests of the workspace include this file and run each target on a few thousand inputs, so that a target that no
//! longer builds or passes is noticed there.

pub mod canonical;
pub mod decode_answer;
pub mod parse_request;
pub mod scheme;
pub mod verify_push;

use api_1688::{Client, JsonSigning, Md5Sorted};
use countersign::value::Timestamp;
use countersign::{Auth, BaseUrl, Credentials, DynEndpoint, Entry, Preparation, Prepared};

/// A secret that no input contains by chance. Inputs in which the fuzzer guessed it are skipped.
pub const SECRET: &str = "S3CRET-0f1e2d3c4b5a6978";

/// The account of every target.
pub fn account() -> Credentials {
    Credentials::new("k2046747647", SECRET).expect("they are valid")
}

/// An operation selected by the first byte, and the rest.
pub fn entry(data: &[u8]) -> Option<(Entry, &[u8])> {
    if data.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()) {
        return None;
    }
    let (first, rest) = data.split_first()?;
    Some((Client::ENTRIES[usize::from(*first) % Client::ENTRIES.len()], rest))
}

/// The data up to the first newline, and the rest after it.
pub fn line(data: &[u8]) -> (&[u8], &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    (&data[..end], data.get(end + 1..).unwrap_or_default())
}

/// Both readings of the rule.
pub fn rules() -> [Md5Sorted; 2] {
    [Md5Sorted::default(), Md5Sorted::default().with_json(JsonSigning::WholeBody)]
}

/// Signs a request.
pub fn prepare(auth: &dyn Auth, request: &dyn DynEndpoint) -> Result<Prepared, countersign::Error> {
    let base_url = BaseUrl::new("https://gateway.example").expect("it is valid");
    let clock = || Timestamp::from_millisecond(1_724_224_057_972);
    Preparation::new(&base_url, auth, &account(), &clock).prepare(request)
}

/// Panics if a printable text contains the secret.
pub fn hides(text: &str) {
    assert!(!text.contains(SECRET), "the secret is in: {text}");
}
