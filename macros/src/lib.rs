//! The attributes of Countersign: tokens in, tokens out.
//!
//! This file only contains the entry points that the compiler requires: it passes the tokens to `expand` and returns
//! the result. Use these macros through the re-exports of `countersign`, which have examples.

use proc_macro::TokenStream;

// By path, so that its modules are found beside it also when a test crate mounts the same file.
#[path = "expand.rs"]
mod expand;

/// `#[endpoint]` takes the method (`GET`, `HEAD`, `POST`, `PUT`, `PATCH` or `DELETE`), the path, and the keys below.
/// `{placeholders}` in the path are fields. A `{*placeholder}` at its end is filled with several segments: its slashes
/// are kept, and `..` is refused.
///
/// It derives `Clone`, `Debug` and `PartialEq` unless they are derived below the attribute; a `#[derive]` above it is not
/// seen.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `response = Type` | the type that the answer, or the payload of its envelope, is decoded as. `Text` and `Bytes` take the answer unchanged, `Redirect` takes the target of a redirect, which is not followed, `()` ignores the answer, and `Serde<Type>` decodes any type with serde | untyped JSON; for `HEAD`, `()` |
/// | `error = Type` | the type that `error.detail::<Type>()` decodes the body of a failure as | that of `api!`, or untyped JSON |
/// | `empty = [304, 404]` | statuses of an answer without a value, for which the response, an `Option`, is `None` | none |
/// | `status = [201]` | statuses of a success. Every 2xx is one anyway; a stand-in answers with the first | 200 |
/// | `name = "…"` | the name of the operation | the struct's name in snake_case |
/// | `body = json / form / multipart / none` | how the parameters in the body are encoded; with `none`, they travel in the query | `json`, or none if no parameter travels in the body. `GET` and `HEAD` have no body, `DELETE` only if this key is set |
/// | `base = "https://uploads.shop.example"` | the base URL of the operation, where it is another one than the API's: another host of the same API. Credentials are sent there too; a client is pointed elsewhere with `ClientBuilder::base_url_of` | that of `api!` |
/// | `redirects = same_host` | follows a redirect (301, 302, 303, 307, 308) within the same scheme, host and port: the request is signed again for the new path, five times at most. Only where a call may be repeated; of other methods than `GET` and `HEAD`, only 307 and 308 | a redirect is an error that names its target |
/// | `auth = public` | the scheme that authenticates requests: one that the API names, or `none` | the API's first scheme |
/// | `constant("method" = "item.get")` | a constant that every request carries and signs, and that callers cannot set: strings, whole numbers or booleans. May be repeated. Several operations may have the same method and path if a constant distinguishes them. Constants travel with the parameters, or elsewhere: `constant("v" = 2, in = query / header / body)` | none |
/// | `data = "result"` | the path of the response inside the envelope's payload | the payload itself |
/// | `wrappers("data", "result")` | members that may surround the response, for answers whose depth is not certain. Each is entered if it is present and contains what the response can be; `data` is the usual path | none |
/// | `nearby` | for answers that are not published: a response that is not at its place is searched one level further in, whatever that member is called, and one level further out, by the names of its fields. A list is also accepted in the place of the object that contains it, as is a single value, and `null` for an object that requires nothing. A response that is found this way counts as drift | only its place is searched |
/// | `retry = safe / never / idempotent(field)` | whether a call may be repeated when its outcome is unknown. With `idempotent(field)` it may, with the same value of this field, by which the server recognises a repetition. The caller sets it; if it is an `Option<String>` that is not set, the client generates a random UUID | `GET` and `HEAD` are `safe`, everything else is `never` |
/// | `confirm = false` | marks an operation with `retry = never` that command lines call without asking first, because calling it twice does no harm | command lines ask |
/// | `pages(…)` | how to get from one page to the next, see below | none |
/// | `require_one_of(a, b)` | exactly one of these optional parameters must be set. May be repeated | none |
/// | `span(from = a, until = b, months = 1)` | the maximum distance of two days. May be repeated | none |
/// | `proof(field, list.field)` | fields of the response, any of which proves that the call was carried out if it is `true`, a non-zero id or a non-empty string; in a list, one entry is enough. If an answer has no proof, its outcome is unknown. Only for `retry = never`; `proof = none` states that the answer's success is all there is | none |
/// | `failure(code = "…", message = "…")` | a payload with this code is a business error, whatever the envelope reports, unless it contains `success: true` or a proof. `success = "…"` sets the name of the boolean | none |
/// | `source = vendor / upstream / inferred` | how reliable the definition is | `vendor` |
/// | `docs = "…"` | the URL of the vendor's documentation | none |
/// | `rename_all = "snake_case"` | the case of the fields' names on the wire, with serde's names: `snake_case`, `camelCase`, `PascalCase`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE`, `lowercase`, `UPPERCASE` | `camelCase` |
/// | `allow(W001)` | silences warnings, see below | none |
/// | `exhaustive` | promises that the struct does not grow, so that other crates may name all of its fields | it may grow (`#[non_exhaustive]`) |
/// | `no_implicit_prelude` | for a struct in a module without a prelude, where the message for a missing parameter is shorter | |
/// | `crate = path` | the path of the runtime crate | `::countersign` |
///
/// `pages(…)` contains one of these, where a `field` is a field of the request, and a `member` is a field of the response,
/// or a path such as `paging.next_cursor`:
///
/// | key | the next page is requested by | the pages end |
/// |---|---|---|
/// | `page = field` | its number; `first = 0` if a request without a number returns page 0 | after an empty page |
/// | `offset = field` | the number of items before it | after an empty page |
/// | `cursor = field, next = member` | a cursor in the answer | after an empty page, or without a cursor |
/// | `cursor = field, last = member` | a member of the last item; with `inclusive`, one more than that | after an empty page |
/// | `link` | the URL in the header `Link` with the relation `next` | after an empty page, or without a link |
/// | `next_url = member` | a URL in the answer | after an empty page, or without a URL |
///
/// A URL is only followed on the host of the API, and the request is signed again. In addition, `has_more = member` names a
/// flag that is `false` on the last page, `page_size = field` names the number of items per page, and `end = short_page`
/// ends at a page with fewer items than that.
///
/// A field of type `T` is required and `Option<T>` is optional. An empty `Vec<T>` is not sent. In a JSON body, an
/// `Option<Vec<T>>` that is set to an empty list is sent as `[]`, and a `Patch<T>` is left out, `null` or a value; for the
/// latter, the builder has `clear_field()` in addition to the setter. `#[param(…)]` on a field takes these keys:
///
/// | key | meaning | default |
/// |---|---|---|
/// | `name = "categoryID"` | the name on the wire | the field's name, in the case of `rename_all` |
/// | `in = query / path / header / body` | where the parameter travels | its placeholder, or else the query (`GET`, `DELETE`) or the body |
/// | `body` | the field is the whole body: a `#[model]`, a list or anything else that JSON can represent, or a `String` or `Bytes`, which are sent unchanged. Every other field must then set `in` | |
/// | `content_type = "application/zip"` | the media type of the whole body. If it differs per request, make it a parameter: `#[param(in = header, name = "content-type")]` | that of JSON, text or bytes |
/// | `default = expression` | the value that a builder sets and a server assumes | none |
/// | `join = ","` | a list as one string with this separator | repeated parameters |
/// | `brackets` | a list as `ids[]=1&ids[]=2`, a map as `filter[state]=open` | a list repeats its name; each entry of a map is a parameter of its own |
/// | `display` | a type of another crate, written by its `Display` and read by its `FromStr`; also in an `Option` or a `Vec` | |
/// | `json` | a nested value as a JSON string, also inside of a JSON body | |
/// | `number` | a string of digits as a JSON number | |
/// | `range = 1..=50` | the smallest and the largest number | none |
/// | `max_len = 255` | the maximum length of a string, in characters. Custom types may enforce it in `ParamValue::check` | none |
/// | `min_items = 1`, `max_items = 50` | the minimum and maximum length of a list. A list that needs an item is required | none |
/// | `reference` | the caller's own reference, by which the outcome of a call can be looked up | |
///
/// `#[deprecated]` on the struct or on a field marks the operation or the parameter as deprecated in metadata, in the
/// OpenAPI document and on the command line, and also the builder's `build` and `send`, or the setter. `#[allow(…)]` and
/// `#[expect(…)]` also apply to generated code.
///
/// A definition that is legal but probably a mistake causes a warning with a code. The compiler shows it as the use of
/// something deprecated; `allow(…)` silences it for one endpoint.
///
/// | code | cause | example | fix |
/// |---|---|---|---|
/// | `W001` | a name that is the default anyway | `#[param(name = "pageSize")] page_size` | remove `name` |
/// | `W002` | a binary fraction, which cannot represent most amounts and is signed as text | `price: f64` | `price: Decimal` |
/// | `W003` | an id of 32 bits or less, which ids outgrow | `offer_id: u32` | `offer_id: u64`, or a type of its own |
/// | `W004` | a header whose name is derived from the field, in camelCase | `#[param(in = header)] trace_id` | `name = "trace-id"` |
/// | `W005` | a placeholder in the syntax of another framework, which is sent literally | `"/offers/:id"` | `"/offers/{id}"` |
/// | `W006` | an empty segment of the path | `"/offers/"`, `"//offers"` | `"/offers"` |
/// | `W007` | a range of one number | `range = 5..=5` | a wider range, or no parameter |
/// | `W008` | three or more names that one `rename_all` would set; also for `#[model]` and `#[open_enum]` | `#[param(name = "page_size")]` three times | `rename_all = "snake_case"` |
#[proc_macro_attribute]
pub fn endpoint(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::endpoint(arguments.into(), item.into()).into()
}

