//! Refuses a scheme that cannot work when it is built, and reports what may be wrong with it.

mod proof;
mod sent;
mod warnings;

use std::sync::Arc;

use http::HeaderName;

use super::choices::Order;
use super::code::Function;
use super::definition::{Definition, Place};
use super::error::{Problem, Warning};
use super::pairs::{Pairs, Step, Supply};
use super::shape::{is_capture, is_header_list, readable};
use super::text::{Map, Node, NonceForm, Source, Text};

/// Returns all problems and all warnings of a scheme.
pub(super) fn check(definition: &Definition) -> (Vec<Problem>, Vec<Warning>) {
    let mut problems = Vec::new();
    check_names(definition, &mut problems);
    check_signature(definition, &mut problems);
    check_what_is_known(definition, &mut problems);
    check_asymmetric(definition, &mut problems);
    check_signed_headers(definition, &mut problems);
    sent::check(definition, &mut problems);
    definition.walk(&mut |text| {
        check_order(text, &mut problems);
        check_steps(text, &mut problems);
        check_time(text, &mut problems);
    });
    let mut warnings = warnings::warnings(definition);
    for kind in &definition.accepted {
        let all = warnings.len();
        warnings.retain(|warning| warning.kind != *kind);
        if warnings.len() == all {
            let part = format_args!("accept(WarningKind::{kind:?})");
            problems.push(Problem::new(part, "the scheme has no such warning: remove it"));
        }
    }
    problems.dedup();
    (problems, warnings)
}

/// Returns the leaves that a receiver reads from what is sent.
fn captures(definition: &Definition) -> Vec<&Text> {
    let mut found = Vec::new();
    for send in &definition.sends {
        readable(&send.text, &mut |leaf| found.extend(is_capture(leaf).then_some(leaf)));
    }
    found
}

/// The headers that belong to HTTP: what delivers a request writes them, or removes them.
const OF_HTTP: [&str; 11] = [
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "proxy-connection",
    "upgrade",
    "te",
    "trailer",
    "expect",
    "proxy-authorization",
];

fn check_names(definition: &Definition, problems: &mut Vec<Problem>) {
    let mut header = |name: &str, part: &dyn std::fmt::Display| {
        if HeaderName::from_bytes(name.as_bytes()).is_err() {
            problems.push(Problem::new(part, format!("`{name}` is not a header name")));
        }
    };
    let sent = definition.sends.iter().filter(|send| send.place == Place::Header);
    let sent = || sent.clone().flat_map(|send| std::iter::once(&send.name).chain(&send.others));
    sent().for_each(|name| header(name, &format_args!("header({name:?}, …)")));
    definition.walk(&mut |text| match text.node() {
        Node::Header(name) => header(name, text),
        Node::Pairs(pairs, _) => pairs.supplies(&mut |supply| match supply {
            Supply::Headers(names) | Supply::SignedHeaders(names) => {
                names.iter().for_each(|name| header(name, pairs));
            }
            Supply::HeadersStarting(prefix) if !prefix.is_empty() => header(prefix, pairs),
            _ => {}
        }),
        _ => {}
    });
    for name in sent().filter(|name| OF_HTTP.iter().any(|each| each.eq_ignore_ascii_case(name))) {
        let message = format!("HTTP itself sends `{name}`, or changes it on the way: send another header");
        problems.push(Problem::new(format_args!("header({name:?}, …)"), message));
    }
    for (index, send) in definition.sends.iter().enumerate() {
        let part = format_args!("{}({:?}, …)", Function(send.place), send.written());
        if send.number && send.text.is_secret() {
            problems.push(Problem::new(part, "a secret is not a number: send it with `json`"));
        }
        if send.name.is_empty() && send.place != Place::Header {
            problems.push(Problem::new(part, "what is sent needs a name"));
        }
        let earlier = || definition.sends.iter().take(index).filter(|each| each.place == send.place);
        let is_taken = |name: &Arc<str>| earlier().any(|each| each.is_called(name));
        let names = || std::iter::once(&send.name).chain(&send.others);
        let is_twice = |(at, name): (usize, &Arc<str>)| names().take(at).any(|each| each.eq_ignore_ascii_case(name));
        if !send.others.is_empty() && !send.text.facts().signature {
            problems.push(Problem::new(part, "only the signature can arrive in one of several headers"));
        }
        if names().any(is_taken) || names().enumerate().any(is_twice) {
            problems.push(Problem::new(part, "it is sent twice: remove one of them"));
        }
    }
}

