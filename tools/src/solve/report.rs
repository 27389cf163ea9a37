//! What the solver found, for people: rules to paste, and what the examples leave open.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use countersign::auth::{Digest, JsonBody, Order, Pair, SecretPlace, Selection, SignatureText, SortedJoin};
use countersign::webhook::PushSigning;

use super::example::Example;

/// The rules that fit all examples.
#[derive(Clone, Debug)]
pub struct Solutions {
    /// The likeliest first.
    rules: Vec<SortedJoin>,
    is_push: bool,
    has_json: bool,
    /// The signature of the example was among its parameters, so that its name is known.
    has_signature_name: bool,
    name_of: Option<NameOfRule>,
    search: Search,
}

/// Recognises a rule that an API has a name for: what to say of it, where an example has a JSON body or where none has.
pub type NameOfRule = fn(&SortedJoin, bool) -> Option<String>;

/// How a search went.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) tried: u64,
    pub(super) is_cut: bool,
    /// Stages that were not tried, or not to their end.
    pub(super) not_tried: Vec<&'static str>,
    pub(super) elapsed: Duration,
}

/// A part of the rule that the examples do not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum OpenQuestion {
    /// The order of the pairs.
    Order,
    /// How names and values are spelt.
    Spelling,
    /// Whether an empty value is signed.
    EmptyValues,
    /// How pairs are joined.
    Joining,
    /// How the secret takes part.
    Secret,
    /// The case of the hex digits.
    Case,
    /// Which parameters are signed.
    Selection,
    /// What of a JSON body is signed.
    JsonBody,
    /// How much of the path is signed.
    Path,
}

impl OpenQuestion {
    /// What is open, and which example would tell.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Order => {
                "the order of the pairs: an example with names in capitals and small letters, sent in no order, one name \
                 the beginning of another"
            }
            Self::Spelling => "how values are spelt: an example with a blank and a Chinese character in a value",
            Self::EmptyValues => "whether an empty value is signed: an example with an empty parameter",
            Self::Joining => "how pairs are joined: an example with three parameters or more",
            Self::Secret => "how the secret takes part: an example with a parameter whose name comes last",
            Self::Case => "the case of the hex digits: an example whose signature has a letter",
            Self::Selection => "which parameters are signed: an example with other values",
            Self::JsonBody => "what of a JSON body is signed: an example with a nested value in its body",
            Self::Path => "how much of the path is signed: an example of another operation",
        }
    }
}

impl Solutions {
    pub(super) fn new(mut rules: Vec<SortedJoin>, examples: &[Example], search: Search) -> Self {
        rules.sort_by_key(unlikeliness);
        rules.dedup();
        let is_push = examples.iter().any(|example| example.is_push);
        if is_push {
            // Of rules that are readings of a push signature one each is enough: a push has nothing else to vary.
            let mut seen = BTreeSet::new();
            let readings = rules.iter().filter(|rule| {
                push_signing(rule).is_some_and(|(signing, only)| seen.insert((signing, only.map(str::to_owned))))
            });
            let readings: Vec<SortedJoin> = readings.cloned().collect();
            rules = if readings.is_empty() { rules } else { readings };
        }
        let has_signature_name = examples.iter().any(|example| example.signature_parameter().is_some());
        let has_json = examples.iter().any(Example::has_json_body);
        Self { rules, is_push, has_json, has_signature_name, name_of: None, search }
    }

    /// All rules that fit, the likeliest first.
    #[must_use]
    pub fn rules(&self) -> &[SortedJoin] {
        &self.rules
    }

    /// The rule that fits and says the least unusual things.
    #[must_use]
    pub fn likeliest(&self) -> Option<&SortedJoin> {
        self.rules.first()
    }

    /// The reading of a push message's signature that fits, with the name of the message; for examples of
    /// [`Example::from_push`].
    #[must_use]
    pub fn push_signing(&self) -> Option<(PushSigning, Option<&str>)> {
        if !self.is_push {
            return None;
        }
        self.rules.iter().find_map(push_signing)
    }

    /// Adds names that an API has for rules to what is printed.
    #[must_use]
    pub fn named_by(self, name_of: NameOfRule) -> Self {
        Self { name_of: Some(name_of), ..self }
    }

    /// What the rules that fit differ in.
    #[must_use]
    pub fn open_questions(&self) -> Vec<OpenQuestion> {
        let differ =
            |part: &dyn Fn(&SortedJoin) -> String| self.rules.iter().map(part).collect::<BTreeSet<_>>().len() > 1;
        let questions: [(OpenQuestion, bool); 9] = [
            (OpenQuestion::Order, differ(&|rule| format!("{:?}", rule.order))),
            (OpenQuestion::Spelling, differ(&|rule| format!("{:?}", rule.spelling))),
            (OpenQuestion::EmptyValues, differ(&|rule| format!("{:?}", rule.drops_empty))),
            (OpenQuestion::Joining, differ(&|rule| format!("{:?}{:?}", rule.pair, rule.separator))),
            (OpenQuestion::Secret, differ(&|rule| format!("{:?}{:?}", rule.secret, rule.hmac))),
            (OpenQuestion::Case, differ(&|rule| format!("{:?}", rule.text))),
            (OpenQuestion::Selection, differ(&|rule| format!("{:?}", rule.selection))),
            (OpenQuestion::JsonBody, differ(&|rule| format!("{:?}", rule.json))),
            (OpenQuestion::Path, differ(&|rule| format!("{:?}", rule.path_after))),
        ];
        questions.into_iter().filter_map(|(question, is_open)| is_open.then_some(question)).collect()
    }

