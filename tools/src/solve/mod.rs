//! Finds the signing rule of a vendor from one request that is known to be good.
//!
//! [`solve`] takes [`Example`]s and tries every rule that can be put together from the parts of
//! [`SortedJoin`]: a finite lattice, walked from the likely to the unlikely. What fits prints
//! as the configuration to paste. Nothing is sent, and the secret is in nothing that is printed.
//!
//! ```
//! use countersign_tools::solve::{Example, solve};
//!
//! let example = Example::from_parameters(
//!     [("appid", "wxd930ea5d5a258f4f"), ("mch_id", "10000100"), ("device_info", "1000"), ("body", "test"),
//!      ("nonce_str", "ibuaiVcKdpRxkhJA")],
//!     "192006250b4c09247ec02edce69f6a2d",
//!     "9A0A8659F005D6984697E2CA0A9CF3B7",
//! );
//! let solutions = solve(&[example], &mut |_| {})?;
//! let rule = solutions.likeliest().map(ToString::to_string).unwrap_or_default();
//! assert_eq!(
//!     rule,
//!     "SortedJoin::digest(Digest::Md5, SecretPlace::LastPair(\"key\"))
//!     .with_key(Travel::Parameter, \"appid\")
//!     .with_signature_text(SignatureText::UpperHex)"
//! );
//! # Ok::<(), countersign_tools::solve::SolveError>(())
//! ```

mod example;
mod lattice;
mod raw;
mod report;
mod stages;
mod text;

use std::time::{Duration, Instant};

use countersign::auth::SortedJoin;

pub use self::example::{Example, SolveError};
use self::lattice::Walk;
use self::report::Search;
pub use self::report::{NameOfRule, OpenQuestion, Solutions};
use self::stages::{Choices, Stage};

/// The search of [`solve`] ends after this time.
const MOST_TIME: Duration = Duration::from_secs(9);

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Signatures computed so far.
    pub tried: u64,
    /// What is being varied, in words.
    pub stage: &'static str,
}

/// Finds the rules that reproduce the signatures of all examples.
///
/// The lattice: order of the pairs, text between name and value and between pairs, raw or encoded values, empty values
/// kept or dropped, the secret as prefix, suffix, both, named pair or HMAC key, MD5, SHA-1, SHA-256 and the HMAC of
/// each, the hex case or Base64, up to two parameters left out or all but one, all of a JSON body or its scalars or what
/// the rule adds, and parts of the path. The search stops after the first stage in which a rule fits: a rule of a later
/// one would need a collision of the digest. It takes ten seconds at most; `progress` is called now and then. Of more than
/// 200 parameters no two are left out; [`Solutions::not_tried`] returns what was not tried.
///
/// # Errors
/// An example that cannot be read, or without a signature.
pub fn solve(examples: &[Example], progress: &mut dyn FnMut(Progress)) -> Result<Solutions, SolveError> {
    solve_within(MOST_TIME, examples, progress)
}

/// [`solve`] with another time after which the search ends, whatever is left of the lattice.
///
/// # Errors
/// As [`solve`].
pub fn solve_within(
    time: Duration,
    examples: &[Example],
    progress: &mut dyn FnMut(Progress),
) -> Result<Solutions, SolveError> {
    let [example, others @ ..] = examples else { return Err(SolveError::NoExample) };
    for example in examples {
        example.check()?;
    }
    let start = Instant::now();
    let has_json = examples.iter().any(Example::has_json_body);
    let mut walk = Walk::new(example, start + time);
    let mut rules: Vec<SortedJoin> = Vec::new();
    let choices = Choices::new(example, has_json);
    let mut not_tried = Vec::new();
    for Stage { name: stage, groups } in choices.stages() {
        let Some(groups) = groups.filter(|_| !walk.is_over()) else {
            not_tried.push(stage);
            continue;
        };
        progress(Progress { tried: walk.tried, stage });
        for group in groups {
            walk.group(&group, &mut |rule| rules.push(rule));
            progress(Progress { tried: walk.tried, stage });
            if walk.is_over() {
                not_tried.push(stage);
                break;
            }
        }
        rules.retain(|rule| others.iter().all(|other| text::fits(rule, other)));
        if !rules.is_empty() {
            break;
        }
    }
    let search = Search { tried: walk.tried, is_cut: walk.is_over(), not_tried, elapsed: start.elapsed() };
    Ok(Solutions::new(rules, examples, search))
}
