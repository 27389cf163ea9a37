//! Pushes by the schemes of vendors: in the body, with headers, times and ids.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::time::{Duration, SystemTime};

use countersign::scheme::{
    RefusedKind, Scheme, SchemeBuilder, Text, TimeFormat, WarningKind, any_of, body, fields, form_pairs, host, join,
    json_members, lines, nonce, parameter, path_and_query, raw_query, secret, signature, time,
};
use countersign::webhook::{PushError, Pushes, Verified};
use countersign::{Credentials, ErrorKind};
use http::Request;

const URL: &str = "https://shop.example/hooks?shop=7";

fn credentials(secret: &str) -> Credentials {
    Credentials::of_secret(secret).unwrap()
}

fn pushes(scheme: SchemeBuilder) -> Pushes {
    Pushes::in_body(scheme.build().unwrap()).unwrap()
}

/// The scheme of Stripe.
fn stamped() -> Pushes {
    let now = time(TimeFormat::UnixSeconds);
    let scheme = Scheme::new(join(".", (&now, body())).hmac_sha256(secret()).hex());
    pushes(scheme.header("stripe-signature", fields(",").with("t", now).with("v1", signature())))
}

fn refused(pushed: Result<Verified, PushError>) -> (RefusedKind, u16) {
    match pushed.unwrap_err() {
        PushError::Refused(refused) => (refused.kind(), PushError::from(refused).status().as_u16()),
        other => panic!("{other}"),
    }
}

#[test]
fn a_body_is_signed_first_and_parsed_afterwards() {
    let pushes = stamped();
    let request = pushes.signer(&credentials("sesame")).request(URL, r#"{"n": 90071992547409.91}"#).unwrap();
    assert_eq!(request.uri(), URL);
    assert_eq!(request.headers()["content-type"], "application/json");
    let verified = pushes.receiver(&credentials("sesame")).verify(&request).unwrap();
    assert_eq!(verified.text(), r#"{"n": 90071992547409.91}"#);
    assert!(verified.time().unwrap() <= SystemTime::now() && verified.delivery().is_none());

    let changed = request.map(|body| [&body[..], b" "].concat());
    let receiver = pushes.receiver(&credentials("sesame"));
    assert_eq!(refused(receiver.verify(&changed)), (RefusedKind::Signature, 401));
    let (mut head, body) = changed.into_parts();
    head.headers.remove("stripe-signature");
    assert_eq!(refused(receiver.verify(&Request::from_parts(head, body))), (RefusedKind::Missing, 400));
}

#[test]
fn a_body_that_is_not_text_is_refused() {
    let error = stamped().receiver(&credentials("sesame")).verify(&Request::new([b'a', 0xff])).unwrap_err();
    assert_eq!(error, PushError::NotUtf8 { at: 1 });
}

#[test]
fn an_old_message_is_refused() {
    let pushes = stamped();
    let request = pushes.signer(&credentials("sesame")).request(URL, "{}").unwrap();
    let receiver = pushes.receiver(&credentials("sesame"));
    let later = |seconds| receiver.verify_at(&request, SystemTime::now() + Duration::from_secs(seconds));
    assert!(later(290).is_ok());
    assert_eq!(refused(later(310)), (RefusedKind::Age, 401));
}

#[test]
fn the_old_secret_is_accepted_while_it_is_replaced() {
    let pushes = stamped();
    let receiver = pushes.receiver(&credentials("new")).or(&credentials("old"));
    for (secret, good) in [("old", true), ("new", true), ("other", false)] {
        let request = pushes.signer(&credentials(secret)).request(URL, "{}").unwrap();
        assert_eq!(receiver.verify(&request).is_ok(), good, "{secret}");
    }
}

#[test]
fn a_delivery_is_identified_by_its_id() {
    let (id, now) = (nonce(), time(TimeFormat::UnixSeconds));
    let scheme = Scheme::new(join(".", (&id, &now, body())).hmac_sha256(secret()).base64())
        .header("webhook-id", &id)
        .header("webhook-timestamp", now)
        .header("webhook-signature", any_of(" ", "v1," + signature()))
        .remembers(id);
    let pushes = pushes(scheme);
    let (signer, receiver) = (pushes.signer(&credentials("sesame")), pushes.receiver(&credentials("sesame")));
    let [one, other] = [signer.request(URL, "{}").unwrap(), signer.request(URL, "{}").unwrap()];
    let id = |request| receiver.verify(request).unwrap().delivery().unwrap().to_vec();
    assert_eq!(id(&one), one.headers()["webhook-id"].as_bytes());
    assert_eq!(id(&one), id(&one));
    assert_ne!(id(&one), id(&other));
}

#[test]
fn a_signed_host_is_the_configured_one() {
    let scheme = Scheme::new(lines((host(), path_and_query(), body())).hmac_sha256(secret()).hex());
    let pushes = pushes(scheme.header("x-signature", signature()));
    let request = pushes.signer(&credentials("sesame")).request(URL, "{}").unwrap();
    // A server only sees the path and, behind a proxy, another host.
    let (mut head, body) = request.into_parts();
    head.uri = "/hooks?shop=7".parse().unwrap();
    head.headers.insert("host", "10.0.0.7:8080".parse().unwrap());
    let seen = Request::from_parts(head, body);
    let receiver = pushes.receiver(&credentials("sesame"));
    assert_eq!(refused(receiver.verify(&seen)), (RefusedKind::Signature, 401));
    assert!(receiver.clone().with_origin("https://shop.example/").unwrap().verify(&seen).is_ok());
    assert_eq!(receiver.with_origin("shop.example").unwrap_err().kind(), ErrorKind::Configuration);
}

#[test]
fn a_scheme_with_warnings_is_mounted_by_an_explicit_word() {
    let rule = || Scheme::new((raw_query() + body()).hmac_sha256(secret()).hex()).header("x-signature", signature());
    let error = Pushes::in_body(rule().build().unwrap()).unwrap_err();
    assert!(error.to_string().contains("`.accept(WarningKind::RunTogether)`"), "{error}");
    let accepted = rule().accept(WarningKind::RunTogether).build().unwrap();
    assert!(accepted.to_string().contains(".accept(WarningKind::RunTogether)"), "{accepted}");
    assert!(accepted.warnings().is_empty() && Pushes::in_body(accepted).is_ok());
    // Accepting a warning that does not exist does not hide the next one.
    let sound = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature());
    let error = sound.accept(WarningKind::RunTogether).build().unwrap_err();
    assert!(error.to_string().contains("no such warning"), "{error}");
}

#[test]
fn only_forms_have_fields_next_to_the_message() {
    let error = stamped().signer(&credentials("sesame")).request_with(URL, "{}", &[("a", "1")]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidParameter);

    // All pairs are signed without running into each other: any field may arrive, and is shown.
    let sorted = form_pairs().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    let all = Pushes::in_field("data", Scheme::new(sorted).form("sign", signature()).build().unwrap()).unwrap();
    let request = all.signer(&credentials("sesame")).request_with(URL, "{}", &[("id", "7")]).unwrap();
    let verified = all.receiver(&credentials("sesame")).verify(&request).unwrap();
    assert_eq!((verified.text(), verified.field("id"), verified.field("sign")), ("{}", Some("7"), None));

    // Only the message is signed: anything next to it may be forged.
    let one = Scheme::new(parameter("data").hmac_sha256(secret()).hex()).form("sign", signature()).build().unwrap();
    let one = Pushes::in_field("data", one).unwrap();
    let request = one.signer(&credentials("sesame")).request_with(URL, "{}", &[("id", "7")]).unwrap();
    let verified = one.receiver(&credentials("sesame")).verify(&request).unwrap();
    assert_eq!((verified.text(), verified.field("id")), ("{}", None));
}

#[test]
fn a_scheme_that_does_not_cover_the_message_is_refused() {
    let build = |text: &Text| {
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature());
        scheme.build().unwrap()
    };
    let others = form_pairs().except(["data"]).sorted().pairs("=", "&");
    for text in [path_and_query(), form_pairs().only(["id"]).pairs("=", "&"), others, parameter("id")] {
        let error = Pushes::in_field("data", build(&text)).unwrap_err();
        assert!(error.to_string().contains("does not cover this field"), "{error}");
        assert!(Pushes::in_body(build(&text)).unwrap_err().to_string().contains("sign `body()`"), "{text}");
    }
    // A body that is not declared as JSON would be empty to the scheme.
    assert!(Pushes::in_body(build(&json_members().sorted().pairs("=", "&"))).is_err());
    assert!(Pushes::in_body(build(&body())).is_ok());
}

