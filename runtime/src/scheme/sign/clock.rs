//! Times and nonces, as the signer writes them.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::encode;
use crate::scheme::choices::TimeFormat;
use crate::scheme::text::{Map, NonceForm};

/// What differs in each request: its time and its nonce.
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

/// Returns a random UUID, as [`uuid`](crate::scheme::uuid) sends it.
pub(crate) fn random_uuid() -> String {
    Fresh::now().nonce(NonceForm::Uuid)
}

impl Fresh {
    /// For a scheme that uses neither.
    pub(in crate::scheme) const UNUSED: Self = Self { time: UNIX_EPOCH, nonce: Nonce::Given(String::new()) };

    /// Uses the time of the system's clock and a random nonce.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme};
    ///
    /// let request = Request::new("GET", "https://books.example/books")?;
    /// let signed = Scheme::bearer().sign(request, &Credentials::of_secret("token")?, &Fresh::now())?;
    /// assert_eq!(signed.request.headers()["authorization"], "Bearer token");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn now() -> Self {
        Self::at(SystemTime::now())
    }

    /// Uses this time and a random nonce.
    ///
    /// ```
    /// # use countersign::scheme::*;
    /// use std::time::UNIX_EPOCH;
    ///
    /// let fresh = Fresh::at(UNIX_EPOCH);
    /// # drop(fresh);
    /// ```
    #[must_use]
    pub fn at(time: SystemTime) -> Self {
        Self { time, nonce: Nonce::Random(random()) }
    }

    /// Replaces the nonce.
    ///
    /// ```
    /// # use countersign::scheme::*;
    /// let fresh = Fresh::now().with_nonce("a1b2c3");
    /// # drop(fresh);
    /// ```
    #[must_use]
    pub fn with_nonce(self, nonce: impl Into<String>) -> Self {
        Self { nonce: Nonce::Given(nonce.into()), ..self }
    }

    /// Returns the nonce if it is not random.
    pub(in crate::scheme) fn given_nonce(&self) -> &str {
        if let Nonce::Given(nonce) = &self.nonce { nonce } else { "" }
    }

    pub(super) fn nonce(&self, form: NonceForm) -> String {
        let bytes = match &self.nonce {
            Nonce::Given(nonce) => return nonce.clone(),
            Nonce::Random(bytes) => bytes,
        };
        let mut bytes = *bytes;
        if let NonceForm::Of(characters, length) = form {
            return drawn(&characters.chars().collect::<Vec<_>>(), length, u128::from_be_bytes(bytes));
        }
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

    /// Writes a time that lies `before` or `after` that of the request.
    pub(super) fn write(&self, [before, after]: [Duration; 2], format: TimeFormat, to: &mut Vec<u8>) {
        let time = self.time.checked_add(after).and_then(|time| time.checked_sub(before)).unwrap_or(self.time);
        let since = || time.duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut whole = |number: u128| to.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        match format {
            TimeFormat::UnixSeconds => whole(since().as_secs().into()),
            TimeFormat::UnixMillis => whole(since().as_millis()),
            TimeFormat::UnixMicros => whole(since().as_micros()),
            TimeFormat::UnixNanos => whole(since().as_nanos()),
            TimeFormat::UnixDecimal => {
                whole(since().as_secs().into());
                to.push(b'.');
                digits(3, since().subsec_millis(), to);
            }
            format => {
                let (pattern, minutes) = format.as_pattern();
                let offset = Offset::from_seconds(i32::from(minutes) * 60).unwrap_or(Offset::UTC);
                let local = offset.to_datetime(jiff::Timestamp::try_from(time).unwrap_or_default());
                write_pattern(pattern, local, to);
            }
        }
    }
}

/// Appends a number with two digits.
fn two_digits(number: u8, to: &mut Vec<u8>) {
    to.extend_from_slice(&[b'0' + number / 10 % 10, b'0' + number % 10]);
}

/// Appends a number with the given number of digits.
fn digits(count: usize, mut number: u32, to: &mut Vec<u8>) {
    let mut digits = [b'0'; 9];
    for digit in digits.iter_mut().rev().take(count) {
        *digit += u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
    to.extend_from_slice(digits.get(9 - count..).unwrap_or_default());
}

/// Writes a time by a pattern. Every directive is known, because the scheme was checked.
fn write_pattern(pattern: &str, time: DateTime, to: &mut Vec<u8>) {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const WEEKDAYS: &str = "MonTueWedThuFriSatSun";
    let name = |names: &'static str, number: i8| {
        let start = usize::try_from(number - 1).unwrap_or_default() * 3;
        names.get(start..start + 3).unwrap_or_default().as_bytes()
    };
    let year = time.year().unsigned_abs();
    let [century, short_year] = [year / 100, year % 100].map(|number| u8::try_from(number).unwrap_or_default());
    let nanos = time.subsec_nanosecond().unsigned_abs();
    let mut rest = pattern.as_bytes();
    while let [byte, others @ ..] = rest {
        rest = others;
        if *byte != b'%' {
            to.push(*byte);
            continue;
        }
        let length = if matches!(others.first(), Some(b'3' | b'6' | b'9')) { 2 } else { 1 };
        let (directive, others) = others.split_at_checked(length).unwrap_or_default();
        rest = others;
        match directive {
            b"Y" => [century, short_year].into_iter().for_each(|number| two_digits(number, to)),
            b"y" => two_digits(short_year, to),
            b"m" => two_digits(time.month().unsigned_abs(), to),
            b"d" => two_digits(time.day().unsigned_abs(), to),
            b"H" => two_digits(time.hour().unsigned_abs(), to),
            b"M" => two_digits(time.minute().unsigned_abs(), to),
            b"S" => two_digits(time.second().unsigned_abs(), to),
            b"3f" => digits(3, nanos / 1_000_000, to),
            b"6f" => digits(6, nanos / 1_000, to),
            b"9f" => digits(9, nanos, to),
            b"a" => to.extend_from_slice(name(WEEKDAYS, time.weekday().to_monday_one_offset())),
            b"b" => to.extend_from_slice(name(MONTHS, time.month())),
            other => to.extend_from_slice(other),
        }
    }
}

/// Draws characters by a random number. Digits do not begin with 0: they are a number.
fn drawn(characters: &[char], length: usize, seed: u128) -> String {
    let begins = |character: &&char| length == 1 || **character != '0';
    let is_number = characters.iter().all(char::is_ascii_digit);
    let first: Vec<_> = characters.iter().filter(|each| !is_number || begins(each)).copied().collect();
    let mut rest = seed;
    let draw = |index: usize| {
        let characters = if index == 0 && !first.is_empty() { &first } else { characters };
        let count = characters.len().max(1) as u128;
        // What 128 random bits do not suffice for repeats them.
        rest = if rest < count { seed } else { rest };
        let drawn = usize::try_from(rest % count).ok()?;
        rest /= count;
        characters.get(drawn)
    };
    (0..length).map(draw).map_while(|drawn| drawn).collect()
}

/// Returns sixteen bytes that do not repeat. Each thread's hashers begin with keys that the system drew at random, and
/// every new hasher counts them up: whoever does not know these keys cannot tell the next bytes from the last ones.
fn random() -> [u8; 16] {
    let half = || RandomState::new().build_hasher().finish().to_be_bytes();
    let mut bytes = [0; 16];
    let (first, second) = bytes.split_at_mut(8);
    first.copy_from_slice(&half());
    second.copy_from_slice(&half());
    bytes
}
