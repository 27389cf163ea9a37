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

    pub(crate) fn sign(_: Algorithm, _: &str, _: &[u8]) -> Result<Vec<u8>, &'static str> {
        Err(OFF)
    }

    pub(crate) fn verify(_: Algorithm, _: &str, _: &[u8], _: &[u8]) -> Result<bool, &'static str> {
        Err(OFF)
    }
}

#[cfg(feature = "asymmetric")]
mod with_keys {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::KeyPair;
    use aws_lc_rs::signature::{
        self, EcdsaKeyPair, Ed25519KeyPair, ParsedPublicKey, RsaEncoding, VerificationAlgorithm,
    };
    use base64::Engine as _;
    use zeroize::Zeroizing;

    use super::Algorithm;
    use crate::scheme::public_key::{Jwk, of_certificate};

    const NOT_PRIVATE: &str = "the secret is not a private key of the kind that the scheme signs with: expected PEM, or \
                               the Base64 of PKCS #8";
    const NOT_PUBLIC: &str = "the secret is not a public key of the kind that the scheme verifies with: expected PEM, a \
                              certificate, a JWK, or the Base64 of a key";
    const PRIVATE_HERE: &str = "the secret is a private key: a receiver needs only the public one";
    const PUBLIC_HERE: &str = "the secret is a public key: signing needs the private one";

    /// Signs a message with a private key.
    pub(crate) fn sign(algorithm: Algorithm, key: &str, message: &[u8]) -> Result<Vec<u8>, &'static str> {
        if label(key).is_some_and(|label| label.contains("PUBLIC") || label == "CERTIFICATE") {
            return Err(PUBLIC_HERE);
        }
        let der = der(key).ok_or(NOT_PRIVATE)?;
        let random = SystemRandom::new();
        let rsa = |encoding: &'static dyn RsaEncoding| {
            let key = KeyPair::from_pkcs8(&der).or_else(|_| KeyPair::from_der(&der)).map_err(|_| NOT_PRIVATE)?;
            let mut signature = vec![0; key.public_modulus_len()];
            key.sign(encoding, &random, message, &mut signature).map_err(|_| NOT_PRIVATE)?;
            Ok(signature)
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
                let key = EcdsaKeyPair::from_pkcs8(format, &der)
                    .or_else(|_| EcdsaKeyPair::from_private_key_der(format, &der));
                let signature = key.map_err(|_| NOT_PRIVATE)?.sign(&random, message).map_err(|_| NOT_PRIVATE)?;
                Ok(signature.as_ref().to_vec())
            }
            Algorithm::Ed25519 => {
                let key = match der.len() {
                    // The bare seed, as in RFC 8032.
                    32 => Ed25519KeyPair::from_seed_unchecked(&der),
                    _ => Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der),
                };
                Ok(key.map_err(|_| NOT_PRIVATE)?.sign(message).as_ref().to_vec())
            }
        }
    }

    /// Verifies a signature with a public key. An error is about the key, never about the signature.
    pub(crate) fn verify(
        algorithm: Algorithm,
        key: &str,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, &'static str> {
        if label(key).is_some_and(|label| label.contains("PRIVATE")) {
            return Err(PRIVATE_HERE);
        }
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
            return Err(PRIVATE_HERE);
        }
        let key = ParsedPublicKey::new(rules, &*der).map_err(|_| NOT_PUBLIC)?;
        Ok(key.verify_sig(message, signature).is_ok())
    }

    /// Returns the bytes of a public key.
    fn public(key: &str) -> Result<Zeroizing<Vec<u8>>, &'static str> {
        if let Some(key) = Jwk::of(key) {
            return if key.is_private() { Err(PRIVATE_HERE) } else { Ok(key.public().ok_or(NOT_PUBLIC)?.into()) };
        }
        let der = der(key).ok_or(NOT_PUBLIC)?;
        Ok(of_certificate(&der).map_or_else(|| der.clone(), |key| key.to_vec().into()))
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

    /// Returns the label of a PEM text, such as `PRIVATE KEY`.
    fn label(key: &str) -> Option<&str> {
        Some(key.split_once("-----BEGIN ")?.1.split_once("-----")?.0)
    }

    /// Returns the bytes of a key: from PEM, Base64 or hexadecimal digits.
    fn der(key: &str) -> Option<Zeroizing<Vec<u8>>> {
        let inner = match key.split_once("-----BEGIN ") {
            Some((_, rest)) => rest.split_once("-----")?.1.split_once("-----END ")?.0,
            None => key,
        };
        let digits: Zeroizing<Vec<u8>> =
            Zeroizing::new(inner.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect());
        if digits.len() == 64 && digits.iter().all(u8::is_ascii_hexdigit) {
            return base16ct::mixed::decode_vec(&*digits).ok().map(Zeroizing::new);
        }
        base64::engine::general_purpose::STANDARD.decode(&*digits).ok().map(Zeroizing::new)
    }
}
