//! The parts that a [`SortedJoin`](super::SortedJoin) is put together from.

use std::borrow::Cow;

use crate::value::Zone;

/// Text of a rule.
pub type Text = Cow<'static, str>;

/// A digest function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Digest {
    /// MD5: broken for everything but such rules, which many vendors still have.
    Md5,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
}

impl Digest {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Md5, Self::Sha1, Self::Sha256];

    /// Length of a digest in bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }
}

/// How the digest becomes text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignatureText {
    /// Hex digits, `a` to `f`.
    #[default]
    LowerHex,
    /// Hex digits, `A` to `F`.
    UpperHex,
    /// Base64 with `+`, `/` and padding.
    Base64,
}

/// What the pairs are sorted by. Texts are compared as Java does: by UTF-16 code unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// By name; parameters of one name stay in the order in which they are sent.
    #[default]
    ByName,
    /// By name, capitals as small letters.
    ByNameIgnoringCase,
    /// By the joined pair as one text.
    ByPair,
    /// Not at all: as they are sent, first the query, then the body, then headers.
    AsSent,
}

/// How a pair is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pair {
    /// Name and value with this text between them.
    Joined(Text),
    /// The value alone.
    Value,
}

impl Pair {
    #[doc(hidden)]
    #[must_use]
    pub fn write(&self, name: &str, value: &str) -> String {
        match self {
            Self::Joined(join) => [name, join, value].concat(),
            Self::Value => value.to_owned(),
        }
    }
}

/// How names and values are spelt in the signed string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spelling {
    /// As they are, in UTF-8.
    #[default]
    Raw,
    /// Percent-encoded; a blank is `%20`.
    PercentEncoded,
    /// As a form writes them; a blank is `+`.
    FormEncoded,
}

/// Where the secret stands in the signed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretPlace {
    /// Before the string.
    Before,
    /// After the string.
    After,
    /// Before and after the string.
    Around,
    /// As the last pair, under this name.
    LastPair(&'static str),
    /// As a pair of this name, sorted among the others as if its value were empty.
    SortedPair(&'static str),
}

/// Which parameters are signed. The signature never is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selection {
    /// All but those of these names.
    AllBut(Vec<Text>),
    /// Those of these names.
    Only(Vec<Text>),
}

impl Selection {
    #[doc(hidden)]
    #[must_use]
    pub fn takes(&self, name: &str) -> bool {
        match self {
            Self::AllBut(names) => !names.iter().any(|excluded| excluded == name),
            Self::Only(names) => names.iter().any(|signed| signed == name),
        }
    }
}

/// What of a JSON body is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonBody {
    /// Every member at the top level, nested values as exactly the JSON text that is sent.
    #[default]
    Members,
    /// The members at the top level that are not nested.
    Scalars,
    /// Only what the rule itself adds: key, time, constants.
    Added,
    /// The whole text of the body, after the pairs. The rule then adds nothing to a JSON body: key, time and signature
    /// must travel elsewhere.
    WholeText,
}

/// Where something that the rule adds travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Travel {
    /// Among the parameters: in the body where the operation has one, else in the query.
    Parameter,
    /// In the query, whatever the body is.
    Query,
    /// In a header.
    Header,
}

/// Something that the rule adds: where it travels, under which name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Added {
    /// Where it travels.
    pub travel: Travel,
    /// Its name there.
    pub name: Text,
}

/// How the time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeFormat {
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Milliseconds,
    /// `2026-11-25 16:04:05`, the local time of a zone.
    DateTime(Zone),
}
