//! Prints parts as the code that makes them, which needs `countersign::scheme::*` and `std::time::Duration` in scope.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use super::choices::{Hash, Order, TimeFormat};
use super::definition::{Scheme, Sent};
use super::fields::Fields;
use super::pairs::{Pairs, Step, Supply};
use super::text::{Map, Node, NonceForm, Shape, Text};

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.node() {
            Node::Literal(text) => write!(f, "{text:?}"),
            Node::Source(source) => write!(f, "{}()", Function(source)),
            Node::Header(name) => write!(f, "header({name:?})"),
            Node::Parameter(name) => write!(f, "parameter({name:?})"),
            Node::Json(path) => write!(f, "json_member({:?})", path.written),
            Node::Constant(name) => write!(f, "operation_constant({name:?})"),
            Node::KeyId => f.write_str("key_id()"),
            Node::Secret => f.write_str("secret()"),
            Node::Credential(name) => write!(f, "credential({name:?})"),
            Node::Identifier(name) => write!(f, "identifier({name:?})"),
            Node::Nonce(NonceForm::Hex) => f.write_str("nonce()"),
            Node::Nonce(NonceForm::Uuid) => f.write_str("uuid()"),
            Node::Nonce(NonceForm::Of(characters, length)) => write!(f, "nonce_of({characters:?}, {length})"),
            Node::Time(Duration::ZERO, format) => write!(f, "time({})", Code(format)),
            Node::Time(before, format) => write!(f, "time_before({}, {})", Code(before), Code(format)),
            Node::Lifetime(duration) => write!(f, "lifetime({})", Code(duration)),
            Node::TimeAfter(duration, format) => write!(f, "time_after({}, {})", Code(duration), Code(format)),
            Node::Signature => f.write_str("signature()"),
            Node::Concat(parts) => sum(f, parts),
            Node::Join(separator, parts) if separator == "\n" => write!(f, "lines({})", List(parts)),
            Node::Join(separator, parts) => write!(f, "join({separator:?}, {})", List(parts)),
            Node::Derived(hash, key, steps) => write!(f, "derived({}, {key}, {})", Code(hash), List(steps)),
            Node::AnyOf(separator, inner) => write!(f, "any_of({separator:?}, {inner})"),
            Node::Fields(fields) => write!(f, "{fields}"),
            Node::Pairs(pairs, shape) => write!(f, "{pairs}{}", Code(shape)),
            Node::Or(first, other) => write!(f, "{}.or({other})", Receiver(first)),
            Node::Then(first, other) => write!(f, "{}.then({other})", Receiver(first)),
            Node::Optional(inner) => write!(f, "{}.optional()", Receiver(inner)),
            Node::Map(map, inner) => write!(f, "{}{}", Receiver(inner), Code(map)),
            Node::Mac(hash, message, key) => write!(f, "{}.hmac_{}({key})", Receiver(message), Function(hash)),
            Node::Asymmetric(algorithm, message) => write!(f, "{}.{}()", Receiver(message), Function(algorithm)),
            Node::Named(label, inner) => write!(f, "{}.named({label:?})", Receiver(inner)),
            Node::ByHand(part, inner) => write!(f, "{}.by_hand({})", Receiver(inner), part.code()),
        }
    }
}

/// Prints `a + b + c`. Two string literals cannot be added in Rust, so a first literal is wrapped in a `Text` if
/// another follows.
fn sum(f: &mut Formatter<'_>, parts: &[Text]) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        let next_is_string = matches!(parts.get(index + 1).map(Text::node), Some(Node::Literal(_)));
        match (index, part.node()) {
            (0, Node::Literal(_)) if !next_is_string => write!(f, "{part}")?,
            (0, _) => write!(f, "{}", Receiver(part))?,
            (_, Node::Concat(_)) => write!(f, " + ({part})")?,
            _ => write!(f, " + {part}")?,
        }
    }
    Ok(())
}

/// A text that a method is called on.
struct Receiver<'t>(&'t Text);

impl Display for Receiver<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.node() {
            Node::Literal(_) | Node::Fields(_) => write!(f, "{}.into_text()", self.0),
            Node::Concat(_) => write!(f, "({})", self.0),
            _ => write!(f, "{}", self.0),
        }
    }
}

