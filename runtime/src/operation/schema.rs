//! Schemas: the shapes of values on the wire, objects with their fields, enums with their values.

use std::fmt;

use super::{Deprecation, Notation, Pattern};

/// The shape of a value on the wire.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Schema {
    /// Any JSON value.
    Any,
    /// A string.
    String,
    /// Text that this regular expression matches, from `^` to `$`.
    Matching(&'static str),
    /// A whole number from `least` to `most`; [`Schema::INTEGER`] is any.
    Integer {
        /// The least value that the type holds.
        least: i64,
        /// The greatest value that the type holds.
        most: u64,
    },
    /// A number that may have a fraction.
    Number,
    /// An exact decimal, usually written as a string.
    Decimal,
    /// An identifier: digits, written as a string or a number.
    Id,
    /// `true` or `false`.
    Boolean,
    /// Bytes as a Base64 string.
    Base64,
    /// A point in time in this notation.
    Timestamp(Notation),
    /// A calendar day in this notation.
    Date(Pattern),
    /// A file of a multipart form.
    File,
    /// Nothing: the contents of an answer are ignored.
    Nothing,
    /// A redirect, whose URL is the value.
    Redirect,
    /// Plain text without quotes: a whole body or a whole answer.
    Text,
    /// Plain bytes: a whole body or a whole answer.
    Bytes,
    /// One of a list of strings or numbers that may grow.
    Enum(&'static EnumInfo),
    /// An object with known fields. It is a function, so that objects can be recursive.
    Object(fn() -> &'static ModelInfo),
    /// An object with exactly one member, with one of these names.
    SingleMember(&'static EnumInfo, &'static Schema),
    /// A list.
    List(&'static Schema),
    /// An object with arbitrary names, and values of one schema.
    Map(&'static Schema),
}

impl Schema {
    /// A whole number of 64 bits, with a sign.
    pub const INTEGER: Self = Self::Integer { least: i64::MIN, most: i64::MAX as u64 };
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::String | Self::Matching(_) => f.write_str("string"),
            Self::Integer { .. } => f.write_str("integer"),
            Self::Number => f.write_str("number"),
            Self::Decimal => f.write_str("decimal"),
            Self::Id => f.write_str("id"),
            Self::Boolean => f.write_str("boolean"),
            Self::Base64 => f.write_str("base64"),
            Self::Timestamp(_) => f.write_str("timestamp"),
            Self::Date(_) => f.write_str("date"),
            Self::File => f.write_str("file"),
            Self::Nothing => f.write_str("nothing"),
            Self::Redirect => f.write_str("redirect"),
            Self::Text => f.write_str("text"),
            Self::Bytes => f.write_str("bytes"),
            Self::SingleMember(name, value) => write!(f, "{{{}: {value}}}", name.name),
            Self::Enum(info) => f.write_str(info.name),
            Self::Object(info) => f.write_str(info().name),
            Self::List(item) => write!(f, "[{item}]"),
            Self::Map(item) => write!(f, "{{string: {item}}}"),
        }
    }
}

metadata! {
    /// An open enum and its known values.
    ///
    /// ```
    /// use countersign::operation::{EnumInfo, EnumValue};
    ///
    /// const STARS: EnumInfo = EnumInfo::new("Stars", &[EnumValue::new("One", "1"), EnumValue::new("Two", "2")])
    ///     .with_docs("How good a book is.")
    ///     .with_integer(true);
    /// assert_eq!((STARS.name(), STARS.docs(), STARS.integer()), ("Stars", "How good a book is.", true));
    /// assert_eq!(STARS.values()[1].wire(), "2");
    /// ```
    #[derive(Clone, Copy, Debug)]
    pub struct EnumInfo {
        /// Returns the name of the Rust type.
        name: &'static str,
        /// Returns the known values in declared order.
        values: &'static [EnumValue],
    } with {
        /// Returns its meaning: the doc comment of the enum.
        docs: &'static str = "", with_docs,
        /// Returns whether the values are numbers on the wire.
        integer: bool = false, with_integer,
    }
}

metadata! {
    /// A known value of an open enum.
    ///
    /// ```
    /// use countersign::operation::EnumValue;
    ///
    /// const JAPANESE: EnumValue = EnumValue::new("Japanese", "ja").with_docs("In Japanese script.");
    /// assert_eq!((JAPANESE.name(), JAPANESE.wire(), JAPANESE.docs()), ("Japanese", "ja", "In Japanese script."));
    /// ```
    #[derive(Clone, Copy, Debug)]
    pub struct EnumValue {
        /// Returns the name of the Rust variant.
        name: &'static str,
        /// Returns the value on the wire.
        wire: &'static str,
    } with {
        /// Returns its meaning: the doc comment of the variant.
        docs: &'static str = "", with_docs,
    }
}

metadata! {
    /// An object on the wire and its fields.
    ///
    /// ```
    /// use countersign::operation::{FieldInfo, ModelInfo, Schema};
    ///
    /// static BOOK: ModelInfo =
    ///     ModelInfo::new("Book", &[FieldInfo::new("title", "title", Schema::String)]).with_docs("A book.");
    /// assert_eq!((BOOK.name(), BOOK.docs(), BOOK.fields().len()), ("Book", "A book.", 1));
    /// assert_eq!(Schema::List(&Schema::Object(|| &BOOK)).to_string(), "[Book]");
    /// ```
    #[derive(Clone, Copy, Debug)]
    pub struct ModelInfo {
        /// Returns the name of the Rust type, without its type parameters.
        name: &'static str,
        /// Returns the fields in declared order.
        fields: &'static [FieldInfo],
    } with {
        /// Returns its meaning: the doc comment of the struct.
        docs: &'static str = "", with_docs,
    }
}

metadata! {
    /// A field of an object on the wire.
    ///
    /// ```
    /// use countersign::{Model, model};
    ///
    /// /// A book.
    /// #[model]
    /// pub struct Book {
    ///     /// The title of the book.
    ///     #[field(alias("name"))]
    ///     pub title: String,
    ///     /// The number of pages, which the vendor writes as a string.
    ///     #[field(name = "pageCount", text)]
    ///     pub pages: Option<u32>,
    ///     #[doc = "The series."]
    ///     #[deprecated(note = "use `title`")]
    ///     pub series: Option<String>,
    /// }
    ///
    /// # #[allow(deprecated)]
    /// let [title, pages, series] = Book::info().fields() else { panic!("three fields") };
    /// assert_eq!((title.name(), title.docs()), ("title", "The title of the book."));
    /// assert_eq!(title.aliases(), ["name"]);
    /// assert_eq!((pages.wire_name(), pages.schema().to_string().as_str()), ("pageCount", "integer"));
    /// assert!(title.required() && !title.nullable());
    /// assert!(!pages.required() && pages.text() && !pages.number());
    /// assert_eq!(series.deprecated().and_then(|deprecation| deprecation.note()), Some("use `title`"));
    /// ```
    ///
    /// By hand:
    ///
    /// ```
    /// use countersign::operation::{Deprecation, FieldInfo, Schema};
    ///
    /// const PAGES: FieldInfo = FieldInfo::new("pages", "pageCount", Schema::INTEGER)
    ///     .with_docs("The number of pages.")
    ///     .with_required(false)
    ///     .with_nullable(true)
    ///     .with_aliases(&["page_count"])
    ///     .with_deprecated(Some(Deprecation::new().with_note("use `length`")));
    /// // `"pageCount": "264"` instead of `264`, and the other way around for an id.
    /// assert!(PAGES.with_text(true).text());
    /// assert!(FieldInfo::new("id", "id", Schema::String).with_number(true).number());
    /// ```
    #[derive(Clone, Copy, Debug)]
    pub struct FieldInfo {
        /// Returns the name of the Rust field.
        name: &'static str,
        /// Returns the name on the wire.
        wire_name: &'static str,
        /// Returns the schema of its value.
        schema: Schema,
    } with {
        /// Returns whether an object without it is refused.
        required: bool = true, with_required,
        /// Returns whether `null` is a value in its own right.
        nullable: bool = false, with_nullable,
        /// Returns whether a string of digits is written as a JSON number.
        number: bool = false, with_number,
        /// Returns whether a number is written as a string.
        text: bool = false, with_text,
        /// Returns further names that it is read under.
        aliases: &'static [&'static str] = &[], with_aliases,
        /// Returns its meaning: the doc comment of the field.
        docs: &'static str = "", with_docs,
        /// Returns the deprecation, if it should no longer be used.
        deprecated: Option<Deprecation> = None, with_deprecated,
    }
}
