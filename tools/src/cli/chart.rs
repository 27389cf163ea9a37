//! A bar chart for a terminal: numbers on the vertical axis, labels along the bottom.

use unicode_width::UnicodeWidthStr as _;

/// The height of the highest bar, in lines.
const HEIGHT: usize = 12;

/// The width of a bar if there is enough room.
const WIDEST_BAR: usize = 4;

/// The characters for the top of a bar, in eighths of a line.
const EIGHTHS: [char; 8] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/// Draws bars, at most as wide as the terminal. If there are more values than columns, each bar is the sum of several
/// values; their number is the second result.
pub(super) fn bars(bars: &[(String, f64)], terminal: usize) -> (String, usize) {
    let highest = |bars: &[(String, f64)]| bars.iter().map(|(_, number)| *number).fold(0.0, f64::max);
    // Sums of several values may need a wider scale than the values.
    let digits = written(highest(bars)).len() + 2;
    let room = terminal.saturating_sub(digits + 2).max(1);
    let each = bars.len().div_ceil(room).max(1);
    let merge = |several: &[(String, f64)]| {
        let first = several.first().map(|(label, _)| label.clone()).unwrap_or_default();
        (first, several.iter().map(|(_, number)| number).sum())
    };
    let merged: Vec<(String, f64)> = bars.chunks(each).map(merge).collect();
    let highest = highest(&merged);
    let width = (room / merged.len().max(1)).clamp(1, WIDEST_BAR);
    let mut chart = String::new();
    for line in (0..HEIGHT).rev() {
        let scale = match line {
            _ if line == HEIGHT - 1 => written(highest),
            _ if line == HEIGHT / 2 - 1 => written(highest / 2.0),
            _ => String::new(),
        };
        let tick = if scale.is_empty() { '│' } else { '┤' };
        let drawn: String = merged.iter().map(|(_, number)| column(*number, highest, line, width)).collect();
        chart += format!("{scale:>digits$} {tick}{drawn}").trim_end();
        chart.push('\n');
    }
    let labels: Vec<&str> = merged.iter().map(|(label, _)| label.as_str()).collect();
    let (ticks, labels) = axis(&labels, width);
    chart += &format!("{:>digits$} ┼{ticks}\n{:>digits$}  {}\n", "0", "", labels.trim_end());
    (chart, each)
}

/// The part of a bar on one line, counted from the bottom. If there is room, bars are one column apart.
fn column(number: f64, highest: f64, line: usize, width: usize) -> String {
    let share = if highest > 0.0 { (number / highest).clamp(0.0, 1.0) } else { 0.0 };
    // A value other than zero must be visible.
    let least = if number > 0.0 { 1.0 } else { 0.0 };
    let eighths = (share * (HEIGHT * 8) as f64).round().max(least) as usize;
    let here = eighths.saturating_sub(line * 8);
    let block = EIGHTHS.get(here).copied().unwrap_or('█');
    let thick = width.saturating_sub(1).max(1);
    format!("{:<width$}", block.to_string().repeat(thick))
}

/// The line below the bars with a tick for each label, and the labels: as many as fit, and always the first one.
fn axis(labels: &[&str], width: usize) -> (String, String) {
    let widest = labels.iter().map(|label| label.width()).max().unwrap_or(0) + 2;
    let apart = widest.div_ceil(width);
    let (mut ticks, mut line) = (String::new(), String::new());
    for (position, label) in labels.iter().enumerate() {
        let is_marked =
            position % apart == 0 && (position == 0 || position * width + label.width() <= labels.len() * width);
        ticks.push(if is_marked { '┬' } else { '─' });
        ticks += &"─".repeat(width - 1);
        if is_marked {
            line += &" ".repeat((position * width).saturating_sub(line.width()));
            line += label;
        }
    }
    (ticks, line)
}

/// A number of the scale, rounded if that changes little.
fn written(number: f64) -> String {
    if number >= 100.0 || number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.1}") }
}
