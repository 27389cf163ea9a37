//! How the vendor pushes messages: a form with the message and its signature.

use countersign::scheme::{Order, Scheme, SchemeError, WarningKind, form_pairs, parameter, secret, signature};
use countersign::webhook::Pushes;

/// What of a form is signed, with HMAC-SHA1 under the secret, in upper-case hex. The vendor says no more than
/// "HMAC-SHA1".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PushRule {
    /// Every field but the signature: name and value are joined with nothing between them, the joined texts are sorted
    /// as Java sorts strings, and joined in turn (upstream). Of a form with one field it is the field's name and value.
    #[default]
    EveryField,
    /// The value of the message alone (inferred). Other fields of the form are not signed.
    MessageValue,
    /// Name and value of the message with an equals sign between them (inferred). Other fields of the form are not
    /// signed.
    MessagePair,
}

impl PushRule {
    /// All rules, the most likely first.
    pub const ALL: &'static [Self] = &[Self::EveryField, Self::MessageValue, Self::MessagePair];

    /// Returns the name of the rule, for tools.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EveryField => "every-field",
            Self::MessageValue => "message-value",
            Self::MessagePair => "message-pair",
        }
    }

    /// Returns the pushes that are signed by this rule.
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
            // Two fields are declared; a receiver refuses every other one.
            Self::EveryField => scheme.accept(WarningKind::EmptySeparator),
            Self::MessageValue | Self::MessagePair => scheme,
        };
        Ok(Pushes::in_field("message", scheme.build()?)?.with_acknowledgement("success"))
    }
}

/// Returns how 1688 pushes.
///
/// The names of the fields are the vendor's. What is signed is upstream's rule and only likely to be the vendor's: when
/// true messages are refused, `api-1688 verify-message` tells from one of them which other [`PushRule`] fits. The key
/// is taken to be the application's secret (inferred). The acknowledgement `success` is what public receivers of
/// upstream's messages answer; which answer the vendor expects is unknown.
///
/// # Errors
/// None: the scheme is sound.
pub fn pushes() -> Result<Pushes, SchemeError> {
    PushRule::default().pushes()
}
