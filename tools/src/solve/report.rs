//! The results of the solver for people: schemes to paste, and what the examples leave open.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use countersign::operation::Place;
use countersign::scheme::{Order, Scheme};

use super::example::{BodyKind, Example};
use super::mac::Key;
use super::rule::{PairsPiece, Piece, Rule, SecretPlace, Selection, Spelling, Supply};

/// The schemes that reproduce the signatures of all examples.
///
/// ```
/// use countersign::auth::{Secret, hmac_sha256_hex};
/// use countersign_tools::solve::{Example, solve};
///
/// let signature = hmac_sha256_hex(&Secret::new("sesame"), b"a=1&b=2");
/// let solutions = solve(&[Example::from_parameters([("a", "1"), ("b", "2")], "sesame", signature)], &mut |_| {})?;
///
/// // Sorted, or in the order in which they were sent? One example does not say.
/// assert!(solutions.schemes().len() > 1);
/// assert_eq!(solutions.likeliest(), solutions.schemes().first());
/// for question in solutions.open_questions() {
///     println!("open: {}", question.as_str());
/// }
/// assert!(!solutions.open_questions().is_empty());
/// // What else has to be declared, in sentences.
/// assert!(!solutions.needs().is_empty());
/// assert!(solutions.tried() > 0 && !solutions.is_cut() && solutions.not_tried().is_empty());
/// # Ok::<(), countersign_tools::solve::SolveError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Solutions {
    /// The most likely first.
    schemes: Vec<Scheme>,
    open: Vec<OpenQuestion>,
    /// What must be declared for the most likely one.
    needs: Vec<String>,
    search: Search,
}

/// The statistics of a search.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) tried: u64,
    pub(super) is_cut: bool,
    /// Stages that were not tried completely.
    pub(super) not_tried: Vec<&'static str>,
    pub(super) elapsed: Duration,
}

/// A part of the rule that the examples do not determine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum OpenQuestion {
    /// The order of the pairs.
    Order,
    /// How names and values are spelled.
    Spelling,
    /// Whether an empty value is signed.
    EmptyValues,
    /// What separates the parts.
    Joining,
    /// How the secret is used.
    Secret,
    /// The case of the hex digits, or the alphabet of Base64.
    Case,
    /// Which parameters are signed.
    Selection,
    /// Which part of the body is signed.
    Body,
    /// How much of the path is signed.
    Path,
}

impl OpenQuestion {
    /// Returns the open question, and an example that would answer it.
    ///
    /// ```
    /// use countersign_tools::solve::OpenQuestion;
    ///
    /// assert!(OpenQuestion::EmptyValues.as_str().starts_with("whether an empty value is signed"));
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Order => {
                "the order of the pairs: an example with names in capitals and small letters, sent in no order, one name \
                 the beginning of another"
            }
            Self::Spelling => "how values are spelled: an example with a blank and a Chinese character in a value",
            Self::EmptyValues => "whether an empty value is signed: an example with an empty parameter",
            Self::Joining => "what separates the parts: an example with three parameters or more",
            Self::Secret => "how the secret takes part: an example with a parameter whose name comes last",
            Self::Case => "how the signature is written: an example whose signature has a letter, `+` or `/`",
            Self::Selection => "which parameters are signed: an example with other values",
            Self::Body => "what of the body is signed: an example with a body, and a nested value in it",
            Self::Path => "how much of path and query is signed: an example of another operation, with a query",
        }
    }
}

/// What is not searched for, so that nobody waits for it.
const NOT_SEARCHED: &str = "Not searched for: keys that are derived in steps (AWS, Tencent Cloud, Volcengine), signatures \
                            by private keys (RSA, ECDSA, Ed25519), JSON Web Tokens, rules with a second secret (OAuth 1.0a).";

impl Solutions {
    pub(super) fn new(mut rules: Vec<(Rule, Scheme)>, examples: &[Example], search: Search) -> Self {
        rules.sort_by_key(|(rule, _)| unlikeliness(rule));
        let open = open_questions(&rules);
        let mut schemes: Vec<Scheme> = Vec::new();
        for (_, scheme) in &rules {
            if !schemes.contains(scheme) {
                schemes.push(scheme.clone());
            }
        }
        let needs = match (rules.first(), examples.first()) {
            (Some((rule, scheme)), Some(example)) => needs(rule, scheme, example),
            _ => Vec::new(),
        };
        Self { schemes, open, needs, search }
    }

