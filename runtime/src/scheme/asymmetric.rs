//! Signatures by a private key, verified with the public key alone.
//!
//! They use aws-lc-rs, which TLS depends on already. It runs in constant time and has no open advisory, whereas the
//! `rsa` crate has one about the time that signing takes.

#[cfg(feature = "asymmetric")]
pub(super) use self::with_keys::{sign, verify};
#[cfg(not(feature = "asymmetric"))]
pub(super) use self::without_keys::{sign, verify};
use super::text::Algorithm;

impl Algorithm {
    /// Returns the name of the algorithm, such as `RSA-SHA-256`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::RsaSha256 => "RSA-SHA-256",
            Self::RsaSha512 => "RSA-SHA-512",
            Self::RsaPssSha256 => "RSA-PSS-SHA-256",
            Self::EcdsaSha256 => "ECDSA-P256-SHA-256",
            Self::EcdsaSha256Der => "ECDSA-P256-SHA-256 (DER)",
            Self::Ed25519 => "Ed25519",
        }
    }
}

#[cfg(not(feature = "asymmetric"))]
mod without_keys {
    use super::Algorithm;

    const OFF: &str = "the feature `asymmetric` of countersign is off";

    pub(crate) fn sign(_: Algorithm, _: &str, _: &[u8]) -> Result<Vec<u8>, String> {
        Err(OFF.to_owned())
    }

    pub(crate) fn verify(_: Algorithm, _: &str, _: &[u8], _: &[u8]) -> Result<bool, String> {
        Err(OFF.to_owned())
    }
}

#[cfg(feature = "asymmetric")]
mod with_keys {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::KeyPair;
    use aws_lc_rs::signature::{
        self, EcdsaKeyPair, Ed25519KeyPair, ParsedPublicKey, RsaEncoding, VerificationAlgorithm,
    };
    use zeroize::Zeroizing;

    use super::Algorithm;
    use crate::scheme::key_text::{self, KeyText};
    use crate::scheme::public_key::{Jwk, of_certificate};

    const NOT_PRIVATE: &str = "the secret is not a private key of the kind that the scheme signs with";
    const PRIVATE_FORMS: &str = "expected PEM, or the Base64 of PKCS #8";
    const NOT_PUBLIC: &str = "the secret is not a public key of the kind that the scheme verifies with";
    const PUBLIC_FORMS: &str = "expected PEM, a certificate, a JWK, or the Base64 of a key";
    const ENCRYPTED: &str =
        "the secret is an encrypted private key: decrypt it with `openssl pkey -in key.pem -out decrypted.pem`";
    const PRIVATE_HERE: &str = "the secret is a private key: a receiver needs only the public one";
    const PUBLIC_HERE: &str = "the secret is a public key: signing needs the private one";

    /// Signs a message with a private key.
    pub(crate) fn sign(algorithm: Algorithm, key: &str, message: &[u8]) -> Result<Vec<u8>, String> {
        let der = private(key)?;
        made(algorithm, &der, message).ok_or_else(|| not_usable(algorithm, &der, [NOT_PRIVATE, PRIVATE_FORMS]))
    }