/// Checks that the signature is made with a secret, and is sent once, as a whole, where it does not change what it
/// covers.
fn check_signature(definition: &Definition, problems: &mut Vec<Problem>) {
    let carriers: Vec<_> = definition.sends.iter().filter(|send| send.text.facts().signature).collect();
    let Some(signature) = &definition.signature else {
        for send in carriers {
            problems.push(Problem::new(&send.text, "an unsigned scheme has no signature: begin it with `Scheme::new`"));
        }
        return;
    };
    if signature.facts().signature {
        problems.push(Problem::new(signature, "the signature cannot contain itself"));
    }
    if is_shown(signature) {
        let message = "this reveals the secret itself: begin with `Scheme::unsigned` and send it directly, or let a \
                       digest by hand return true from `Part::is_one_way`";
        problems.push(Problem::new(signature, message));
    }
    if !signature.facts().credential {
        problems.push(Problem::new(signature, "anyone can make this signature: nothing in it is secret"));
    } else if !proof::proves(signature) {
        let message = "anyone can make some of these signatures, which do not depend on the secret: sign without a \
                       condition, an alternative or a cut around the secret";
        problems.push(Problem::new(signature, message));
    }
    definition.walk(&mut |text| proof::check_key(text, problems));
    let mut count = 0;
    for send in &carriers {
        let mut whole = 0;
        readable(&send.text, &mut |leaf| whole += usize::from(*leaf.node() == Node::Signature));
        let mut all = 0;
        send.text.walk(&mut |text| all += usize::from(*text.node() == Node::Signature));
        if all > whole {
            problems.push(Problem::new(
                &send.text,
                "only a part of the signature can be read back from this: send all of it",
            ));
        }
        count += all;
        let in_body = matches!(send.place, Place::Form | Place::Json | Place::Parameter);
        if in_body && signature.any(|node| *node == Node::Source(Source::Body)) {
            let part = format_args!("{}({:?}, …)", Function(send.place), send.written());
            let message =
                "the signature covers the body as bytes and cannot be in it: send it in a header or in the query";
            problems.push(Problem::new(part, message));
        }
    }
    match count {
        0 => problems
            .push(Problem::new("signature()", "the signature is not sent: add it, as `.header(\"…\", signature())`")),
        1 => {}
        _ => problems.push(Problem::new("signature()", "the signature is sent twice: send it once")),
    }
}

/// Returns whether a text reveals a secret itself, not only a digest or MAC of it.
fn is_shown(text: &Text) -> bool {
    match text.node() {
        Node::Secret | Node::Credential(_) => true,
        // A hand-written part may show what it is made of, unless it says otherwise.
        Node::ByHand(part, _) if part.is_one_way() => false,
        Node::Mac(..) | Node::Derived(..) | Node::Asymmetric(..) | Node::Map(Map::Digest(_), _) => false,
        _ => text.children().into_iter().any(is_shown),
    }
}

/// Checks that everything only the signer knows is sent, at least as exactly as it is used.
fn check_what_is_known(definition: &Definition, problems: &mut Vec<Problem>) {
    let sent = captures(definition);
    let is_sent = |condition: &dyn Fn(&Node) -> bool| sent.iter().any(|leaf| condition(leaf.node()));
    let mut problem = |part: &dyn std::fmt::Display, message: String| problems.push(Problem::new(part, message));
    definition.walk(&mut |text| match text.node() {
        Node::Nonce(_) if !is_sent(&|node| matches!(node, Node::Nonce(_))) => {
            problem(text, String::from("a receiver cannot know the nonce: send it"));
        }
        Node::Lifetime(_) if !is_sent(&|node| matches!(node, Node::Lifetime(_))) => {
            problem(text, String::from("a receiver cannot know how long the request is valid: send it"));
        }
        Node::Lifetime(_) if !is_sent(&|node| matches!(node, Node::Time(_, format) if format.exactness().is_some())) => {
            problem(text, String::from("a receiver cannot know when this began: send the time as well"));
        }
        Node::Time(_, format) | Node::TimeAfter(_, format) if format.unknown_directive().is_some() => {}
        Node::Time(_, format) => {
            let exact = sent
                .iter()
                .filter_map(|leaf| if let Node::Time(_, sent) = leaf.node() { sent.exactness() } else { None });
            exactness(text, exact.min(), format.exactness(), &mut problem);
        }
        Node::TimeAfter(after, format) => {
            let exact = sent.iter().filter_map(|leaf| match leaf.node() {
                Node::TimeAfter(sent, format) if sent == after => format.exactness(),
                _ => None,
            });
            exactness(text, exact.min(), format.exactness(), &mut problem);
        }
        Node::Pairs(pairs, _) if pairs.signed_headers().is_some() => {
            let same = |node: &Node| matches!(node, Node::Pairs(sent, _) if is_header_list(node) && sent.signed_headers() == pairs.signed_headers());
            if !is_sent(&same) {
                problem(
                    pairs,
                    String::from("a receiver cannot know which headers are signed: send `.names(…)` of them"),
                );
            }
        }
        _ => {}
    });
}

