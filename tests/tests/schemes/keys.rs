//! Schemes that sign with a private key: the forms of keys, and the word for a wrong one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign::Credentials;
use countersign::scheme::*;

/// The first key of RFC 8032, section 7.1.
const SEED: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const ED25519_PUBLIC: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
/// The key of RFC 6979, section A.2.5.
const P256: &str = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
const P256_PUBLIC: &str = "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6\
                           7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

/// The Base64 of a key in DER.
fn der(hex: &str) -> String {
    STANDARD.encode(base16ct::lower::decode_vec(hex).unwrap())
}

fn pem(label: &str, base64: &str) -> String {
    let lines: Vec<&str> = base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

fn ed25519_pkcs8() -> String {
    der(&format!("302e020100300506032b657004220420{SEED}"))
}

fn p256_sec1() -> String {
    der(&format!("30770201010420{P256}a00a06082a8648ce3d030107a144034200{P256_PUBLIC}"))
}

fn p256_pkcs8() -> String {
    let inner = format!("306b0201010420{P256}a144034200{P256_PUBLIC}");
    der(&format!("308187020100301306072a8648ce3d020106082a8648ce3d030107046d{inner}"))
}

fn p256_spki() -> String {
    der(&format!("3059301306072a8648ce3d020106082a8648ce3d030107034200{P256_PUBLIC}"))
}

/// Signs an empty body, and returns the signature in hex.
fn sign(text: &Text, key: &str) -> Result<SignedRequest, String> {
    let scheme = Scheme::new(text.hex()).header("x-signature", signature()).build().unwrap();
    let request = Request::new("GET", "https://books.example/").unwrap();
    let signed = scheme.sign(request, &Credentials::of_secret(key).unwrap(), &Fresh::now());
    signed.map_err(|error| error.to_string())
}

fn verify(text: &Text, request: &Request, key: &str) -> Result<(), (RefusedKind, String)> {
    let scheme = Scheme::new(text.hex()).header("x-signature", signature()).build().unwrap();
    let verified = scheme.verify(request, |_| Credentials::of_secret(key), SystemTime::now());
    verified.map(drop).map_err(|refused| (refused.kind(), refused.to_string()))
}

#[test]
fn an_ed25519_key_is_a_seed_or_pkcs8() {
    let text = body().ed25519();
    let expected = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
    let pkcs8 = ed25519_pkcs8();
    for key in [SEED.to_owned(), SEED.to_uppercase(), der(SEED), pkcs8.clone(), pem("PRIVATE KEY", &pkcs8)] {
        let signed = sign(&text, &key).unwrap();
        assert_eq!(signed.signature, expected);
        let spki = der(&format!("302a300506032b6570032100{ED25519_PUBLIC}"));
        for public in [ED25519_PUBLIC.to_owned(), spki.clone(), pem("PUBLIC KEY", &spki)] {
            assert_eq!(verify(&text, &signed.request, &public), Ok(()), "{public}");
        }
        // Another message, and a signature of another length.
        let other = body() + "x";
        assert_eq!(verify(&other.ed25519(), &signed.request, ED25519_PUBLIC).unwrap_err().0, RefusedKind::Signature);
    }
    let short = Request::new("GET", "https://books.example/").unwrap().header("x-signature", "00").unwrap();
    assert_eq!(verify(&text, &short, ED25519_PUBLIC).unwrap_err().0, RefusedKind::Signature);
    let no_hex = Request::new("GET", "https://books.example/").unwrap().header("x-signature", "xy").unwrap();
    assert_eq!(verify(&text, &no_hex, ED25519_PUBLIC).unwrap_err().0, RefusedKind::Signature);
}

#[test]
fn a_p256_key_is_sec1_or_pkcs8_and_its_signature_of_either_form() {
    let (fixed, asn1) = (body().ecdsa_sha256(), body().ecdsa_sha256_der());
    let keys = [p256_sec1(), p256_pkcs8(), pem("EC PRIVATE KEY", &p256_sec1()), pem("PRIVATE KEY", &p256_pkcs8())];
    for key in keys {
        let (one, other) = (sign(&fixed, &key).unwrap(), sign(&asn1, &key).unwrap());
        assert!(one.signature.len() == 128 && other.signature.starts_with("30"), "{}", other.signature);
        for public in [p256_spki(), pem("PUBLIC KEY", &p256_spki()), der(P256_PUBLIC)] {
            assert_eq!(verify(&fixed, &one.request, &public), Ok(()));
            assert_eq!(verify(&asn1, &other.request, &public), Ok(()));
            assert_eq!(verify(&asn1, &one.request, &public).unwrap_err().0, RefusedKind::Signature);
        }
    }
}

#[test]
fn a_wrong_key_is_named_as_what_it_is() {
    let texts =
        [body().rsa_sha256(), body().rsa_sha512(), body().rsa_pss_sha256(), body().ecdsa_sha256(), body().ed25519()];
    let public = pem("PUBLIC KEY", &p256_spki());
    let signed = Request::new("GET", "https://books.example/").unwrap().header("x-signature", "00").unwrap();
    for text in &texts {
        assert_eq!(sign(text, &public).unwrap_err(), "the secret is a public key: signing needs the private one");
        for wrong in ["no key", "AAAA", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"] {
            assert!(sign(text, wrong).unwrap_err().contains("is not a private key of the kind"), "{text}: {wrong}");
        }
        for wrong in ["no key", "AAAA", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"] {
            let (kind, message) = verify(text, &signed, wrong).unwrap_err();
            assert!(
                kind == RefusedKind::Receiver && message.contains("is not a public key of the kind"),
                "{text}: {message}"
            );
        }
    }
    for (text, private) in [
        (body().ed25519(), ed25519_pkcs8()),
        (body().ed25519(), pem("PRIVATE KEY", &ed25519_pkcs8())),
        (body().ecdsa_sha256(), p256_pkcs8()),
        (body().ecdsa_sha256_der(), p256_pkcs8()),
        (body().ecdsa_sha256(), pem("EC PRIVATE KEY", &p256_sec1())),
    ] {
        let (kind, message) = verify(&text, &signed, &private).unwrap_err();
        assert_eq!(
            (kind, message.as_str()),
            (RefusedKind::Receiver, "the secret is a private key: a receiver needs only the public one")
        );
    }
    // A key of another kind.
    assert!(sign(&body().ed25519(), &p256_pkcs8()).unwrap_err().contains("is not a private key of the kind"));
    assert!(sign(&body().ecdsa_sha256(), &ed25519_pkcs8()).unwrap_err().contains("is not a private key of the kind"));
}

#[test]
fn the_key_is_found_between_other_blocks_and_lines() {
    let text = body().ecdsa_sha256();
    let parameters = pem("EC PARAMETERS", &der("06082a8648ce3d030107"));
    let (private, public) = (pem("EC PRIVATE KEY", &p256_sec1()), pem("PUBLIC KEY", &p256_spki()));
    for key in [
        format!("{parameters}{private}"),
        format!("{public}{private}"),
        format!("Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n{private}"),
        format!("\n{}", private.replace('\n', "\r\n")),
    ] {
        let signed = sign(&text, &key).unwrap_or_else(|error| panic!("{error}\n{key}"));
        for public in [format!("{parameters}{public}"), format!("subject=/CN=books\n{public}")] {
            assert_eq!(verify(&text, &signed.request, &public), Ok(()), "{public}");
        }
        assert_eq!(verify(&text, &signed.request, &key).unwrap_err().0, RefusedKind::Receiver);
    }
}

#[test]
fn the_error_names_what_a_key_is() {
    let parameters = pem("EC PARAMETERS", &der("06082a8648ce3d030107"));
    let encrypted = pem("ENCRYPTED PRIVATE KEY", "AAAA");
    let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA \
               PRIVATE KEY-----\n";
    let (short, short_public) =
        (include_str!("../../vectors/keys/rsa-1024.pem"), include_str!("../../vectors/keys/rsa-1024-public.pem"));
    let (rsa, ecdsa, eddsa) = (body().rsa_sha256(), body().ecdsa_sha256(), body().ed25519());
    for (text, key, expected) in [
        (&ecdsa, &*parameters, "the PEM contains only `EC PARAMETERS`"),
        (&rsa, &encrypted, "decrypt it with `openssl pkey -in key.pem -out decrypted.pem`"),
        (&rsa, old, "decrypt it with `openssl pkey -in key.pem -out decrypted.pem`"),
        (&rsa, short, "an RSA key of 1024 bits, and at least 2048 are needed"),
        (&eddsa, short, "it is a key for RSA"),
        (&eddsa, &p256_sec1(), "it is a key for ECDSA on P-256"),
        (&rsa, &ed25519_pkcs8(), "it is a key for Ed25519"),
    ] {
        let error = sign(text, key).unwrap_err();
        assert!(error.contains(expected), "{text}: {error}");
    }
    let signed = Request::new("GET", "https://books.example/").unwrap().header("x-signature", "00").unwrap();
    for (text, key, expected) in [
        (&ecdsa, &*parameters, "the PEM contains only `EC PARAMETERS`"),
        (&rsa, &encrypted, "the secret is a private key"),
        (&rsa, short, "the secret is a private key"),
        (&rsa, short_public, "an RSA key of 1024 bits, and at least 2048 are needed"),
        (&ecdsa, short_public, "it is a key for RSA"),
        (&eddsa, &p256_spki(), "it is a key for ECDSA on P-256"),
    ] {
        let (kind, message) = verify(text, &signed, key).unwrap_err();
        assert!(kind == RefusedKind::Receiver && message.contains(expected), "{text}: {message}");
    }
}

#[test]
fn pem_is_whole_and_not_a_key_id() {
    let private = pem("PRIVATE KEY", &p256_pkcs8());
    let cut = private.split("-----END").next().unwrap();
    let on_one_line = private.replace('\n', "\\n");
    for (credentials, expected) in [
        (Credentials::of_secret(cut), "the secret is PEM without its last line"),
        (Credentials::of_secret("-----BEGIN anything"), "the secret is PEM without its last line"),
        (Credentials::of_secret(&on_one_line), "the secret is PEM with `\\n` as two characters"),
        (Credentials::new(&private, "sesame"), "the key id is a key in PEM: pass it as the secret"),
        (Credentials::new("-----BEGIN \n", "sesame"), "the key id is a key in PEM: pass it as the secret"),
        (Credentials::new("reader", cut), "the secret is PEM without its last line"),
        (Credentials::none().with("certificate", cut), "the `certificate` is PEM without its last line"),
    ] {
        let error = credentials.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    Credentials::new("reader", private).unwrap();
}

#[test]
fn a_public_key_may_be_a_certificate_or_a_json_web_key() {
    let request = |signature: &str| {
        let hex = base16ct::lower::encode_string(&STANDARD.decode(signature).unwrap());
        Request::new("GET", "https://books.example/books").unwrap().header("x-signature", &hex).unwrap()
    };
    let rsa = request(
        "HMaZJO64AUh0Ofi9A5P6qH7aoAiK1pZW4WUOO+X1xiMl29UeCDY7bM1KYYkbN0atVbJwP4NlQF8RWD9pWvuhHpgi4dnspaiFnmJ+25wjDG55z2SeDoXZcJFtDgz0RNLri9PcgbCDmISb7JlKiXHPB7bFiy0v886ds2LLDIpPvTuBa6hoEMcnhHJ//DsRJlpeG/9mZofFxii0casBVN6rh/Q0zLPQAVFyFB2nlJG2a+4/EFklagcxsugGNzS76VsDcEzN4Gx4a6oWX7SApLcOOsn/9+2SBGdXls3VquXz2defxg+c0IsrjGGV6ieVVn4yKxbhmWPVxqRFfumOCwfjUA==",
    );
    for key in [include_str!("../../vectors/keys/rs256.jwk"), include_str!("../../vectors/keys/rs256-certificate.pem")]
    {
        assert_eq!(verify(&path().rsa_sha256(), &rsa, key), Ok(()));
        assert_eq!(verify(&(path() + "x").rsa_sha256(), &rsa, key).unwrap_err().0, RefusedKind::Signature);
        assert_eq!(verify(&path().ed25519(), &rsa, key).unwrap_err().0, RefusedKind::Receiver);
        let cut = key.get(..key.len() * 2 / 3).unwrap();
        let cut = if key.starts_with('{') {
            cut.replace('\n', " ").trim_end().to_owned()
        } else {
            format!("{cut}\n-----END CERTIFICATE-----\n")
        };
        assert_eq!(verify(&path().rsa_sha256(), &rsa, &cut).unwrap_err().0, RefusedKind::Receiver, "{cut}");
    }
    let long = request(
        "WLWaY4yMGxU9tDpw9p28HnQsdaOjjm3CNXUmJzByd9rV8H13BGxbBTfQzRnFXp980EVD0H7fRqKbf6AU9E6R2pswo/qwN/k5T/IT+vgiy0EscYdl0vvpdkj7rYk1/HoUJQlLXxLQOObsGFlFnXaeuV6DykOES4bWyAE6f950MswGfeUcDJHzIvyg7XHNEhB3129zINLqHt0jYFwGf1PSRxReTlqXgReERCwwFtSkYgLZIzSgFmDnKAs63GRS1IN6uXgvWD4CKoHJCK/jfMTO2J68D7xzQvkY88lR7uNBqb9Aj4a7wcfMwaEHPD6VIzBHO0p+0RvX8bVthw8fVxvGBg==",
    );
    let key = include_str!("../../vectors/keys/rs256.jwk");
    assert_eq!(verify(&path().rsa_sha512(), &long, key), Ok(()));
    assert_eq!(verify(&path().rsa_sha512(), &rsa, key).unwrap_err().0, RefusedKind::Signature);
    let signed = sign(&path().ed25519(), SEED).unwrap();
    let public = URL_SAFE_NO_PAD.encode(base16ct::lower::decode_vec(ED25519_PUBLIC).unwrap());
    let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{public}"}}"#);
    assert_eq!(verify(&path().ed25519(), &signed.request, &jwk), Ok(()));
    let private = jwk.replace("\"x\"", "\"d\":\"AA\",\"x\"");
    let (kind, message) = verify(&path().ed25519(), &signed.request, &private).unwrap_err();
    assert!(kind == RefusedKind::Receiver && message.contains("private key"), "{message}");
    for other in [jwk.replace("OKP", "oct"), jwk.replace("\"x\"", "\"y\""), String::from("{}")] {
        assert!(verify(&path().ed25519(), &signed.request, &other).unwrap_err().1.contains("is not a public key"));
    }
    let certificate = include_str!("../../vectors/keys/es256-certificate.pem");
    let error = sign(&path().ecdsa_sha256(), certificate).unwrap_err();
    assert!(error.contains("the secret is a public key"), "{error}");
}

/// CloudFront's Base64 has other characters.
#[test]
fn an_encoding_of_a_signature_may_replace_characters() {
    let replaced = body().ed25519().base64().replaced("+", "-").replaced("=", "_").replaced("/", "~");
    let scheme = Scheme::new(replaced).query("Signature", signature()).build().unwrap();
    let verify = |request: &Request| {
        scheme.verify(request, |_| Credentials::of_secret(ED25519_PUBLIC), SystemTime::now()).map(drop)
    };
    for body in ["", "a", "bc", "def", "ghij"] {
        let request = Request::new("POST", "https://books.example/").unwrap().bytes(body);
        let signed = scheme.sign(request.clone(), &Credentials::of_secret(SEED).unwrap(), &Fresh::now()).unwrap();
        assert!(signed.signature.ends_with("__"), "{}", signed.signature);
        verify(&signed.request).unwrap();
        // The characters that were replaced are not accepted themselves.
        let plain = signed.signature.replace('_', "=");
        assert_eq!(verify(&request.query("Signature", &plain)).unwrap_err().kind(), RefusedKind::Signature);
    }
}
