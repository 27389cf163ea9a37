//! Documentation comments as Markdown for readers without rustdoc.

use countersign::operation::Deprecation;

/// The first paragraph, on one line.
pub(crate) fn summary(docs: &str) -> Option<String> {
    let docs = plain(docs);
    let first: Vec<&str> = docs.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    (!first.is_empty()).then(|| first.join(" "))
}

/// Everything after the first paragraph.
pub(crate) fn details(docs: &str) -> Option<String> {
    let docs = plain(docs);
    let rest = docs.split_once("\n\n").map(|(_, rest)| rest.trim().to_owned());
    rest.filter(|rest| !rest.is_empty())
}

/// The whole text, if there is one.
pub(crate) fn whole(docs: &str) -> Option<String> {
    let docs = plain(docs);
    (!docs.is_empty()).then_some(docs)
}

/// The text, followed by a paragraph about the deprecation, if any.
pub(crate) fn with_deprecation(text: Option<String>, deprecated: Option<Deprecation>) -> Option<String> {
    let sentence = deprecated.map(|deprecated| format!("D{}.", deprecated.to_string().trim_start_matches('d')));
    let paragraphs: Vec<String> = text.into_iter().chain(sentence).collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// The whole text with one line per paragraph, for tools that wrap lines themselves.
#[cfg(feature = "cli")]
pub(crate) fn flowing(docs: &str) -> String {
    let docs = plain(docs);
    let paragraphs: Vec<String> = docs.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect();
    paragraphs.join("\n\n")
}

/// The text without Rust: examples are dropped, links to items become their text.
fn plain(docs: &str) -> String {
    let mut lines = Vec::new();
    let mut in_code = false;
    for line in docs.lines().map(str::trim_end) {
        let is_fence = line.trim_start().starts_with("```");
        if !is_fence && !in_code && !is_heading_of_example(line) {
            lines.push(without_links(line));
        }
        in_code ^= is_fence;
    }
    let text = lines.join("\n");
    let paragraphs: Vec<&str> = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect();
    paragraphs.join("\n\n")
}

fn is_heading_of_example(line: &str) -> bool {
    line.starts_with('#') && matches!(line.trim_start_matches('#').trim(), "Example" | "Examples")
}

/// `[text](Item)` and `` [`Item`] `` become `text` and `` `Item` ``; links to URLs are kept.
fn without_links(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        match link(after) {
            Some((shown, tail)) => {
                text.push_str(shown);
                rest = tail;
            }
            None => {
                text.push('[');
                rest = after;
            }
        }
    }
    text + rest
}

/// The text of a link to an item, and what follows the link; `None` for anything else in brackets.
fn link(after: &str) -> Option<(&str, &str)> {
    let (shown, tail) = after.split_once(']')?;
    match tail.strip_prefix('(') {
        Some(target) => {
            let (target, tail) = target.split_once(')')?;
            (!target.contains("://")).then_some((shown, tail))
        }
        None => shown.starts_with('`').then_some((shown, tail)),
    }
}

#[cfg(test)]
mod tests {
    use super::{details, summary};

    #[test]
    fn nothing_of_rustdoc_is_left() {
        let docs = "Looks for [`Book`]s\nof a shelf.\n\nSee [`title`](Self::title), [a page](https://a.example) and \
                    [0].\n\n# Example\n\n```\nlet [a] = b;\n```\n\nMore.";
        assert_eq!(summary(docs).as_deref(), Some("Looks for `Book`s of a shelf."));
        assert_eq!(details(docs).as_deref(), Some("See `title`, [a page](https://a.example) and [0].\n\nMore."));
        assert_eq!((summary(""), details("One line.")), (None, None));
    }
}
