#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
/// An offer.
pub struct Offer {
    pub offer_id: u64,
    /// Where it is from.
    pub shop: Option<Shop>,
    pub price: String,
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
                                    "offer_id",
                                    "offerId",
                                    <u64 as ::countersign::Decode>::SCHEMA,
                                )
                                .with_required(<u64 as ::countersign::Decode>::REQUIRED),
                            ::countersign::operation::FieldInfo::new(
                                    "shop",
                                    "shop",
                                    <Option<Shop> as ::countersign::Decode>::SCHEMA,
                                )
                                .with_required(
                                    <Option<Shop> as ::countersign::Decode>::REQUIRED,
                                )
                                .with_docs("Where it is from."),
                            ::countersign::operation::FieldInfo::new(
                                    "price",
                                    "price",
                                    <String as ::countersign::Decode>::SCHEMA,
                                )
                                .with_required(<String as ::countersign::Decode>::REQUIRED)
                                .with_number(true),
                        ]
                    },
                )
                .with_docs("An offer.")
        }
    }
    fn read<'de, A: ::countersign::__private::serde::de::MapAccess<'de>>(
        fields: &mut ::countersign::decode::FieldReader<A>,
    ) -> ::core::result::Result<Self, A::Error> {
        let _ = <Option<Shop> as ::countersign::Decode>::REQUIRED;
        let mut field_0: ::core::option::Option<u64> = ::core::option::Option::None;
        let mut field_1: ::core::option::Option<Option<Shop>> = ::core::option::Option::None;
        let mut field_2: ::core::option::Option<String> = ::core::option::Option::None;
        while let ::core::option::Option::Some(index) = fields.next()? {
            match index {
                0 => field_0 = ::core::option::Option::Some(fields.value()?),
                1 => field_1 = ::core::option::Option::Some(fields.value()?),
                2 => field_2 = ::core::option::Option::Some(fields.value()?),
                _ => fields.skip()?,
            }
        }
        ::core::result::Result::Ok(Self {
            offer_id: fields.finish(0, field_0)?,
            shop: fields.finish(1, field_1)?,
            price: fields.finish(2, field_2)?,
        })
    }
    fn write<S: ::countersign::__private::serde::ser::SerializeMap>(
        &self,
        fields: &mut ::countersign::decode::FieldWriter<S>,
    ) -> ::core::result::Result<(), S::Error> {
        fields.put(0, &self.offer_id)?;
        {
            let _ = <Option<Shop> as ::countersign::Decode>::REQUIRED;
            let value = &self.shop;
            fields.put(1, value)?;
        }
        fields.put(2, &self.price)?;
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
    for<'field> u64: ::countersign::__private::FieldDefault<'field>,
    for<'field> Option<Shop>: ::countersign::__private::FieldDefault<'field>,
    for<'field> String: ::countersign::__private::FieldDefault<'field>,
{
    fn default() -> Self {
        Self {
            offer_id: ::countersign::__private::FieldDefault::value(),
            shop: ::countersign::__private::FieldDefault::value(),
            price: ::countersign::__private::FieldDefault::value(),
        }
    }
}