/// Checks that there is one list of signed headers: a request has one, and pairs that contain it twice would be signed
/// twice.
fn check_signed_headers(definition: &Definition, problems: &mut Vec<Problem>) {
    let mut known = None;
    definition.walk(&mut |text| {
        let Node::Pairs(pairs, _) = text.node() else { return };
        let mut lists = Vec::new();
        pairs.supplies(&mut |supply| {
            if let Supply::SignedHeaders(names) = supply {
                lists.push(names);
            }
        });
        if lists.len() > 1 || lists.first().is_some_and(|list| *known.get_or_insert(*list) != *list) {
            problems.push(Problem::new(
                pairs,
                "a request has one list of signed headers: name them in one `signed_headers`",
            ));
        }
    });
}

fn exactness(
    text: &Text,
    sent: Option<i128>,
    used: Option<i128>,
    problem: &mut impl FnMut(&dyn std::fmt::Display, String),
) {
    match sent {
        None => problem(text, String::from("a receiver cannot know the time: send it")),
        // Less than a date, such as the hour alone, can be derived from any exact time.
        Some(sent) if sent > used.unwrap_or(1_000_000_000) => {
            problem(text, String::from("the time is sent less exactly than it is used: send it more exactly"));
        }
        Some(_) => {}
    }
}

/// Checks asymmetric signatures: a receiver has only the public key, so it can verify the outermost signature but not
/// compute one.
fn check_asymmetric(definition: &Definition, problems: &mut Vec<Problem>) {
    let mut outermost = definition.signature.as_ref();
    while let Some(text) = outermost {
        outermost = match text.node() {
            Node::Named(_, inner) => Some(inner),
            Node::Map(map, inner) if is_encoding(map) => Some(inner),
            _ => break,
        };
    }
    definition.walk(&mut |text| {
        if !matches!(text.node(), Node::Asymmetric(..)) {
            return;
        }
        if !outermost.is_some_and(|outermost| outermost.is(text)) {
            problems
                .push(Problem::new(text, "a signature by a private key can only be the scheme's signature, encoded"));
        }
        if cfg!(not(feature = "asymmetric")) {
            problems.push(Problem::new(text, "this needs the feature `asymmetric` of countersign"));
        }
    });
}

fn is_encoding(map: &Map) -> bool {
    matches!(
        map,
        Map::Hex
            | Map::UpperHex
            | Map::Base64
            | Map::Base64Url
            | Map::Base64UrlUnpadded
            | Map::Percent
            | Map::Replaced(..)
    )
}

/// Checks that headers that are not sent are filled in before any other step, and that no empty string is searched for.
fn check_steps(text: &Text, problems: &mut Vec<Problem>) {
    if matches!(text.node(), Node::Map(Map::Until(nothing), _) if nothing.is_empty()) {
        problems.push(Problem::new(text, "an empty string occurs everywhere: pass the text to look for"));
    }
    if let Node::Nonce(NonceForm::Of(characters, length)) = text.node()
        && (characters.is_empty() || *length == 0)
    {
        problems.push(Problem::new(text, "a nonce needs at least one character to choose from, and a length"));
    }
    let Node::Pairs(pairs, _) = text.node() else { return };
    let misplaced = pairs.steps().iter().skip(1).any(|step| *step == Step::OrEmpty);
    let of_others = !matches!(pairs.from(), Supply::Headers(_)) && pairs.steps().first() == Some(&Step::OrEmpty);
    if misplaced || of_others {
        problems.push(Problem::new(pairs, "`or_empty` must come first, and directly after `headers(…)`"));
    }
}

/// Checks that pairs are not sorted by something secret: the visible order would reveal it.
fn check_order(text: &Text, problems: &mut Vec<Problem>) {
    let Node::Pairs(pairs, _) = text.node() else { return };
    if let Some(order) = secret_order(pairs) {
        let message = format!(
            "the order `{order:?}` depends on a secret: sort by name, add the secret after sorting, or add `.hidden()`"
        );
        problems.push(Problem::new(pairs, message));
    }
}

fn secret_order(pairs: &Pairs) -> Option<Order> {
    let mut secret = false;
    for step in pairs.steps().iter().filter(|_| !pairs.is_hidden()) {
        match step {
            Step::Plus(_, text) => secret |= text.is_secret(),
            Step::AndFields(fields) => secret |= fields.signed_texts().any(Text::is_secret),
            Step::AndPairs(others) => secret |= others.texts().into_iter().any(Text::is_secret),
            Step::Sorted(order @ (Order::NameThenValue | Order::Value | Order::Joined(_))) if secret => {
                return Some(*order);
            }
            _ => {}
        }
    }
    None
}

fn check_time(text: &Text, problems: &mut Vec<Problem>) {
    let (Node::Time(_, format) | Node::TimeAfter(_, format)) = text.node() else { return };
    if let Some(directive) = format.unknown_directive() {
        let message = format!(
            "`{directive}` is not a directive: expected one of `%Y`, `%y`, `%m`, `%d`, `%H`, `%M`, `%S`, `%3f`, `%6f`, `%9f`, `%a`, `%b`, `%%`"
        );
        problems.push(Problem::new(text, message));
    }
}
