//! Truncation of long text for messages, reports and tables.
//!
//! Truncated text is not escaped; see `printable` for that.

use std::borrow::Cow;

/// Returns the first characters of a string, followed by `…` if there are more.
pub fn clipped(text: &str, most: usize) -> Cow<'_, str> {
    let head = head(text, most, |_| 1);
    if head.len() == text.len() { head.into() } else { format!("{head}…").into() }
}

/// Returns the text, cut with `…` if it is wider than this many terminal cells.
pub fn clipped_to_cells(text: &str, most: usize) -> Cow<'_, str> {
    let is_whole = head(text, most, cells).len() == text.len();
    let head = head(text, most.saturating_sub(1), cells).trim_end();
    if is_whole { text.into() } else { format!("{head}…").into() }
}

/// Returns the longest prefix of a string that fits.
fn head(text: &str, room: usize, size: impl Fn(char) -> usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, character)| {
        taken += size(*character);
        taken > room
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// First and last character of the ranges that are wide according to Unicode's East Asian Width. The tests compare them
/// with `unicode-width`.
const WIDE: [u32; 30] = [
    0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3,
    0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900,
    0x1f9ff, 0x20000, 0x3fffd,
];

/// Returns how many terminal cells a character takes: two for most East Asian characters and emoji, none for combining
/// marks.
pub(crate) fn cells(character: char) -> usize {
    let is_wide = |[first, last]: &[u32; 2]| (*first..=*last).contains(&u32::from(character));
    match character {
        '\u{20}'..='\u{2ff}' => 1,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}' => 0,
        _ => 1 + usize::from(WIDE.as_chunks().0.iter().any(is_wide)),
    }
}
