//! Names that both a scheme and an operation use: found when a client is built, and by a test that `api!` generates.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say so at once")]

use std::process::Command;

use countersign::operation::Operation;
use countersign::scheme::{
    Scheme, SchemeBuilder, SchemeError, body, header, key_id, method, nonce, parameters, path, secret, signature,
};
use countersign::{Api as _, Credentials, Endpoint as _, ErrorKind, endpoint};

/// Finds books.
#[endpoint(GET, "/books")]
struct FindBooks {
    /// A word of the title.
    title: Option<String>,
    /// The mark of a shelf.
    #[param(name = "sign")]
    mark: Option<String>,
    /// The reader's language.
    #[param(in = header, name = "X-Language")]
    language: Option<String>,
}

/// Adds a book.
#[endpoint(POST, "/books")]
struct AddBook {
    /// Its title.
    title: String,
    /// The mark on its back.
    sign: String,
    /// Its origin.
    #[param(in = query)]
    source: Option<String>,
}

/// Lends a book.
#[endpoint(POST, "/loans", body = form)]
struct LendBook {
    /// The mark of the book.
    sign: String,
}

/// Returns a book; the nonce comes before the book.
#[endpoint(POST, "/returns", body = form, constant("nonce" = ""))]
struct ReturnBook {
    /// The book.
    book: String,
}

/// Renews a loan.
#[endpoint(POST, "/renewals", body = form, constant("sign" = "yes"))]
struct RenewLoan {
    /// The book.
    book: String,
}

fn signed() -> SchemeBuilder {
    Scheme::new((method() + path()).hmac_sha256(secret()).hex())
}

/// The error of building a client with only this operation, under this scheme.
fn built(operation: &'static Operation, scheme: Result<Scheme, SchemeError>) -> Result<(), countersign::Error> {
    let schemes = countersign::auth::Schemes::named("signed", std::sync::Arc::new(scheme));
    let checked = countersign::__private::check_schemes(&schemes, &[operation]);
    checked.map_err(|clashes| countersign::Error::new(ErrorKind::Configuration, format!("{clashes:?}")))
}

#[test]
fn every_occurrence_of_a_name_is_checked() {
    let find = || FindBooks::OPERATION;
    let refused = [
        (find(), signed().query("sign", signature()).build()),
        (find(), signed().parameter("sign", signature()).build()),
        (find(), signed().header("x-language", signature()).build()),
        (find(), Scheme::api_key_in_query("title")),
        (find(), Scheme::api_key_in_header("x-LANGUAGE")),
        (AddBook::OPERATION, signed().json("sign", signature()).build()),
        (AddBook::OPERATION, signed().parameter("sign", signature()).build()),
        (AddBook::OPERATION, signed().query("source", signature()).build()),
        (LendBook::OPERATION, signed().form("sign", signature()).build()),
        (LendBook::OPERATION, signed().parameter("sign", signature()).build()),
        (RenewLoan::OPERATION, signed().form("sign", signature()).build()),
    ];
    for (operation, scheme) in refused {
        let shown = format!("{operation:?} {scheme:?}");
        let message = built(operation, scheme).map(|()| shown).unwrap_err().to_string();
        assert!(message.contains("which the scheme `signed` sends itself as `"), "{message}");
    }
    let accepted = [
        (find(), signed().header("sign", signature()).build()),
        (AddBook::OPERATION, signed().query("sign", signature()).build()),
        (AddBook::OPERATION, signed().parameter("source", signature()).build()),
        (LendBook::OPERATION, signed().query("sign", signature()).build()),
        (
            ReturnBook::OPERATION,
            Scheme::new((body() + nonce()).hmac_sha256(secret()).hex())
                .form("nonce", nonce())
                .header("x-sign", signature())
                .build(),
        ),
    ];
    for (operation, scheme) in accepted {
        built(operation, scheme.clone()).unwrap_or_else(|error| panic!("{operation:?} {scheme:?}: {error}"));
    }
}

/// In a function, so that the compiler cannot see the name.
fn with_sign() -> Result<Scheme, SchemeError> {
    Scheme::new(parameters().sorted().plus("secret", secret()).pairs("=", "&").md5().hex())
        .parameter("key", key_id())
        .parameter("sign", signature())
        .build()
}

#[allow(unnameable_test_items, reason = "the test that is generated for this API must not run")]
#[test]
fn a_client_whose_operation_has_a_name_of_its_scheme_is_not_built() {
    countersign::api! {
        /// A library.
        pub struct Library { base_url: "https://books.example", auth: with_sign() }
        operations { all: AddBook, FindBooks; }
    }
    let error =
        Library::builder().credentials(Credentials::new("reader", "sesame").unwrap()).build().map(drop).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(
        error.to_string(),
        "add_book: the parameter `sign` is sent as `sign` (in the body), which the scheme sends itself as `signature()`: \
         rename or remove the field"
    );
    let clashes = countersign::__private::check_schemes(&Library::auth(), Library::OPERATIONS).unwrap_err();
    let clashes = format!("{clashes:?}");
    let lines: Vec<&str> = clashes.lines().collect();
    assert_eq!(lines.len(), 2, "{clashes}");
    assert!(
        lines.last().unwrap().starts_with("find_books: the parameter `mark` is sent as `sign` (in the query)"),
        "{clashes}"
    );
}

mod sound {
    use super::*;

    countersign::api! {
        /// A library with several schemes: the operation with a clash selects another one.
        pub(crate) struct SoundLibrary {
            base_url: "https://books.example",
            auth: { plain: Scheme::bearer(), signed: with_sign() },
        }
        operations { all: AddBook, FindBooks; }
    }
}

#[test]
fn the_declaring_crate_has_a_test_that_finds_clashes() {
    let listed = Command::new(std::env::current_exe().unwrap()).arg("--list").output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("clashes::sound::sound_library_has_no_parameter_that_its_schemes_send: test"), "{listed}");
    sound::SoundLibrary::builder().credentials(Credentials::of_secret("sesame").unwrap()).build().unwrap();
}

#[test]
fn a_scheme_that_cannot_send_with_an_operation_is_refused() {
    for scheme in [signed().form("mac", signature()), signed().json("mac", signature())] {
        let message = built(FindBooks::OPERATION, scheme.build()).unwrap_err().to_string();
        assert!(message.contains("the scheme `signed` cannot authenticate it"), "{message}");
        assert!(message.contains("`mac`, and the body of the operation is `none`"), "{message}");
    }
    built(AddBook::OPERATION, signed().json("mac", signature()).build()).unwrap();
}

#[test]
fn a_scheme_that_is_not_sound_is_refused_when_the_client_is_built() {
    let unsound = Scheme::new((method() + header("x") + nonce()).hmac_sha256(secret()).hex()).build();
    let message = built(FindBooks::OPERATION, unsound).unwrap_err().to_string();
    assert!(message.contains("a receiver cannot know the nonce: send it"), "{message}");
}
