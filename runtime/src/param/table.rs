//! The table of an operation as `#[endpoint]` writes it: names, documentation and types of all parameters, and facts
//! about some.
//!
//! The compiler looks for interior mutability at every value that a function returns into a constant, which took more
//! time than anything else about a declaration. So a declaration contains data, and the runtime makes an operation of
//! it.

use super::ReadFields;
use crate::operation::{Deprecation, Method, Parameter, Place, Presence, RetryClass, Schema, Style};

/// The facts, each with what it says of a parameter.
macro_rules! facts {
    ($($fact:ident$(($value:ident: $type:ty))?: |$parameter:ident| $described:expr;)*) => {
        /// What is known of a parameter beside its names, its documentation and its type.
        #[doc(hidden)]
        #[derive(Clone, Copy, Debug)]
        #[expect(clippy::exhaustive_enums, reason = "generated code writes it, and nothing else reads it")]
        pub enum Fact {
            $($fact$(($type))?,)*
        }

        impl Fact {
            const fn describe(self, parameter: Parameter) -> Parameter {
                match self {
                    $(Self::$fact$(($value))? => {
                        let $parameter = parameter;
                        $described
                    })*
                }
            }
        }
    };
}

facts! {
    InPath: |parameter| parameter.with_place(Place::Path);
    InHeader: |parameter| parameter.with_place(Place::Header);
    InBody: |parameter| parameter.with_place(Place::Body);
    Required: |parameter| parameter.with_presence(Presence::Required);
    Optional: |parameter| parameter.with_presence(Presence::Optional);
    List: |parameter| parameter.with_presence(Presence::List);
    Nullable: |parameter| parameter.with_presence(Presence::Nullable);
    JsonText: |parameter| parameter.with_style(Style::JsonText);
    Number: |parameter| parameter.with_style(Style::Number);
    Entries: |parameter| parameter.with_style(Style::Entries);
    Brackets: |parameter| parameter.with_style(Style::Brackets);
    Reference: |parameter| parameter.with_reference(true);
    EncodedName: |parameter| parameter.with_plain_name(false);
    Schema(schema: Schema): |parameter| parameter.with_schema(schema);
    Joined(separator: &'static str): |parameter| parameter.with_style(Style::Joined(separator));
    ContentType(media_type: &'static str): |parameter| parameter.with_content_type(Some(media_type));
    Deprecated(why: Deprecation): |parameter| parameter.with_deprecated(Some(why));
    Default(text: fn() -> String): |parameter| parameter.with_presence(Presence::Default).with_default(Some(text));
    Minimum(number: i64): |parameter| parameter.with_limits(parameter.limits().with_minimum(Some(number)));
    Maximum(number: i64): |parameter| parameter.with_limits(parameter.limits().with_maximum(Some(number)));
    MaxLen(count: usize): |parameter| parameter.with_limits(parameter.limits().with_max_len(Some(count)));
    MinItems(count: usize): |parameter| parameter.with_limits(parameter.limits().with_min_items(Some(count)));
    MaxItems(count: usize): |parameter| parameter.with_limits(parameter.limits().with_max_items(Some(count)));
}

/// What the types of adjacent fields say of their parameters.
#[doc(hidden)]
pub const fn kinds<F: ReadFields>() -> &'static [(Schema, Presence)] {
    F::KINDS
}

/// The data of an operation.
#[doc(hidden)]
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "generated code writes it")]
pub struct Table {
    pub name: &'static str,
    pub method: Method,
    pub path: &'static str,
    pub retry: RetryClass,
    pub docs: &'static str,
    /// Field name, wire name and documentation of each parameter.
    pub rows: &'static [[&'static str; 3]],
    /// How many wire names sort before that of each parameter; empty if it is not known.
    pub ranks: &'static [u8],
    /// What the types of all fields say, up to twelve at a time.
    pub kinds: &'static [&'static [(Schema, Presence)]],
    /// What else is known of the parameters.
    pub facts: &'static [(usize, Fact)],
}

impl Table {
    /// Returns the parameters, of which there are as many as rows.
    #[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
    pub(crate) const fn parameters<const N: usize>(&self) -> [Parameter; N] {
        let mut parameters = [Parameter::new("", "", Schema::Any); N];
        let (mut at, mut kinds, mut facts) = (0, self.kinds, self.facts);
        while let [some, rest @ ..] = kinds {
            let mut some = *some;
            while let [(schema, presence), others @ ..] = some {
                let [name, wire_name, docs] = self.rows[at];
                let parameter = Parameter::new(name, wire_name, *schema).with_presence(*presence);
                parameters[at] = parameter.with_docs(docs).with_plain_name(true);
                if at < self.ranks.len() {
                    parameters[at].set_rank(self.ranks[at]);
                }
                at += 1;
                some = others;
            }
            kinds = rest;
        }
        while let [(index, fact), rest @ ..] = facts {
            parameters[*index] = fact.describe(parameters[*index]);
            facts = rest;
        }
        parameters
    }
}
