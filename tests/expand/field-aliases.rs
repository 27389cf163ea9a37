#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct Sku {
    pub id: u64,
    pub name: String,
    pub stock: u32,
}
#[automatically_derived]
impl ::countersign::Model for Sku {
    fn info() -> &'static ::countersign::operation::ModelInfo {
        const {
            &::countersign::operation::ModelInfo::new(
                "Sku",
                const {
                    &[
                        ::countersign::operation::FieldInfo::new(
                                "id",
                                "mpSkuId",
                                <u64 as ::countersign::Decode>::SCHEMA,
                            )
                            .with_required(<u64 as ::countersign::Decode>::REQUIRED)
                            .with_aliases(&["mpSkuid", "mp_skuId"]),
                        ::countersign::operation::FieldInfo::new(
                                "name",
                                "name",
                                <String as ::countersign::Decode>::SCHEMA,
                            )
                            .with_required(false)
                            .with_aliases(&["title"]),
                        ::countersign::operation::FieldInfo::new(
                                "stock",
                                "stock",
                                <u32 as ::countersign::Decode>::SCHEMA,
                            )
                            .with_required(<u32 as ::countersign::Decode>::REQUIRED),
                    ]
                },
            )
        }
    }
    fn read<'de, A: ::countersign::__private::serde::de::MapAccess<'de>>(
        fields: &mut ::countersign::decode::FieldReader<A>,
    ) -> ::core::result::Result<Self, A::Error> {
        let mut field_0: ::core::option::Option<u64> = ::core::option::Option::None;
        let mut field_1: ::core::option::Option<String> = ::core::option::Option::None;
        let mut field_2: ::core::option::Option<u32> = ::core::option::Option::None;
        while let ::core::option::Option::Some(index) = fields.next()? {
            match index {
                0 => field_0 = fields.value_beside(field_0)?,
                1 => field_1 = fields.value_beside(field_1)?,
                2 => field_2 = ::core::option::Option::Some(fields.value()?),
                _ => fields.skip()?,
            }
        }
        ::core::result::Result::Ok(Self {
            id: fields.finish(0, field_0)?,
            name: fields
                .finish_or(
                    1,
                    field_1,
                    || <String as ::core::default::Default>::default(),
                )?,
            stock: fields.finish(2, field_2)?,
        })
    }
    fn write<S: ::countersign::__private::serde::ser::SerializeMap>(
        &self,
        fields: &mut ::countersign::decode::FieldWriter<S>,
    ) -> ::core::result::Result<(), S::Error> {
        fields.put(0, &self.id)?;
        fields.put(1, &self.name)?;
        fields.put(2, &self.stock)?;
        ::core::result::Result::Ok(())
    }
}
#[automatically_derived]
impl ::countersign::__private::serde::Serialize for Sku {
    fn serialize<S: ::countersign::__private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::countersign::__private::write_model(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::countersign::__private::serde::Deserialize<'de> for Sku {
    fn deserialize<D: ::countersign::__private::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::countersign::__private::read_model(deserializer)
    }
}
#[automatically_derived]
impl ::countersign::Decode for Sku {
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
impl ::core::default::Default for Sku
where
    for<'field> u64: ::countersign::__private::FieldDefault<'field>,
    for<'field> String: ::countersign::__private::FieldDefault<'field>,
    for<'field> u32: ::countersign::__private::FieldDefault<'field>,
{
    fn default() -> Self {
        Self {
            id: ::countersign::__private::FieldDefault::value(),
            name: ::countersign::__private::FieldDefault::value(),
            stock: ::countersign::__private::FieldDefault::value(),
        }
    }
}
