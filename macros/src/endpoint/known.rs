//! Requests whose fields all have types that their names imply: one list of the fields, which serves `encode`, `Debug`
//! and `PartialEq`.
//!
//! `codegen.rs` calls this. Other requests have derives, and encode what is not known field by field. The work is done
//! in the runtime; nothing is decided here.

use super::expansion::Expansion;
use super::item;
use super::model::Endpoint;
use super::parameter::Parameter;

/// Whether the types of all fields are known, and there are any.
pub(crate) fn are_all(endpoint: &Endpoint<'_>) -> bool {
    !endpoint.parameters.is_empty() && endpoint.parameters.iter().all(Parameter::is_sure)
}

/// The traits that the struct derives.
pub(crate) fn derives(endpoint: &Endpoint<'_>) -> &'static [&'static str] {
    let [clone, ..] = &item::STRUCT_DERIVES;
    if are_all(endpoint) { std::slice::from_ref(clone) } else { &item::STRUCT_DERIVES }
}

/// The function that lists the fields, among those of the struct.
pub(crate) fn list(endpoint: &Endpoint<'_>) -> String {
    if !are_all(endpoint) {
        return String::new();
    }
    let (known, count) = (format!("{}::__private::KnownField", endpoint.runtime), endpoint.parameters.len());
    let fields: String = endpoint.parameters.iter().map(|parameter| format!("&self.{}, ", parameter.ident)).collect();
    format!("fn __fields(&self) -> [&dyn {known}; {count}] {{ [{fields}] }}")
}

/// The body of `encode`.
pub(crate) fn encode(endpoint: &Endpoint<'_>) -> String {
    format!("{}::__private::encode_known(&self.__fields(), to)", endpoint.runtime)
}

/// The traits that are not derived, unless the user derives them.
pub(crate) fn traits(endpoint: &Endpoint<'_>, code: &mut Expansion) {
    let Endpoint { runtime, ident, attributes, .. } = endpoint;
    if !are_all(endpoint) {
        return;
    }
    if !item::derives(attributes, "Debug") {
        let body =
            format!("{runtime}::__private::debug_known::<Self>(f, {:?}, &self.__fields())", item::plain_name(ident));
        let signature = "fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result";
        implement(endpoint, code, "::core::fmt::Debug", &format!("{signature} {{ {body} }}"));
    }
    if !item::derives(attributes, "PartialEq") {
        let body = format!("{runtime}::__private::equal_known(&self.__fields(), &other.__fields())");
        implement(
            endpoint,
            code,
            "::core::cmp::PartialEq",
            &format!("fn eq(&self, other: &Self) -> bool {{ {body} }}"),
        );
    }
}

fn implement(endpoint: &Endpoint<'_>, code: &mut Expansion, implemented: &str, method: &str) {
    code.text("#[automatically_derived]");
    code.tokens(&endpoint.lints);
    code.text(format!("impl {implemented} for {} {{ {method} }}", endpoint.ident));
}
