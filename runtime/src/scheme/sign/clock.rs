//! Times and nonces as the signer writes them.

use std::fmt::{self, Write as _};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::encode;
use crate::scheme::choices::TimeFormat;
use crate::scheme::text::{Map, NonceForm};

/// What is new in each request: its time, and its nonce.
///
/// ```
/// use countersign::scheme::Fresh;
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let usual = Fresh::now();
/// // For a test, or to reproduce a vendor's example:
/// let fixed = Fresh::at(UNIX_EPOCH + Duration::from_secs(1_554_208_460)).with_nonce("593BEC0C930BF1AF");
/// ```
#[derive(Clone, Debug)]
pub struct Fresh {
    time: SystemTime,
    nonce: Nonce,
}

#[derive(Clone, Debug)]
enum Nonce {
    Given(String),
    Random([u8; 16]),
}

impl Fresh {
    /// The time of the system's clock, and a random nonce.
    #[must_use]
    pub fn now() -> Self {
        Self::at(SystemTime::now())
    }

    /// Another time, and a random nonce.
    #[must_use]
    pub fn at(time: SystemTime) -> Self {
        Self { time, nonce: Nonce::Random(random()) }
    }

    /// The same time with a nonce that is given.
    #[must_use]
    pub fn with_nonce(self, nonce: impl Into<String>) -> Self {
        Self { nonce: Nonce::Given(nonce.into()), ..self }
    }

    pub(super) fn nonce(&self, form: NonceForm) -> String {
        let bytes = match &self.nonce {
            Nonce::Given(nonce) => return nonce.clone(),
            Nonce::Random(bytes) => bytes,
        };
        let mut bytes = *bytes;
        if form == NonceForm::Uuid {
            // Version 4, variant 1.
            bytes[6] = bytes[6] & 0x0f | 0x40;
            bytes[8] = bytes[8] & 0x3f | 0x80;
        }
        let mut hex = Vec::with_capacity(32);
        let _ = encode::mapped(&Map::Hex, &bytes, &mut hex);
        let mut hex = String::from_utf8_lossy(&hex).into_owned();
        if form == NonceForm::Uuid {
            [20, 16, 12, 8].into_iter().for_each(|at| hex.insert(at, '-'));
        }
        hex
    }

    /// Writes the time, or the one that comes so long after it.
    pub(super) fn write(&self, after: Duration, format: TimeFormat, to: &mut String) {
        let time = self.time.checked_add(after).unwrap_or(self.time);
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        let local = |minutes: i16| {
            let offset = Offset::from_seconds(i32::from(minutes) * 60).unwrap_or(Offset::UTC);
            offset.to_datetime(jiff::Timestamp::try_from(time).unwrap_or_default())
        };
        let _ = match format {
            TimeFormat::UnixSeconds => write!(to, "{}", since.as_secs()),
            TimeFormat::UnixMillis => write!(to, "{}", since.as_millis()),
            TimeFormat::UnixMicros => write!(to, "{}", since.as_micros()),
            TimeFormat::UnixNanos => write!(to, "{}", since.as_nanos()),
            TimeFormat::UnixDecimal => write!(to, "{}.{:03}", since.as_secs(), since.subsec_millis()),
            TimeFormat::Iso8601 => write_pattern("%Y-%m-%dT%H:%M:%SZ", local(0), to),
            TimeFormat::Iso8601Millis => write_pattern("%Y-%m-%dT%H:%M:%S.%3fZ", local(0), to),
            TimeFormat::Iso8601Basic => write_pattern("%Y%m%dT%H%M%SZ", local(0), to),
            TimeFormat::HttpDate => write_pattern("%a, %d %b %Y %H:%M:%S GMT", local(0), to),
            TimeFormat::Pattern(own, minutes) => write_pattern(own, local(minutes), to),
        };
    }
}

/// Writes a time by a pattern, of which every directive is known: the scheme was checked.
fn write_pattern(pattern: &str, time: DateTime, to: &mut String) -> fmt::Result {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const WEEKDAYS: &str = "MonTueWedThuFriSatSun";
    let name = |names: &'static str, number: i8| {
        let start = usize::try_from(number - 1).unwrap_or_default() * 3;
        names.get(start..start + 3).unwrap_or_default()
    };
    let mut rest = pattern;
    while let Some((literal, directive)) = rest.split_once('%') {
        to.push_str(literal);
        let length = if directive.starts_with(['3', '6', '9']) { 2 } else { 1 };
        match directive.get(..length).unwrap_or_default() {
            "Y" => write!(to, "{:04}", time.year())?,
            "m" => write!(to, "{:02}", time.month())?,
            "d" => write!(to, "{:02}", time.day())?,
            "H" => write!(to, "{:02}", time.hour())?,
            "M" => write!(to, "{:02}", time.minute())?,
            "S" => write!(to, "{:02}", time.second())?,
            "3f" => write!(to, "{:03}", time.subsec_nanosecond() / 1_000_000)?,
            "6f" => write!(to, "{:06}", time.subsec_nanosecond() / 1_000)?,
            "9f" => write!(to, "{:09}", time.subsec_nanosecond())?,
            "a" => to.push_str(name(WEEKDAYS, time.weekday().to_monday_one_offset())),
            "b" => to.push_str(name(MONTHS, time.month())),
            other => to.push_str(other),
        }
        rest = directive.get(length..).unwrap_or_default();
    }
    to.push_str(rest);
    Ok(())
}

/// Sixteen bytes that do not repeat: the standard library's hasher has keys that the system drew at random, other ones
/// for each hasher.
fn random() -> [u8; 16] {
    let half = || RandomState::new().build_hasher().finish().to_be_bytes();
    let mut bytes = [0; 16];
    let (first, second) = bytes.split_at_mut(8);
    first.copy_from_slice(&half());
    second.copy_from_slice(&half());
    bytes
}
