//! The text of a key: which of its PEM blocks is the key, and what is in one that cannot be used.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::public_key::Element;

/// What a text contains, for one half of a key pair.
pub(super) enum KeyText {
    Key(Zeroizing<Vec<u8>>),
    Encrypted,
    /// A public key where the private one is needed, or the reverse.
    OfOtherHalf,
    /// PEM without a key. The labels of its blocks.
    Without(String),
    Unreadable,
}

/// Looks for a private key.
pub(super) fn private(text: &str) -> KeyText {
    look(text, is_private, is_public)
}

/// Looks for a public key or a certificate, unless there is a private key, which a receiver must not have.
pub(super) fn public(text: &str) -> KeyText {
    if blocks(text).any(|block| is_private(block.label)) {
        return KeyText::OfOtherHalf;
    }
    look(text, is_public, |_| false)
}

fn look(text: &str, is_key: fn(&str) -> bool, is_other: fn(&str) -> bool) -> KeyText {
    if blocks(text).next().is_none() {
        return read(text);
    }
    // Others may come first, such as the parameters of a curve.
    match blocks(text).find(|block| is_key(block.label)) {
        Some(block) if block.is_encrypted() => KeyText::Encrypted,
        Some(block) => read(block.content),
        None if blocks(text).any(|block| is_other(block.label)) => KeyText::OfOtherHalf,
        None => {
            let labels: Vec<String> = blocks(text).map(|block| format!("`{}`", block.label)).collect();
            KeyText::Without(labels.join(", "))
        }
    }
}

/// Reads Base64 or the hexadecimal digits of 32 bytes.
fn read(text: &str) -> KeyText {
    let digits = Zeroizing::new(text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<u8>>());
    let is_hex = digits.len() == 64 && digits.iter().all(u8::is_ascii_hexdigit);
    let der = if is_hex { base16ct::mixed::decode_vec(&*digits).ok() } else { STANDARD.decode(&*digits).ok() };
    der.map_or(KeyText::Unreadable, |der| KeyText::Key(Zeroizing::new(der)))
}

/// A block of PEM.
struct Block<'t> {
    /// Such as `PRIVATE KEY`.
    label: &'t str,
    content: &'t str,
}

impl Block<'_> {
    /// Returns whether it is encrypted, by PKCS #8 or, with a header, by older versions of OpenSSL.
    fn is_encrypted(&self) -> bool {
        self.label.starts_with("ENCRYPTED") || self.content.contains("ENCRYPTED")
    }
}

fn is_private(label: &str) -> bool {
    label.ends_with("PRIVATE KEY")
}

fn is_public(label: &str) -> bool {
    label.ends_with("PUBLIC KEY") || label.ends_with("CERTIFICATE")
}

/// Returns the blocks of a PEM text, whatever is around them.
fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    text.split("-----BEGIN ").skip(1).filter_map(|rest| {
        let (label, rest) = rest.split_once("-----")?;
        Some(Block { label, content: rest.split_once("-----END ")?.0 })
    })
}

/// Returns what a key is for, by the identifier of its algorithm (RFC 3279, RFC 5480, RFC 8410).
pub(super) fn kind(der: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (&[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], "ECDSA on P-256"),
        (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22], "ECDSA on P-384"),
        (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23], "ECDSA on P-521"),
        (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x0a], "ECDSA on secp256k1"),
        (&[0x06, 0x03, 0x2b, 0x65, 0x70], "Ed25519"),
        (&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01], "RSA"),
    ];
    let is_in = |identifier: &[u8]| der.windows(identifier.len()).any(|part| part == identifier);
    let named = kinds.into_iter().find(|(identifier, _)| is_in(identifier)).map(|(_, kind)| kind);
    // PKCS #1 contains no identifier.
    named.or_else(|| rsa_bits(der).map(|_| "RSA"))
}

/// Returns the length of the modulus of an RSA key: its first long integer, in PKCS #1, PKCS #8 or
/// `SubjectPublicKeyInfo`.
pub(super) fn rsa_bits(der: &[u8]) -> Option<usize> {
    /// No other integer before the modulus has as many bytes.
    const SHORTEST: usize = 48;
    let mut rest = der;
    while let Some(element) = Element::first(rest) {
        let found = match element.tag {
            0x02 => {
                let zeros = element.content.iter().take_while(|byte| **byte == 0).count();
                let digits = element.content.get(zeros..).unwrap_or_default();
                let unused = digits.first().map_or(0, |first| first.leading_zeros());
                (digits.len() >= SHORTEST).then(|| digits.len() * 8 - usize::try_from(unused).unwrap_or_default())
            }
            // A sequence, and an octet string around one.
            0x30 | 0x04 => rsa_bits(element.content),
            // A bit string, after the number of its unused bits.
            0x03 => rsa_bits(element.content.get(1..).unwrap_or_default()),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        rest = element.rest;
    }
    None
}
