//! The methods of [`Text`]: encodings, digests, MACs, signatures.

use super::by_hand::Part;
use super::choices::Hash;
use super::into_text::IntoText;
use super::text::{Algorithm, Map, Node, Text};

impl Text {
    fn map(&self, map: Map) -> Self {
        Self::new(Node::Map(map, self.clone()))
    }

    fn digest(&self, hash: Hash) -> Self {
        self.map(Map::Digest(hash))
    }

    fn mac(&self, hash: Hash, key: impl IntoText) -> Self {
        Self::new(Node::Mac(hash, self.clone(), key.into_text()))
    }

    /// Returns the other text if this one is absent or empty.
    #[must_use]
    pub fn or(&self, other: impl IntoText) -> Self {
        Self::new(Node::Or(self.clone(), other.into_text()))
    }

    /// Returns this text, or an empty one if it is absent. Something that is only this text is then not sent.
    ///
    /// ```
    /// # use countersign::scheme::{credential, header};
    /// // Azure signs an empty line for a header that is not sent.
    /// let line = header("content-md5").optional();
    /// // AWS only sends a token for temporary credentials.
    /// let token = credential("session_token").optional();
    /// ```
    #[must_use]
    pub fn optional(&self) -> Self {
        Self::new(Node::Optional(self.clone()))
    }

    /// Returns the other text, or an empty one if this one is empty or absent.
    ///
    /// ```
    /// # use countersign::scheme::body;
    /// // Akamai signs a digest of the body if there is one.
    /// let digest = body().then(body().sha256().base64());
    /// ```
    #[must_use]
    pub fn then(&self, other: impl IntoText) -> Self {
        Self::new(Node::Then(self.clone(), other.into_text()))
    }

    /// Prepends another text, unless this one is empty or absent.
    ///
    /// ```
    /// # use countersign::scheme::{path, query_pairs};
    /// // Azure puts each parameter on a line of its own below the path.
    /// let resource = path() + query_pairs().sorted().pairs(":", "\n").preceded_by("\n");
    /// ```
    #[must_use]
    pub fn preceded_by(&self, text: impl Into<String>) -> Self {
        self.map(Map::PrecededBy(text.into()))
    }

    /// Appends another text, unless this one is empty or absent.
    #[must_use]
    pub fn followed_by(&self, text: impl Into<String>) -> Self {
        self.map(Map::FollowedBy(text.into()))
    }

    /// Encodes the bytes as hexadecimal digits in lower case.
    #[must_use]
    pub fn hex(&self) -> Self {
        self.map(Map::Hex)
    }

    /// Encodes the bytes as hexadecimal digits in upper case (Taobao, Lazada, WeChat Pay v2).
    #[must_use]
    pub fn upper_hex(&self) -> Self {
        self.map(Map::UpperHex)
    }

    /// Encodes the bytes as Base64 with padding.
    #[must_use]
    pub fn base64(&self) -> Self {
        self.map(Map::Base64)
    }

    /// Encodes the bytes as Base64 with the URL-safe alphabet and padding (Qiniu).
    #[must_use]
    pub fn base64url(&self) -> Self {
        self.map(Map::Base64Url)
    }

    /// Encodes the bytes as Base64 with the URL-safe alphabet, without padding (JWT).
    #[must_use]
    pub fn base64url_unpadded(&self) -> Self {
        self.map(Map::Base64UrlUnpadded)
    }

    /// Escapes everything but letters, digits and `-._~` as `%XX` (OAuth, AWS, Alibaba Cloud).
    #[must_use]
    pub fn percent_encoded(&self) -> Self {
        self.map(Map::Percent)
    }

    /// Escapes as forms do: a blank becomes `+`, and `*-._` are kept.
    #[must_use]
    pub fn form_encoded(&self) -> Self {
        self.map(Map::Form)
    }

    /// Escapes in the same way as [`percent_encoded`](Self::percent_encoded), but keeps `/`.
    #[must_use]
    pub fn path_encoded(&self) -> Self {
        self.map(Map::Path)
    }

    /// Converts ASCII letters to lower case.
    #[must_use]
    pub fn lower(&self) -> Self {
        self.map(Map::Lower)
    }

    /// Converts ASCII letters to upper case.
    #[must_use]
    pub fn upper(&self) -> Self {
        self.map(Map::Upper)
    }

    /// Returns the first `bytes` bytes, or all if there are fewer.
    #[must_use]
    pub fn first(&self, bytes: usize) -> Self {
        self.map(Map::First(bytes))
    }

    /// Returns all but the first `bytes` bytes.
    #[must_use]
    pub fn skip(&self, bytes: usize) -> Self {
        self.map(Map::Skip(bytes))
    }

    /// Returns what follows a prefix. Absent if the text does not begin with it.
    #[must_use]
    pub fn after(&self, prefix: impl Into<String>) -> Self {
        self.map(Map::After(prefix.into()))
    }

    /// Returns what precedes the first occurrence of another text. Absent if it does not occur.
    #[must_use]
    pub fn until(&self, text: impl Into<String>) -> Self {
        self.map(Map::Until(text.into()))
    }

    /// Appends a suffix, unless the text already ends with it (Huawei Cloud, for paths).
    #[must_use]
    pub fn ending_with(&self, suffix: impl Into<String>) -> Self {
        self.map(Map::EndingWith(suffix.into()))
    }

