//! Problem details, as RFC 9457 defines them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::decode::Decode;
use crate::operation::Schema;

/// Problem details of RFC 9457, `application/problem+json`: what many APIs say of a failure.
///
/// As the RFC demands, a member of the wrong kind is read as absent. All members can be looked at, those of the API among
/// them.
///
/// ```
/// use countersign::value::ProblemDetails;
/// use countersign::{Answer, Entry, Envelope, endpoint};
/// use http::StatusCode;
///
/// /// Orders something.
/// #[endpoint(POST, "/orders", error = ProblemDetails)]
/// pub struct Order {}
///
/// let body = r#"{"type": "https://shop.example/no-credit", "title": "No credit", "status": 403, "balance": 30}"#;
/// let answer = Answer::new(StatusCode::FORBIDDEN, body);
/// let problem: ProblemDetails = Entry::of::<Order>().read(&Envelope::none(), &answer).unwrap_err().detail()?;
/// assert_eq!((problem.title(), problem.status()), (Some("No credit"), Some(403)));
/// assert_eq!(problem.member("balance").and_then(|balance| balance.as_u64()), Some(30));
/// # Ok::<(), countersign::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProblemDetails(BTreeMap<String, Value>);

impl ProblemDetails {
    /// Returns the URI of the type of problem. Defaults to `about:blank`: the status says it all.
    #[must_use]
    pub fn problem_type(&self) -> &str {
        self.text("type").unwrap_or("about:blank")
    }

    /// Returns the summary of the type of problem.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.text("title")
    }

    /// Returns the status that the server says it answered with.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.member("status")?.as_u64()?.try_into().ok()
    }

    /// Returns what is the matter this time.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.text("detail")
    }

    /// Returns the URI of this occurrence.
    #[must_use]
    pub fn instance(&self) -> Option<&str> {
        self.text("instance")
    }

    /// Returns a member, such as one that the API adds.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.member(name)?.as_str()
    }
}

impl Serialize for ProblemDetails {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ProblemDetails {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Decode for ProblemDetails {
    const SCHEMA: Schema = Schema::Map(&Schema::Any);

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::decode(deserializer).map(Self)
    }
}
