//! Columns of text that line up in a terminal, also where it is Chinese.
//!
//! A terminal gives most East Asian characters and emoji two cells and combining marks none; the ranges here are the
//! blocks of Unicode's East Asian Width that are wide. The traces use it; the tests hold it against `unicode-width`.

/// Cells that a text takes in a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(cells).sum()
}

/// The text with blanks after it, up to this width.
pub(crate) fn padded(text: &str, width_wanted: usize) -> String {
    let missing = width_wanted.saturating_sub(width(text));
    format!("{text}{:missing$}", "")
}

/// The text, cut with `…` where it is wider than allowed.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(1);
    let fits = |character: &char| {
        let cells = cells(*character);
        let fits = cells <= room;
        room = room.saturating_sub(cells);
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

fn cells(character: char) -> usize {
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