#[test]
fn a_form_is_verified_as_it_is_read() {
    let sorted = form_pairs().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    let scheme = Scheme::new(sorted).header("x-signature", signature()).build().unwrap();
    let pushes = Pushes::in_field("data", scheme.clone()).unwrap();
    let receiver = pushes.receiver(&credentials("sesame"));
    // The signature of an empty form, which a vendor may have sent, over a form that is declared as JSON.
    let empty = countersign::scheme::Request::new("POST", URL).unwrap();
    let empty = scheme.sign(empty, &credentials("sesame"), &countersign::scheme::Fresh::now()).unwrap().signature;
    for kind in ["application/json", "text/plain"] {
        let forged = Request::post(URL).header("content-type", kind).header("x-signature", &empty);
        let error = receiver.verify(&forged.body("data=forged").unwrap()).unwrap_err();
        assert!(error.to_string().contains("`Content-Type` is not that of a form"), "{error}");
    }
    let called = pushes.signer(&credentials("sesame")).request(URL, "{}").unwrap();
    let (mut head, body) = called.into_parts();
    head.headers.insert("content-type", "Application/X-WWW-Form-URLencoded; charset=utf-8".parse().unwrap());
    assert!(receiver.verify(&Request::from_parts(head, body)).is_ok());
}

#[test]
fn fields_that_are_left_out_of_the_signature_are_not_shown() {
    let text = form_pairs().only(["data", "id"]).sorted().pairs("=", "&");
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).form("sign", signature()).build().unwrap();
    let pushes = Pushes::in_field("data", scheme).unwrap();
    let request =
        pushes.signer(&credentials("sesame")).request_with(URL, "{}", &[("id", "7"), ("paid", "yes")]).unwrap();
    let verified = pushes.receiver(&credentials("sesame")).verify(&request).unwrap();
    assert_eq!((verified.field("id"), verified.field("paid")), (Some("7"), None));
}
