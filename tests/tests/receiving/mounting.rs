//! Schemes that a receiving side refuses: those that cannot work, or have weaknesses that nobody has accepted.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say so at once")]

use std::time::Duration;

use countersign::auth::{Auth, AuthError, Description, Refusal, Signing};
use countersign::operation::Operation;
use countersign::param::Received;
use countersign::scheme::{
    Scheme, SchemeBuilder, TimeFormat, WarningKind, body, key_id, lines, parameters, raw_query, secret, signature,
    time, time_after,
};
use countersign::transport::MemoryTransport;
use countersign::value::Timestamp;
use countersign::{Client, Credentials, Envelope, Error, ErrorKind, endpoint};
use countersign_server::stand_in::Service;

/// Lends a book.
#[endpoint(POST, "/loans", body = form)]
struct LendBook {
    /// Title of the book.
    title: String,
}

/// Returns the hours.
#[endpoint(GET, "/hours", auth = public)]
struct Hours {}

countersign::api! {
    /// A library.
    struct Library { base_url: "https://books.example", auth: { signed: Scheme::bearer(), public: none } }
    operations { all: LendBook, Hours; }
}

/// A service with this scheme as `signed`.
fn mounted(scheme: impl Auth) -> Result<(), Error> {
    Service::builder::<Library>().auth(scheme).build().map(drop)
}

fn sent(signature_text: impl countersign::scheme::IntoText) -> SchemeBuilder {
    Scheme::new(signature_text).header("x-key", key_id()).header("x-sign", signature())
}

#[test]
fn every_weakness_has_to_be_accepted_by_name() {
    let weak = [
        (WarningKind::RunTogether, sent((raw_query() + body()).hmac_sha256(secret()).hex())),
        (WarningKind::EmptySeparator, sent(parameters().sorted().pairs("", "").hmac_sha256(secret()).hex())),
        (WarningKind::SecretFirst, sent((secret() + body()).md5().hex())),
        (
            WarningKind::KeyIdNotSent,
            Scheme::new((key_id() + "\n" + body()).hmac_sha256(secret()).hex()).header("x-sign", signature()),
        ),
        (
            WarningKind::ExpiryNotSigned,
            sent(body().hmac_sha256(secret()).hex())
                .header("x-end", time_after(Duration::from_secs(60), TimeFormat::UnixSeconds)),
        ),
    ];
    for (kind, scheme) in weak {
        let error = mounted(scheme.clone().build().unwrap()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let message = error.to_string();
        assert!(message.starts_with("`lend_book` cannot be verified by the scheme `signed`: "), "{message}");
        assert!(message.contains(&format!("`.accept(WarningKind::{kind:?})`")), "{message}");
        // Also as `build` returns it.
        mounted(scheme.clone().build()).unwrap_err();
        mounted(scheme.accept(kind).build()).unwrap();
    }
}

#[test]
fn a_named_scheme_is_looked_at_where_an_operation_picks_it() {
    let weak = || sent((raw_query() + body()).hmac_sha256(secret()).hex()).build();
    let error = Service::builder::<Library>().scheme("public", weak()).build().map(drop).unwrap_err();
    assert!(error.to_string().contains("`hours` cannot be verified by the scheme `public`"), "{error}");
    Service::builder::<Library>().scheme("nobody", weak()).build().unwrap();
}

#[test]
fn a_stand_in_judges_the_age_of_a_request_by_its_own_clock() {
    let now = time(TimeFormat::UnixSeconds);
    let scheme = Scheme::new(lines((&now, body())).hmac_sha256(secret()).hex()).header("x-time", now);
    let scheme = scheme.header("x-sign", signature()).build().unwrap();
    let credentials = || Credentials::of_secret("sesame").unwrap();
    let client = Client::builder("https://books.example", scheme.clone(), Envelope::none()).credentials(credentials());
    let client = client.clock(|| Timestamp::from_millisecond(1_528_942_782_000));
    let client = client.transport(MemoryTransport::new(|_| panic!("nothing is sent"))).build().unwrap();
    let request = client.prepare(&LendBook { title: "Faust".to_owned() }).unwrap().request;
    let status_at = |now: i64| {
        let service = Service::builder::<Library>().auth(scheme.clone()).credentials(credentials());
        let service = service.clock(move || Timestamp::from_millisecond(now)).build().unwrap();
        service.answer(request.clone()).status().as_u16()
    };
    // No operation has an answer, so a request that is accepted has the status 501.
    assert_eq!(status_at(1_528_942_782_000), 501);
    assert_eq!(status_at(1_528_942_782_000 + 300_001), 401);
}

#[test]
fn a_scheme_that_is_not_sound_is_not_mounted() {
    let error = mounted(Scheme::new("anyone").header("x-sign", signature()).build()).unwrap_err();
    assert!(error.to_string().contains("nothing in it is secret"), "{error}");
}

/// A hand-written rule that declares a weakness.
#[derive(Debug)]
struct Checksum;

impl Auth for Checksum {
    fn name(&self) -> &'static str {
        "checksum"
    }

    fn sign(&self, _: &mut Signing<'_>, _: &Credentials) -> Result<(), AuthError> {
        Ok(())
    }

    fn verify(&self, _: &Received<'_>, _: &Credentials) -> Result<(), Refusal> {
        Ok(())
    }

    fn describe(&self, _: &Operation) -> Description {
        let mut description = Description::default();
        description.warnings.push("anyone can compute a checksum".to_owned());
        description
    }
}

#[test]
fn a_hand_written_rule_reports_its_own_weaknesses() {
    let error = mounted(Checksum).unwrap_err();
    assert!(error.to_string().contains("anyone can compute a checksum"), "{error}");
}
