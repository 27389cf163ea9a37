//! Public keys in the forms in which issuers publish them: a certificate (X.509), and a JSON Web Key (RFC 7517).
//!
//! What is around the key, such as a certificate's issuer and validity, is not checked: who trusts the key is the
//! receiver's own configuration.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::param::json_members;

/// Tags of DER.
const INTEGER: u8 = 0x02;
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;

/// Returns the public key of a certificate in DER, as `SubjectPublicKeyInfo`; `None` if it is not a certificate.
pub(super) fn of_certificate(der: &[u8]) -> Option<&[u8]> {
    let certificate = Element::first(der)?.inside(SEQUENCE)?;
    let mut fields = Element::first(certificate)?.inside(SEQUENCE)?;
    if let Some(version) = Element::first(fields).filter(|first| first.tag == VERSION) {
        fields = version.rest;
    }
    // The serial number, the algorithm, the issuer, the validity and the subject.
    for _ in 0..5 {
        fields = Element::first(fields)?.rest;
    }
    let key = Element::first(fields).filter(|key| key.tag == SEQUENCE)?;
    fields.get(..fields.len() - key.rest.len())
}

/// An element of DER.
pub(super) struct Element<'d> {
    pub(super) tag: u8,
    pub(super) content: &'d [u8],
    /// What follows it.
    pub(super) rest: &'d [u8],
}

impl<'d> Element<'d> {
    pub(super) fn first(der: &'d [u8]) -> Option<Self> {
        let (&[tag, short], mut rest) = der.split_first_chunk()?;
        let mut length = usize::from(short);
        if short & 0x80 != 0 {
            let (bytes, after) = rest.split_at_checked(usize::from(short & 0x7f))?;
            length =
                bytes.iter().try_fold(0_usize, |length, byte| length.checked_mul(256)?.checked_add((*byte).into()))?;
            rest = after;
        }
        let (content, rest) = rest.split_at_checked(length)?;
        Some(Self { tag, content, rest })
    }

    fn inside(self, tag: u8) -> Option<&'d [u8]> {
        (self.tag == tag).then_some(self.content)
    }
}

/// A JSON Web Key.
pub(super) struct Jwk<'k>(&'k str);

impl<'k> Jwk<'k> {
    /// Returns the key if the text is a JSON object.
    pub(super) fn of(key: &'k str) -> Option<Self> {
        key.trim_start().starts_with('{').then_some(Self(key))
    }

    /// Returns whether it contains the private key.
    pub(super) fn is_private(&self) -> bool {
        self.member("d").is_some()
    }

    /// Returns the public key: a point, the bytes of Ed25519, or the DER of PKCS #1.
    pub(super) fn public(&self) -> Option<Vec<u8>> {
        match self.member("kty")?.as_str() {
            "EC" => Some([vec![4], self.bytes("x")?, self.bytes("y")?].concat()),
            "OKP" => self.bytes("x"),
            "RSA" => Some(element(SEQUENCE, &[integer(&self.bytes("n")?), integer(&self.bytes("e")?)].concat())),
            _ => None,
        }
    }

    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        URL_SAFE_NO_PAD.decode(self.member(name)?.trim_end_matches('=')).ok()
    }

    fn member(&self, name: &str) -> Option<String> {
        let members = json_members(self.0.as_bytes()).ok()?;
        let (_, value) = members.into_iter().find(|(member, _)| member == name)?;
        serde_json::from_str(value.get()).ok()
    }
}

/// Returns a number that is not negative, in DER.
fn integer(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = bytes.get(zeros..).unwrap_or_default();
    let sign: &[u8] = if digits.first().is_none_or(|first| first & 0x80 != 0) { &[0] } else { &[] };
    element(INTEGER, &[sign, digits].concat())
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let zeros = length.iter().take_while(|byte| **byte == 0).count();
    let length = length.get(zeros..).unwrap_or_default();
    let mut written = vec![tag];
    if content.len() >= 0x80 {
        written.push(0x80 | u8::try_from(length.len()).unwrap_or_default());
    }
    if content.is_empty() {
        written.push(0);
    }
    [&written, length, content].concat()
}
