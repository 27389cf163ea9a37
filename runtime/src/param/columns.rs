//! The table of parameters as `#[endpoint]` writes it: the names of all, and columns of what only some have.
//!
//! The compiler looks for interior mutability at every value of a struct or an enumeration in a constant, which took more
//! time than anything else about a declaration. So the columns hold numbers, strings and functions, and there is one call
//! per column instead of several per parameter.

use super::ReadFields;
use crate::operation::{Deprecation, Parameter, Place, Presence, Schema, Style};

/// The parameters of an operation while they are described.
#[doc(hidden)]
#[derive(Debug)]
pub struct Columns<const N: usize>([Parameter; N]);

/// A method per column: what the column says of a parameter. A column without a value lists parameters.
macro_rules! columns {
    ($($column:ident$(($value:ident: $type:ty))?: |$parameter:ident| $described:expr;)*) => {
        #[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
        impl<const N: usize> Columns<N> {$(
            /// Describes these parameters further.
            pub const fn $column(mut self, mut column: &[columns!(@entry $($type)?)]) -> Self {
                while let [columns!(@pattern index $($value)?), rest @ ..] = column {
                    $(let $value = *$value;)?
                    let $parameter = self.0[*index];
                    self.0[*index] = $described;
                    column = rest;
                }
                self
            }
        )*}
    };
    (@entry) => { usize };
    (@entry $type:ty) => { (usize, $type) };
    (@pattern $index:ident) => { $index };
    (@pattern $index:ident $value:ident) => { ($index, $value) };
}

columns! {
    in_path: |parameter| parameter.with_place(Place::Path);
    in_header: |parameter| parameter.with_place(Place::Header);
    in_body: |parameter| parameter.with_place(Place::Body);
    required: |parameter| parameter.with_presence(Presence::Required);
    optional: |parameter| parameter.with_presence(Presence::Optional);
    lists: |parameter| parameter.with_presence(Presence::List);
    nullable: |parameter| parameter.with_presence(Presence::Nullable);
    json_text: |parameter| parameter.with_style(Style::JsonText);
    number: |parameter| parameter.with_style(Style::Number);
    entries: |parameter| parameter.with_style(Style::Entries);
    brackets: |parameter| parameter.with_style(Style::Brackets);
    reference: |parameter| parameter.with_reference(true);
    encoded_name: |parameter| parameter.with_plain_name(false);
    schema(schema: Schema): |parameter| parameter.with_schema(schema);
    joined(separator: &'static str): |parameter| parameter.with_style(Style::Joined(separator));
    content_type(media_type: &'static str): |parameter| parameter.with_content_type(Some(media_type));
    deprecated(why: Deprecation): |parameter| parameter.with_deprecated(Some(why));
    default(text: fn() -> String): |parameter| parameter.with_presence(Presence::Default).with_default(Some(text));
    minimum(number: i64): |parameter| parameter.with_limits(parameter.limits().with_minimum(Some(number)));
    maximum(number: i64): |parameter| parameter.with_limits(parameter.limits().with_maximum(Some(number)));
    max_len(count: usize): |parameter| parameter.with_limits(parameter.limits().with_max_len(Some(count)));
    min_items(count: usize): |parameter| parameter.with_limits(parameter.limits().with_min_items(Some(count)));
    max_items(count: usize): |parameter| parameter.with_limits(parameter.limits().with_max_items(Some(count)));
}

#[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
impl<const N: usize> Columns<N> {
    /// Begins with the field name, the wire name and the documentation of each parameter, and the types of the first ones.
    pub const fn new<F: ReadFields>(rows: [[&'static str; 3]; N]) -> Self {
        let mut parameters = [Parameter::new("", "", Schema::Any); N];
        let mut at = 0;
        while at < N {
            let [name, wire_name, docs] = rows[at];
            parameters[at] = Parameter::new(name, wire_name, Schema::Any).with_docs(docs).with_plain_name(true);
            at += 1;
        }
        Self(parameters).types::<F>(0)
    }

    /// Takes schema and presence of the parameters from `first` on from their types.
    pub const fn types<F: ReadFields>(mut self, first: usize) -> Self {
        let mut at = 0;
        while at < F::KINDS.len() {
            let (schema, presence) = F::KINDS[at];
            self.0[first + at] = self.0[first + at].with_schema(schema).with_presence(presence);
            at += 1;
        }
        self
    }

    /// Sets the rank of each wire name: how many others sort before it.
    pub const fn ranks(mut self, ranks: [u8; N]) -> Self {
        let mut at = 0;
        while at < N {
            self.0[at].set_rank(ranks[at]);
            at += 1;
        }
        self
    }

    /// Returns the table.
    pub const fn all(self) -> [Parameter; N] {
        self.0
    }
}
