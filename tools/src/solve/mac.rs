//! Digests and MACs of candidates, and the keys that a secret may stand for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign::scheme::{Hash, Text, secret};
use hmac::{Hmac, KeyInit};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// The key of a MAC, as derived from the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The secret itself.
    Secret,
    /// The secret is followed by `&`, before the place for a token's secret.
    Ampersand,
    /// The secret is the Base64 of the key, without a prefix such as `whsec_`.
    Base64 { prefix: String },
    /// The secret is hex of the key.
    Hex,
}

impl Key {
    /// The possible keys of a secret, with their bytes.
    pub(super) fn all(secret: &str) -> Vec<(Self, Vec<u8>)> {
        let mut keys =
            vec![(Self::Secret, secret.as_bytes().to_vec()), (Self::Ampersand, format!("{secret}&").into_bytes())];
        let prefix = secret.rfind('_').map_or("", |at| secret.get(..=at).unwrap_or_default());
        for prefix in [Some(""), Some(prefix).filter(|prefix| !prefix.is_empty())].into_iter().flatten() {
            let encoded = secret.strip_prefix(prefix).unwrap_or(secret);
            if let Ok(bytes) = STANDARD.decode(encoded)
                && bytes.len() >= 8
            {
                keys.push((Self::Base64 { prefix: prefix.to_owned() }, bytes));
            }
        }
        if let Ok(bytes) = base16ct::mixed::decode_vec(secret)
            && bytes.len() >= 8
        {
            keys.push((Self::Hex, bytes));
        }
        keys
    }

    /// The key as part of an expression.
    pub(super) fn text(&self) -> Text {
        match self {
            Self::Secret => secret(),
            Self::Ampersand => secret() + "&",
            Self::Base64 { prefix } if prefix.is_empty() => secret().from_base64(),
            Self::Base64 { prefix } => secret().after(prefix).from_base64(),
            Self::Hex => secret().from_hex(),
        }
    }
}

pub(super) fn digest(hash: Hash, text: &[u8]) -> Vec<u8> {
    match hash {
        Hash::Md5 => Md5::digest(text).to_vec(),
        Hash::Sha1 => Sha1::digest(text).to_vec(),
        Hash::Sha256 => Sha256::digest(text).to_vec(),
        Hash::Sha384 => Sha384::digest(text).to_vec(),
        _ => Sha512::digest(text).to_vec(),
    }
}

pub(super) fn mac(hash: Hash, key: &[u8], text: &[u8]) -> Vec<u8> {
    fn of<M: hmac::Mac + KeyInit>(key: &[u8], text: &[u8]) -> Vec<u8> {
        // An HMAC accepts a key of any length.
        M::new_from_slice(key).map(|mac| mac.chain_update(text).finalize().into_bytes().to_vec()).unwrap_or_default()
    }
    match hash {
        Hash::Md5 => of::<Hmac<Md5>>(key, text),
        Hash::Sha1 => of::<Hmac<Sha1>>(key, text),
        Hash::Sha256 => of::<Hmac<Sha256>>(key, text),
        Hash::Sha384 => of::<Hmac<Sha384>>(key, text),
        _ => of::<Hmac<Sha512>>(key, text),
    }
}
