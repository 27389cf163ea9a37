//! The output of `api!`: the client, the list of operations and their groups.
//!
//! Called by `mod.rs`. It cannot fail and decides nothing: one function for each generated item.

use heck::ToSnakeCase as _;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned as _;

use super::expansion::{Expansion, Runtime};
use super::model::{Api, Group, Operation, Scheme};
use super::values::Expression;
use super::{item, lints};

/// Generates everything; for a table with mistakes, what could be parsed of it.
pub(crate) fn whole(api: &Api<'_>) -> TokenStream {
    let client = client(api);
    let implementation = implementation(api);
    let conversions = conversions(api);
    let constructors = constructors(api);
    let requests = requests(api);
    let methods = methods(api);
    let tables = tables(api);
    let test = test(api);
    quote!(#client #implementation #conversions #constructors #requests #methods #tables #test)
}

fn client(api: &Api<'_>) -> TokenStream {
    let Api { runtime, attributes, visibility, ident, .. } = api;
    let [clone, debug, _] = item::STRUCT_DERIVES;
    let derives = Expansion::from(item::missing_derives(attributes, &[clone, debug])).finish(runtime);
    quote! {
        #derives
        #(#attributes)*
        #visibility struct #ident<Via = #runtime::Client> {
            via: Via,
        }
    }
}

