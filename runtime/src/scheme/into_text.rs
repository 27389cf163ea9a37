//! The types that can be used as a text, and as several of them.

use std::ops::Add;

use super::fields::Fields;
use super::text::{Node, Text};

mod sealed {
    pub trait Sealed {}
}

/// A type that can be used as a [`Text`]: a text, a string (which stands for itself), [`Fields`], and references to
/// them.
///
/// ```
/// use countersign::scheme::{IntoText, path};
///
/// /// Adds a line to a text.
/// fn with_line(text: impl IntoText, line: impl IntoText) -> String {
///     (text.into_text() + "\n" + line.into_text()).to_string()
/// }
/// assert_eq!(with_line(path(), "v1"), with_line(&path(), String::from("v1")));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a signed string",
    label = "expected a `Text`, a string or `Fields`",
    note = "pairs are turned into a text by `.pairs(between, separator)`, `.names(separator)` or `.values(separator)`"
)]
pub trait IntoText: sealed::Sealed {
    /// Converts it into a text.
    fn into_text(self) -> Text;
}

impl sealed::Sealed for Text {}
impl IntoText for Text {
    fn into_text(self) -> Text {
        self
    }
}

impl sealed::Sealed for String {}
impl IntoText for String {
    fn into_text(self) -> Text {
        Text::new(Node::Literal(self))
    }
}

impl sealed::Sealed for &str {}
impl IntoText for &str {
    fn into_text(self) -> Text {
        self.to_owned().into_text()
    }
}

impl sealed::Sealed for Fields {}
impl IntoText for Fields {
    fn into_text(self) -> Text {
        Text::new(Node::Fields(self))
    }
}

impl<T: IntoText + Clone> sealed::Sealed for &T {}
impl<T: IntoText + Clone> IntoText for &T {
    fn into_text(self) -> Text {
        self.clone().into_text()
    }
}

/// Several texts: a tuple of up to sixteen, whose members may be of different types, an array, a slice or a `Vec`.
///
/// ```
/// use countersign::scheme::{IntoTexts, method, path};
///
/// assert_eq!((method(), path(), "v1").into_texts().len(), 3);
/// assert_eq!(["v1", "v2"].into_texts().len(), 2);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of texts",
    label = "expected a tuple or an array of texts",
    note = "a tuple of one text is written `(text,)`"
)]
pub trait IntoTexts: sealed::Sealed {
    /// Converts it into a list of texts.
    fn into_texts(self) -> Vec<Text>;
}

impl<T: IntoText, const N: usize> sealed::Sealed for [T; N] {}
impl<T: IntoText, const N: usize> IntoTexts for [T; N] {
    fn into_texts(self) -> Vec<Text> {
        self.into_iter().map(IntoText::into_text).collect()
    }
}

impl<T: IntoText> sealed::Sealed for Vec<T> {}
impl<T: IntoText> IntoTexts for Vec<T> {
    fn into_texts(self) -> Vec<Text> {
        self.into_iter().map(IntoText::into_text).collect()
    }
}

impl<T: IntoText + Clone> sealed::Sealed for &[T] {}
impl<T: IntoText + Clone> IntoTexts for &[T] {
    fn into_texts(self) -> Vec<Text> {
        self.iter().map(IntoText::into_text).collect()
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))+) => {$(
        impl<$($name: IntoText),+> sealed::Sealed for ($($name,)+) {}
        impl<$($name: IntoText),+> IntoTexts for ($($name,)+) {
            #[allow(non_snake_case, reason = "a member is named like its type")]
            fn into_texts(self) -> Vec<Text> {
                let ($($name,)+) = self;
                vec![$($name.into_text()),+]
            }
        }

        impl<$($name: IntoText + Clone),+> IntoTexts for &($($name,)+)
        where
            Self: sealed::Sealed,
        {
            fn into_texts(self) -> Vec<Text> {
                self.clone().into_texts()
            }
        }
        impl<$($name: IntoText + Clone),+> sealed::Sealed for &($($name,)+) {}
    )+};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J)
    (A B C D E F G H I J K)
    (A B C D E F G H I J K L)
    (A B C D E F G H I J K L M)
    (A B C D E F G H I J K L M N)
    (A B C D E F G H I J K L M N O)
    (A B C D E F G H I J K L M N O P)
}

/// Concatenates two texts. What is added to a sum becomes part of it.
fn concat(first: Text, second: Text) -> Text {
    let mut parts = match first.node() {
        Node::Concat(parts) => parts.clone(),
        _ => vec![first],
    };
    parts.push(second);
    Text::new(Node::Concat(parts))
}

impl<T: IntoText> Add<T> for Text {
    type Output = Self;

    fn add(self, other: T) -> Self {
        concat(self, other.into_text())
    }
}

impl<T: IntoText> Add<T> for &Text {
    type Output = Text;

    fn add(self, other: T) -> Text {
        concat(self.clone(), other.into_text())
    }
}

// Not for `String`: a second `Add` for it would end the coercion of `string + &string` in every crate.
macro_rules! literal_first {
    ($($literal:ty, $text:ty;)+) => {$(
        impl Add<$text> for $literal {
            type Output = Text;

            fn add(self, other: $text) -> Text {
                concat(self.into_text(), other.into_text())
            }
        }
    )+};
}

literal_first! {
    &str, Text;
    &str, &Text;
    &str, Fields;
    &str, &Fields;
}
