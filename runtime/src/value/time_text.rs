//! Parses points in time from text, one part after the other.
//!
//! An ambiguous form is refused, and so is what does not exist: an hour 24, a second 60, a local time that is skipped
//! or occurs twice. A zone in brackets is used, never ignored.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use super::Zone;

/// Parses a time. One without offset and zone is a time in `elsewhere`.
pub(super) fn read(text: &str, elsewhere: Zone) -> Option<Timestamp> {
    let (text, zone) = split_zone(text)?;
    let mut rest = Rest(text);
    let (year, month, day) = rest.date()?;
    let (hour, minute, second, nanosecond) = rest.time()?;
    let time = DateTime::new(year, month, day, hour, minute, second, nanosecond).ok()?;
    let given = rest.given()?;
    match (given, zone) {
        (Given::Offset(offset), None) => offset.to_timestamp(time).ok(),
        (Given::Nothing, zone) => zone.or_else(|| elsewhere.get())?.to_ambiguous_timestamp(time).unambiguous().ok(),
        (Given::Utc, None | Some(_)) => Offset::UTC.to_timestamp(time).ok(),
        (Given::Offset(offset), Some(zone)) => {
            let moment = offset.to_timestamp(time).ok()?;
            (zone.to_offset(moment) == offset).then_some(moment)
        }
    }
}

/// Returns whether text is a date of zeros only, which databases write for an absent one.
pub(super) fn is_zero_date(text: &str) -> bool {
    let date = text.trim().split([' ', 'T', 't']).next().unwrap_or_default();
    let digits = date.bytes().filter(u8::is_ascii_digit).count();
    digits >= 8 && date.bytes().all(|byte| matches!(byte, b'0' | b'-' | b'/' | b'.' | b':' | b'+'))
}

/// The offset that a text contains.
enum Given {
    Nothing,
    /// `Z`, which determines the time but not the place.
    Utc,
    Offset(Offset),
}

/// Removes the zone at the end, as in `2018-06-14T10:19:42[America/New_York]`. `None` if this system does not know it.
fn split_zone(text: &str) -> Option<(&str, Option<TimeZone>)> {
    let Some((time, annotations)) = text.split_once('[') else { return Some((text, None)) };
    let mut zone = None;
    for annotation in annotations.strip_suffix(']')?.split("][") {
        let name = annotation.strip_prefix('!').unwrap_or(annotation);
        // Others, such as a calendar, do not change the time.
        if !name.contains('=') {
            let is_first = zone.replace(zone_of(name)?).is_none();
            is_first.then_some(())?;
        }
    }
    Some((time, zone))
}

fn zone_of(name: &str) -> Option<TimeZone> {
    match Rest(name).given() {
        Some(Given::Offset(offset)) => Some(TimeZone::fixed(offset)),
        _ => TimeZone::get(name).ok(),
    }
}

/// The rest of a text.
struct Rest<'t>(&'t str);

impl Rest<'_> {
    /// Parses `2018-06-14`, `2018/6/14` or `20180614`.
    fn date(&mut self) -> Option<(i16, i8, i8)> {
        let year = i16::try_from(self.digits(4..=4)?).ok()?;
        let (month, day) = match self.one_of("-/.") {
            Some(separator) => {
                let month = self.digits(1..=2)?;
                (self.one_of("-/.") == Some(separator)).then_some(())?;
                let day = self.digits(1..=2)?;
                // The time is separated from a day that does not have two digits.
                (!self.begins_with_digit()).then_some(())?;
                (month, day)
            }
            None => (self.digits(2..=2)?, self.digits(2..=2)?),
        };
        Some((year, month.try_into().ok()?, day.try_into().ok()?))
    }

    /// Parses nothing (midnight), `10:19`, `10:19:42.5` or `101942000`.
    fn time(&mut self) -> Option<(i8, i8, i8, i32)> {
        let is_apart = self.one_of("Tt").is_some() || self.blanks();
        if self.0.is_empty() && !is_apart {
            return Some((0, 0, 0, 0));
        }
        let hour = self.digits(if is_apart { 1..=2 } else { 2..=2 })?;
        let has_colons = self.one_of(":").is_some();
        let minute = self.digits(2..=2)?;
        let (mut second, mut nanosecond) = (0, 0);
        let more = if has_colons { self.one_of(":").is_some() } else { self.begins_with_digit() };
        if more {
            second = self.digits(2..=2)?;
            let is_compact = !has_colons && self.begins_with_digit();
            if is_compact || self.one_of(".,").is_some() {
                nanosecond = self.fraction()?;
            }
        }
        Some((hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, nanosecond))
    }

    /// Parses nothing, `Z`, `+08:00`, `+0800` or `+08`, up to the end.
    fn given(mut self) -> Option<Given> {
        self.blanks();
        if self.0.is_empty() {
            return Some(Given::Nothing);
        }
        if matches!(self.0, "Z" | "z" | "UTC" | "GMT") {
            return Some(Given::Utc);
        }
        let sign = if self.one_of("+-")? == '-' { -1 } else { 1 };
        let hours = self.digits(2..=2)?;
        let has_colon = self.one_of(":").is_some();
        let minutes = if has_colon || self.begins_with_digit() { self.digits(2..=2)? } else { 0 };
        let is_offset = self.0.is_empty() && hours <= 23 && minutes <= 59;
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        is_offset.then(|| Offset::from_seconds(sign * seconds).ok()).flatten().map(Given::Offset)
    }

    /// Parses digits as a number: as many as there are, up to the maximum.
    fn digits(&mut self, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let there = self.0.bytes().take(*count.end()).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(there).filter(|_| count.contains(&there))?;
        self.0 = rest;
        digits.parse().ok()
    }

    /// Parses the digits of a fraction of a second, in nanoseconds, truncating smaller digits.
    fn fraction(&mut self) -> Option<i32> {
        let there = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(there).filter(|(digits, _)| !digits.is_empty())?;
        self.0 = rest;
        let kept: String = digits.chars().chain(std::iter::repeat('0')).take(9).collect();
        kept.parse().ok()
    }

    fn begins_with_digit(&self) -> bool {
        self.0.starts_with(|character: char| character.is_ascii_digit())
    }

    fn one_of(&mut self, characters: &str) -> Option<char> {
        let first = self.0.chars().next().filter(|first| characters.contains(*first))?;
        self.0 = self.0.get(first.len_utf8()..)?;
        Some(first)
    }

    /// Skips blanks, and returns whether there were any.
    fn blanks(&mut self) -> bool {
        let rest = self.0.trim_start_matches(' ');
        let were_there = rest.len() < self.0.len();
        self.0 = rest;
        were_there
    }
}
