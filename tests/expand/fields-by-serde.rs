#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct Mixed {
    pub contents: Contents,
    pub pair: Option<(u8, String)>,
}
#[automatically_derived]
impl ::countersign::Model for Mixed {
    fn info() -> &'static ::countersign::operation::ModelInfo {
        const {
            &::countersign::operation::ModelInfo::new(
                "Mixed",
                const {
                    &[
                        ::countersign::operation::FieldInfo::new(
                                "contents",
                                "contents",
                                {
                                    let () = <Contents as ::countersign::decode::BySerde>::HOLDS;
                                    ::countersign::operation::Schema::Any
                                },
                            )
                            .with_required({
                                let () = <Contents as ::countersign::decode::BySerde>::HOLDS;
                                true
                            }),
                        ::countersign::operation::FieldInfo::new(
                                "pair",
                                "pair",
                                {
                                    let () = <Option<
                                        (u8, String),
                                    > as ::countersign::decode::BySerde>::HOLDS;
                                    ::countersign::operation::Schema::Any
                                },
                            )
                            .with_required(false),
                    ]
                },
            )
        }
    }
    fn read<'de, A: ::countersign::__private::serde::de::MapAccess<'de>>(
        fields: &mut ::countersign::decode::FieldReader<A>,
    ) -> ::core::result::Result<Self, A::Error> {
        let _ = {
            let () = <Contents as ::countersign::decode::BySerde>::HOLDS;
            true
        };
        let _ = {
            let () = <Option<(u8, String)> as ::countersign::decode::BySerde>::HOLDS;
            true
        };
        let mut field_0: ::core::option::Option<Contents> = ::core::option::Option::None;
        let mut field_1: ::core::option::Option<Option<(u8, String)>> = ::core::option::Option::None;
        while let ::core::option::Option::Some(index) = fields.next()? {
            match index {
                0 => field_0 = ::core::option::Option::Some(fields.by_serde()?),
                1 => field_1 = fields.by_serde_or_null()?,
                _ => fields.skip()?,
            }
        }
        ::core::result::Result::Ok(Self {
            contents: fields.finish_by_serde(0, field_0)?,
            pair: fields
                .finish_or(
                    1,
                    field_1,
                    || <Option<(u8, String)> as ::core::default::Default>::default(),
                )?,
        })
    }
    fn write<S: ::countersign::__private::serde::ser::SerializeMap>(
        &self,
        fields: &mut ::countersign::decode::FieldWriter<S>,
    ) -> ::core::result::Result<(), S::Error> {
        {
            let _ = {
                let () = <Contents as ::countersign::decode::BySerde>::HOLDS;
                true
            };
            let value = &self.contents;
            fields.put_by_serde(0, value)?;
        }
        {
            let _ = {
                let () = <Option<(u8, String)> as ::countersign::decode::BySerde>::HOLDS;
                true
            };
            let value = &self.pair;
            fields.put_by_serde(1, value)?;
        }
        ::core::result::Result::Ok(())
    }
}
#[automatically_derived]
impl ::countersign::__private::serde::Serialize for Mixed {
    fn serialize<S: ::countersign::__private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        ::countersign::__private::write_model(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::countersign::__private::serde::Deserialize<'de> for Mixed {
    fn deserialize<D: ::countersign::__private::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        ::countersign::__private::read_model(deserializer)
    }
}
#[automatically_derived]
impl ::countersign::Decode for Mixed {
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
impl ::core::default::Default for Mixed
where
    for<'field> Contents: ::countersign::__private::FieldDefault<'field>,
    for<'field> Option<(u8, String)>: ::countersign::__private::FieldDefault<'field>,
{
    fn default() -> Self {
        Self {
            contents: ::countersign::__private::FieldDefault::value(),
            pair: ::countersign::__private::FieldDefault::value(),
        }
    }
}