/// Texts as a tuple, or as an array if there are more than a tuple can hold.
struct List<'t>(&'t [Text]);

impl Display for List<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            [one] => write!(f, "({one},)"),
            [first, others @ ..] if others.len() < 16 => {
                write!(f, "({first}")?;
                others.iter().try_for_each(|each| write!(f, ", {each}"))?;
                f.write_str(")")
            }
            [] => f.write_str("Vec::<Text>::new()"),
            many => {
                f.write_str("vec![")?;
                many.iter().try_for_each(|each| write!(f, "{}.into_text(), ", Receiver(each)))?;
                f.write_str("]")
            }
        }
    }
}

/// The function or method named after an enum variant, such as `raw_query` for `RawQuery`.
pub(super) struct Function<T>(pub(super) T);

impl<T: fmt::Debug> Display for Function<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, letter) in format!("{:?}", self.0).char_indices() {
            let between = if letter.is_ascii_uppercase() && index > 0 { "_" } else { "" };
            write!(f, "{between}{}", letter.to_ascii_lowercase())?;
        }
        Ok(())
    }
}

/// Anything that is not a text, as code.
pub(super) struct Code<'c, T>(pub(super) &'c T);

impl Display for Code<'_, Hash> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Hash::{:?}", self.0)
    }
}

impl Display for Code<'_, TimeFormat> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            TimeFormat::Pattern(pattern, 0) => write!(f, "TimeFormat::pattern({pattern:?})"),
            TimeFormat::Pattern(pattern, minutes) => write!(f, "TimeFormat::pattern({pattern:?}).at({minutes})"),
            format => write!(f, "TimeFormat::{format:?}"),
        }
    }
}

impl Display for Code<'_, Duration> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.0.as_secs(), self.0.subsec_nanos()) {
            (seconds, 0) => write!(f, "Duration::from_secs({seconds})"),
            (seconds, nanos) => write!(f, "Duration::new({seconds}, {nanos})"),
        }
    }
}

impl Display for Code<'_, Order> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Order::Name => f.write_str(".sorted()"),
            order => write!(f, ".sorted_by(Order::{order:?})"),
        }
    }
}

impl Display for Code<'_, Shape> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::Pairs(between, separator) => write!(f, ".pairs({between:?}, {separator:?})"),
            Shape::Names(separator) => write!(f, ".names({separator:?})"),
            Shape::Values(separator) => write!(f, ".values({separator:?})"),
        }
    }
}

impl Display for Code<'_, Map> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Map::Hex => ".hex()",
            Map::UpperHex => ".upper_hex()",
            Map::Base64 => ".base64()",
            Map::Base64Url => ".base64url()",
            Map::Base64UrlUnpadded => ".base64url_unpadded()",
            Map::Percent => ".percent_encoded()",
            Map::Form => ".form_encoded()",
            Map::Path => ".path_encoded()",
            Map::Lower => ".lower()",
            Map::Upper => ".upper()",
            Map::FromBase64 => ".from_base64()",
            Map::FromHex => ".from_hex()",
            Map::FromPercent => ".percent_decoded()",
            Map::UnlessEmpty => ".unless_empty()",
            Map::Crc32 => ".crc32()",
            Map::OnlyIf(text) => return write!(f, ".only_if({text:?})"),
            Map::Replaced(from, to) => return write!(f, ".replaced({from:?}, {to:?})"),
            Map::First(bytes) => return write!(f, ".first({bytes})"),
            Map::Skip(bytes) => return write!(f, ".skip({bytes})"),
            Map::After(prefix) => return write!(f, ".after({prefix:?})"),
            Map::Until(text) => return write!(f, ".until({text:?})"),
            Map::EndingWith(text) => return write!(f, ".ending_with({text:?})"),
            Map::Abridged(ends) => return write!(f, ".abridged({ends})"),
            Map::PrecededBy(text) => return write!(f, ".preceded_by({text:?})"),
            Map::FollowedBy(text) => return write!(f, ".followed_by({text:?})"),
            Map::Digest(hash) => return write!(f, ".{}()", Function(hash)),
        })
    }
}

