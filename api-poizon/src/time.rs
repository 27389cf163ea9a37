//! Times as the vendor writes them.

use countersign::value::{self, UnixMilliseconds};

/// A point in time, in milliseconds since 1970; a number in a JSON body.
///
/// ```
/// let made: api_poizon::Timestamp = "1779172708157".parse()?;
/// assert_eq!(made.to_style::<countersign::value::Rfc3339>().to_string(), "2026-05-19T06:38:28.157Z");
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
pub type Timestamp = value::Timestamp<UnixMilliseconds>;
