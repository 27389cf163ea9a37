//! Answers as tables and charts for a terminal.
//!
//! Works on the JSON of the decoded answer: its own scalars as names and values, its lists as tables. A table has the
//! columns that a [`View`] names, or else those that fit, and reports what it left out. Programs should use `--json`
//! instead.

use comfy_table::{CellAlignment, ContentLineStyle, LineStyle, Table, TableStyle};
use countersign::clip::clipped_to_cells;
use countersign::operation::Operation;
use countersign::printable::{Printable, PrintableLines};
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr as _;

use super::{View, chart, html};

/// The maximum width of a cell, in columns of the terminal.
const WIDEST_CELL: usize = 48;

/// The minimum width to which a column is narrowed so that its table fits.
const NARROWEST_CELL: usize = 4;

/// The width of the border of a cell.
const BETWEEN_CELLS: usize = 3;

/// The width if that of the terminal is unknown.
const USUAL_WIDTH: usize = 120;

/// For many rows on one screen: a line below the header, but none between rows.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none().junction(' '));

/// An object with a list and at most this many scalars shows them on one line.
const FEW: usize = 6;

/// Shows the answer of an operation.
pub(super) fn answer(operation: &Operation, value: &Value, view: Option<&View>) -> String {
    match value {
        Value::Array(list) => items(list, view),
        Value::Object(members) => object(members, view),
        Value::Null => format!("{} answered nothing.\n", operation.name()),
        scalar => format!("{}\n", text(scalar)),
    }
}

/// Shows the items of a list, as a chart or a table.
pub(super) fn items(list: &[Value], view: Option<&View>) -> String {
    if list.is_empty() {
        return String::from("Nothing was found.\n");
    }
    match view {
        Some(View::Chart { label, number, .. }) => chart(list, label, number).unwrap_or_else(|| fitting(list)),
        Some(View::Columns { columns, .. }) => chosen(list, columns),
        None => fitting(list),
    }
}

/// Shows the lists of an object, and its scalars by name.
fn object(members: &Map<String, Value>, view: Option<&View>) -> String {
    let (lists, rest): (Vec<_>, Vec<_>) = members.iter().partition(|(_, value)| holds_objects(value));
    let mut pairs = Vec::new();
    for (name, value) in rest {
        flatten(&Printable(name).to_string(), value, &mut pairs);
    }
    if !lists.is_empty() && pairs.len() <= FEW {
        let scalars: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name} {value}")).collect();
        return self::lists(&lists, view) + &wrapped(&scalars.join(", "));
    }
    let widest = terminal_width().saturating_sub(WIDEST_CELL).max(WIDEST_CELL);
    let pairs = pairs.into_iter().map(|(name, value)| [name, clipped(&value, widest)]);
    format!("{}{}", rows(&[], pairs), self::lists(&lists, view))
}

/// Shows tables with their names; a single table needs none.
fn lists(lists: &[(&String, &Value)], view: Option<&View>) -> String {
    let mut shown = String::new();
    for (position, (name, list)) in lists.iter().enumerate() {
        let list = list.as_array().map_or(&[][..], Vec::as_slice);
        if lists.len() > 1 {
            shown += &format!("\n{} ({})\n", Printable(name), list.len());
        }
        // A view belongs to the main list of the answer, which comes first.
        shown += &items(list, view.filter(|_| position == 0));
    }
    shown
}

fn holds_objects(value: &Value) -> bool {
    value.as_array().is_some_and(|list| list.iter().any(Value::is_object))
}

/// A table with the columns of a view.
fn chosen(list: &[Value], columns: &[(&str, &str)]) -> String {
    let titles: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
    let cell = |item: &Value, place: &str| {
        let found = place.split('.').try_fold(item, |at, name| at.get(name));
        clipped(&found.map(text).unwrap_or_default(), WIDEST_CELL)
    };
    rows(&titles, list.iter().map(|item| columns.iter().map(|(_, place)| cell(item, place)).collect::<Vec<_>>()))
}

/// A table with the columns that fit, in the order of the fields. A single object is shown by names and values.
fn fitting(list: &[Value]) -> String {
    if let [Value::Object(only)] = list {
        return object(only, None);
    }
    let flat: Vec<Vec<(String, String)>> = list.iter().map(flat).collect();
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in flat.iter().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let cell = |row: &[(String, String)], name: &str| {
        let found = row.iter().find(|(each, _)| each == name).map(|(_, value)| value.as_str());
        clipped(found.unwrap_or_default(), WIDEST_CELL)
    };
    let width = |name: &str| flat.iter().map(|row| cell(row, name).width()).chain([name.width()]).max().unwrap_or(0);
    let mut room = terminal_width();
    let (shown, hidden): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| {
        let needed = width(name) + BETWEEN_CELLS;
        // Lists inside lists do not fit into a cell, and are left out.
        let fits = needed <= room && !flat.iter().any(|row| cell(row, name).starts_with("[{"));
        room -= if fits { needed } else { 0 };
        fits
    });
    let table = rows(&shown, flat.iter().map(|row| shown.iter().map(|name| cell(row, name)).collect::<Vec<_>>()));
    match &hidden[..] {
        [] => table,
        hidden => table + &wrapped(&format!("not shown: {}; `--json` has everything", hidden.join(", "))),
    }
}

