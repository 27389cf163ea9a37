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
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(header("x-none").or(path())), "/v1/books");
    /// ```
    #[must_use]
    pub fn or(&self, other: impl IntoText) -> Self {
        Self::new(Node::Or(self.clone(), other.into_text()))
    }

    /// Returns this text, or an empty one if it is absent (access tokens of Shopee and TikTok Shop). A header,
    /// parameter or field whose whole value is absent is then not sent.
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

    /// Returns this text if it equals `text`, and an absent one otherwise.
    ///
    /// With [`then`](Self::then), this is a condition:
    ///
    /// ```
    /// # use countersign::scheme::{body, method};
    /// // Akamai signs the bodies of `POST` only.
    /// let digest = method().only_if("POST").then(body().sha256().base64());
    /// ```
    #[must_use]
    pub fn only_if(&self, text: impl Into<String>) -> Self {
        self.map(Map::OnlyIf(text.into()))
    }

    /// Returns this text, or an absent one if it is empty.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, body};
    ///
    /// // The header `Content-Digest` (RFC 9530) describes a body, so a request without one does not have it.
    /// let digest = body().then("sha-256=:" + body().sha256().base64() + ":").unless_empty().optional();
    /// let scheme = Scheme::unsigned().header("content-digest", digest).build()?;
    /// let request = Request::new("GET", "https://books.example/books")?;
    /// let sent = scheme.sign(request, &Credentials::none(), &Fresh::now())?;
    /// assert!(!sent.request.headers().contains_key("content-digest"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn unless_empty(&self) -> Self {
        self.map(Map::UnlessEmpty)
    }

    /// Prepends another text, unless this one is empty or absent (Azure Storage).
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
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(key_id().followed_by(":")), "reader:");
    /// ```
    #[must_use]
    pub fn followed_by(&self, text: impl Into<String>) -> Self {
        self.map(Map::FollowedBy(text.into()))
    }

    /// Encodes the bytes as hexadecimal digits in lower case (AWS, Binance, GitHub).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().hex()), "2f76312f626f6f6b73");
    /// ```
    #[must_use]
    pub fn hex(&self) -> Self {
        self.map(Map::Hex)
    }

    /// Encodes the bytes as hexadecimal digits in upper case (Taobao, Lazada, WeChat Pay v2).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().upper_hex()), "2F76312F626F6F6B73");
    /// ```
    #[must_use]
    pub fn upper_hex(&self) -> Self {
        self.map(Map::UpperHex)
    }

    /// Encodes the bytes as Base64 with padding (OKX, Shopify, WeChat Pay v3).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(key_id().base64()), "cmVhZGVy");
    /// ```
    #[must_use]
    pub fn base64(&self) -> Self {
        self.map(Map::Base64)
    }

    /// Encodes the bytes as Base64 with the URL-safe alphabet and padding (Qiniu).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().base64url()), "L3YxL2Jvb2tz");
    /// ```
    #[must_use]
    pub fn base64url(&self) -> Self {
        self.map(Map::Base64Url)
    }

    /// Encodes the bytes as Base64 with the URL-safe alphabet, without padding (JWT).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written((path() + "/7").base64url_unpadded()), "L3YxL2Jvb2tzLzc");
    /// ```
    #[must_use]
    pub fn base64url_unpadded(&self) -> Self {
        self.map(Map::Base64UrlUnpadded)
    }

    /// Escapes everything but letters, digits and `-._~` as `%XX` (OAuth, AWS, Alibaba Cloud).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().percent_encoded()), "%2Fv1%2Fbooks");
    /// ```
    #[must_use]
    pub fn percent_encoded(&self) -> Self {
        self.map(Map::Percent)
    }

    /// Escapes as forms do: a blank becomes `+`, and `*-._` are kept (ECPay).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameter("title").form_encoded()), "Faust+I");
    /// ```
    #[must_use]
    pub fn form_encoded(&self) -> Self {
        self.map(Map::Form)
    }

    /// Escapes in the same way as [`percent_encoded`](Self::percent_encoded), but keeps `/` (AWS).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written((path() + " I").path_encoded()), "/v1/books%20I");
    /// ```
    #[must_use]
    pub fn path_encoded(&self) -> Self {
        self.map(Map::Path)
    }

    /// Converts ASCII letters to lower case (ECPay, Tencent COS).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(method().lower()), "get");
    /// ```
    #[must_use]
    pub fn lower(&self) -> Self {
        self.map(Map::Lower)
    }

    /// Converts ASCII letters to upper case.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(key_id().upper()), "READER");
    /// ```
    #[must_use]
    pub fn upper(&self) -> Self {
        self.map(Map::Upper)
    }

    /// Returns the first `bytes` bytes, or all if there are fewer (AWS takes the day from the time).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().first(3)), "/v1");
    /// ```
    #[must_use]
    pub fn first(&self, bytes: usize) -> Self {
        self.map(Map::First(bytes))
    }

    /// Returns all but the first `bytes` bytes.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().skip(3)), "/books");
    /// ```
    #[must_use]
    pub fn skip(&self, bytes: usize) -> Self {
        self.map(Map::Skip(bytes))
    }

    /// Returns what follows a prefix (1688 and Lazada sign the path without its first segments). Absent if the text
    /// does not begin with it.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().after("/v1")), "/books");
    /// ```
    #[must_use]
    pub fn after(&self, prefix: impl Into<String>) -> Self {
        self.map(Map::After(prefix.into()))
    }

    /// Returns what precedes the first occurrence of another text. Absent if it does not occur.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(host().until(".")), "books");
    /// ```
    #[must_use]
    pub fn until(&self, text: impl Into<String>) -> Self {
        self.map(Map::Until(text.into()))
    }

    /// Appends a suffix, unless the text already ends with it (Huawei Cloud, for paths).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().ending_with("/")), "/v1/books/");
    /// ```
    #[must_use]
    pub fn ending_with(&self, suffix: impl Into<String>) -> Self {
        self.map(Map::EndingWith(suffix.into()))
    }

    /// Returns the text if it has at most twice `ends` characters. Of a longer one, returns the first `ends`
    /// characters, the number of all its characters, and the last `ends`, with nothing in between (Youdao). Absent if
    /// the text is not UTF-8.
    ///
    /// The characters in the middle are not signed: anyone can change them.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameter("title").abridged(4)), "Faust I");
    /// assert_eq!(written(path().abridged(3)), "/v19oks");
    /// ```
    #[must_use]
    pub fn abridged(&self, ends: usize) -> Self {
        self.map(Map::Abridged(ends))
    }

    /// Decodes Base64 of either alphabet, with or without padding (secrets of Azure, Kraken and Coinbase). Absent if
    /// the text is not Base64.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(key_id().base64().from_base64()), "reader");
    /// ```
    #[must_use]
    pub fn from_base64(&self) -> Self {
        self.map(Map::FromBase64)
    }

    /// Decodes `%XX`, and keeps anything else (Tencent COS signs the path in this form).
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

    /// Decodes hexadecimal digits (Adyen's keys). Absent if the text is not hexadecimal.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(key_id().hex().from_hex()), "reader");
    /// ```
    #[must_use]
    pub fn from_hex(&self) -> Self {
        self.map(Map::FromHex)
    }

    /// Returns the CRC-32 of the bytes as a decimal number (PayPal).
    ///
    /// A checksum detects transmission errors, not tampering: anyone can alter a message without changing it.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().crc32()), "2779317569");
    /// ```
    #[must_use]
    pub fn crc32(&self) -> Self {
        self.map(Map::Crc32)
    }

    /// Returns the 16 bytes of the MD5 (Taobao, Pinduoduo, JD).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().md5().hex().first(16)), "23170e6596f0ee37");
    /// ```
    #[must_use]
    pub fn md5(&self) -> Self {
        self.digest(Hash::Md5)
    }

    /// Returns the 20 bytes of the SHA-1 (Cloudinary).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().sha1().hex().first(16)), "da32e15306fe641a");
    /// ```
    #[must_use]
    pub fn sha1(&self) -> Self {
        self.digest(Hash::Sha1)
    }

    /// Returns the 32 bytes of the SHA-256 (AWS, Kraken).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().sha256().hex().first(16)), "9a47a5f0e9fe2651");
    /// ```
    #[must_use]
    pub fn sha256(&self) -> Self {
        self.digest(Hash::Sha256)
    }

    /// Returns the 48 bytes of the SHA-384.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().sha384().hex().first(16)), "ddb4f5061c578315");
    /// ```
    #[must_use]
    pub fn sha384(&self) -> Self {
        self.digest(Hash::Sha384)
    }

    /// Returns the 64 bytes of the SHA-512 (Upbit).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(path().sha512().hex().first(16)), "45f8919971c3879f");
    /// ```
    #[must_use]
    pub fn sha512(&self) -> Self {
        self.digest(Hash::Sha512)
    }

    /// Returns the 16 bytes of the HMAC-MD5 of this text under a key (Taobao).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(path().hmac_md5(secret()).hex()).header("x-signature", signature()).build()?;
    /// let request = Request::new("GET", "https://books.example/v1/books").unwrap();
    /// let signed = scheme.sign(request, &Credentials::of_secret("sesame").unwrap(), &Fresh::now()).unwrap();
    /// assert!(signed.signature.starts_with("7fb56ad6c52fced0"));
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    #[must_use]
    pub fn hmac_md5(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Md5, key)
    }

    /// Returns the 20 bytes of the HMAC-SHA1 of this text under a key (1688, OAuth 1.0a).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(path().hmac_sha1(secret()).hex()).header("x-signature", signature()).build()?;
    /// let request = Request::new("GET", "https://books.example/v1/books").unwrap();
    /// let signed = scheme.sign(request, &Credentials::of_secret("sesame").unwrap(), &Fresh::now()).unwrap();
    /// assert!(signed.signature.starts_with("acdbba13f20669cd"));
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    #[must_use]
    pub fn hmac_sha1(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Sha1, key)
    }

    /// Returns the 32 bytes of the HMAC-SHA256 of this text under a key (AWS, Shopee, GitHub, Slack, Stripe).
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
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(path().hmac_sha384(secret()).hex()).header("x-signature", signature()).build()?;
    /// let request = Request::new("GET", "https://books.example/v1/books").unwrap();
    /// let signed = scheme.sign(request, &Credentials::of_secret("sesame").unwrap(), &Fresh::now()).unwrap();
    /// assert!(signed.signature.starts_with("d71db36b241f68c5"));
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    #[must_use]
    pub fn hmac_sha384(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Sha384, key)
    }

    /// Returns the 64 bytes of the HMAC-SHA512 of this text under a key (Kraken).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(path().hmac_sha512(secret()).hex()).header("x-signature", signature()).build()?;
    /// let request = Request::new("GET", "https://books.example/v1/books").unwrap();
    /// let signed = scheme.sign(request, &Credentials::of_secret("sesame").unwrap(), &Fresh::now()).unwrap();
    /// assert!(signed.signature.starts_with("b5125a71cf8f7604"));
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    #[must_use]
    pub fn hmac_sha512(&self, key: impl IntoText) -> Self {
        self.mac(Hash::Sha512, key)
    }

    fn asymmetric(&self, algorithm: Algorithm) -> Self {
        Self::new(Node::Asymmetric(algorithm, self.clone()))
    }

    /// Returns the RSA signature (PKCS #1 v1.5, SHA-256) of this text. The signer's secret is the private key, the
    /// receiver's the public key (Alipay, WeChat Pay v3).
    ///
    /// ```
    /// # #[cfg(feature = "asymmetric")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use countersign::scheme::{Scheme, key_id, parameters, signature};
    ///
    /// // Alipay.
    /// let text = parameters().sorted().pairs("=", "&").rsa_sha256().base64();
    /// let scheme = Scheme::new(text).parameter("app_id", key_id()).parameter("sign", signature()).build()?;
    /// assert!(scheme.warnings().is_empty());
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "asymmetric"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn rsa_sha256(&self) -> Self {
        self.asymmetric(Algorithm::RsaSha256)
    }

    /// Returns the RSA signature (PKCS #1 v1.5, SHA-512) of this text, as in a JWT with `RS512` (Fireblocks).
    ///
    /// ```
    /// # #[cfg(feature = "asymmetric")] {
    /// use countersign::scheme::{Scheme, body, signature};
    ///
    /// // Webhooks of Fireblocks.
    /// let scheme = Scheme::new(body().rsa_sha512().base64()).header("fireblocks-signature", signature());
    /// assert!(scheme.build().is_ok());
    /// # }
    /// ```
    #[must_use]
    pub fn rsa_sha512(&self) -> Self {
        self.asymmetric(Algorithm::RsaSha512)
    }

    /// Returns the RSA-PSS signature (SHA-256) of this text, which differs each time.
    ///
    /// ```
    /// # #[cfg(feature = "asymmetric")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use countersign::scheme::{Scheme, body, signature};
    ///
    /// let scheme = Scheme::new(body().rsa_pss_sha256().base64()).header("x-signature", signature()).build()?;
    /// assert!(scheme.to_string().contains("body().rsa_pss_sha256().base64()"));
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "asymmetric"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn rsa_pss_sha256(&self) -> Self {
        self.asymmetric(Algorithm::RsaPssSha256)
    }

    /// Returns the ECDSA signature (P-256, SHA-256, 64 bytes) of this text, as in a JWT with `ES256`. It differs each
    /// time.
    ///
    /// ```
    /// # #[cfg(feature = "asymmetric")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use countersign::scheme::{Scheme, body, signature};
    ///
    /// let scheme = Scheme::new(body().ecdsa_sha256().base64url_unpadded()).header("x-jws", signature()).build()?;
    /// assert!(scheme.to_string().contains("body().ecdsa_sha256().base64url_unpadded()"));
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "asymmetric"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn ecdsa_sha256(&self) -> Self {
        self.asymmetric(Algorithm::EcdsaSha256)
    }

    /// Returns the ECDSA signature (P-256, SHA-256) of this text in DER, as OpenSSL and X.509 write it (SendGrid). It
    /// differs each time.
    ///
    /// ```
    /// # #[cfg(feature = "asymmetric")]
    /// # fn main() {
    /// use countersign::scheme::{Scheme, TimeFormat, body, signature, time};
    ///
    /// // SendGrid.
    /// let now = time(TimeFormat::UnixSeconds);
    /// let scheme = Scheme::new((&now + body()).ecdsa_sha256_der().base64())
    ///     .header("x-twilio-email-event-webhook-timestamp", now)
    ///     .header("x-twilio-email-event-webhook-signature", signature());
    /// assert!(scheme.build().is_ok());
    /// # }
    /// # #[cfg(not(feature = "asymmetric"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn ecdsa_sha256_der(&self) -> Self {
        self.asymmetric(Algorithm::EcdsaSha256Der)
    }

    /// Returns the Ed25519 signature of this text (Binance, Discord).
    ///
    /// ```
    /// # #[cfg(feature = "asymmetric")]
    /// # fn main() {
    /// use countersign::scheme::{Scheme, TimeFormat, body, signature, time};
    ///
    /// // Discord.
    /// let now = time(TimeFormat::UnixSeconds);
    /// let scheme = Scheme::new((&now + body()).ed25519().hex())
    ///     .header("x-signature-timestamp", now)
    ///     .header("x-signature-ed25519", signature());
    /// assert!(scheme.build().is_ok());
    /// # }
    /// # #[cfg(not(feature = "asymmetric"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn ed25519(&self) -> Self {
        self.asymmetric(Algorithm::Ed25519)
    }

    /// Sets the name of this text in traces and messages.
    ///
    /// ```
    /// # use countersign::scheme::*;
    /// let text = path().named("string to sign");
    /// assert_eq!(text.to_string(), r#"path().named("string to sign")"#);
    /// ```
    #[must_use]
    pub fn named(&self, label: impl Into<String>) -> Self {
        Self::new(Node::Named(label.into().into(), self.clone()))
    }

    /// Applies a hand-written step; see [`Part`].
    ///
    /// ```
    /// use countersign::scheme::{Part, body, secret};
    ///
    /// /// A checksum: the sum of all bytes.
    /// #[derive(Debug)]
    /// struct Sum;
    ///
    /// impl Part for Sum {
    ///     fn code(&self) -> String {
    ///         String::from("Sum")
    ///     }
    ///
    ///     fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
    ///         Some(text.iter().map(|byte| u64::from(*byte)).sum::<u64>().to_string().into_bytes())
    ///     }
    /// }
    ///
    /// let text = body().by_hand(Sum).hmac_sha256(secret()).hex();
    /// assert_eq!(text.to_string(), "body().by_hand(Sum).hmac_sha256(secret()).hex()");
    /// ```
    #[must_use]
    pub fn by_hand(&self, part: impl Part) -> Self {
        Self::new(Node::ByHand(std::sync::Arc::new(part), self.clone()))
    }
}
