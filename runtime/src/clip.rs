//! Long text, cut: what messages, reports and tables show of it.
//!
//! What is cut is not escaped; see `printable` for that.

use std::borrow::Cow;

/// Returns the first characters of a text, with `…` where there are more.
#[must_use]
pub fn clipped(text: &str, most: usize) -> Cow<'_, str> {
    match head(text, most, |_| 1) {
        head if head.len() == text.len() => head.into(),
        head => format!("{head}…").into(),
    }
}

/// Returns the text, cut with `…` where it is wider than this many cells of a terminal.
#[must_use]
pub fn clipped_to_cells(text: &str, most: usize) -> Cow<'_, str> {
    match head(text, most, cells) {
        head if head.len() == text.len() => head.into(),
        _ => format!("{}…", head(text, most.saturating_sub(1), cells).trim_end()).into(),
    }
}

/// The longest beginning of a text that has room.
fn head(text: &str, room: usize, size: impl Fn(char) -> usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, character)| {
        taken += size(*character);
        taken > room
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The cells of a terminal that a character takes: two for most East Asian characters and emoji, none for combining
/// marks. The ranges are the wide blocks of Unicode's East Asian Width; the tests hold them against `unicode-width`.
pub(crate) fn cells(character: char) -> usize {
    match character {
        '\u{20}'..='\u{2ff}' => 1,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{33ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
