//! Times and days in the vendor's formats.

use countersign::operation::{Notation, Pattern};
use countersign::value::{self, TimeStyle, Zone};

/// The vendor's format of times and days: in China's time, which is eight hours ahead of UTC in the whole country,
/// without summer time.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum ChinaTime {}

impl TimeStyle for ChinaTime {
    const TIME: Notation = Notation::Text(Pattern::new("%Y%m%d%H%M%S%3f%z", "20180614101942000+0800"));
    const DATE: Pattern = Pattern::new("%Y%m%d", "20240620");
    const ZONE: Zone = Zone::hours(8);
}

/// A point in time, to the millisecond. It is displayed as `20180614101942000+0800`. Without a zone, it is read as
/// China's time.
///
/// ```
/// use dajisaas::Timestamp;
///
/// let created: Timestamp = "2018-06-14 10:19:42".parse()?;
/// assert_eq!(created.to_string(), "20180614101942000+0800");
/// // The style of RFC 3339.
/// assert_eq!(created.to_style::<countersign::value::Rfc3339>().to_string(), "2018-06-14T02:19:42Z");
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
pub type Timestamp = value::Timestamp<ChinaTime>;

/// A day of China's calendar. It is displayed as `20240620`.
///
/// ```
/// assert_eq!(dajisaas::Date::new(2024, 6, 20).map(|day| day.to_string()).as_deref(), Some("20240620"));
/// ```
pub type Date = value::Date<ChinaTime>;