    /// Decodes Base64 of either alphabet, with or without padding. Absent if the text is not Base64.
    #[must_use]
    pub fn from_base64(&self) -> Self {
        self.map(Map::FromBase64)
    }

    /// Decodes `%XX`, and keeps anything else. Tencent COS signs the path in this form.
    ///
    /// Decoded text may contain the separator that follows it, in which case the signature is ambiguous.
    ///
    /// ```
    /// # use countersign::scheme::{lines, method, path};
    /// let text = lines((method().lower(), path().percent_decoded()));
    /// # assert_eq!(text.to_string(), "lines((method().lower(), path().percent_decoded()))");
    /// ```
    #[must_use]
    pub fn percent_decoded(&self) -> Self {
        self.map(Map::FromPercent)
    }

    /// Replaces every occurrence of `from`, from left to right, with `to`.
    ///
    /// ```
    /// # use countersign::scheme::parameters;
    /// // JavaScript's `encodeURIComponent` keeps more characters; so does .NET (ECPay).
    /// let encoded = parameters().sorted().pairs("=", "&").form_encoded().lower();
    /// let encoded = encoded.replaced("%21", "!").replaced("%28", "(").replaced("%29", ")");
    /// ```
    #[must_use]
    pub fn replaced(&self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.map(Map::Replaced(from.into(), to.into()))
    }

    /// Decodes hexadecimal digits. Absent if the text is not hexadecimal.
    #[must_use]
    pub fn from_hex(&self) -> Self {
        self.map(Map::FromHex)
    }

    /// Returns the 16 bytes of the MD5.
    #[must_use]
    pub fn md5(&self) -> Self {
        self.digest(Hash::Md5)
    }

    /// Returns the 20 bytes of the SHA-1.
    #[must_use]
    pub fn sha1(&self) -> Self {
        self.digest(Hash::Sha1)
    }

    /// Returns the 32 bytes of the SHA-256.
    #[must_use]
    pub fn sha256(&self) -> Self {
        self.digest(Hash::Sha256)
    }

    /// Returns the 48 bytes of the SHA-384.
    #[must_use]
    pub fn sha384(&self) -> Self {
        self.digest(Hash::Sha384)
    }

    /// Returns the 64 bytes of the SHA-512.
    #[must_use]
    pub fn sha512(&self) -> Self {
        self.digest(Hash::Sha512)
    }

    /// Returns the 16 bytes of the HMAC-MD5 of this text under a key.
    #[must_use]
    pub fn hmac_md5(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Md5, key)
    }

    /// Returns the 20 bytes of the HMAC-SHA1 of this text under a key.
    #[must_use]
    pub fn hmac_sha1(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Sha1, key)
    }

    /// Returns the 32 bytes of the HMAC-SHA256 of this text under a key.
    ///
    /// ```
    /// # use countersign::scheme::{body, secret};
    /// // GitHub's signature of a push.
    /// let signature = body().hmac_sha256(secret()).hex();
    /// ```
    #[must_use]
    pub fn hmac_sha256(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Sha256, key)
    }

    /// Returns the 48 bytes of the HMAC-SHA384 of this text under a key.
    #[must_use]
    pub fn hmac_sha384(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Sha384, key)
    }

    /// Returns the 64 bytes of the HMAC-SHA512 of this text under a key.
    #[must_use]
    pub fn hmac_sha512(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Sha512, key)
    }

    fn asymmetric(&self, algorithm: Algorithm) -> Self {
        Self::new(Node::Asymmetric(algorithm, self.clone()))
    }

    /// Returns the RSA signature (PKCS #1 v1.5, SHA-256) of this text. The signer's secret is the private key, the
    /// receiver's the public key (Alipay, WeChat Pay v3).
    #[must_use]
    pub fn rsa_sha256(&self) -> Self {
        self.asymmetric(Algorithm::RsaSha256)
    }

    /// Returns the RSA-PSS signature (SHA-256) of this text, which differs each time.
    #[must_use]
    pub fn rsa_pss_sha256(&self) -> Self {
        self.asymmetric(Algorithm::RsaPssSha256)
    }

    /// Returns the ECDSA signature (P-256, SHA-256, 64 bytes) of this text, as in a JWT with `ES256`. It differs each
    /// time.
    #[must_use]
    pub fn ecdsa_sha256(&self) -> Self {
        self.asymmetric(Algorithm::EcdsaSha256)
    }

    /// Returns the ECDSA signature (P-256, SHA-256) of this text in DER, as OpenSSL and X.509 write it (SendGrid). It differs
    /// each time.
    #[must_use]
    pub fn ecdsa_sha256_der(&self) -> Self {
        self.asymmetric(Algorithm::EcdsaSha256Der)
    }

    /// Returns the Ed25519 signature of this text (Binance, Discord).
    #[must_use]
    pub fn ed25519(&self) -> Self {
        self.asymmetric(Algorithm::Ed25519)
    }

    /// Sets the name of this text in traces and messages.
    #[must_use]
    pub fn named(&self, label: impl Into<String>) -> Self {
        Self::new(Node::Named(label.into().into(), self.clone()))
    }

    /// Applies a hand-written step; see [`Part`].
    #[must_use]
    pub fn by_hand(&self, part: impl Part) -> Self {
        Self::new(Node::ByHand(std::sync::Arc::new(part), self.clone()))
    }
}
