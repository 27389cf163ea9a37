//! Push messages: which are accepted, which are refused, and why.
//!
//! Forms are created here with `form_urlencoded` and the published rules rather than the library's signer, except where
//! the signer is tested.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;

use api_1688::message::{PushRule, pushes};
use countersign::Credentials;
use countersign::auth::{Secret, hmac_sha1_hex};
use countersign::scheme::{Order, RefusedKind, Scheme, WarningKind, form_pairs, secret};
use countersign::webhook::{PushError, Pushes, Receiver};
use countersign_tests::pushes::{body as body_of, verify};
use proptest::prelude::*;
use proptest::sample::Index;

const TEXT: &str =
    r#"{"data":{"orderId":167539019420540000,"currentStatus":"waitsellersend"},"type":"ORDER_BUYER_VIEW_ORDER_PAY"}"#;

/// Signatures of [`TEXT`] under `testSecret`, one per rule: the candidates of the contract, section 9.2.
const CANDIDATES: [(PushRule, &str); 3] = [
    (PushRule::EveryField, "8D1C3CBCF5B16AB86B2CE28DE3BE7BB45DC2553A"),
    (PushRule::MessageValue, "60C6CA66AA429260553681F5AD94D3F964A0FF57"),
    (PushRule::MessagePair, "6B095F81862D4C94ECBB2776861D5D172054B0EC"),
];

fn credentials(secret: &str) -> Credentials {
    Credentials::new("key", secret).unwrap()
}

fn receiver(rule: PushRule) -> Receiver {
    rule.pushes().unwrap().receiver(&credentials("testSecret"))
}

/// Whether the signature is what is wrong.
fn is_wrong(error: &PushError) -> bool {
    matches!(error, PushError::Refused(refused) if refused.kind() == RefusedKind::Signature)
}

/// Pushes whose fields are all signed, as upstream does.
fn every_field(message: &'static str, signature: &'static str) -> Pushes {
    let text = form_pairs().sorted_by(Order::Joined("")).pairs("", "").hmac_sha1(secret()).upper_hex();
    let scheme = Scheme::new(text).form(signature, countersign::scheme::signature());
    Pushes::in_field(message, scheme.accept(WarningKind::EmptySeparator).build().unwrap()).unwrap()
}

fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

/// The vendor's form with this message and signature.
fn push(message: &str, signature: &str) -> Vec<u8> {
    form(&[("message", message), ("_dj_signature", signature)])
}

/// The vendor's form with this message, signed by upstream's rule.
fn signed(message: &str, secret: &str) -> Vec<u8> {
    push(message, &hmac_sha1_hex(&Secret::new(secret), format!("message{message}").as_bytes()))
}

#[test]
fn each_rule_takes_its_own_vector_and_no_other() {
    for (rule, signature) in CANDIDATES {
        for signature in [
            signature.to_owned(),
            signature.to_lowercase(),
            format!("{}{}", &signature[..20], signature[20..].to_lowercase()),
        ] {
            let body = push(TEXT, &signature);
            assert_eq!(verify(&receiver(rule), &body).unwrap().text(), TEXT);
            for other in PushRule::ALL.iter().filter(|other| **other != rule) {
                assert!(is_wrong(&verify(&receiver(*other), &body).unwrap_err()));
            }
        }
        let signer = rule.pushes().unwrap().signer(&credentials("testSecret"));
        assert_eq!(body_of(&signer, TEXT), push(TEXT, signature));
    }
    assert_eq!(pushes().unwrap(), PushRule::EveryField.pushes().unwrap());
    assert_eq!(PushRule::ALL.len(), CANDIDATES.len());
}

