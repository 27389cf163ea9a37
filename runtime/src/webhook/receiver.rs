//! The verifying half: the rules written from their description.
//!
//! It must not call the signer: a receiver that verified with the code that signs would accept every mistake of it.

use std::collections::BTreeMap;
use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use super::{PushError, PushForm, PushSigning, Verified, form};
use crate::auth::{Credentials, Secret};

/// Takes pushed forms and lets through those that are signed. Made by [`PushForm::receiver`].
#[derive(Clone)]
pub struct Receiver {
    form: PushForm,
    secret: Secret,
}

impl Receiver {
    pub(super) fn new(form: PushForm, credentials: &Credentials) -> Self {
        Self { form, secret: credentials.secret().clone() }
    }

    /// How the vendor pushes.
    pub fn form(&self) -> &PushForm {
        &self.form
    }

    /// Checks the body of a POST. The message is verified as the text that arrived, before anything reads it as JSON;
    /// signatures are compared in constant time, as hex in either case.
    ///
    /// # Errors
    /// Every [`PushError`] but [`PushError::Unreadable`]. The first that applies, in the order they are declared.
    pub fn verify(&self, body: &[u8]) -> Result<Verified, PushError> {
        let (mut fields, signature) = self.read(body)?;
        if !self.is_signed(self.form.signing, &fields, &signature) {
            return Err(PushError::WrongSignature(self.form.signing));
        }
        self.check_declared(&fields)?;
        let message = fields.remove(self.form.message).unwrap_or_default();
        if self.form.signing != PushSigning::EveryField {
            // What is not signed may be anybody's.
            fields.clear();
        }
        Ok(Verified::new(message, fields))
    }

    /// The rule that the signature of a captured body fits, for finding out what a vendor does; `None` when the secret
    /// is another or the rule is none of these. Do not verify with it: use the rule that was found.
    ///
    /// # Errors
    /// As [`verify`](Self::verify), without [`PushError::WrongSignature`].
    pub fn signing_of(&self, body: &[u8]) -> Result<Option<PushSigning>, PushError> {
        let (fields, signature) = self.read(body)?;
        Ok(PushSigning::ALL.iter().copied().find(|&signing| self.is_signed(signing, &fields, &signature)))
    }

    /// The fields but the signature, the message among them; and the signature.
    fn read(&self, body: &[u8]) -> Result<(BTreeMap<String, String>, String), PushError> {
        let PushForm { message, signature, max_bytes, .. } = self.form;
        if body.len() > max_bytes {
            return Err(PushError::TooLarge { max_bytes });
        }
        let mut fields = form::read(body)?;
        let received = fields.remove(signature);
        if !fields.contains_key(message) {
            return Err(PushError::MissingField(message));
        }
        received.map(|received| (fields, received)).ok_or(PushError::MissingField(signature))
    }

    /// Refuses fields that are not declared where all fields are joined in the signed string: the message could be cut
    /// into them.
    fn check_declared(&self, fields: &BTreeMap<String, String>) -> Result<(), PushError> {
        let is_declared = |name: &String| name == self.form.message || self.form.fields.contains(&name.as_str());
        match fields.keys().find(|name| !is_declared(name)) {
            Some(name) if self.form.signing == PushSigning::EveryField => Err(PushError::UndeclaredField(name.clone())),
            _ => Ok(()),
        }
    }

    fn is_signed(&self, signing: PushSigning, fields: &BTreeMap<String, String>, signature: &str) -> bool {
        let name = self.form.message;
        let message = fields.get(name).map_or("", String::as_str);
        let signed = match signing {
            PushSigning::EveryField => {
                let mut joined: Vec<String> = fields.iter().map(|(name, value)| format!("{name}{value}")).collect();
                joined.sort_by(|one, other| one.encode_utf16().cmp(other.encode_utf16()));
                joined.concat()
            }
            PushSigning::MessageValue => message.to_owned(),
            PushSigning::MessagePair => format!("{name}={message}"),
        };
        let mut received = [0; 20];
        let received = base16ct::mixed::decode(signature, &mut received).unwrap_or_default();
        // HMAC takes keys of every length, so the error cannot occur; `verify_slice` compares in constant time and
        // refuses what is not twenty bytes.
        Hmac::<Sha1>::new_from_slice(self.secret.expose().as_bytes())
            .is_ok_and(|mac| mac.chain_update(signed).verify_slice(received).is_ok())
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("form", &self.form).finish_non_exhaustive()
    }
}
