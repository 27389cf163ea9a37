//! A rule as the expression that makes it, for whoever wants to paste what the solver found.

use std::fmt;

use super::{Added, JsonBody, Order, Pair, SecretPlace, Selection, SignatureText, SortedJoin, Spelling, Text, Travel};

/// The expression, a call a line; what has its default is left out.
impl fmt::Display for SortedJoin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.secret {
            Some(secret) if !self.hmac => {
                write!(f, "SortedJoin::digest(Digest::{:?}, {})", self.digest, Paste(secret))?;
            }
            _ => write!(f, "SortedJoin::hmac(Digest::{:?})", self.digest)?,
        }
        let mut call = |name: &str, arguments: &str| write!(f, "\n    .{name}({arguments})");
        match &self.secret {
            Some(secret) if self.hmac => call("with_secret_in_text", &Paste(secret).to_string())?,
            _ => {}
        }
        match self.path_after.as_deref() {
            Some("") => call("with_path", "")?,
            Some(after) => call("with_path_after", &quoted(after))?,
            None => {}
        }
        if self.order != Order::default() {
            call("with_order", &format!("Order::{:?}", self.order))?;
        }
        match &self.pair {
            Pair::Joined(join) if join == "=" => {}
            Pair::Joined(join) => call("with_pair_join", &quoted(join))?,
            Pair::Value => call("with_values_only", "")?,
        }
        if self.separator != "&" {
            call("with_separator", &quoted(&self.separator))?;
        }
        if self.spelling != Spelling::default() {
            call("with_spelling", &format!("Spelling::{:?}", self.spelling))?;
        }
        if self.drops_empty {
            call("without_empty_values", "")?;
        }
        match &self.selection {
            Selection::AllBut(names) if names.is_empty() => {}
            Selection::AllBut(names) => call("excluding", &list(names))?,
            Selection::Only(names) => call("signing_only", &list(names))?,
        }
        if self.json != JsonBody::default() {
            call("with_json", &format!("JsonBody::{:?}", self.json))?;
        }
        for (name, value) in &self.constants {
            call("with_constant", &format!("{}, {}", quoted(name), quoted(value)))?;
        }
        if let Some(key) = &self.key {
            call("with_key", &Paste(key).to_string())?;
        }
        if let Some((time, format)) = &self.time {
            call("with_time", &format!("{}, TimeFormat::{format:?}", Paste(time)))?;
        }
        if self.text != SignatureText::default() {
            call("with_signature_text", &format!("SignatureText::{:?}", self.text))?;
        }
        if (self.signature.travel, &*self.signature.name) != (Travel::Parameter, "sign") {
            call("with_signature", &Paste(&self.signature).to_string())?;
        }
        Ok(())
    }
}

/// A part as the expression that makes it.
struct Paste<'p, T>(&'p T);

impl fmt::Display for Paste<'_, SecretPlace> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            SecretPlace::Before => f.write_str("SecretPlace::Before"),
            SecretPlace::After => f.write_str("SecretPlace::After"),
            SecretPlace::Around => f.write_str("SecretPlace::Around"),
            SecretPlace::LastPair(name) => write!(f, "SecretPlace::LastPair({name:?})"),
            SecretPlace::SortedPair(name) => write!(f, "SecretPlace::SortedPair({name:?})"),
        }
    }
}

impl fmt::Display for Paste<'_, Added> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Travel::{:?}, {:?}", self.0.travel, self.0.name)
    }
}

/// A text as Rust writes it.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn list(names: &[Text]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    format!("[{}]", names.join(", "))
}