    /// How many signatures were computed.
    #[must_use]
    pub fn tried(&self) -> u64 {
        self.search.tried
    }

    /// Returns what was not tried, or not to its end, in words: because the time was up, or because the examples have too
    /// many parameters for it. Empty where all of the lattice was tried, or a rule was found before.
    #[must_use]
    pub fn not_tried(&self) -> &[&'static str] {
        if self.rules.is_empty() { &self.search.not_tried } else { &[] }
    }

    /// The time was up before the lattice was.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.search.is_cut
    }
}

/// How many of the rule's parts are unusual.
fn unlikeliness(rule: &SortedJoin) -> (usize, SortedJoin) {
    let left_out = match &rule.selection {
        Selection::AllBut(names) => names.len(),
        Selection::Only(_) => 1,
    };
    let joins = match &rule.pair {
        Pair::Joined(join) => usize::from(join != "="),
        Pair::Value => 2,
    };
    let secret = match (&rule.secret, rule.hmac) {
        (None, true) => 0,
        (Some(SecretPlace::SortedPair(_)), false) => 1,
        (Some(_), false) => 0,
        (Some(_), true) => 2,
        (None, false) => 3,
    };
    let order = match rule.order {
        Order::ByName => 0,
        // Rules without an `=` were found that sort the joined pairs; with one, by name is the usual way.
        Order::ByPair => 1,
        Order::ByNameIgnoringCase | Order::AsSent => 2,
    };
    let others = usize::from(rule.separator != "&") + usize::from(rule.drops_empty) + rule.spelling as usize;
    let json = if rule.json == JsonBody::Members { 0 } else { 1 };
    let path = usize::from(rule.path_after.is_some());
    (left_out + joins + secret + order + others + json + path, rule.clone())
}

/// The reading of a push signature that the rule is, if it is one.
fn push_signing(rule: &SortedJoin) -> Option<(PushSigning, Option<&str>)> {
    let hmac = rule.hmac && rule.secret.is_none() && rule.digest == Digest::Sha1 && rule.text != SignatureText::Base64;
    let raw = rule.spelling == countersign::auth::Spelling::Raw && !rule.drops_empty && rule.path_after.is_none();
    if !(hmac && raw && rule.json == JsonBody::Members) {
        return None;
    }
    let only = match &rule.selection {
        Selection::Only(names) => names.first().map(|name| &**name),
        Selection::AllBut(_) => None,
    };
    let all = matches!(&rule.selection, Selection::AllBut(names) if names.is_empty());
    match &rule.pair {
        Pair::Joined(join) if join.is_empty() && rule.separator.is_empty() && rule.order == Order::ByPair && all => {
            Some((PushSigning::EveryField, only))
        }
        Pair::Value if only.is_some() || all => Some((PushSigning::MessageValue, only)),
        Pair::Joined(join) if join == "=" && (only.is_some() || all) => Some((PushSigning::MessagePair, only)),
        _ => None,
    }
}

/// How many rules fit, the likeliest as configuration, and what is left open.
impl fmt::Display for Solutions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tried, elapsed) = (self.search.tried, self.search.elapsed.as_secs_f64());
        let Some(rule) = self.likeliest() else {
            writeln!(f, "No rule fits; {tried} signatures were computed in {elapsed:.1} s.")?;
            if !self.not_tried().is_empty() {
                writeln!(f, "The example has too many parameters, or the time was up. Not tried to the end:")?;
                self.not_tried().iter().try_for_each(|stage| writeln!(f, "* {stage}"))?;
                writeln!(f, "Leave out parameters that are surely not signed.")?;
            }
            return write!(
                f,
                "Check the secret, that every parameter is as it was sent, and that the signature is of this request."
            );
        };
        match self.rules.len() {
            1 => writeln!(f, "1 rule fits; {tried} signatures were computed in {elapsed:.1} s.")?,
            many => writeln!(
                f,
                "{many} rules fit, this is the likeliest; {tried} signatures were computed in {elapsed:.1} s."
            )?,
        }
        if let Some((signing, message)) = self.push_signing() {
            let message = message.unwrap_or("message");
            let (signature, signing) = (&rule.signature.name, format!("{signing:?}"));
            writeln!(f, "\nPushForm::new({message:?}, {signature:?}).with_signing(PushSigning::{signing})")?;
        } else {
            writeln!(f, "\n{rule}")?;
        }
        if let Some(name) =
            self.name_of.and_then(|name_of| self.rules.iter().find_map(|rule| name_of(rule, self.has_json)))
        {
            writeln!(f, "\nThis is {name}.")?;
        }
        if !self.has_signature_name {
            writeln!(f, "\nThe name under which the signature travels is not in the example.")?;
        }
        let questions = self.open_questions();
        if !questions.is_empty() {
            writeln!(f, "\nGive a second example; this does not tell")?;
            questions.iter().try_for_each(|question| writeln!(f, "* {}", question.as_str()))?;
        }
        Ok(())
    }
}
