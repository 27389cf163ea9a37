//! Finds the signing rule of a vendor from one request that is known to be good.
//!
//! [`solve`] takes [`Example`]s and tries what vendors make their signatures of, from the likely to the unlikely. A
//! match is a [`Scheme`] that has verified the examples as they were sent, and prints as code to paste. Nothing is
//! sent, and the secret is never printed.
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
//! let scheme = solutions.likeliest().map(ToString::to_string).unwrap_or_default();
//! assert!(scheme.contains(r#"parameters().sorted().pairs("=", "&") + "&key=" + secret()"#), "{scheme}");
//! # Ok::<(), countersign_tools::solve::SolveError>(())
//! ```

mod example;
mod lattice;
mod mac;
mod raw;
mod report;
mod rule;
mod signature;
mod stages;
mod templates;

use std::time::{Duration, Instant};

use countersign::scheme::Scheme;

pub use self::example::{Example, SolveError};
use self::lattice::Walk;
use self::report::Search;
pub use self::report::{OpenQuestion, Solutions};
use self::rule::Rule;
use self::stages::{Choices, Stage, Tries};

/// The time limit of [`solve`].
const MOST_TIME: Duration = Duration::from_secs(9);

/// The progress of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Signatures computed so far.
    pub tried: u64,
    /// What is being varied, in words.
    pub stage: &'static str,
}

/// Finds the schemes that reproduce the signatures of all examples.
///
/// Two families are searched. *Pairs*: their order, the separators between name and value and between pairs, raw or
/// encoded values, empty values kept or dropped, which of query, body and headers they are from, up to two of them left
/// out or all but one, a part of the path before them, the body after them, and the secret before, after, around, as
/// the last pair or as a pair among the others. *Templates*: method, host, path, query, body or a digest of it, time,
/// nonce, key and values of parameters and headers, with a separator. Each as MD5, SHA-1, SHA-256, SHA-384 or SHA-512,
/// or as an HMAC of these with the secret, or with what the secret encodes in Base64 or hex; in hex or Base64, with a
/// prefix such as `sha256=`.
///
/// The search stops after the first stage in which a rule fits: a rule of a later one would need a collision of the
/// digest. It takes at most ten seconds; `progress` is called from time to time. With more than 200 parameters, no two
/// of them are left out; [`Solutions::not_tried`] returns what was not tried. Keys that are derived in steps,
/// signatures by private keys, JSON Web Tokens and rules with a second secret are not searched for.
///
/// ```
/// use countersign::auth::{Secret, hmac_sha256_hex};
/// use countersign_tools::solve::{Example, solve};
///
/// let signature = hmac_sha256_hex(&Secret::new("sesame"), b"a=1&b=2&c=3");
/// let example = Example::from_parameters([("c", "3"), ("a", "1"), ("b", "2")], "sesame", signature);
/// let solutions = solve(&[example], &mut |progress| println!("{} ({} tried)", progress.stage, progress.tried))?;
/// let scheme = solutions.likeliest().map(ToString::to_string).unwrap_or_default();
/// assert!(scheme.contains(r#"parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex()"#), "{scheme}");
/// # Ok::<(), countersign_tools::solve::SolveError>(())
/// ```
///
/// # Errors
/// An example cannot be read, or has no signature.
pub fn solve(examples: &[Example], progress: &mut dyn FnMut(Progress)) -> Result<Solutions, SolveError> {
    solve_within(MOST_TIME, examples, progress)
}

/// Does the same as [`solve`] with another time limit.
///
/// ```
/// use std::time::Duration;
/// use countersign_tools::solve::{Example, solve_within};
///
/// let example = Example::from_parameters([("a", "1"), ("b", "2")], "sesame", "7f6a1bdc3b5b52b0ce5b6ae7d3a1f9ad");
/// let solutions = solve_within(Duration::ZERO, &[example], &mut |_| {})?;
/// assert!(solutions.is_cut() && !solutions.not_tried().is_empty());
/// # Ok::<(), countersign_tools::solve::SolveError>(())
/// ```
///
/// # Errors
/// The same as those of [`solve`].
pub fn solve_within(
    time: Duration,
    examples: &[Example],
    progress: &mut dyn FnMut(Progress),
) -> Result<Solutions, SolveError> {
    let Some(example) = examples.first() else { return Err(SolveError::NoExample) };
    for example in examples {
        example.check()?;
    }
    let start = Instant::now();
    let mut walk = Walk::new(example, start + time);
    let mut rules: Vec<(Rule, Scheme)> = Vec::new();
    let choices = Choices::new(example);
    let mut not_tried = Vec::new();
    for Stage { name: stage, tries } in choices.stages() {
        progress(Progress { tried: walk.tried, stage });
        match tries {
            _ if walk.is_over() => not_tried.push(stage),
            Tries::Nothing => not_tried.push(stage),
            Tries::Templates(breadth) => templates::search(&mut walk, breadth),
            Tries::Groups(groups) => {
                for group in groups.take_while(|_| Instant::now() < start + time) {
                    walk.group(&group);
                    progress(Progress { tried: walk.tried, stage });
                }
            }
        }
        if walk.is_over() && not_tried.last() != Some(&stage) {
            not_tried.push(stage);
        }
        // What fits the text must also be a scheme that accepts every example as it was sent.
        let found = std::mem::take(&mut walk.found).into_iter().flat_map(|rule| rule.alike(example));
        rules.extend(found.filter_map(|rule| rule.proven(examples).map(|scheme| (rule, scheme))));
        if !rules.is_empty() {
            break;
        }
    }
    let search = Search { tried: walk.tried, is_cut: walk.is_over(), not_tried, elapsed: start.elapsed() };
    Ok(Solutions::new(rules, examples, search))
}