    /// Returns all schemes that fit, the most likely first. Each reproduces the signature of every example.
    #[must_use]
    pub fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }

    /// Returns the scheme that fits with the fewest unusual parts.
    #[must_use]
    pub fn likeliest(&self) -> Option<&Scheme> {
        self.schemes.first()
    }

    /// Returns how the schemes that fit differ.
    #[must_use]
    pub fn open_questions(&self) -> &[OpenQuestion] {
        &self.open
    }

    /// Returns what must be declared in addition to the most likely scheme, one sentence each: what the scheme adds to
    /// a request, what the operations declare, and what is not covered.
    #[must_use]
    pub fn needs(&self) -> &[String] {
        &self.needs
    }

    /// Returns how many signatures were computed.
    #[must_use]
    pub fn tried(&self) -> u64 {
        self.search.tried
    }

    /// Returns what was not tried, or not completely, in words: because the time was up, or because the examples have
    /// too many parameters. Empty if everything was tried, or if a scheme was found before.
    #[must_use]
    pub fn not_tried(&self) -> &[&'static str] {
        if self.schemes.is_empty() { &self.search.not_tried } else { &[] }
    }

    /// Returns whether the time was up before everything was tried.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.search.is_cut
    }
}

fn open_questions(rules: &[(Rule, Scheme)]) -> Vec<OpenQuestion> {
    let differ =
        |part: &dyn Fn(&Rule) -> String| rules.iter().map(|(rule, _)| part(rule)).collect::<BTreeSet<_>>().len() > 1;
    let pairs = |rule: &Rule, part: &dyn Fn(&PairsPiece) -> String| rule.pairs().map(part).unwrap_or_default();
    let places = |rule: &Rule| -> Vec<String> {
        let paths = rule.pieces.iter().filter(|piece| matches!(piece, Piece::Path { .. } | Piece::PathAndQuery));
        paths.map(|piece| format!("{piece:?}")).collect()
    };
    let bodies = |rule: &Rule| rule.pieces.iter().any(|piece| matches!(piece, Piece::Body | Piece::BodyDigest(_)));
    let questions: [(OpenQuestion, bool); 9] = [
        (OpenQuestion::Order, differ(&|rule| pairs(rule, &|pairs| format!("{:?}", pairs.order)))),
        (OpenQuestion::Spelling, differ(&|rule| pairs(rule, &|pairs| format!("{:?}", pairs.spelling)))),
        (OpenQuestion::EmptyValues, differ(&|rule| pairs(rule, &|pairs| format!("{:?}", pairs.drops_empty)))),
        (
            OpenQuestion::Joining,
            differ(&|rule| format!("{:?}{}", rule.pairs().map(|pairs| pairs.between), rule.separator)),
        ),
        (
            OpenQuestion::Secret,
            differ(&|rule| {
                format!("{:?}{:?}{}", rule.secret, rule.key, pairs(rule, &|pairs| format!("{:?}", pairs.secret)))
            }),
        ),
        (OpenQuestion::Case, differ(&|rule| format!("{:?}", rule.encoding))),
        (
            OpenQuestion::Selection,
            differ(&|rule| pairs(rule, &|pairs| format!("{:?}{:?}", pairs.selection, pairs.headers))),
        ),
        (
            OpenQuestion::Body,
            differ(&|rule| {
                format!("{}{}", bodies(rule), pairs(rule, &|pairs| format!("{:?}{}", pairs.supply, pairs.scalars)))
            }),
        ),
        (OpenQuestion::Path, differ(&|rule| format!("{:?}", places(rule)))),
    ];
    questions.into_iter().filter_map(|(question, is_open)| is_open.then_some(question)).collect()
}

/// The number of unusual parts of the rule.
fn unlikeliness(rule: &Rule) -> usize {
    let secret = match (&rule.secret, &rule.key) {
        (None, Some(Key::Secret)) | (Some(_), None) => 0,
        (None, _) => 1,
        (Some(SecretPlace::Last { .. }), Some(_)) => 1,
        (Some(_), Some(_)) => 2,
    };
    let separator = usize::from(!["&", ""].contains(&rule.separator));
    let paths = rule.pieces.iter().filter(|piece| matches!(piece, Piece::Path { after } if !after.is_empty())).count();
    let pairs = rule.pairs().map_or(0, |pairs| {
        let left_out = match &pairs.selection {
            Selection::AllBut(names) => names.len(),
            Selection::Only(_) => 1,
        };
        let between = match pairs.between {
            Some("=") => usize::from(pairs.separator != "&"),
            Some(between) => usize::from(between != pairs.separator),
            None => 2,
        };
        let order = match pairs.order {
            Some(Order::Name) => 0,
            // Rules without an `=` were found that sort the joined pairs; with one, sorting by name is usual.
            None | Some(Order::Joined(_)) => 1,
            Some(_) => 2,
        };
        let supply = usize::from(pairs.supply != Supply::All) + usize::from(pairs.scalars);
        let spelling = pairs.spelling as usize + usize::from(pairs.drops_empty);
        left_out
            + between
            + order
            + supply
            + spelling
            + usize::from(pairs.secret.is_some())
            + usize::from(!pairs.headers.is_empty())
    });
    rule.pieces.len() * 2 - usize::from(rule.pieces.contains(&Piece::PathAndQuery))
        + secret
        + separator
        + paths
        + pairs
        + usize::from(rule.is_ended)
}

