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
enum State {
    Closed,
    Open,
    /// An unknown value, kept as it was received.
    Unknown(::countersign::UnknownValue),
}
#[automatically_derived]
impl ::countersign::OpenEnum for State {
    const INFO: &'static ::countersign::operation::EnumInfo = &::countersign::operation::EnumInfo::new(
            "State",
            &[
                ::countersign::operation::EnumValue::new("Closed", "0"),
                ::countersign::operation::EnumValue::new("Open", "1"),
            ],
        )
        .with_integer(true);
    const ALL: &'static [Self] = &[Self::Closed, Self::Open];
    fn as_str(&self) -> &str {
        match self {
            Self::Closed => "0",
            Self::Open => "1",
            Self::Unknown(value) => value.as_str(),
        }
    }
    fn unknown(value: ::countersign::UnknownValue) -> Self {
        Self::Unknown(value)
    }
}
impl State {
    /// All known values, in declared order.
    const ALL: &'static [Self] = <Self as ::countersign::OpenEnum>::ALL;
    /// The value on the wire.
    #[must_use]
    fn as_str(&self) -> &str {
        ::countersign::OpenEnum::as_str(self)
    }
}
#[automatically_derived]
impl ::core::fmt::Display for State {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(::countersign::OpenEnum::as_str(self))
    }
}
#[automatically_derived]
impl ::core::str::FromStr for State {
    type Err = ::core::convert::Infallible;
    fn from_str(
        text: &str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
        ::core::result::Result::Ok(::countersign::__private::enum_from_str(text))
    }
}
#[automatically_derived]
impl ::countersign::__private::serde::Serialize for State {
    fn serialize<S: ::countersign::__private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::countersign::__private::write_enum(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::countersign::__private::serde::Deserialize<'de> for State {
    fn deserialize<D: ::countersign::__private::serde::Deserializer<'de>>(
        from: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::countersign::__private::read_enum(from)
    }
}
#[automatically_derived]
impl ::countersign::Decode for State {
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
impl ::countersign::ParamValue for State {
    fn write(&self, to: &mut ::countersign::param::ValueWriter<'_>) {
        ::countersign::__private::write_enum_text(self, to);
    }
    fn parse(
        text: &str,
    ) -> ::core::result::Result<Self, ::countersign::param::ValueError> {
        ::core::result::Result::Ok(::countersign::__private::enum_from_str(text))
    }
}