/// `#[model]` derives `Clone`, `Debug` and `PartialEq` unless they are derived below the attribute; a `#[derive]` above it
/// is not seen. It implements `Default` if the types of all fields do, with the defaults that the fields declare.
/// `Model::from_json` reads the struct from a JSON string, in the same way as an answer.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `rename_all = "snake_case"` | the case of the fields' names on the wire, as for [`macro@endpoint`] | `camelCase` |
/// | `alias_all = "snake_case"` | also reads every field under its name on the wire in this case | none |
/// | `builder` | for structs in requests: `Line::builder()` has a setter for each field, and `build` once the required ones are set | none |
/// | `exhaustive` | promises that the struct does not grow, so that other crates may name all of its fields | it may grow (`#[non_exhaustive]`) |
/// | `allow(W008)` | silences a warning, see [`macro@endpoint`] | none |
/// | `crate = path` | the path of the runtime crate | `::countersign` |
///
/// `#[field(…)]` on a field takes these keys:
///
/// | key | meaning | default |
/// |---|---|---|
/// | `name = "…"` | the name on the wire | the field's name, in the case of `rename_all` |
/// | `alias("…", "…")` | further names that the field is read under, for APIs that spell it in several ways. If an object contains several of them, the last one that is not `null` counts | none |
/// | `default` or `default = expression` | the value if the field is missing or `null` | a missing field is an error |
/// | `number` | a string of digits is written as a JSON number | |
/// | `text` | a number is written as a string | |
/// | `serde` | the field is read and written by serde: a tuple, a union, a type of another crate. A value that is `null` is left out | |
#[proc_macro_attribute]
pub fn model(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::model(arguments.into(), item.into()).into()
}