fn flat(item: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    flatten("", item, &mut pairs);
    pairs
}

/// Scalars by their path, without absent ones.
fn flatten(path: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let name = Printable(name);
                let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
                flatten(&path, value, pairs);
            }
        }
        value => {
            let text = text(value);
            if !text.is_empty() {
                pairs.push((path.to_owned(), text));
            }
        }
    }
}

/// A scalar without quotes, a list of scalars separated by commas, or anything else as JSON; always printable.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => Printable(&html::text(text)).to_string(),
        Value::Array(list) if !holds_objects(value) => list.iter().map(text).collect::<Vec<_>>().join(", "),
        other => PrintableLines(&other.to_string()).to_string(),
    }
}

/// A text on one line, truncated to this width.
pub(super) fn clipped(text: &str, widest: usize) -> String {
    clipped_to_cells(&Printable(text).to_string(), widest).into_owned()
}

/// A table that fits the terminal; columns of numbers are aligned to the right.
pub(super) fn rows<R: AsRef<[String]>>(header: &[&str], rows: impl IntoIterator<Item = R>) -> String {
    let mut table = Table::new();
    table.load_style(STYLE);
    let rows: Vec<R> = rows.into_iter().collect();
    let cells = rows.iter().map(|row| row.as_ref().iter().map(String::as_str).collect());
    let widths = widths(&cells.chain([header.to_vec()]).collect::<Vec<_>>(), shown_width());
    let cut = |(cell, width): (&str, &usize)| clipped_to_cells(cell, *width).into_owned();
    if !header.is_empty() {
        table.set_header(header.iter().copied().zip(&widths).map(cut));
    }
    for row in &rows {
        table.add_row(row.as_ref().iter().map(String::as_str).zip(&widths).map(cut));
    }
    for column in 0..header.len() {
        let mut cells = rows.iter().filter_map(|row| row.as_ref().get(column)).filter(|cell| !cell.is_empty());
        let is_number = |cell: &String| cell.trim_end_matches('%').parse::<f64>().is_ok();
        if let (true, Some(column)) = (cells.all(is_number), table.column_mut(column)) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    // The table pads its last column with blanks, which are invisible.
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

/// Bars in the order of the items, with a caption; `None` if there is no number.
fn chart(list: &[Value], label: &str, number: &str) -> Option<String> {
    let finite = |value: &Value| text(value).parse().ok().filter(|number: &f64| number.is_finite());
    let bar = |item: &Value| Some((text(item.get(label)?), finite(item.get(number)?)?));
    let bars: Vec<(String, f64)> = list.iter().filter_map(bar).collect();
    let ((first, _), (last, _)) = (bars.first()?, bars.last()?);
    let (chart, each) = chart::bars(&bars, terminal_width());
    let total: f64 = bars.iter().map(|(_, number)| number).sum();
    let mut about = format!("{number} by {label}, {first} to {last}: {total} in all");
    if each > 1 {
        about += &format!(", each bar the sum of {each}");
    }
    let left_out = list.len() - bars.len();
    if left_out > 0 {
        about += &format!(", {left_out} without a number");
    }
    Some(format!("{chart}{about}\n"))
}

/// The widths of the columns, so that the table fits. The widest ones are narrowed first; the first column, which
/// identifies the rows, last.
fn widths(rows: &[Vec<&str>], room: Option<usize>) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns).map(widest).collect();
    let Some(room) = room else { return widths };
    while widths.iter().map(|width| width + BETWEEN_CELLS).sum::<usize>() > room {
        let Some((first, others)) = widths.split_first_mut() else { break };
        match others.iter_mut().max() {
            Some(widest) if *widest > NARROWEST_CELL => *widest -= 1,
            _ if *first > NARROWEST_CELL => *first -= 1,
            _ => break,
        }
    }
    widths
}

/// Words, on as many lines as they need.
fn wrapped(text: &str) -> String {
    let (mut lines, mut width) = (String::new(), 0);
    for word in text.split(' ') {
        if width > 0 && width + 1 + word.width() > terminal_width() {
            lines.push('\n');
            width = 0;
        } else if width > 0 {
            lines.push(' ');
            width += 1;
        }
        lines += word;
        width += word.width();
    }
    lines + "\n"
}

/// The width of the terminal, or the usual one.
fn terminal_width() -> usize {
    shown_width().unwrap_or(USUAL_WIDTH)
}

/// The width of the terminal that shows the output; `None` if the output goes to a file or another program.
pub(super) fn shown_width() -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.or_else(|| terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0)))
}
