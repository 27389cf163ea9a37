//! Columns of text that line up in a terminal, including Chinese text.

use crate::clip::cells;

/// Returns the width of a text in terminal cells.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(cells).sum()
}

/// Pads a text with blanks to this width.
pub(crate) fn padded(text: &str, width_wanted: usize) -> String {
    let missing = width_wanted.saturating_sub(width(text));
    format!("{text}{:missing$}", "")
}
