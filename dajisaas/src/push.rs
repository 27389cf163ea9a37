//! Push messages of the vendor: a form with the message and its signature.

use countersign::scheme::{Order, Scheme, SchemeError, WarningKind, form_pairs, parameter, secret, signature};
use countersign::webhook::Pushes;

/// The part of a form that is signed, with HMAC-SHA1 and the secret, in upper-case hex. The vendor only publishes
/// "HMAC-SHA1".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PushRule {
    /// Every field except the signature: name and value are concatenated, and the results are sorted as Java sorts
    /// strings and concatenated in turn (upstream). For a form with one field, this is its name followed by its value.
    #[default]
    EveryField,
    /// Only the value of the message (inferred). Other fields of the form are not signed.
    MessageValue,
    /// The name and the value of the message, separated by an equals sign (inferred). Other fields of the form are not
    /// signed.
    MessagePair,
}

impl PushRule {
    /// All rules, most likely first.
    pub const ALL: &'static [Self] = &[Self::EveryField, Self::MessageValue, Self::MessagePair];

    /// Returns the name of the rule, for tools.
    ///
    /// ```
    /// use dajisaas::PushRule;
    ///
    /// assert_eq!(PushRule::EveryField.as_str(), "every-field");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EveryField => "every-field",
            Self::MessageValue => "message-value",
            Self::MessagePair => "message-pair",
        }
    }

    /// Returns the pushes signed by this rule.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use dajisaas::PushRule;
    ///
    /// // Which rule signed a message that was captured?
    /// let credentials = Credentials::of_secret("sesame")?;
    /// let signer = PushRule::MessagePair.pushes()?.signer(&credentials);
    /// let captured = signer.request("https://shop.example/hooks", "{}")?;
    /// let accepts = |rule: &&PushRule| {
    ///     rule.pushes().is_ok_and(|pushes| pushes.receiver(&credentials).verify(&captured).is_ok())
    /// };
    /// assert_eq!(PushRule::ALL.iter().filter(accepts).collect::<Vec<_>>(), [&PushRule::MessagePair]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// ```
    /// use countersign::Credentials;
    ///
    /// let (pushes, credentials) = (dajisaas::pushes()?, Credentials::of_secret("sesame")?);
    /// let request = pushes.signer(&credentials).request("https://shop.example/hooks", r#"{"orderId": 7}"#)?;
    /// let verified = pushes.receiver(&credentials).verify(&request)?;
    /// assert_eq!(verified.text(), r#"{"orderId": 7}"#);
    /// assert_eq!(&pushes.acknowledge().body()[..], b"success");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// None: the schemes are sound.
    pub fn pushes(self) -> Result<Pushes, SchemeError> {
        let text = match self {
            Self::EveryField => form_pairs().sorted_by(Order::Joined("")).pairs("", ""),
            Self::MessageValue => parameter("message"),
            Self::MessagePair => "message=" + parameter("message"),
        };
        let scheme = Scheme::new(text.hmac_sha1(secret()).upper_hex()).form("_dj_signature", signature());
        let scheme = match self {
            // Two fields are declared; a receiver refuses all others.
            Self::EveryField => scheme.accept(WarningKind::EmptySeparator),
            Self::MessageValue | Self::MessagePair => scheme,
        };
        Ok(Pushes::in_field("message", scheme.build()?)?.with_acknowledgement("success"))
    }
}

/// Returns the pushes of 1688.
///
/// The names of the fields are the vendor's. What is signed follows upstream's rule, which is probably the vendor's,
/// too. If genuine messages are refused, pass one of them to `api-1688 verify-message`: it reports which other
/// [`PushRule`] fits. The key is assumed to be the application's secret (inferred). The acknowledgement `success` is
/// the answer of public receivers of upstream's messages; which answer the vendor expects is unknown.
///
/// # Errors
/// None: the scheme is sound.
pub fn pushes() -> Result<Pushes, SchemeError> {
    PushRule::default().pushes()
}
