//! `rename_all`: how names of the wire follow from names in Rust, and when it is worth saying so.

use heck::{ToKebabCase as _, ToLowerCamelCase as _, ToShoutyKebabCase as _, ToShoutySnakeCase as _};
use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use syn::LitStr;

use super::warning::{Code, Warning};
use super::words;

/// A case of names, as serde calls it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    #[default]
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// What is renamed: the words of a field's name are separated, those of a variant's begin with capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Renamed {
    Field,
    Variant,
}

impl Case {
    const ALL: [(&'static str, Self); 8] = [
        ("snake_case", Self::Snake),
        ("camelCase", Self::Camel),
        ("PascalCase", Self::Pascal),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
    ];

    /// The case that a key names.
    pub(crate) fn of(key: &LitStr) -> syn::Result<Self> {
        let written = key.value();
        let found = Self::ALL.iter().find(|(name, _)| *name == written);
        found.map(|(_, case)| *case).ok_or_else(|| {
            let hint = words::hint(&written, Self::ALL.map(|(name, _)| name));
            syn::Error::new(key.span(), format!("unknown case `{written}`; {hint}"))
        })
    }

    /// The name on the wire.
    pub(crate) fn rename(self, name: &str, renamed: Renamed) -> String {
        match (self, renamed) {
            (Self::Camel, _) => name.to_lower_camel_case(),
            (Self::Pascal, _) => name.to_upper_camel_case(),
            // As serde has it: these two leave the words of a field apart.
            (Self::Lower | Self::Snake, Renamed::Field) => name.to_owned(),
            (Self::Upper | Self::ScreamingSnake, Renamed::Field) => name.to_uppercase(),
            (Self::Lower, Renamed::Variant) => name.to_lowercase(),
            (Self::Upper, Renamed::Variant) => name.to_uppercase(),
            (Self::Snake, Renamed::Variant) => name.to_snake_case(),
            (Self::ScreamingSnake, Renamed::Variant) => name.to_shouty_snake_case(),
            (Self::Kebab, _) => name.to_kebab_case(),
            (Self::ScreamingKebab, _) => name.to_shouty_kebab_case(),
        }
    }
}

/// The number of names of one case from which `rename_all` is suggested.
const MANY: usize = 3;

/// Warns if many fields or variants each set a name that one `rename_all` would set for all of them.
///
/// `names` has each name in Rust, with the literal of its wire name where there is one.
pub(crate) fn repeated_case(names: &[(String, Option<&LitStr>)], renamed: Renamed, current: Case) -> Option<Warning> {
    let said = || names.iter().filter_map(|(name, literal)| Some((name, (*literal)?)));
    let first = said().next().filter(|_| said().count() >= MANY)?.1;
    let holds = |case: Case| {
        names.iter().all(|(name, literal)| {
            let is = literal.map_or_else(|| current.rename(name, renamed), LitStr::value);
            case.rename(name, renamed) == is
        })
    };
    let (word, _) = Case::ALL.iter().find(|(_, case)| *case != current && holds(*case))?;
    let count = said().count();
    let message = format!("{count} names are set one by one: use `rename_all = \"{word}\"` instead");
    Some(Warning::new(Code::W008, first.span(), message))
}