impl Display for Pairs {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.from() {
            Supply::Nothing => f.write_str("no_pairs()")?,
            Supply::Parameters => f.write_str("parameters()")?,
            Supply::Query => f.write_str("query_pairs()")?,
            Supply::Form => f.write_str("form_pairs()")?,
            Supply::Json => f.write_str("json_members()")?,
            Supply::JsonOf(path) => write!(f, "json_members_of({:?})", path.written)?,
            Supply::Headers(names) => write!(f, "headers({})", Names(names))?,
            Supply::HeadersStarting(prefix) => write!(f, "headers_starting({prefix:?})")?,
            Supply::SignedHeaders(names) => write!(f, "signed_headers({})", Names(names))?,
        }
        self.steps().iter().try_for_each(|step| match step {
            Step::Except(names) => write!(f, ".except({})", Names(names)),
            Step::Only(names) => write!(f, ".only({})", Names(names)),
            Step::Starting(prefix) => write!(f, ".starting({prefix:?})"),
            Step::Merged(separator) => write!(f, ".merged({separator:?})"),
            Step::Json => f.write_str(".json_values()"),
            Step::OrEmpty => f.write_str(".or_empty()"),
            Step::WithoutEmpty => f.write_str(".without_empty()"),
            Step::BareWhenEmpty => f.write_str(".bare_when_empty()"),
            Step::Scalars => f.write_str(".scalars()"),
            Step::Plus(name, text) => write!(f, ".plus({name:?}, {text})"),
            Step::AndFields(fields) => write!(f, ".and({fields})"),
            Step::AndPairs(pairs) => write!(f, ".and({pairs})"),
            Step::LowerNames => f.write_str(".lower_names()"),
            Step::SingleSpaced => f.write_str(".single_spaced()"),
            Step::Percent => f.write_str(".percent_encoded()"),
            Step::Form => f.write_str(".form_encoded()"),
            Step::Values(map) => write!(f, "{}", Code(map)),
            Step::Hidden => f.write_str(".hidden()"),
            Step::Sorted(order) => write!(f, "{}", Code(order)),
        })
    }
}

/// Names as an array. An empty one needs its element type.
struct Names<'n>(&'n [std::sync::Arc<str>]);

impl Display for Names<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("[\"\"; 0]") } else { write!(f, "{:?}", self.0) }
    }
}

impl Display for Fields {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let written = &*self.0;
        if written.object {
            f.write_str("json_object()")?;
        } else {
            write!(f, "fields({:?})", written.separator)?;
        }
        if !written.prefix.is_empty() {
            write!(f, ".after({:?})", written.prefix)?;
        }
        if written.quoted {
            f.write_str(".quoted()")?;
        }
        if written.percent {
            f.write_str(".percent_encoded()")?;
        }
        written.fields.iter().try_for_each(|(name, text)| {
            let kind = if written.is_json(name) { "_json" } else { "" };
            write!(f, ".with{kind}({name:?}, {text})")
        })
    }
}

/// Prints code on one line. With `{:#}`, each builder call is on its own line.
impl Display for Scheme {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let definition = self.definition();
        let next = if f.alternate() { "\n    ." } else { "." };
        match &definition.signature {
            Some(signature) => write!(f, "Scheme::new({signature})")?,
            None => f.write_str("Scheme::unsigned()")?,
        }
        for sent @ Sent { place, text, number, .. } in &definition.sends {
            let name = sent.written();
            let kind = if *number { "_number" } else { "" };
            if sent.others.is_empty() {
                write!(f, "{next}{}{kind}({name:?}, {text})", Function(place))?;
            } else {
                let names: Vec<&str> = std::iter::once(name).chain(sent.others.iter().map(|each| &**each)).collect();
                write!(f, "{next}any_of_headers({names:?}, {text})")?;
            }
        }
        if let Some(age) = definition.max_age {
            write!(f, "{next}max_age({})", Code(&age))?;
        }
        if let Some(once) = &definition.remembers {
            write!(f, "{next}remembers({once})")?;
        }
        for kind in &definition.accepted {
            write!(f, "{next}accept(WarningKind::{kind:?})")?;
        }
        write!(f, "{next}build()")
    }
}
