#[derive(::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
#[derive(Clone, Eq)]
pub struct Page<T> {
    pub total: u64,
    pub items: Vec<T>,
}
#[automatically_derived]
impl<T: ::countersign::Decode> ::countersign::Model for Page<T> {
    fn info() -> &'static ::countersign::operation::ModelInfo {
        const {
            &::countersign::operation::ModelInfo::new(
                "Page",
                const {
                    &[
                        ::countersign::operation::FieldInfo::new(
                                "total",
                                "total",
                                <u64 as ::countersign::Decode>::SCHEMA,
                            )
                            .with_required(<u64 as ::countersign::Decode>::REQUIRED),
                        ::countersign::operation::FieldInfo::new(
                                "items",
                                "items",
                                <Vec<T> as ::countersign::Decode>::SCHEMA,
                            )
                            .with_required(<Vec<T> as ::countersign::Decode>::REQUIRED),
                    ]
                },
            )
        }
    }
    fn read<'de, A: ::countersign::__private::serde::de::MapAccess<'de>>(
        fields: &mut ::countersign::decode::FieldReader<A>,
    ) -> ::core::result::Result<Self, A::Error> {
        let _ = <Vec<T> as ::countersign::Decode>::REQUIRED;
        let mut field_0: ::core::option::Option<u64> = ::core::option::Option::None;
        let mut field_1: ::core::option::Option<Vec<T>> = ::core::option::Option::None;
        while let ::core::option::Option::Some(index) = fields.next()? {
            match index {
                0 => field_0 = ::core::option::Option::Some(fields.value()?),
                1 => field_1 = ::core::option::Option::Some(fields.value()?),
                _ => fields.skip()?,
            }
        }
        ::core::result::Result::Ok(Self {
            total: fields.finish(0, field_0)?,
            items: fields.finish(1, field_1)?,
        })
    }
    fn write<S: ::countersign::__private::serde::ser::SerializeMap>(
        &self,
        fields: &mut ::countersign::decode::FieldWriter<S>,
    ) -> ::core::result::Result<(), S::Error> {
        fields.put(0, &self.total)?;
        {
            let _ = <Vec<T> as ::countersign::Decode>::REQUIRED;
            let value = &self.items;
            fields.put(1, value)?;
        }
        ::core::result::Result::Ok(())
    }
}
#[automatically_derived]
impl<T: ::countersign::Decode> ::countersign::__private::serde::Serialize for Page<T> {
    fn serialize<S: ::countersign::__private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::countersign::__private::write_model(self, serializer)
    }
}
#[automatically_derived]
impl<'de, T: ::countersign::Decode> ::countersign::__private::serde::Deserialize<'de>
for Page<T> {
    fn deserialize<D: ::countersign::__private::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::countersign::__private::read_model(deserializer)
    }
}
#[automatically_derived]
impl<T: ::countersign::Decode> ::countersign::Decode for Page<T> {
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
impl<T> ::core::default::Default for Page<T>
where
    for<'field> u64: ::countersign::__private::FieldDefault<'field>,
    for<'field> Vec<T>: ::countersign::__private::FieldDefault<'field>,
{
    fn default() -> Self {
        Self {
            total: ::countersign::__private::FieldDefault::value(),
            items: ::countersign::__private::FieldDefault::value(),
        }
    }
}
#[automatically_derived]
impl<T: ::countersign::Decode> ::countersign::page::PageItems for Page<T> {
    type Item = T;
    fn items(&self) -> &[Self::Item] {
        &self.items
    }
    fn into_items(self) -> ::std::vec::Vec<Self::Item> {
        self.items
    }
}
