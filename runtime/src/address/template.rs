//! The path of an operation, with its placeholders.

use std::fmt;

use super::{AddressError, path_rule};

/// A path with `{placeholders}`, each of which is a whole segment that a parameter fills, and optionally a final
/// `{*placeholder}`, which is filled with one or more segments.
///
/// It consists of the characters that a path can contain (RFC 3986), with everything else percent-encoded, and has no
/// segment that a URL parser would remove. It is therefore sent as written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathTemplate<'p> {
    text: &'p str,
    /// The length of the part before the first placeholder.
    literal: usize,
}

/// A segment of a path: the part between two slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Segment<'p> {
    /// Literal text.
    Literal(&'p str),
    /// The value of the parameter with this field name.
    Placeholder(&'p str),
    /// The value of the parameter with this field name, whose slashes separate segments: the rest of the path.
    CatchAll(&'p str),
}

impl PathTemplate<'static> {
    /// Creates the path of a constant operation.
    ///
    /// ```
    /// use countersign::operation::{Method, Operation, PathTemplate};
    ///
    /// const BOOK: Operation = Operation::new("book", Method::Get, PathTemplate::new("/books/{isbn}"));
    /// assert_eq!(BOOK.path().placeholders().collect::<Vec<_>>(), ["isbn"]);
    /// ```
    ///
    /// # Panics
    /// Panics if `text` is not a valid path; in a constant, this is a compile error. For a path that is only known at
    /// run time, use [`parse`](PathTemplate::parse).
    pub const fn new(text: &'static str) -> Self {
        if let Err((problem, _)) = path_rule::check(text) {
            panic!("{}", problem.rule());
        }
        Self::checked(text)
    }
}

impl<'p> PathTemplate<'p> {
    /// Parses a path.
    ///
    /// ```
    /// use countersign::operation::PathTemplate;
    ///
    /// assert_eq!(PathTemplate::parse("/books/{isbn}")?.to_string(), "/books/{isbn}");
    /// let error = PathTemplate::parse("/bücher").unwrap_err();
    /// assert!(error.to_string().contains("write `/b%C3%BCcher`"));
    /// # Ok::<(), countersign::AddressError>(())
    /// ```
    ///
    /// # Errors
    /// `text` is not a valid path. The error names the rule that is broken, and a valid spelling.
    pub fn parse(text: &'p str) -> Result<Self, AddressError> {
        match path_rule::check(text) {
            Ok(()) => Ok(Self::checked(text)),
            Err((problem, at)) => {
                let (shown, explained) = (text.escape_debug(), path_rule::explain(text, problem, at));
                Err(AddressError::new(format!("the path `{shown}`: {explained}")))
            }
        }
    }

    /// Creates a path that was checked before, by a macro or when a client was built.
    pub(crate) const fn checked(text: &'p str) -> Self {
        let mut rest = text.as_bytes();
        while let [byte, others @ ..] = rest
            && *byte != b'{'
        {
            rest = others;
        }
        Self { text, literal: text.len() - rest.len() }
    }

    /// Returns the path as it was written.
    ///
    /// ```
    /// use countersign::operation::PathTemplate;
    ///
    /// assert_eq!(PathTemplate::new("/books/{isbn}").as_str(), "/books/{isbn}");
    /// ```
    pub const fn as_str(self) -> &'p str {
        self.text
    }

    /// Returns the segments, in order.
    ///
    /// ```
    /// use countersign::operation::{PathTemplate, Segment};
    ///
    /// let path = PathTemplate::new("/books/{isbn}/files/{*file}");
    /// let last = path.segments().next_back();
    /// assert_eq!(last, Some(Segment::CatchAll("file")));
    /// ```
    pub fn segments(self) -> impl DoubleEndedIterator<Item = Segment<'p>> + Clone {
        self.text.strip_prefix('/').unwrap_or(self.text).split('/').map(|segment| {
            match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                Some(name) => name.strip_prefix('*').map_or(Segment::Placeholder(name), Segment::CatchAll),
                None => Segment::Literal(segment),
            }
        })
    }

    /// Returns whether it has no placeholders.
    pub(crate) const fn is_fixed(self) -> bool {
        self.literal == self.text.len()
    }

    /// Returns the field names of the placeholders, in order.
    ///
    /// ```
    /// use countersign::operation::PathTemplate;
    ///
    /// let path = PathTemplate::new("/books/{isbn}/files/{*file}");
    /// assert_eq!(path.placeholders().collect::<Vec<_>>(), ["isbn", "file"]);
    /// ```
    pub fn placeholders(self) -> impl Iterator<Item = &'p str> {
        self.segments().filter_map(|segment| match segment {
            Segment::Placeholder(name) | Segment::CatchAll(name) => Some(name),
            Segment::Literal(_) => None,
        })
    }

    /// Matches a path: returns each segment of the template with the segment of `path` in its place, and the rest of
    /// `path` with a final catch-all. `None` if the path does not match. What fills a placeholder is not checked.
    ///
    /// ```
    /// use countersign::operation::{PathTemplate, Segment};
    ///
    /// let path = PathTemplate::new("/books/{isbn}");
    /// let mut filled = path.matches("/books/9783150000014").expect("it matches");
    /// assert_eq!(filled.nth(1), Some((Segment::Placeholder("isbn"), "9783150000014")));
    /// assert!(path.matches("/books").is_none());
    /// ```
    pub fn matches<'r>(self, path: &'r str) -> Option<impl Iterator<Item = (Segment<'p>, &'r str)>> {
        let arrived = path.strip_prefix('/')?.splitn(self.segments().count(), '/');
        let fits = |(segment, arrived): (Segment<'_>, &str)| match segment {
            Segment::Literal(literal) => literal == arrived,
            Segment::Placeholder(_) => !arrived.is_empty() && !arrived.contains('/'),
            Segment::CatchAll(_) => !arrived.is_empty(),
        };
        let is_as_long = self.segments().count() == arrived.clone().count();
        (is_as_long && self.segments().zip(arrived.clone()).all(fits)).then(|| self.segments().zip(arrived))
    }

    /// Returns whether two paths are the same apart from the names of their placeholders.
    #[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
    pub(crate) const fn is_route_of(self, other: PathTemplate<'_>) -> bool {
        let (one, other) = (self.text.as_bytes(), other.text.as_bytes());
        let (mut at, mut there) = (0, 0);
        while at < one.len() && there < other.len() {
            if one[at] != other[there] {
                return false;
            }
            let is_catch_all = at + 1 < one.len() && one[at + 1] == b'*';
            if one[at] == b'{' && is_catch_all != (there + 1 < other.len() && other[there + 1] == b'*') {
                return false;
            }
            if one[at] == b'{' {
                while at < one.len() && one[at] != b'}' {
                    at += 1;
                }
                while there < other.len() && other[there] != b'}' {
                    there += 1;
                }
            }
            (at, there) = (at + 1, there + 1);
        }
        at >= one.len() && there >= other.len()
    }
}

impl AsRef<str> for PathTemplate<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl PartialEq<&str> for PathTemplate<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl fmt::Display for PathTemplate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

impl fmt::Debug for PathTemplate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PathTemplate({})", self.text)
    }
}