/// What must be declared in addition to the scheme, one sentence each.
fn needs(rule: &Rule, scheme: &Scheme, example: &Example) -> Vec<String> {
    let sent: BTreeSet<&str> = scheme.sends().map(|(_, name)| name).collect();
    let declared: Vec<String> = example
        .signed_parameters()
        .filter(|each| !sent.contains(each.name.as_str()))
        .map(|each| match each.place {
            Place::Header => format!("header `{}`", each.name),
            _ => format!("`{}`", each.name),
        })
        .collect();
    let mut needs = Vec::new();
    let sends: Vec<String> = scheme.sends().map(|(place, name)| format!("{place} `{name}`")).collect();
    needs.push(format!("The scheme adds to each request: {}.", sends.join(", ")));
    if !declared.is_empty() {
        needs.push(format!("The operation declares: {}.", declared.join(", ")));
    }
    let as_sent = |piece: &Piece| match piece {
        Piece::RawQuery | Piece::PathAndQuery => true,
        Piece::Pairs(pairs) => pairs.order.is_none(),
        _ => false,
    };
    if rule.pieces.iter().any(as_sent) {
        needs.push(String::from(
            "Parameters are signed in the order in which they are sent: declare them in that order.",
        ));
    }
    if let Some((_, countersign::scheme::TimeFormat::Pattern(..))) = example.time() {
        needs.push(String::from(
            "The time is read as UTC; if the vendor's clock shows another zone, add it with `.at(minutes)`.",
        ));
    }
    if example.carrier().is_none() {
        needs.push(String::from(
            "The name under which the signature travels is not in the example: `sign` is used in its place.",
        ));
    }
    let uncovered = scheme.uncovered();
    if !uncovered.is_empty() {
        needs.push(format!("Not covered by the signature: {}.", uncovered.join(", ")));
    }
    if example.body_kind == BodyKind::Multipart {
        needs.push(String::from("Only the text fields of the form were examined."));
    }
    if rule.pairs().is_some_and(|pairs| pairs.spelling == Spelling::Form) {
        needs.push(String::from("Values are spelled as in forms, with `+` for a blank."));
    }
    needs
}

/// Prints the number of schemes, the most likely one as code, what it needs, and what is left open.
impl fmt::Display for Solutions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tried, elapsed) = (self.search.tried, self.search.elapsed.as_secs_f64());
        let Some(scheme) = self.likeliest() else {
            writeln!(f, "No rule fits; {tried} signatures were computed in {elapsed:.1} s.")?;
            if !self.not_tried().is_empty() {
                writeln!(f, "The example has too many parameters, or the time was up. Not tried to the end:")?;
                self.not_tried().iter().try_for_each(|stage| writeln!(f, "* {stage}"))?;
                writeln!(f, "Leave out parameters that are surely not signed.")?;
            }
            writeln!(f, "{NOT_SEARCHED}")?;
            return write!(
                f,
                "Check the secret, that every parameter is as it was sent, and that the signature is of this request. If the \
                 secret is signed as a pair with an unusual name, pass the name with `--secret-name`."
            );
        };
        match self.schemes.len() {
            1 => writeln!(f, "1 rule fits; {tried} signatures were computed in {elapsed:.1} s.")?,
            many => writeln!(
                f,
                "{many} rules fit, of which this is the most likely; {tried} signatures were computed in {elapsed:.1} s."
            )?,
        }
        writeln!(f, "\n{scheme:#}\n")?;
        self.needs.iter().try_for_each(|need| writeln!(f, "{need}"))?;
        if !self.open.is_empty() {
            writeln!(f, "\nA second example is needed to determine")?;
            self.open.iter().try_for_each(|question| writeln!(f, "* {}", question.as_str()))?;
        }
        Ok(())
    }
}
