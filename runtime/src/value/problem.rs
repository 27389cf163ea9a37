//! Problem details, as RFC 9457 defines them.

use std::collections::BTreeMap;

use serde::{Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::decode::{Decode, deserialized};
use crate::operation::Schema;

/// Problem details (RFC 9457, `application/problem+json`), by which many APIs describe failures.
///
/// As the RFC requires, a member of the wrong type is treated as absent. All members are accessible, including those
/// that the API adds.
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
    /// Returns the URI of the problem type. Defaults to `about:blank`, which means that there is no more than the
    /// status.
    ///
    /// ```
    /// use countersign::value::ProblemDetails;
    ///
    /// let problem: ProblemDetails = serde_json::from_str(r#"{"title": "Not Found", "status": 404}"#)?;
    /// assert_eq!(problem.problem_type(), "about:blank");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn problem_type(&self) -> &str {
        self.text("type").unwrap_or("about:blank")
    }

    /// Returns the title of the problem type.
    ///
    /// ```
    /// use countersign::value::ProblemDetails;
    ///
    /// let problem: ProblemDetails = serde_json::from_str(r#"{"title": "Not Found", "status": 404}"#)?;
    /// assert_eq!(problem.title(), Some("Not Found"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.text("title")
    }

    /// Returns the status that the server states in the body.
    ///
    /// ```
    /// use countersign::value::ProblemDetails;
    ///
    /// let problem: ProblemDetails = serde_json::from_str(r#"{"title": "Not Found", "status": 404}"#)?;
    /// assert_eq!(problem.status(), Some(404));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.member("status")?.as_u64()?.try_into().ok()
    }

    /// Returns the explanation of this occurrence.
    ///
    /// ```
    /// use countersign::value::ProblemDetails;
    ///
    /// let body = r#"{"detail": "Your balance is 30, and the price is 50."}"#;
    /// let problem: ProblemDetails = serde_json::from_str(body)?;
    /// assert!(problem.detail().is_some_and(|detail| detail.contains("balance")));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.text("detail")
    }

    /// Returns the URI of this occurrence.
    ///
    /// ```
    /// use countersign::value::ProblemDetails;
    ///
    /// let problem: ProblemDetails = serde_json::from_str(r#"{"instance": "/orders/7/attempts/1"}"#)?;
    /// assert_eq!(problem.instance(), Some("/orders/7/attempts/1"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn instance(&self) -> Option<&str> {
        self.text("instance")
    }

    /// Returns any member, such as one that the API adds.
    ///
    /// ```
    /// use countersign::value::ProblemDetails;
    ///
    /// let problem: ProblemDetails = serde_json::from_str(r#"{"title": "No credit", "balance": 30}"#)?;
    /// assert_eq!(problem.member("balance").and_then(|balance| balance.as_u64()), Some(30));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
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

deserialized!([] ProblemDetails);

impl Decode for ProblemDetails {
    const SCHEMA: Schema = Schema::Map(&Schema::Any);

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::decode(deserializer).map(Self)
    }
}