/// `#[wire("…")]` or `#[wire(1)]` on a variant sets its value on the wire (all strings or all whole numbers). The default
/// is the variant's name in camelCase, or in the case of `rename_all = "snake_case"` in the attribute. The other keys are
/// those of [`macro@model`]: `exhaustive`, `allow(W008)` and `crate = path`. Unless it is `exhaustive`, a `match` in another
/// crate needs a wildcard arm for variants that are added later.
#[proc_macro_attribute]
pub fn open_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::open_enum(arguments.into(), item.into()).into()
}

/// `api!` takes a struct with the settings of the API, followed by its operations in groups.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `base_url: "https://…"` | the base URL of the API: host and path, without user, query or placeholders. `http` is for loopback addresses only | required |
/// | `auth: Scheme::bearer()` | the scheme that authenticates requests: an expression, or a type whose default is used | required |
/// | `auth: { signed: Scheme::…, public: none }` | several schemes by name. The first is the default; an operation picks another with `#[endpoint(auth = public)]`. `none` sends nothing | |
/// | `envelope: Type` or an expression | the envelope of every answer; for a type, its default | no envelope |
/// | `error: Type` | the type that the bodies of failures are decoded as, unless an endpoint sets its own | untyped JSON |
/// | `crate: path` | the path of the runtime crate | `::countersign` |
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    expand::api(input.into()).into()
}
