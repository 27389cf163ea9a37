#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash
)]
#[non_exhaustive]
/// Languages of titles.
pub enum Language {
    English,
    /// Whatever the shop speaks.
    AsItIs,
    /// An unknown value, kept as it was received.
    Unknown(::countersign::UnknownValue),
}
#[automatically_derived]
impl ::countersign::OpenEnum for Language {
    const INFO: &'static ::countersign::operation::EnumInfo = &::countersign::operation::EnumInfo::new(
            "Language",
            &[
                ::countersign::operation::EnumValue::new("English", "en"),
                ::countersign::operation::EnumValue::new("AsItIs", "asItIs")
                    .with_docs("Whatever the shop speaks."),
            ],
        )
        .with_docs("Languages of titles.");
    const ALL: &'static [Self] = &[Self::English, Self::AsItIs];
    fn as_str(&self) -> &str {
        match self {
            Self::English => "en",
            Self::AsItIs => "asItIs",
            Self::Unknown(value) => value.as_str(),
        }
    }
    fn unknown(value: ::countersign::UnknownValue) -> Self {
        Self::Unknown(value)
    }
}
impl Language {
    /// All known values, in declared order.
    pub const ALL: &'static [Self] = <Self as ::countersign::OpenEnum>::ALL;
    /// The value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        ::countersign::OpenEnum::as_str(self)
    }
}
#[automatically_derived]
impl ::core::fmt::Display for Language {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(::countersign::OpenEnum::as_str(self))
    }
}
#[automatically_derived]
impl ::core::str::FromStr for Language {
    type Err = ::core::convert::Infallible;
    fn from_str(
        text: &str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
        ::core::result::Result::Ok(::countersign::__private::enum_from_str(text))
    }
}
#[automatically_derived]
impl ::countersign::__private::serde::Serialize for Language {
    fn serialize<S: ::countersign::__private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::countersign::__private::write_enum(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::countersign::__private::serde::Deserialize<'de> for Language {
    fn deserialize<D: ::countersign::__private::serde::Deserializer<'de>>(
        from: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::countersign::__private::read_enum(from)
    }
}
#[automatically_derived]
impl ::countersign::Decode for Language {
    const SCHEMA: ::countersign::operation::Schema = ::countersign::operation::Schema::Enum(
        <Self as ::countersign::OpenEnum>::INFO,
    );
    fn decode<'de, D: ::countersign::__private::serde::Deserializer<'de>>(
        from: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::countersign::__private::read_enum(from)
    }
}
#[automatically_derived]
impl ::countersign::ParamValue for Language {
    fn write(&self, to: &mut ::countersign::param::ValueWriter<'_>) {
        ::countersign::__private::write_enum_text(self, to);
    }
    fn parse(
        text: &str,
    ) -> ::core::result::Result<Self, ::countersign::param::ValueError> {
        ::core::result::Result::Ok(::countersign::__private::enum_from_str(text))
    }
}
