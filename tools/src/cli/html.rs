//! HTML in answers, shown as text: vendors highlight search words in titles, and describe products by HTML pages.

use std::borrow::Cow;

/// Elements whose tags are recognized as HTML. Anything else in angle brackets is text, such as `Map<String>`.
const ELEMENTS: &str = "a abbr b big blockquote body br button center code col colgroup dd div dl dt em embed figure font footer \
                        form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input label li link map area main mark meta nav \
                        object ol p pre s script section small source span strike strong style sub sup table tbody td \
                        tfoot th thead title tr u ul video";

/// One more than the length of the longest of them.
const LONGEST_NAME: usize = 11;

/// Elements whose content is not for readers.
const UNSEEN: [&str; 2] = ["script", "style"];

const WITHIN_A_LINE: [&str; 10] = ["a", "b", "em", "font", "i", "mark", "s", "span", "strong", "u"];

const ENTITIES: [(&str, &str); 6] =
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];

/// Returns the text of HTML on one line, or the size of the HTML if it has no text. Returns anything else unchanged.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let Some(mut tag) = Tag::first(text) else { return Cow::Borrowed(text) };
    let mut shown = String::new();
    let rest = loop {
        shown += tag.before;
        // Tags separate words like line breaks, except inline tags.
        if !WITHIN_A_LINE.contains(&tag.name.as_str()) {
            shown.push(' ');
        }
        let rest = if UNSEEN.contains(&tag.name.as_str()) && !tag.is_end { tag.end_of_content() } else { tag.after };
        match Tag::first(rest) {
            Some(next) => tag = next,
            None => break rest,
        }
    };
    shown += rest;
    for (entity, character) in ENTITIES {
        shown = shown.replace(entity, character);
    }
    let words: Vec<&str> = shown.split_whitespace().collect();
    match words.is_empty() {
        true => Cow::Owned(format!("(HTML of {} characters)", text.chars().count())),
        false => Cow::Owned(words.join(" ")),
    }
}

/// A tag or a comment, and the text around it.
struct Tag<'t> {
    before: &'t str,
    /// In lower case; `!` for a comment.
    name: String,
    is_end: bool,
    after: &'t str,
}

impl<'t> Tag<'t> {
    /// Looks at each character only once, even if many tags begin and do not end.
    fn first(text: &'t str) -> Option<Self> {
        for (at, _) in text.match_indices('<') {
            let (before, inside) = text.split_at(at);
            let inside = inside.get(1..)?;
            if let Some(comment) = inside.strip_prefix("!--") {
                let after = comment.split_once("-->").map_or("", |(_, after)| after);
                return Some(Self { before, name: String::from("!"), is_end: true, after });
            }
            let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
            let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).take(LONGEST_NAME).collect();
            let name = name.to_ascii_lowercase();
            if ELEMENTS.split(' ').any(|element| element == name && !name.is_empty()) {
                let (_, after) = inside.split_once('>')?;
                return Some(Self { before, name, is_end, after });
            }
        }
        None
    }

    /// The text after an element's content: from its closing tag on.
    fn end_of_content(&self) -> &'t str {
        let closes = |rest: &&str| {
            let name = rest.get(2..2 + self.name.len());
            name.is_some_and(|name| name.eq_ignore_ascii_case(&self.name))
        };
        let mut ends = self.after.match_indices("</").filter_map(|(at, _)| self.after.get(at..));
        ends.find(closes).unwrap_or_default()
    }
}
