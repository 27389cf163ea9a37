//! Columns of text that line up in a terminal, also where it is Chinese.

use crate::clip::cells;

/// Cells that a text takes in a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(cells).sum()
}

/// The text with blanks after it, up to this width.
pub(crate) fn padded(text: &str, width_wanted: usize) -> String {
    let missing = width_wanted.saturating_sub(width(text));
    format!("{text}{:missing$}", "")
}
