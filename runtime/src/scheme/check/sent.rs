//! Checks that what is sent can be read back, and is still true when the request leaves.

use std::fmt::Display;
use std::sync::Arc;

use crate::scheme::choices::TimeFormat;
use crate::scheme::code::Function;
use crate::scheme::covers::{contain, open_memory};
use crate::scheme::definition::{Definition, Place, Sent};
use crate::scheme::error::Problem;
use crate::scheme::fields::Fields;
use crate::scheme::json_path::JsonPath;
use crate::scheme::pairs::Supply;
use crate::scheme::shape::{Piece, is_readable, pieces_read, width};
use crate::scheme::text::{Map, Node, NonceForm, Source, Text};

pub(super) fn check(definition: &Definition, problems: &mut Vec<Problem>) {
    for send in &definition.sends {
        check_pieces(&send.text, problems);
        check_ends(&send.text, definition.signature.as_ref(), problems);
        send.text.walk(&mut |text| {
            if let Node::Fields(fields) = text.node() {
                check_fields(fields, problems);
            }
        });
    }
    if let Some(once) = definition.remembers.as_ref().filter(|once| once.facts().signature) {
        problems.push(Problem::new(once, "a signature cannot be remembered: remember the nonce or the time"));
    }
    for open in open_memory(definition) {
        let message = "the signature does not cover it, so anyone can change it and send the request again: sign it";
        problems.push(Problem::new(open, message));
    }
    check_later_changes(definition, problems);
    check_members(definition, problems);
}

/// Checks that two pieces of unknown length have something between them that ends the first one.
fn check_pieces(text: &Text, problems: &mut Vec<Problem>) {
    let parts = pieces_read(text);
    let one_is_read = parts.iter().any(|part| matches!(part, Piece::Text(text) if is_readable(text)));
    if one_is_read && parts.len() > 1 {
        for (index, two) in parts.windows(2).enumerate() {
            let [Piece::Text(first), Piece::Text(second)] = two else { continue };
            let after = parts.get(index + 1..).unwrap_or_default();
            let rest = after.iter().map(Piece::width).sum::<Option<usize>>();
            if width(first).is_none() && rest.is_none() {
                let message = format!("nothing separates this from `{second}`, so a receiver cannot tell them apart");
                problems.push(Problem::new(first, message));
            }
        }
    }
    for part in &parts {
        match part {
            Piece::Text(inner) if !inner.is(text) || parts.len() == 1 => {
                inner.children().into_iter().for_each(|child| check_pieces(child, problems));
            }
            _ => {}
        }
    }
}

/// Checks that a piece which the next literal ends cannot contain that literal.
fn check_ends(text: &Text, signature: Option<&Text>, problems: &mut Vec<Problem>) {
    let parts = pieces_read(text);
    for (index, two) in parts.windows(2).enumerate() {
        let [Piece::Text(part), Piece::Literal(end)] = two else { continue };
        let after = parts.get(index + 1..).unwrap_or_default();
        let is_measured = width(part).is_some() || after.iter().map(Piece::width).sum::<Option<usize>>().is_some();
        let contains = |alphabet: &str| end.chars().all(|character| alphabet.contains(character));
        if !is_measured && alphabet(part, signature).is_some_and(contains) {
            let message = format!("it can contain `{end}`, which ends it here: put another separator behind it");
            problems.push(Problem::new(part, message));
        }
    }
    for part in &parts {
        if let Piece::Text(inner) = part
            && (!inner.is(text) || parts.len() == 1)
        {
            inner.children().into_iter().for_each(|child| check_ends(child, signature, problems));
        }
    }
}

const HEX: &str = "0123456789abcdef";
const UPPER_HEX: &str = "0123456789ABCDEF";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
const BASE64_URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=";

/// Returns the characters that a text can have, if they are known.
fn alphabet<'t>(text: &'t Text, signature: Option<&'t Text>) -> Option<&'t str> {
    match text.node() {
        Node::Nonce(NonceForm::Hex) => Some(HEX),
        Node::Nonce(NonceForm::Uuid) => Some("0123456789abcdef-"),
        Node::Nonce(NonceForm::Of(characters, _)) => Some(characters),
        Node::Time(_, TimeFormat::UnixDecimal) | Node::TimeAfter(_, TimeFormat::UnixDecimal) => Some("0123456789."),
        Node::Time(_, format) | Node::TimeAfter(_, format) if format.width().is_none() => Some("0123456789"),
        Node::Lifetime(_) => Some("0123456789"),
        Node::Signature => alphabet(signature?, None),
        Node::Named(_, inner) | Node::Optional(inner) => alphabet(inner, signature),
        Node::Map(Map::Hex, _) => Some(HEX),
        Node::Map(Map::UpperHex, _) => Some(UPPER_HEX),
        Node::Map(Map::Base64, _) => Some(BASE64),
        Node::Map(Map::Base64Url | Map::Base64UrlUnpadded, _) => Some(BASE64_URL),
        _ => None,
    }
}

