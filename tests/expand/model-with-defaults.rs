#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct Offer {
    pub images: Vec<String>,
    pub batch: u32,
}
#[automatically_derived]
impl ::countersign::Model for Offer {
    fn info() -> &'static ::countersign::operation::ModelInfo {
        const {
            &::countersign::operation::ModelInfo::new(
                "Offer",
                const {
                    &[
                        ::countersign::operation::FieldInfo::new(
                                "images",
                                "imgs",
                                <Vec<String> as ::countersign::Decode>::SCHEMA,
                            )
                            .with_required(false),
                        ::countersign::operation::FieldInfo::new(
                                "batch",
                                "batch",
                                <u32 as ::countersign::Decode>::SCHEMA,
                            )
                            .with_required(false),
                    ]
                },
            )
        }
    }
    #[allow(clippy::redundant_closure)]
    fn read<'de, A: ::countersign::__private::serde::de::MapAccess<'de>>(
        fields: &mut ::countersign::decode::FieldReader<A>,
    ) -> ::core::result::Result<Self, A::Error> {
        let mut field_0: ::core::option::Option<Vec<String>> = ::core::option::Option::None;
        let mut field_1: ::core::option::Option<u32> = ::core::option::Option::None;
        while let ::core::option::Option::Some(index) = fields.next()? {
            match index {
                0 => field_0 = fields.value_or_null()?,
                1 => field_1 = fields.value_or_null()?,
                _ => fields.skip()?,
            }
        }
        ::core::result::Result::Ok(Self {
            images: fields
                .finish_or(
                    0,
                    field_0,
                    || <Vec<String> as ::core::default::Default>::default(),
                )?,
            batch: fields.finish_or(1, field_1, || 1)?,
        })
    }
    fn write<S: ::countersign::__private::serde::ser::SerializeMap>(
        &self,
        fields: &mut ::countersign::decode::FieldWriter<S>,
    ) -> ::core::result::Result<(), S::Error> {
        fields.put(0, &self.images)?;
        fields.put(1, &self.batch)?;
        ::core::result::Result::Ok(())
    }
}
#[automatically_derived]
impl ::countersign::__private::serde::Serialize for Offer {
    fn serialize<S: ::countersign::__private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::countersign::__private::write_model(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::countersign::__private::serde::Deserialize<'de> for Offer {
    fn deserialize<D: ::countersign::__private::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::countersign::__private::read_model(deserializer)
    }
}
#[automatically_derived]
impl ::countersign::Decode for Offer {
    const SCHEMA: ::countersign::operation::Schema = ::countersign::operation::Schema::Object(
        <Self as ::countersign::Model>::info,
    );
    fn decode<'de, D: ::countersign::__private::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::countersign::__private::read_model(deserializer)
    }
}
#[automatically_derived]
impl ::core::default::Default for Offer
where
    for<'field> Vec<String>: ::countersign::__private::FieldDefault<'field>,
{
    fn default() -> Self {
        Self {
            images: ::countersign::__private::FieldDefault::value(),
            batch: 1,
        }
    }
}
