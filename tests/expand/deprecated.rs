#[derive(::core::clone::Clone)]
#[non_exhaustive]
/// Finds offers.
#[deprecated(since = "2.0", note = "use `list`")]
/**
# Request

`find`: `GET /offers`, retry `safe`, source `vendor`.

| field | on the wire | type | | limits |
|---|---|---|---|---|
| `word` | `word` (query) | `String` | required |  |
| `pageSize` | `pageSize` (query) | `Option<u32>` | optional |  |
*/
pub struct Find {
    #[deprecated]
    pub word: String,
    #[allow(non_snake_case)]
    pub pageSize: Option<u32>,
}
#[automatically_derived]
#[allow(deprecated)]
#[allow(non_snake_case)]
impl<Via> ::countersign::__private::Described for FindBuilder<Via> {
    type Shape = ::countersign::__private::Shape<Find, 2>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "find",
        method: ::countersign::operation::Method::Get,
        path: "/offers",
        retry: ::countersign::operation::RetryClass::Safe,
        docs: "Finds offers.",
        rows: &[["word", "word", ""], ["pageSize", "pageSize", ""]],
        ranks: &[1, 0],
        kinds: &[::countersign::__private::kinds::<(String, Option<u32>)>()],
        facts: &[
            (
                0,
                ::countersign::__private::Fact::Deprecated(
                    ::countersign::operation::Deprecation::new(),
                ),
            ),
        ],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_deprecated(
            ::core::option::Option::Some(
                ::countersign::operation::Deprecation::new()
                    .with_since("2.0")
                    .with_note("use `list`"),
            ),
        );
}
#[automatically_derived]
#[allow(deprecated)]
#[allow(non_snake_case)]
impl ::countersign::Endpoint for Find {
    type Response = ::countersign::__private::Value;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        FindBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        ::countersign::__private::encode_known(&self.__fields(), to)
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let fields_0: (String, Option<u32>) = match from.all(0) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            word: fields_0.0,
            pageSize: fields_0.1,
        })
    }
}
#[automatically_derived]
#[allow(deprecated)]
#[allow(non_snake_case)]
impl ::core::fmt::Debug for Find {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::countersign::__private::debug_known::<Self>(f, "Find", &self.__fields())
    }
}
#[automatically_derived]
#[allow(deprecated)]
#[allow(non_snake_case)]
impl ::core::cmp::PartialEq for Find {
    fn eq(&self, other: &Self) -> bool {
        ::countersign::__private::equal_known(&self.__fields(), &other.__fields())
    }
}
#[automatically_derived]
#[allow(deprecated)]
#[allow(non_snake_case)]
impl ::countersign::Build for Find {
    type Builder<Via> = FindBuilder<Via>;
    fn builder_via<Via>(via: Via) -> FindBuilder<Via> {
        FindBuilder {
            via,
            required: (::countersign::builder::Missing,),
            optional: (::core::option::Option::None,),
        }
    }
}
#[allow(deprecated)]
#[allow(non_snake_case)]
impl Find {
    ///Starts a `find` request. Required: `word`.
    pub fn builder() -> FindBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
    fn __fields(&self) -> [&dyn ::countersign::__private::KnownField; 2] {
        [&self.word, &self.pageSize]
    }
}
#[allow(deprecated)]
#[allow(non_snake_case)]
///A builder of [`Find`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct FindBuilder<Via = (), WordState = ::countersign::builder::Missing> {
    via: Via,
    required: (WordState,),
    optional: (Option<u32>,),
}
#[allow(deprecated)]
#[allow(non_snake_case)]
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`find` needs its parameter `word`, which was not set",
        label = "`.word(…)` is missing before this"
    )]
    pub trait WordIsSet: ::countersign::builder::Provided<String> {}
    #[diagnostic::do_not_recommend]
    impl WordIsSet for ::countersign::builder::Set<String> {}
    #[automatically_derived]
    impl<Via, WordState> ::core::fmt::Debug for FindBuilder<Via, WordState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("FindBuilder { .. }")
        }
    }
    impl<Via, WordState> FindBuilder<Via, WordState> {
        ///Sets `word`.
        #[deprecated]
        pub fn word(
            self,
            value: impl ::core::convert::Into<String>,
        ) -> FindBuilder<Via, ::countersign::builder::Set<String>>
        where
            WordState: ::countersign::builder::Unset,
        {
            FindBuilder {
                via: self.via,
                required: (
                    ::countersign::builder::Set(::core::convert::Into::into(value)),
                ),
                optional: self.optional,
            }
        }
        ///Sets `pageSize`.
        #[allow(non_snake_case)]
        pub fn pageSize(mut self, value: u32) -> Self {
            self.optional.0 = ::core::option::Option::Some(value);
            self
        }
        /// Sets an optional parameter if there is a value: `.when_some(value, |builder, value| builder.setter(value))`.
        pub fn when_some<Value>(
            self,
            value: ::core::option::Option<Value>,
            set: impl ::core::ops::FnOnce(Self, Value) -> Self,
        ) -> Self {
            ::countersign::__private::when_some(self, value, set)
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[deprecated(since = "2.0", note = "use `list`")]
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> Find
        where
            WordState: WordIsSet,
        {
            Find {
                word: ::countersign::builder::Provided::into_value(self.required.0),
                pageSize: self.optional.0,
            }
        }
        /// Sends the request through the client that the builder came from.
        #[deprecated(since = "2.0", note = "use `list`")]
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Find>
        where
            Via: ::countersign::Caller,
            WordState: WordIsSet,
        {
            let request = FindBuilder {
                via: (),
                required: self.required,
                optional: self.optional,
            }
                .build();
            ::countersign::Caller::call(self.via, request)
        }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl<Via: ::countersign::builder::Sent, WordState> ::core::future::Future
    for FindBuilder<Via, WordState> {
        type Output = Via::Outcome;
        fn poll(
            self: ::core::pin::Pin<&mut Self>,
            _: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<Via::Outcome> {
            ::core::task::Poll::Pending
        }
    }
};