#[test]
fn upstreams_golden_vector_is_signed_and_taken() {
    let upstream = every_field("data", "_aop_signature").with_fields(&["gmtBorn", "msgId", "type", "userInfo"][..]);
    const SIGNATURE: &str = "4B20205134EA09C4C8D29CCAC26F6C179EB72C8E";
    let mut fields = vec![
        ("msgId", "1001"),
        ("gmtBorn", "1700000000000"),
        ("type", "ORDER_CHANGED"),
        ("userInfo", "m1"),
        ("data", r#"{"k":"v"}"#),
    ];
    let credentials = credentials("secretXYZ");
    let pushed =
        upstream.signer(&credentials).request_with("https://r.example/", r#"{"k":"v"}"#, &fields[..4]).unwrap();
    assert!(pushed.body().ends_with(format!("&_aop_signature={SIGNATURE}").as_bytes()), "{pushed:?}");
    fields.insert(2, ("_aop_signature", SIGNATURE));
    let verified = verify(&upstream.receiver(&credentials), form(&fields)).unwrap();
    assert_eq!((verified.text(), verified.field("msgId")), (r#"{"k":"v"}"#, Some("1001")));
    fields[0].1 = "1002";
    assert!(verify(&upstream.receiver(&credentials), form(&fields)).is_err(), "every field is signed");
}

#[test]
fn fields_are_sorted_as_java_sorts_strings() {
    // In UTF-16, the face begins with D83D and comes before E000; as a code point, it comes after it.
    let mut fields = vec![("\u{e000}", "1"), ("😀", "2"), ("message", "3")];
    let signature = hmac_sha1_hex(&Secret::new("testSecret"), "message3😀2\u{e000}1".as_bytes()).to_uppercase();
    let pushes = pushes().unwrap().with_fields(&["\u{e000}", "😀"][..]);
    let signer = pushes.signer(&credentials("testSecret"));
    let pushed = signer.request_with("https://r.example/", "3", &fields[..2]).unwrap();
    assert!(pushed.body().ends_with(format!("&_dj_signature={signature}").as_bytes()), "{pushed:?}");
    fields.push(("_dj_signature", &signature));
    assert!(verify(&pushes.receiver(&credentials("testSecret")), form(&fields)).is_ok());
}

#[test]
fn a_message_that_is_cut_into_undeclared_fields_is_refused() {
    // Whoever writes the note decides where the text can be split: the joined fields are the same.
    let message = r#"{"data":{"note":"message{}~"}}"#;
    let body = signed(message, "testSecret");
    assert_eq!(verify(&receiver(PushRule::EveryField), &body).unwrap().text(), message);
    let signature = hmac_sha1_hex(&Secret::new("testSecret"), format!("message{message}").as_bytes());
    for cut in [
        &[(r#"message{"data":{"note":""#, ""), ("message", "{}"), (r#"~"}}"#, "")][..],
        &[("message", r#"{"data":{"note":"message{}"#), ("~", r#""}}"#)],
        &[("", r#"message{"data":{"note":""#), ("message", r#"{}~"}}"#)],
    ] {
        let forged = form(&[cut, &[("_dj_signature", signature.as_str())]].concat());
        let error = verify(&receiver(PushRule::EveryField), &forged).unwrap_err();
        let PushError::UndeclaredField(found) = &error else { panic!("{error}") };
        assert!(cut.iter().any(|(name, _)| name == found), "{error}");
        assert!(error.to_string().contains("with_fields"), "{error}");
        assert_eq!(error.status(), 400);
    }
}

#[test]
fn fields_that_are_not_signed_are_not_shown() {
    for (rule, signature) in CANDIDATES {
        let body = form(&[("message", TEXT), ("paid", "yes"), ("_dj_signature", signature)]);
        match verify(&receiver(rule), &body) {
            Ok(verified) => assert!(rule != PushRule::EveryField && verified.field("paid").is_none()),
            Err(error) => assert!(rule == PushRule::EveryField && is_wrong(&error), "{error}"),
        }
    }
}

#[test]
fn every_refusal_names_the_problem() {
    let receiver = receiver(PushRule::EveryField);
    let good = String::from_utf8(signed(TEXT, "testSecret")).unwrap();
    let (message, signature) = good.split_once('&').unwrap();
    for (body, expected) in [
        (String::new(), PushError::MissingField("message".into())),
        (TEXT.to_owned(), PushError::MissingField("message".into())),
        (signature.to_owned(), PushError::MissingField("message".into())),
        (format!("{good}&{message}"), PushError::RepeatedField("message".into())),
        (format!("{good}&%6Dessage="), PushError::RepeatedField("message".into())),
        (format!("{good}&{signature}"), PushError::RepeatedField("_dj_signature".into())),
        (format!("{good}&a=1&a=1"), PushError::RepeatedField("a".into())),
        (format!("{good}%4"), PushError::MalformedForm { at: good.len() }),
        ("message=%zz&_dj_signature=".into(), PushError::MalformedForm { at: 8 }),
        ("a=&%+1=".into(), PushError::MalformedForm { at: 3 }),
        (format!("{good}&a=%FF"), PushError::NotUtf8 { at: good.len() + 1 }),
        ("%C3=".into(), PushError::NotUtf8 { at: 0 }),
    ] {
        let error = verify(&receiver, &body).expect_err(&body);
        assert_eq!(error, expected, "{body}");
        assert!(error.status().is_client_error() && !error.to_string().contains('\n'));
    }
    for (body, kind, status) in [
        (message.to_owned(), RefusedKind::Missing, 400),
        (format!("{message}&_dj_signature="), RefusedKind::Signature, 401),
        (format!("{message}&_dj_signature=zz"), RefusedKind::Signature, 401),
        (format!("{good}00"), RefusedKind::Signature, 401),
        (good[..good.len() - 2].to_owned(), RefusedKind::Signature, 401),
        (format!("{good}&extra=1"), RefusedKind::Signature, 401),
    ] {
        let error = verify(&receiver, &body).expect_err(&body);
        let PushError::Refused(refused) = &error else { panic!("{body}: {error}") };
        assert_eq!((refused.kind(), error.status().as_u16()), (kind, status), "{body}");
    }
    // An empty field between two separators, or at the end, does not count.
    assert!(verify(&receiver, format!("&{message}&&{signature}&")).is_ok());

    let whole = pushes().unwrap();
    let capped = whole.clone().with_max_bytes(good.len()).receiver(&credentials("testSecret"));
    assert!(verify(&capped, &good).is_ok());
    let too_large = PushError::TooLarge { max_bytes: good.len() };
    assert_eq!(verify(&capped, format!("{good}&")), Err(too_large));
    assert!(verify(&receiver, vec![b'&'; whole.max_bytes()]).is_err());
    assert_eq!(verify(&receiver, vec![b'&'; whole.max_bytes() + 1]).unwrap_err().status().as_u16(), 413);
    let signer = whole.signer(&credentials("testSecret"));
    let shown = format!("{receiver:?} {signer:?}");
    assert!(shown.contains("Receiver {") && shown.contains("Signer {") && !shown.contains("testSecret"), "{shown}");
}

proptest! {
    #[test]
    fn one_changed_byte_is_refused(at in any::<Index>(), byte in any::<u8>(), rule in 0..3_usize) {
        let (rule, signature) = CANDIDATES[rule];
        let body = push(TEXT, signature);
        let mut changed = body.clone();
        changed[at.index(body.len())] = byte;
        // `%7b` is `%7B`, and hex is hex: such changes do not alter the meaning.
        let meaning = |body: &[u8]| -> Vec<(String, String)> {
            let pairs = form_urlencoded::parse(body).into_owned();
            pairs.map(|(name, value)| if name == "_dj_signature" { (name, value.to_uppercase()) } else { (name, value) }).collect()
        };
        prop_assert_eq!(verify(&receiver(rule), &changed).is_ok(), meaning(&changed) == meaning(&body));
    }

    #[test]
    fn nothing_that_arrives_panics_or_is_believed(body in any::<Vec<u8>>(), text in "[%&=+a-f0-9]{0,40}") {
        for body in [body, text.into_bytes()] {
            prop_assert!(verify(&receiver(PushRule::EveryField), &body).is_err());
        }
    }

    #[test]
    fn what_is_signed_is_taken(
        message in any::<String>(),
        fields in prop::collection::btree_map(any::<String>(), any::<String>(), 0..5),
        rule in 0..3_usize,
    ) {
        let rule = CANDIDATES[rule].0;
        let mut fields: BTreeMap<String, String> = fields;
        fields.insert("message".into(), message.clone());
        fields.remove("_dj_signature");
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let names: Vec<&'static str> = fields.keys().map(|name| &*name.clone().leak()).collect();
        let pushes = rule.pushes().unwrap().with_fields(names);
        let others: Vec<_> = pairs.iter().copied().filter(|(name, _)| *name != "message").collect();
        let signer = pushes.signer(&credentials("testSecret"));
        let request = signer.request_with("https://receiver.example/", &message, &others).unwrap();
        let verified = pushes.receiver(&credentials("testSecret")).verify(&request).unwrap();
        prop_assert_eq!(verified.text(), message);
        for (name, value) in pairs.into_iter().filter(|(name, _)| rule == PushRule::EveryField && *name != "message") {
            prop_assert_eq!(verified.field(name), Some(value));
        }
    }
}

/// The next of a sequence of numbers that look random (splitmix64).
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((mixed ^ (mixed >> 31)) >> 1) as usize
}

#[test]
fn of_100_000_mixed_messages_no_forged_one_is_accepted_and_no_genuine_one_refused() {
    let (mut random, receiver) = (1, receiver(PushRule::EveryField));
    let (mut taken, mut refused) = (BTreeMap::new(), BTreeMap::new());
    for id in 0..100_000_u64 {
        let text = format!(r#"{{"msgId":{id},"note":"夏季 +&=%{}"}}"#, next(&mut random));
        let truth = signed(&text, "testSecret");
        let mut other = text.clone().into_bytes();
        // Flipping the lowest bit of an ASCII digit yields another digit.
        other[9] ^= 1;
        let other = String::from_utf8(other).unwrap();
        let (kind, body) = match next(&mut random) % 6 {
            0 | 1 => ("true", truth),
            2 => ("signed with another secret", signed(&text, "testsecret")),
            3 => ("truncated", truth[..next(&mut random) % truth.len()].to_vec()),
            4 => {
                let signature = hmac_sha1_hex(&Secret::new("testSecret"), format!("message{text}").as_bytes());
                ("another message under a true signature", push(&other, &signature))
            }
            _ => ("a signature out of nothing", push(&text, &format!("{:040x}", next(&mut random)))),
        };
        match verify(&receiver, &body) {
            Ok(verified) => {
                assert_eq!(verified.text(), text);
                *taken.entry(kind).or_insert(0) += 1;
            }
            Err(_) => *refused.entry(kind).or_insert(0) += 1,
        }
    }
    assert_eq!(taken.keys().collect::<Vec<_>>(), [&"true"]);
    assert!(!refused.contains_key("true") && refused.len() == 4, "{refused:?}");
    assert_eq!(taken.values().chain(refused.values()).sum::<i32>(), 100_000);
}

#[test]
fn a_signed_message_in_the_query_does_not_vouch_for_the_one_in_the_form() {
    let rule = PushRule::MessageValue.pushes().unwrap();
    let request = rule.signer(&credentials("sesame")).request("https://shop.example/hooks", "true").unwrap();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    let forged = body.replace("message=true", "message=forged");
    let forged = http::Request::post("/hooks?message=true").body(forged).unwrap();
    assert!(rule.receiver(&credentials("sesame")).verify(&forged).is_err());
}
