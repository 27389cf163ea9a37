//! The doctor: why a signature was refused.
//!
//! [`examine`] compares what was sent with what was answered, without sending anything. The client calls it when an
//! answer looks like a refused signature, and [`Error::findings`](crate::Error::findings) returns the findings. No
//! secret is ever printed. [`why_is_my_signature_refused`](crate::guide::why_is_my_signature_refused) leads from the
//! error to the cause.

mod checks;

mod sent;
mod skew;

use bytes::Bytes;

pub use self::skew::ClockSkew;
use crate::auth::{Auth, Credentials, SigningTrace};
use crate::envelope::{Answer, words};
pub use crate::error::finding::{Cause, Finding, Likelihood};
use crate::error::{Error, ErrorKind};
use crate::value::Timestamp;

/// A refused call, as far as it is known on this side.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Refused<'r> {
    /// The trace of what was signed.
    pub trace: &'r SigningTrace,
    /// The request, as it was prepared or, better, as it was captured on the wire.
    pub request: &'r http::Request<Bytes>,
    /// The rule that signed it.
    pub auth: &'r dyn Auth,
    /// The credentials that it was signed with.
    pub credentials: &'r Credentials,
    /// The answer.
    pub answer: &'r Answer,
    /// This machine's time when the answer arrived.
    pub now: Timestamp,
}

crate::secret::opaque!(Refused<'_>);

/// Returns the possible causes, the most likely first. Nothing is sent.
///
/// ```
/// # use countersign::scheme::{Scheme, key_id, parameters, secret, signature};
/// # use countersign::{Answer, Client, Credentials, Envelope, endpoint};
/// # use http::StatusCode;
/// # /// Returns the titles of all books.
/// # #[endpoint(GET, "/titles", response = Vec<String>)]
/// # pub struct Titles {}
/// # let scheme = Scheme::new(parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
/// #     .parameter("appKey", key_id())
/// #     .parameter("sign", signature())
/// #     .build();
/// # let builder = Client::builder("https://books.example", scheme, Envelope::none());
/// use countersign::doctor::{self, Cause};
///
/// // The secret was pasted with its quotes.
/// let credentials = Credentials::new("reader", "'open-sesame'")?;
/// let client = builder.credentials(credentials.clone()).build()?;
/// let prepared = client.prepare(&Titles {})?;
/// let answer = Answer::new(StatusCode::UNAUTHORIZED, "invalid signature");
/// let findings = doctor::examine(&client.refused(&credentials, &prepared.trace, &prepared.request, &answer));
/// assert_eq!(findings[0].cause, Cause::OddCredentials);
/// # Ok::<(), countersign::Error>(())
/// ```
pub fn examine(refused: &Refused<'_>) -> Vec<Finding> {
    let mut findings = checks::run(refused);
    findings.sort_by_key(|finding| finding.likelihood);
    findings
}

/// Adds findings to an error that looks like a refused signature: by its kind, by its status (400, 401, 403) if there
/// is nothing more specific, or by the words of a business failure. The client does this for the errors of its calls.
///
/// ```
/// # use countersign::scheme::Scheme;
/// # use countersign::transport::MemoryTransport;
/// # use countersign::{Client, Credentials, Envelope, endpoint};
/// # /// Returns the titles of all books.
/// # #[endpoint(GET, "/titles", response = Vec<String>)]
/// # pub struct Titles {
/// #     /// The language.
/// #     pub language: Option<String>,
/// # }
/// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
/// #     .credentials(Credentials::of_secret("token")?)
/// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
/// #     .build()?;
/// use countersign::{Answer, Entry, doctor};
/// use http::StatusCode;
///
/// let credentials = client.credentials()?;
/// let prepared = client.prepare(&Titles { language: None })?;
/// let answer = Answer::new(StatusCode::UNAUTHORIZED, "invalid signature");
/// let error = Entry::of::<Titles>().read(client.envelope(), &answer).unwrap_err();
/// let refused = client.refused(&credentials, &prepared.trace, &prepared.request, &answer);
/// assert!(!doctor::with_findings(error, &refused).findings().is_empty());
/// # Ok::<(), countersign::Error>(())
/// ```
pub fn with_findings(error: Error, refused: &Refused<'_>) -> Error {
    let status = error.status().map(|status| status.as_u16());
    let said = checks::said(refused.answer);
    let looks_refused = match (error.kind(), status) {
        (ErrorKind::SignatureRefused, _) | (ErrorKind::Credentials, Some(400 | 401 | 403)) => true,
        (ErrorKind::Http, Some(401 | 403)) => true,
        (ErrorKind::Http, Some(400)) => {
            said.trim().is_empty() || words::of_activation(&said) || words::of_unknown_application(&said)
        }
        (ErrorKind::Business, _) => words::of_signature(&said),
        _ => false,
    };
    if looks_refused { error.with_findings(examine(refused)) } else { error }
}
