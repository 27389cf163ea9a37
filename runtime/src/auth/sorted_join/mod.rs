//! A signing rule put together from parts: pairs in some order, joined, digested with a secret.
//!
//! Most vendors' rules are of this family and differ in small things only. [`SortedJoin`] names those things, so that a
//! rule is declared and not written. The signing half is `sign`, the verifying half `verify`; they share no code but the
//! parts. `countersign_tools::solve` finds the parts of a rule that is not known.

mod parts;
mod paste;
mod sign;
mod verify;

pub use self::parts::{Added, Text};
pub use self::parts::{
    Digest, JsonBody, Order, Pair, SecretPlace, Selection, SignatureText, Spelling, TimeFormat, Travel,
};
pub use self::verify::{digest_of, spelt};
use super::{Auth, Credentials, Refusal, Signing};
use crate::param::{ParameterError, Received};

/// A signing rule made of parts.
///
/// It starts from one of two constructors, which say how the secret takes part, and from these defaults: every parameter
/// in query and body, sorted by name, as `name=value` joined by `&`, raw, in lower-case hex, sent as the parameter
/// `sign`. What the rule adds (key, time, constants) is signed under its name like a parameter, in headers too.
///
/// ```
/// use countersign::auth::{Digest, SecretPlace, SignatureText, SortedJoin, TimeFormat, Travel};
///
/// // WeChat Pay v2: empty values are dropped, the secret is the last pair.
/// let wechat = SortedJoin::digest(Digest::Md5, SecretPlace::LastPair("key"))
///     .without_empty_values()
///     .with_signature_text(SignatureText::UpperHex);
///
/// // A rule with everything it adds in headers.
/// let headers = SortedJoin::hmac(Digest::Sha256)
///     .with_key(Travel::Header, "x-key")
///     .with_time(Travel::Header, "x-time", TimeFormat::Seconds)
///     .with_signature(Travel::Header, "x-signature");
/// # let _ = (wechat, headers);
/// ```
///
/// It prints as the expression that makes it, ready to be pasted.
///
/// Two sets of parameters can have the same signed string where the parts do not separate them: with `=` and `&` a value
/// that contains them, with nothing between the pairs nearly any value. That is a weakness of such rules, not of this
/// code. The age of a time is not checked by [`verify`](Auth::verify).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortedJoin {
    #[doc(hidden)]
    pub digest: Digest,
    /// The secret is the key of an HMAC.
    #[doc(hidden)]
    pub hmac: bool,
    /// Where the secret is in the text; always somewhere when it is no key.
    #[doc(hidden)]
    pub secret: Option<SecretPlace>,
    #[doc(hidden)]
    pub order: Order,
    #[doc(hidden)]
    pub pair: Pair,
    #[doc(hidden)]
    pub separator: Text,
    #[doc(hidden)]
    pub spelling: Spelling,
    #[doc(hidden)]
    pub drops_empty: bool,
    #[doc(hidden)]
    pub selection: Selection,
    #[doc(hidden)]
    pub json: JsonBody,
    /// The path is signed before the pairs, from after this text on.
    #[doc(hidden)]
    pub path_after: Option<Text>,
    #[doc(hidden)]
    pub text: SignatureText,
    #[doc(hidden)]
    pub key: Option<Added>,
    #[doc(hidden)]
    pub time: Option<(Added, TimeFormat)>,
    #[doc(hidden)]
    pub constants: Vec<(Text, Text)>,
    #[doc(hidden)]
    pub signature: Added,
}

impl SortedJoin {
    /// A rule whose digest is an HMAC with the secret as its key.
    #[must_use]
    pub fn hmac(digest: Digest) -> Self {
        Self {
            digest,
            hmac: true,
            secret: None,
            order: Order::default(),
            pair: Pair::Joined("=".into()),
            separator: "&".into(),
            spelling: Spelling::default(),
            drops_empty: false,
            selection: Selection::AllBut(Vec::new()),
            json: JsonBody::default(),
            path_after: None,
            text: SignatureText::default(),
            key: None,
            time: None,
            constants: Vec::new(),
            signature: Added { travel: Travel::Parameter, name: "sign".into() },
        }
    }

    /// A rule whose digest is plain, over a text with the secret in it.
    #[must_use]
    pub fn digest(digest: Digest, secret: SecretPlace) -> Self {
        Self { hmac: false, secret: Some(secret), ..Self::hmac(digest) }
    }

    /// The secret stands in the text, too: for an HMAC that has it twice.
    #[must_use]
    pub fn with_secret_in_text(self, secret: SecretPlace) -> Self {
        Self { secret: Some(secret), ..self }
    }

    /// Another order of the pairs.
    #[must_use]
    pub fn with_order(self, order: Order) -> Self {
        Self { order, ..self }
    }

    /// Another text between name and value; may be empty.
    #[must_use]
    pub fn with_pair_join(self, join: impl Into<Text>) -> Self {
        Self { pair: Pair::Joined(join.into()), ..self }
    }

    /// The values alone, without their names.
    #[must_use]
    pub fn with_values_only(self) -> Self {
        Self { pair: Pair::Value, ..self }
    }