    /// Returns the signature, or `None` if the bytes are not a key for the algorithm.
    fn made(algorithm: Algorithm, der: &[u8], message: &[u8]) -> Option<Vec<u8>> {
        let random = SystemRandom::new();
        let rsa = |encoding: &'static dyn RsaEncoding| {
            let key = KeyPair::from_pkcs8(der).or_else(|_| KeyPair::from_der(der)).ok()?;
            let mut signature = vec![0; key.public_modulus_len()];
            key.sign(encoding, &random, message, &mut signature).ok()?;
            Some(signature)
        };
        match algorithm {
            Algorithm::RsaSha256 => rsa(&signature::RSA_PKCS1_SHA256),
            Algorithm::RsaSha512 => rsa(&signature::RSA_PKCS1_SHA512),
            Algorithm::RsaPssSha256 => rsa(&signature::RSA_PSS_SHA256),
            Algorithm::EcdsaSha256 | Algorithm::EcdsaSha256Der => {
                let format = match algorithm {
                    Algorithm::EcdsaSha256Der => &signature::ECDSA_P256_SHA256_ASN1_SIGNING,
                    _ => &signature::ECDSA_P256_SHA256_FIXED_SIGNING,
                };
                let key =
                    EcdsaKeyPair::from_pkcs8(format, der).or_else(|_| EcdsaKeyPair::from_private_key_der(format, der));
                Some(key.ok()?.sign(&random, message).ok()?.as_ref().to_vec())
            }
            Algorithm::Ed25519 => {
                let key = match der.len() {
                    // The bare seed, as in RFC 8032.
                    32 => Ed25519KeyPair::from_seed_unchecked(der),
                    _ => Ed25519KeyPair::from_pkcs8_maybe_unchecked(der),
                };
                Some(key.ok()?.sign(message).as_ref().to_vec())
            }
        }
    }

    /// Verifies a signature with a public key. An error is about the key, never about the signature.
    pub(crate) fn verify(algorithm: Algorithm, key: &str, message: &[u8], signature: &[u8]) -> Result<bool, String> {
        let der = public(key)?;
        let rules: &'static dyn VerificationAlgorithm = match algorithm {
            Algorithm::RsaSha256 => &signature::RSA_PKCS1_2048_8192_SHA256,
            Algorithm::RsaSha512 => &signature::RSA_PKCS1_2048_8192_SHA512,
            Algorithm::RsaPssSha256 => &signature::RSA_PSS_2048_8192_SHA256,
            Algorithm::EcdsaSha256 => &signature::ECDSA_P256_SHA256_FIXED,
            Algorithm::EcdsaSha256Der => &signature::ECDSA_P256_SHA256_ASN1,
            Algorithm::Ed25519 => &signature::ED25519,
        };
        if is_private(algorithm, &der) {
            return Err(PRIVATE_HERE.to_owned());
        }
        // That a key is too short would only be noticed when it verifies.
        let key = ParsedPublicKey::new(rules, &*der).ok().filter(|_| !is_short(algorithm, &der));
        let key = key.ok_or_else(|| not_usable(algorithm, &der, [NOT_PUBLIC, PUBLIC_FORMS]))?;
        Ok(key.verify_sig(message, signature).is_ok())
    }

    /// Returns the bytes of a private key.
    fn private(text: &str) -> Result<Zeroizing<Vec<u8>>, String> {
        let error = match key_text::private(text) {
            KeyText::Key(der) => return Ok(der),
            KeyText::Encrypted => ENCRYPTED.to_owned(),
            KeyText::OfOtherHalf => PUBLIC_HERE.to_owned(),
            KeyText::Without(labels) => format!("{NOT_PRIVATE}: the PEM contains only {labels}"),
            KeyText::Unreadable => format!("{NOT_PRIVATE}: {PRIVATE_FORMS}"),
        };
        Err(error)
    }

    /// Returns the bytes of a public key.
    fn public(text: &str) -> Result<Zeroizing<Vec<u8>>, String> {
        let unreadable = || format!("{NOT_PUBLIC}: {PUBLIC_FORMS}");
        if let Some(key) = Jwk::of(text) {
            let key = if key.is_private() { Err(PRIVATE_HERE.to_owned()) } else { key.public().ok_or_else(unreadable) };
            return key.map(Zeroizing::new);
        }
        let der = match key_text::public(text) {
            KeyText::Key(der) => der,
            KeyText::Encrypted | KeyText::OfOtherHalf => return Err(PRIVATE_HERE.to_owned()),
            KeyText::Without(labels) => return Err(format!("{NOT_PUBLIC}: the PEM contains only {labels}")),
            KeyText::Unreadable => return Err(unreadable()),
        };
        Ok(of_certificate(&der).map_or_else(|| der.clone(), |key| key.to_vec().into()))
    }

    /// Returns whether an RSA key is shorter than aws-lc-rs accepts.
    fn is_short(algorithm: Algorithm, der: &[u8]) -> bool {
        let is_rsa = matches!(algorithm, Algorithm::RsaSha256 | Algorithm::RsaSha512 | Algorithm::RsaPssSha256);
        is_rsa && key_text::rsa_bits(der).is_some_and(|bits| bits < 2048)
    }

    /// Returns why a key cannot be used.
    fn not_usable(algorithm: Algorithm, der: &[u8], [problem, expected]: [&str; 2]) -> String {
        match (key_text::kind(der), key_text::rsa_bits(der)) {
            (_, Some(bits)) if is_short(algorithm, der) => {
                format!(
                    "the secret is an RSA key of {bits} bits, and at least 2048 are needed: create a longer one with \
                     `openssl genrsa 2048`"
                )
            }
            (Some(kind), _) => format!("{problem}: it is a key for {kind}"),
            (None, _) => format!("{problem}: {expected}"),
        }
    }

    /// Returns whether the bytes are a private key. A bare Ed25519 key looks like a public one.
    fn is_private(algorithm: Algorithm, der: &[u8]) -> bool {
        match algorithm {
            Algorithm::Ed25519 => Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).is_ok(),
            Algorithm::EcdsaSha256 | Algorithm::EcdsaSha256Der => {
                EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, der).is_ok()
            }
            _ => KeyPair::from_pkcs8(der).is_ok() || KeyPair::from_der(der).is_ok(),
        }
    }
}
