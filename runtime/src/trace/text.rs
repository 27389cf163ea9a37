//! Formats a signing trace: as a table for people, and as JSON for tools.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Value, json};

use super::columns::{padded, width};
use super::{SigningTrace, TracedString};
use crate::clip::{clipped, clipped_to_cells};
use crate::operation::Place;
use crate::param::{Component, Form, Hidden, Origin, SignedString};
use crate::printable::Printable;

/// The width of a value in the table, in terminal cells.
const VALUE_CELLS: usize = 48;

/// How many characters of the signed string are printed.
const MOST_CHARACTERS: usize = 2000;

const HEAD: [&str; 7] = ["order", "parameter", "origin", "bytes", "signed", "in", "value"];

impl SigningTrace {
    /// Returns the trace as JSON, for tools. Texts are complete. `canonical` does not contain the secret, which belongs
    /// at the offsets `secret.at`. Offsets and lengths are in bytes.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Fresh, Request, Scheme, parameters, secret, signature};
    /// # let sorted = parameters().sorted().pairs("=", "&");
    /// # let scheme = Scheme::new((sorted + "&key=" + secret()).md5().hex()).parameter("sign", signature()).build()?;
    /// # let request = Request::new("GET", "https://books.example/?title=Faust")?;
    /// # let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert_eq!(trace.to_json()["canonical"], "title=Faust&key=");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_json(&self) -> Value {
        let secret = self.secret();
        let components: Vec<Value> =
            self.in_order().into_iter().map(|component| self.component_json(component)).collect();
        let signature = self.signature().map(|(component, place)| {
            json!({
                "name": self.name(component),
                "in": place.as_str(),
                "value": String::from_utf8_lossy(self.value(component)),
            })
        });
        json!({
            "operation": self.operation().name(),
            "rule": self.rule(),
            "components": components,
            "canonical": String::from_utf8_lossy(self.signed()),
            "before": self.earlier.iter().map(|string| self.text_of(string)).collect::<Vec<_>>(),
            "secret": {
                "fingerprint": secret.digits(),
                "bytes": secret.bytes(),
                "warnings": secret.warnings().collect::<Vec<_>>(),
                "at": self.secret_at(),
            },
            "digest": self.digest(),
            "signature": signature,
        })
    }

    fn text_of(&self, string: &SignedString) -> Value {
        let text = self.bytes.get(string.range.clone()).unwrap_or_default();
        json!({ "text": String::from_utf8_lossy(text), "label": string.label.as_deref(), "made": string.made })
    }

    fn component_json(&self, component: &Component) -> Value {
        let value = match component.form {
            Form::File(_) | Form::Secret(_) => Value::Null,
            Form::Text | Form::Json => String::from_utf8_lossy(self.value(component)).into(),
        };
        json!({
            "name": self.name(component),
            "origin": self.origin(component).as_str(),
            "in": component.place().map(Place::as_str),
            "bytes": self.bytes_of(component),
            "signed": self.signed_range(component).map(|range| [range.start, range.end]),
            "value": if component.origin == Origin::Secret { Value::Null } else { value },
        })
    }

    fn bytes_of(&self, component: &Component) -> usize {
        match self.file(component) {
            Some(file) => file.bytes().len(),
            _ if is_main(component) => self.secret().bytes(),
            _ => self.value(component).len(),
        }
    }

    /// Returns the cells of one row of the table.
    fn row(&self, order: Option<usize>, component: &Component) -> [String; 7] {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| String::from("-"));
        let value = match self.file(component) {
            _ if component.origin == Origin::Secret => self.mark(is_main(component)),
            Some(file) => format!("{file:?}"),
            None => on_one_line(&String::from_utf8_lossy(self.value(component))),
        };
        [
            or_dash(order.map(|order| order.to_string())),
            clipped_to_cells(&on_one_line(&self.name(component)), VALUE_CELLS).into_owned(),
            self.origin(component).to_string(),
            self.bytes_of(component).to_string(),
            or_dash(self.signed_in(component)),
            or_dash(component.place().map(|place| place.as_str().to_owned())),
            clipped_to_cells(&value, VALUE_CELLS).into_owned(),
        ]
    }

    /// Returns the range of the value in the string to sign, or in one before it, such as `#1 3..7`.
    fn signed_in(&self, component: &Component) -> Option<String> {
        if let Some(range) = self.signed_range(component) {
            return Some(format!("{}..{}", range.start, range.end));
        }
        let at = component.signed()?;
        let (number, string) = self.earlier.iter().enumerate().find(|(_, string)| at.end <= string.range.end)?;
        Some(format!("#{} {}..{}", number + 1, at.start - string.range.start, at.end - string.range.start))
    }

    fn mark(&self, main: bool) -> String {
        if main { format!("<secret {}>", self.secret()) } else { String::from("<secret>") }
    }

    /// Returns a string on one line, with the secret's fingerprint in place of the secret.
    fn marked(&self, string: TracedString<'_>) -> String {
        let signed = string.bytes();
        let mut text = String::new();
        let mut from = 0;
        for part in string.parts().filter(|part| part.origin() == Origin::Secret) {
            let at = part.range().start;
            text.push_str(&on_one_line(&String::from_utf8_lossy(signed.get(from..at).unwrap_or_default())));
            text.push_str(&self.mark(is_main(part.component())));
            from = at;
        }
        text.push_str(&on_one_line(&String::from_utf8_lossy(signed.get(from..).unwrap_or_default())));
        match clipped(&text, MOST_CHARACTERS) {
            Cow::Borrowed(whole) => whole.to_owned(),
            Cow::Owned(cut) => cut + " (cut)",
        }
    }
}

/// Returns whether it is the credentials' own secret, to which the fingerprint belongs.
fn is_main(component: &Component) -> bool {
    component.origin == Origin::Secret && !matches!(component.form, Form::Secret(Hidden::Beside(_)))
}

fn on_one_line(text: &str) -> String {
    Printable(text).to_string()
}

/// Prints the table, followed by the signed string, the digest and the signature.
impl fmt::Display for SigningTrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} signed by {}", self.operation().name(), self.rule())?;
        let mut rows = vec![HEAD.map(str::to_owned)];
        let mut order = 0;
        for component in self.in_order() {
            order += usize::from(component.is_signed());
            rows.push(self.row(component.is_signed().then_some(order), component));
        }
        let mut widths = [0; HEAD.len()];
        for row in &rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = width(cell).max(*widest);
            }
        }
        for row in &rows {
            let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| padded(cell, width)).collect();
            writeln!(f, "  {}", cells.join("  ").trim_end())?;
        }
        let mut strings: Vec<_> = self.strings().collect();
        let last = strings.pop();
        for (index, string) in strings.into_iter().enumerate() {
            let label = string.label().map(|label| format!(" ({label})")).unwrap_or_default();
            writeln!(f, "{:<11}{}", format!("#{}{label}", index + 1), self.marked(string))?;
            writeln!(f, "           its {} is part of what follows", string.made())?;
        }
        writeln!(f, "string     {}", last.map(|string| self.marked(string)).unwrap_or_default())?;
        if self.secret_at().is_empty() {
            writeln!(f, "secret     <secret {}>", self.secret())?;
        }
        match self.signature() {
            Some((component, place)) => {
                writeln!(f, "digest     {}", self.digest())?;
                let value = on_one_line(&String::from_utf8_lossy(self.value(component)));
                write!(f, "signature  {value}, sent as `{}` in the {}", self.name(component), place.as_str())
            }
            None => write!(f, "signature  none is sent"),
        }
    }
}

impl fmt::Debug for SigningTrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