    /// Another text between two pairs; may be empty.
    #[must_use]
    pub fn with_separator(self, separator: impl Into<Text>) -> Self {
        Self { separator: separator.into(), ..self }
    }

    /// Another spelling of names and values in the signed string; how they travel stays the same.
    #[must_use]
    pub fn with_spelling(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// A parameter whose value is empty is not signed.
    #[must_use]
    pub fn without_empty_values(self) -> Self {
        Self { drops_empty: true, ..self }
    }

    /// Parameters of these names are not signed.
    #[must_use]
    pub fn excluding(self, names: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        Self { selection: Selection::AllBut(names.into_iter().map(Into::into).collect()), ..self }
    }

    /// Only parameters of these names are signed.
    #[must_use]
    pub fn signing_only(self, names: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        Self { selection: Selection::Only(names.into_iter().map(Into::into).collect()), ..self }
    }

    /// What of a JSON body is signed.
    #[must_use]
    pub fn with_json(self, json: JsonBody) -> Self {
        Self { json, ..self }
    }

    /// The path of the URL is signed, before the pairs and separated as they are.
    ///
    /// A path that ends in the value of a parameter is refused on both sides where the separator is empty or begins with a
    /// character of that value: bytes could be moved from the path into the pairs under the same signature.
    #[must_use]
    pub fn with_path(self) -> Self {
        self.with_path_after("")
    }

    /// The path of the URL is signed, as by [`with_path`](Self::with_path), from after the text `after` on; the whole
    /// path when it begins with another text.
    #[must_use]
    pub fn with_path_after(self, after: impl Into<Text>) -> Self {
        Self { path_after: Some(after.into()), ..self }
    }

    /// Another text of the digest.
    #[must_use]
    pub fn with_signature_text(self, text: SignatureText) -> Self {
        Self { text, ..self }
    }

    /// Where the application's key travels. Without it the rule sends none, and does not check any.
    #[must_use]
    pub fn with_key(self, travel: Travel, name: impl Into<Text>) -> Self {
        Self { key: Some(Added { travel, name: name.into() }), ..self }
    }

    /// Where the time travels, and how it is written.
    #[must_use]
    pub fn with_time(self, travel: Travel, name: impl Into<Text>, format: TimeFormat) -> Self {
        Self { time: Some((Added { travel, name: name.into() }, format)), ..self }
    }

    /// A parameter that every request carries, as `sign_method` = `md5`. May be called for several.
    #[must_use]
    pub fn with_constant(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.constants.push((name.into(), value.into()));
        self
    }

    /// Where the signature travels; the parameter `sign` unless told.
    #[must_use]
    pub fn with_signature(self, travel: Travel, name: impl Into<Text>) -> Self {
        Self { signature: Added { travel, name: name.into() }, ..self }
    }

    /// What makes the signature, in words.
    pub(crate) fn digest_in_words(&self) -> &'static str {
        use {Digest as D, SignatureText as T};
        match (self.hmac, self.digest, self.text) {
            (false, D::Md5, T::LowerHex) => "MD5, in lower-case hex",
            (false, D::Md5, T::UpperHex) => "MD5, in upper-case hex",
            (false, D::Md5, T::Base64) => "MD5, in Base64",
            (false, D::Sha1, T::LowerHex) => "SHA-1, in lower-case hex",
            (false, D::Sha1, T::UpperHex) => "SHA-1, in upper-case hex",
            (false, D::Sha1, T::Base64) => "SHA-1, in Base64",
            (false, D::Sha256, T::LowerHex) => "SHA-256, in lower-case hex",
            (false, D::Sha256, T::UpperHex) => "SHA-256, in upper-case hex",
            (false, D::Sha256, T::Base64) => "SHA-256, in Base64",
            (true, D::Md5, T::LowerHex) => "HMAC-MD5, in lower-case hex",
            (true, D::Md5, T::UpperHex) => "HMAC-MD5, in upper-case hex",
            (true, D::Md5, T::Base64) => "HMAC-MD5, in Base64",
            (true, D::Sha1, T::LowerHex) => "HMAC-SHA1, in lower-case hex",
            (true, D::Sha1, T::UpperHex) => "HMAC-SHA1, in upper-case hex",
            (true, D::Sha1, T::Base64) => "HMAC-SHA1, in Base64",
            (true, D::Sha256, T::LowerHex) => "HMAC-SHA256, in lower-case hex",
            (true, D::Sha256, T::UpperHex) => "HMAC-SHA256, in upper-case hex",
            (true, D::Sha256, T::Base64) => "HMAC-SHA256, in Base64",
        }
    }
}

impl Auth for SortedJoin {
    fn name(&self) -> &'static str {
        "sorted-join"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), ParameterError> {
        sign::sign(self, request, credentials)
    }

    fn headers(&self) -> Vec<String> {
        let added = [self.key.as_ref(), self.time.as_ref().map(|(time, _)| time), Some(&self.signature)];
        let in_headers = added.into_iter().flatten().filter(|added| added.travel == Travel::Header);
        in_headers.map(|added| added.name.to_string()).collect()
    }

    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        verify::verify(self, request, credentials)
    }
}