fn implementation(api: &Api<'_>) -> TokenStream {
    let Api { runtime, ident, base_url, lints, .. } = api;
    let schemes = schemes(api);
    let error =
        api.error.map(|error| quote!(const ERROR: #runtime::operation::Schema = <#error as #runtime::Decode>::SCHEMA;));
    let envelope = api.envelope.map_or_else(|| quote!(#runtime::Envelope::none()), value);
    quote! {
        #[automatically_derived]
        #lints
        impl #runtime::Api for #ident {
            type With<__Via> = #ident<__Via>;
            const BASE_URL: &'static str = #base_url;
            const OPERATIONS: &'static [&'static #runtime::operation::Operation] = Self::OPERATIONS;
            const ENTRIES: &'static [#runtime::Entry] = Self::ENTRIES;
            #error
            fn auth() -> #runtime::auth::Schemes { #schemes }
            fn envelope() -> #runtime::Envelope { #envelope }
        }
    }
}

/// All schemes, the first of which is the default.
fn schemes(api: &Api<'_>) -> TokenStream {
    let runtime = &api.runtime;
    let mut schemes = api.schemes.iter().map(|scheme| (scheme.name.as_ref(), shared(runtime, scheme.rule)));
    let first = match schemes.next() {
        Some((Some(name), rule)) => quote!(#runtime::auth::Schemes::named(#name, #rule)),
        Some((None, rule)) => quote!(#runtime::auth::Schemes::new(#rule)),
        None => quote!(::core::unreachable!()),
    };
    let others = schemes.map(|(name, rule)| quote!(.with(#name, #rule)));
    quote!(#first #(#others)*)
}

/// A signing rule behind an `Arc`, at the user's tokens, where an invalid rule is reported.
fn shared(runtime: &Runtime, rule: &Expression) -> TokenStream {
    let at = rule.tokens.clone().into_iter().next().map_or_else(Span::call_site, |first| first.span());
    let value = if is_none(rule) { quote!(#runtime::scheme::Scheme::none()) } else { value(rule) };
    quote_spanned!(at=> ::std::sync::Arc::new(#value))
}

/// Returns whether it is the word `none`.
fn is_none(rule: &Expression) -> bool {
    syn::parse2::<Ident>(rule.tokens.clone()).is_ok_and(|word| word == "none")
}

/// Returns the default of a type, or the expression.
fn value(expression: &Expression) -> TokenStream {
    let tokens = &expression.tokens;
    match syn::parse2::<Path>(tokens.clone()) {
        Ok(path) => quote!(<#path as ::core::default::Default>::default()),
        Err(_) => tokens.clone(),
    }
}

fn conversions(api: &Api<'_>) -> TokenStream {
    let Api { ident, lints, .. } = api;
    quote! {
        #[automatically_derived]
        #lints
        impl<Via> ::core::convert::From<Via> for #ident<Via> {
            fn from(via: Via) -> Self { Self { via } }
        }
        #[automatically_derived]
        #lints
        impl<Via> ::core::convert::AsRef<Via> for #ident<Via> {
            fn as_ref(&self) -> &Via { &self.via }
        }
    }
}

fn constructors(api: &Api<'_>) -> TokenStream {
    let Api { runtime, ident, lints, .. } = api;
    quote! {
        #lints
        impl #ident {
            /// Creates a client with the default settings.
            ///
            /// # Errors
            /// The HTTP client could not be set up.
            pub fn new(credentials: #runtime::Credentials) -> ::core::result::Result<Self, #runtime::Error> {
                Self::builder().credentials(credentials).build()
            }

            /// Returns a builder, to set credentials, transport, retries, limits and the like.
            pub fn builder() -> #runtime::ClientBuilder<Self> {
                #runtime::ClientBuilder::new()
            }
        }
    }
}

/// Names and expressions of the schemes, and where to ask them for more.
fn documentation_of_schemes(api: &Api<'_>) -> String {
    let schemes = api.schemes.iter().map(|scheme| {
        let rule = item::written(&scheme.rule.tokens);
        let name = scheme.name.as_ref().map_or_else(String::new, |name| format!("`{name}`: "));
        format!("* {name}``{rule}``\n")
    });
    let runtime = item::written(&api.runtime);
    let runtime = runtime.trim_start_matches("::");
    format!(
        "Returns the schemes that authenticate requests. The first is the default.\n\n{}\n\
         [`of`]({runtime}::auth::Schemes::of) returns the scheme of an operation, and [`describe`]({runtime}::Auth::describe) \
         what it sends and does not cover.",
        schemes.collect::<String>()
    )
}

/// The methods of every client for any request. `pages` and `items` return a parameter for the same reason as in a
/// builder.
fn requests(api: &Api<'_>) -> TokenStream {
    let Api { runtime, ident, lints, .. } = api;
    let documentation = documentation_of_schemes(api);
    let [pages, items] = ["Pages", "Items"].map(|name| {
        let name = Ident::new(name, Span::call_site());
        item::moved(quote!(&'c Via: #runtime::page::Pager<E, #name = Read>), ident.span())
    });
    quote! {
        #lints
        impl<Via: ::core::convert::AsRef<#runtime::Client>> #ident<Via> {
            /// Calls any operation, listed in this API or not. With the asynchronous client, `.await` sends it.
            pub fn call<'c, E: #runtime::Endpoint>(&'c self, endpoint: E) -> <&'c Via as #runtime::Caller>::Outcome<E>
            where
                &'c Via: #runtime::Caller,
            {
                #runtime::Caller::call(&self.via, endpoint)
            }

            /// Reads page after page of an operation.
            pub fn pages<'c, E: #runtime::page::Paginated, Read>(&'c self, endpoint: E) -> Read
            where
                #pages,
            {
                #runtime::page::Pager::pages(&self.via, endpoint)
            }

            /// Reads the items of page after page of an operation.
            pub fn items<'c, E: #runtime::page::Paginated, Read>(&'c self, endpoint: E) -> Read
            where
                #items,
            {
                #runtime::page::Pager::items(&self.via, endpoint)
            }

            /// Encodes and signs a request without sending it. The result contains the signing trace.
            ///
            /// # Errors
            /// A parameter violates a rule of its definition.
            pub fn prepare(
                &self,
                request: &dyn #runtime::DynEndpoint,
            ) -> ::core::result::Result<#runtime::Prepared, #runtime::Error> {
                ::core::convert::AsRef::<#runtime::Client>::as_ref(&self.via).prepare(request)
            }

            #[doc = #documentation]
            pub fn schemes(&self) -> &#runtime::auth::Schemes {
                ::core::convert::AsRef::<#runtime::Client>::as_ref(&self.via).schemes()
            }

            /// Returns what the vendor's answers have contained so far that is not declared.
            pub fn drift(&self) -> #runtime::DriftReport {
                ::core::convert::AsRef::<#runtime::Client>::as_ref(&self.via).drift()
            }
        }
    }
}

fn methods(api: &Api<'_>) -> TokenStream {
    let Api { ident, lints, .. } = api;
    let methods = api.operations().map(|operation| method(api, operation));
    let allow_deprecated = lints::allow_deprecated();
    quote!(#allow_deprecated #lints impl<Via> #ident<Via> { #(#methods)* })
}

fn method(api: &Api<'_>, operation: &Operation<'_>) -> TokenStream {
    let runtime = &api.runtime;
    let Operation { path, method } = operation;
    let link = item::written(path);
    let documentation = format!("Starts a [`{link}`].");
    let at = path.span();
    let this = item::local("self");
    let builder = item::moved(quote!(<#path as #runtime::__private::Listed>::Builder<&Via>), at);
    let start = item::moved(quote!(<#path as #runtime::__private::Listed>::start), at);
    let start = quote_spanned!(at=> #start(&#this.via));
    quote! {
        #[doc = #documentation]
        pub fn #method(&self) -> #builder {
            #start
        }
    }
}

fn tables(api: &Api<'_>) -> TokenStream {
    let Api { runtime, visibility, ident, lints, .. } = api;
    let operations = constants(api, api.operations().map(|each| each.path));
    let entries = api.operations().map(|each| each.path);
    let entries = entries.map(|path| quote!(<#path as #runtime::__private::Listed>::ENTRY));
    let groups = api.groups.iter().map(|group| self::group(api, group));
    let checks = checks(api);
    // A deprecated operation stays in the table, where the warning could not be silenced.
    let allow_deprecated = lints::allow_deprecated();
    quote! {
        #allow_deprecated
        #lints
        impl #ident {
            /// All operations, in the order of the list.
            #visibility const OPERATIONS: &'static [&'static #runtime::operation::Operation] = #operations;

            /// All operations, with the functions that read their requests and answers.
            #visibility const ENTRIES: &'static [#runtime::Entry] = &[#(#entries),*];

            /// The operations by group.
            #visibility const GROUPS: &'static [(&'static str, &'static [&'static #runtime::operation::Operation])] =
                &[#(#groups),*];
        }

        #checks
    }
}

/// A test, in the crate that declares the API, of what its schemes only know at run time.
fn test(api: &Api<'_>) -> TokenStream {
    let Api { runtime, ident, lints, .. } = api;
    let name = item::plain_name(ident).to_snake_case();
    let name = Ident::new(&format!("{name}_has_no_parameter_that_its_schemes_send"), Span::call_site());
    quote! {
        #lints
        #[::core::prelude::v1::test]
        fn #name() -> ::core::result::Result<(), #runtime::__private::Clashes> {
            #runtime::__private::check_schemes(&<#ident as #runtime::Api>::auth(), <#ident>::OPERATIONS)
        }
    }
}

/// Asks of each operation, at its place in the table, whether it clashes with one above it or with the signing rule.
/// What the compiler prints shows both: the one that is checked, and the arm of the other.
fn checks(api: &Api<'_>) -> Option<TokenStream> {
    let Api { runtime, ident, lints, .. } = api;
    let clash = item::local("clash");
    api.operations().next()?;
    let arms = api.operations().enumerate().map(|(index, operation)| {
        let index = Literal::usize_unsuffixed(index);
        let at = operation.path.span();
        let report = item::moved(quote!(#runtime::__private::Clash::report), at);
        let report = quote_spanned!(at=> #report(#clash));
        quote!(#index => #report,)
    });
    let checks = api.operations().enumerate().map(|(index, operation)| check(api, index, operation));
    let schemes = api.schemes.iter().map(|scheme| declared(api, scheme));
    let names = api.schemes.iter().filter_map(|scheme| scheme.name.as_ref());
    let allow_deprecated = lints::allow_deprecated();
    Some(quote! {
        #allow_deprecated
        #lints
        const _: () = {
            const OPERATIONS: &[&#runtime::operation::Operation] = <#ident>::OPERATIONS;
            const SCHEMES: &[#runtime::__private::Declared] = &[#(#schemes),*];
            struct __Names;
            impl #runtime::__private::SchemeNames for __Names {
                const NAMES: &'static [&'static ::core::primitive::str] = &[#(#names),*];
            }
            #[allow(unused_imports)]
            use #runtime::__private::PicksNone as _;
            const fn report(clash: &#runtime::__private::Clash) {
                match clash.first() { #(#arms)* _ => {} }
            }
            #(#checks)*
        };
    })
}

fn check(api: &Api<'_>, index: usize, operation: &Operation<'_>) -> TokenStream {
    let (runtime, path) = (&api.runtime, operation.path);
    let index = Literal::usize_unsuffixed(index);
    let clash = item::local("clash");
    let report = quote_spanned!(path.span()=> report(&#clash));
    quote! {
        const _: () = if let ::core::option::Option::Some(#clash) =
            #runtime::__private::clash(OPERATIONS, #index, SCHEMES, #runtime::__private::Picked::<#path, __Names>::PICKS) {
            #report
        };
    }
}

/// What is known about a scheme at compile time: its name, and the names that it adds. A rule that is written as a type
/// has them in a constant; the imported trait is only used for a rule without one.
fn declared(api: &Api<'_>, scheme: &Scheme<'_>) -> TokenStream {
    let runtime = &api.runtime;
    let name = scheme.name.as_ref().map(|name| quote!(.named(#name)));
    let rule = syn::parse2::<Path>(scheme.rule.tokens.clone()).ok().filter(|_| !is_none(scheme.rule));
    let names = rule.map(|rule| {
        quote!(.adding({
            #[allow(unused_imports)]
            use #runtime::__private::NoAddedNames as _;
            #runtime::__private::AddedNames::<#rule>::NAMES
        }))
    });
    let sends = scheme.sends.iter().map(|(place, name)| {
        let place = Ident::new(place, Span::call_site());
        quote!((#runtime::__private::Sent::#place, #name))
    });
    let sends = (!scheme.sends.is_empty()).then(|| quote!(.sending(&[#(#sends),*])));
    quote!(#runtime::__private::Declared::NEW #name #names #sends)
}

fn group<'s>(api: &Api<'s>, group: &Group<'s>) -> TokenStream {
    let name = &group.name;
    let operations = constants(api, group.operations.iter().map(|each| each.path));
    quote!((#name, #operations))
}

/// `&[<A as Endpoint>::OPERATION, …]`.
fn constants<'s>(api: &Api<'s>, operations: impl Iterator<Item = &'s Path>) -> TokenStream {
    let runtime = &api.runtime;
    let constants = operations.map(|operation| quote!(<#operation as #runtime::__private::Listed>::OPERATION));
    quote!(&[#(#constants),*])
}