fn check_fields(fields: &Fields, problems: &mut Vec<Problem>) {
    let written = &*fields.0;
    let is_changed = written.quoted || written.percent || !written.prefix.is_empty() || written.separator != ",";
    if written.object && is_changed {
        problems.push(Problem::new(
            fields,
            "a JSON object has its own form: remove `after`, `quoted` and `percent_encoded`",
        ));
    }
    if !written.object && !written.json.is_empty() {
        problems.push(Problem::new(fields, "only a JSON object has members that are JSON: begin with `json_object()`"));
    }
    if written.separator.is_empty() {
        problems.push(Problem::new(fields, "fields need a separator"));
    }
    let holds_separator = |name: &str| !written.separator.is_empty() && name.contains(separator(fields));
    let is_ambiguous = |name: &str| name.is_empty() || name.contains(['=', '"']) || holds_separator(name);
    for (name, _) in written.fields.iter().filter(|(name, _)| !written.object && !written.percent && is_ambiguous(name))
    {
        let message = format!("`{name}` is not a field name: it cannot be empty or contain `=`, `\"` or the separator");
        problems.push(Problem::new(fields, message));
    }
    for (index, (name, _)) in written.fields.iter().enumerate() {
        if written.fields.iter().take(index).any(|(earlier, _)| earlier == name) {
            problems.push(Problem::new(fields, format!("duplicate field `{name}`")));
        }
    }
}

/// Returns what separates fields as they are read: blanks around it do not matter.
fn separator(fields: &Fields) -> &str {
    match fields.0.separator.trim() {
        "" => &fields.0.separator,
        trimmed => trimmed,
    }
}

fn check_pointer(path: &JsonPath, part: impl Display, problems: &mut Vec<Problem>) {
    if path.is_malformed() {
        problems.push(Problem::new(part, "a pointer contains `~` only in `~0` (a tilde) and `~1` (a slash)"));
    }
}

/// Checks members of a JSON body: their pointers, that none is sent inside another one, and that what is signed does
/// not contain the signature.
fn check_members(definition: &Definition, problems: &mut Vec<Problem>) {
    definition.walk(&mut |text| match text.node() {
        Node::Json(path) => check_pointer(path, text, problems),
        Node::Pairs(pairs, _) => pairs.supplies(&mut |supply| {
            if let Supply::JsonOf(path) = supply {
                check_pointer(path, pairs, problems);
            }
        }),
        _ => {}
    });
    let in_json = |send: &&Sent| matches!(send.place, Place::Json | Place::Parameter);
    for send in definition.sends.iter().filter(in_json) {
        let (steps, part) = (send.steps(), format_args!("{}({:?}, …)", Function(send.place), send.written()));
        if let Some(path) = &send.path {
            check_pointer(path, part, problems);
        }
        let is_around = |each: &&Sent| steps.len() > each.steps().len() && steps.starts_with(each.steps());
        if let Some(outer) = definition.sends.iter().filter(in_json).find(is_around) {
            let message = format!("it is sent inside `{}`, which is sent as well: remove one of them", outer.name);
            problems.push(Problem::new(part, message));
        }
        let Some(signature) = definition.signature.as_ref().filter(|_| send.text.facts().signature) else { continue };
        signature.walk(&mut |text| {
            let contains = match text.node() {
                Node::Json(path) => steps.starts_with(&path.steps),
                Node::Parameter(name) => steps.len() > 1 && steps.first() == Some(name),
                Node::Pairs(pairs, _) => contain(pairs, steps, steps.len() - 1),
                _ => false,
            };
            if contains {
                let message =
                    format!("the signature is sent inside this, as `{}`: sign the members beside it", send.name);
                problems.push(Problem::new(text, message));
            }
        });
    }
}

/// Checks that what was sent about the body or the query is still true when the request leaves.
fn check_later_changes(definition: &Definition, problems: &mut Vec<Problem>) {
    let carries = |send: &&Sent| send.text.facts().signature;
    let sends = definition.sends.iter();
    let in_order: Vec<&Sent> = sends.clone().filter(|send| !carries(send)).chain(sends.filter(carries)).collect();
    for (index, send) in in_order.iter().enumerate() {
        for later in in_order.iter().skip(index + 1) {
            if let Some(changed) = changed(&send.text, later) {
                let (place, name) = (later.place, &later.name);
                let message = format!("it is sent before the {place} `{name}` changes the {changed}: send it later");
                problems.push(Problem::new(&send.text, message));
            }
        }
    }
}

/// Returns what part of the request a text covers that something sent later changes.
fn changed(text: &Text, later: &Sent) -> Option<&'static str> {
    let in_body = matches!(later.place, Place::Form | Place::Json | Place::Parameter);
    let in_query = matches!(later.place, Place::Query | Place::Parameter);
    let is_header = |name: &str| later.place == Place::Header && later.is_called(name);
    let begins = |prefix: &str| later.place == Place::Header && later.name.to_ascii_lowercase().starts_with(prefix);
    let in_member = |steps: &[Arc<str>]| {
        matches!(later.place, Place::Json | Place::Parameter)
            && (steps.starts_with(later.steps()) || later.steps().starts_with(steps))
    };
    let mut changed = None;
    text.walk(&mut |each| {
        let mut note = |found| changed = Some(changed.map_or(found, |known: &str| known.min(found)));
        match each.node() {
            Node::Source(Source::Body) if in_body => note("body"),
            Node::Source(Source::RawQuery | Source::PathAndQuery) if in_query => note("query"),
            Node::Json(path) if in_member(&path.steps) => note("body"),
            Node::Header(name) if is_header(name) => note("headers"),
            Node::Pairs(pairs, _) => pairs.supplies(&mut |supply| match supply {
                Supply::Form | Supply::Json | Supply::Parameters if in_body => note("body"),
                Supply::JsonOf(path) if in_member(&path.steps) => note("body"),
                Supply::Query | Supply::Parameters if in_query => note("query"),
                Supply::Headers(names) | Supply::SignedHeaders(names) if names.iter().any(|name| is_header(name)) => {
                    note("headers");
                }
                Supply::HeadersStarting(prefix) if begins(prefix) => note("headers"),
                _ => {}
            }),
            _ => {}
        }
    });
    changed
}
