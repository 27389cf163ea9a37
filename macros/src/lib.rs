//! The attributes of Countersign: tokens in, tokens out.
//!
//! This file is only the doorway that the compiler demands of a crate of macros: it hands the tokens to `expand` and
//! hands back what comes out. It never looks into them. Users reach these macros through the re-exports of
//! `countersign`.

use proc_macro::TokenStream;

// By path, so that its modules are found beside it also when a test crate mounts the same file.
#[path = "expand.rs"]
mod expand;

/// Declares an endpoint: the struct below becomes its request.
///
/// ```text
/// #[endpoint(GET, "/alibaba/product/keywordQuery", response = Page<ProductSummary>, pages(page = begin_page))]
/// pub struct KeywordSearch {
///     /// What to look for, in Chinese.
///     pub keyword: String,
///     #[param(default = 1, range = 1..)]
///     pub begin_page: u32,
/// }
/// ```
///
/// It derives `Clone`, `Debug` and `PartialEq` where they are missing: a `#[derive]` of one's own stands below it, for one
/// above is not seen.
///
/// The method (`GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`) and the path come first. `{placeholders}` of the path are fields. A
/// `{*placeholder}` at its end is filled with several segments: its slashes are kept, and `..` is refused.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `response = Type` | what the answer is read as, or the payload of its envelope. `Text` and `Bytes` take the answer as it is, `Redirect` the target of one that is not followed, `()` takes nothing of it, and `Serde<Type>` reads any type by serde | the raw JSON value; of `HEAD`, `()` |
/// | `error = Type` | what the body of a failure is read as by `error.detail::<Type>()` | that of `api!`, else any JSON |
/// | `empty = [304, 404]` | statuses that are an answer without a value, for which the response is an `Option`: it is `None` | none |
/// | `status = [201]` | statuses of a success: every 2xx is one anyway; a stand-in answers with the first | 200 |
/// | `name = "…"` | operation name | snake_case of the struct's name |
/// | `body = json / form / multipart / none` | where the parameters of a body method travel; with `none`, in the query | `json`, or none where nothing travels in it; `GET` and `HEAD` have no body, `DELETE` only where this says so |
/// | `auth = public` | the scheme that authenticates requests: one that the API names, or `none` | the API's first |
/// | `constant("method" = "item.get")` | what every request carries and signs, and no caller sets: texts, whole numbers or booleans; may be repeated. Several operations may have one method and path if a constant tells them apart. It travels where parameters do, or elsewhere: `constant("v" = 2, in = query / header / body)` | none |
/// | `data = "result"` | where inside the envelope's payload the response sits | the payload itself |
/// | `retry = safe / never / idempotent(field)` | may a call be repeated when its outcome is unknown; with `idempotent(field)`, it may, with the same value of this field, by which the server recognises a repetition: given by the caller, or, where it is an `Option<String>` that is not set, a random UUID of the client | `GET` and `HEAD` are `safe`, everything else `never` |
/// | `confirm = false` | an operation with `retry = never` that a command line calls without asking first, because calling it twice does no harm | `never` asks |
/// | `pages(…)` | how the pages of an operation follow each other, see below | none |
/// | `require_one_of(a, b)` | exactly one of these optional parameters must be set; may be repeated | none |
/// | `span(from = a, until = b, months = 1)` | two days that may not lie further apart; may be repeated | none |
/// | `proof(field, list.field)` | fields of the response of which any proves that the call was carried out: `true`, an id other than zero, text that is not empty, in a list in one of its entries. Without it, the outcome is unknown. Only of operations with `retry = never`; `proof = none` states that the answer's success is all there is | none |
/// | `failure(code = "…", message = "…")` | a payload with this code is a business error, whatever the envelope says, unless it says `success: true` or holds a proof; `success = "…"` names the boolean | none |
/// | `source = vendor / upstream / inferred` | how sure the definition is | `vendor` |
/// | `docs = "…"` | the vendor's page | none |
/// | `rename_all = "snake_case"` | the case of the fields' names on the wire, as serde calls it: `snake_case`, `camelCase`, `PascalCase`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE`, `lowercase`, `UPPERCASE` | `camelCase` |
/// | `allow(W001)` | takes warnings back, see below | none |
/// | `exhaustive` | the struct does not grow: other crates may name all of its fields | it may grow (`#[non_exhaustive]`) |
/// | `no_implicit_prelude` | the struct stands in a module without prelude, where the message for a forgotten parameter is shorter | |
/// | `crate = path` | where the runtime crate is | `::countersign` |
///
/// `pages(…)` contains one of these, where a `field` is one of the request, and a `member` one of the response, or a path such as
/// `paging.next_cursor`:
///
/// | key | the next page is asked for by | there is none |
/// |---|---|---|
/// | `page = field` | its number; `first = 0` where a request without a number asks for page 0 | after an empty page |
/// | `offset = field` | the number of items before it | after an empty page |
/// | `cursor = field, next = member` | a cursor that the answer contains | after an empty page or without a cursor |
/// | `cursor = field, last = member` | a member of the last item; with `inclusive`, one more than that | after an empty page |
/// | `link` | the URL in the header `Link` with the relation `next` | after an empty page or without a link |
/// | `next_url = member` | the URL that the answer contains | after an empty page or without a URL |
///
/// A URL is followed on the host of the API alone, and signed again. Beside these, `has_more = member` is `false` on the last
/// page, `page_size = field` is the number of items on a page, and with `end = short_page` a page of fewer items is the last.
///
/// A field of type `T` is required, `Option<T>` is optional, an empty `Vec<T>` is not sent. In a JSON body, an empty
/// `Option<Vec<T>>` that is set is sent as `[]`, and a `Patch<T>` is left out, `null` or a value; the builder of the last has
/// `clear_field()` besides its setter. `#[param(…)]` on a field:
///
/// | key | meaning | default |
/// |---|---|---|
/// | `name = "categoryID"` | name on the wire | the field's, in the case of `rename_all` |
/// | `in = query / path / header / body` | where it travels | its placeholder, else the query (`GET`, `DELETE`) or the body |
/// | `body` | the field is the whole body: a `#[model]`, a list or anything else that JSON can hold, `String` or `Bytes`, which travel as they are. Every other field then says where it travels | |
/// | `content_type = "application/zip"` | the media type of the whole body. Where each request has its own, it is a parameter: `#[param(in = header, name = "content-type")]` | that of JSON, text or bytes |
/// | `default = expression` | the value a builder starts with and a server assumes | none |
/// | `join = ","` | a list as one text with this separator | repeated |
/// | `brackets` | a list as `ids[]=1&ids[]=2`, a map as `filter[state]=open` | a list repeats its name; of a map, each entry is a parameter of its own name |
/// | `display` | a type of another crate, written by its `Display` and read by its `FromStr`; also in an `Option` or a `Vec` | |
/// | `json` | a nested value as JSON text | |
/// | `number` | a text of digits as a JSON number | |
/// | `range = 1..=50` | smallest and largest number | none |
/// | `max_len = 255` | longest text, in characters; types of one's own look at it in `ParamValue::check`, or do not | none |
/// | `min_items = 1`, `max_items = 50` | shortest and longest list; a list that needs an item is required | none |
/// | `reference` | the caller's own reference, to look a lost call up by | |
///
/// `#[deprecated]` on the struct or on a field marks the operation or the parameter in metadata, OpenAPI document and
/// command line, and the builder's `build` and `send` or the setter. `#[allow(…)]` and `#[expect(…)]` hold for what is
/// generated too.
///
/// Definitions that are legal and probably not meant give a warning with a code. The compiler shows it as the use of
/// something deprecated; `allow(…)` takes it back for one endpoint.
///
/// | code | cause | example | fix |
/// |---|---|---|---|
/// | `W001` | a name that holds anyway | `#[param(name = "pageSize")] page_size` | remove `name` |
/// | `W002` | a binary fraction, which cannot hold most amounts and whose text is signed | `price: f64` | `price: Decimal` |
/// | `W003` | an id of 32 bits or less, which ids outgrow | `offer_id: u32` | `offer_id: u64`, or a type of its own |
/// | `W004` | a header whose name comes from the field, in camelCase | `#[param(in = header)] trace_id` | `name = "trace-id"` |
/// | `W005` | a placeholder in the style of another framework, which travels as it is | `"/offers/:id"` | `"/offers/{id}"` |
/// | `W006` | an empty segment of the path | `"/offers/"`, `"//offers"` | `"/offers"` |
/// | `W007` | a range of one number | `range = 5..=5` | a wider range, or no parameter |
/// | `W008` | three names or more that one `rename_all` gives to all fields or variants; of `#[model]` and `#[open_enum]`, too | `#[param(name = "page_size")]` three times | `rename_all = "snake_case"` |
#[proc_macro_attribute]
pub fn endpoint(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::endpoint(arguments.into(), item.into()).into()
}

/// Declares a struct of the wire: a response, or an object inside a request.
///
/// ```text
/// #[model]
/// pub struct Page<T> {
///     pub total_records: u64,
///     #[field(name = "data", default)]
///     pub items: Vec<T>,
/// }
/// ```
///
/// It derives `Clone`, `Debug` and `PartialEq` where they are missing: a `#[derive]` of one's own stands below it, for one
/// above is not seen. It implements `Default` where the types of all its fields do, with the defaults that the fields
/// declare; and `Model::from_json` reads it from text, as an answer is read.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `rename_all = "snake_case"` | the case of the fields' names on the wire, as of [`macro@endpoint`] | `camelCase` |
/// | `builder` | the struct is part of requests: `Line::builder()` has a setter for each field, and `build` once the required ones are set | none |
/// | `exhaustive` | the struct does not grow: other crates may name all of its fields | it may grow (`#[non_exhaustive]`) |
/// | `allow(W008)` | takes a warning back, see [`macro@endpoint`] | none |
/// | `crate = path` | where the runtime crate is | `::countersign` |
///
/// `#[field(…)]` on a field:
///
/// | key | meaning | default |
/// |---|---|---|
/// | `name = "…"` | name on the wire | the field's, in the case of `rename_all` |
/// | `default` or `default = expression` | the value when the field is missing or `null` | missing is an error |
/// | `number` | a text of digits is written as a JSON number | |
/// | `serde` | the field is read and written by serde: a tuple, a union, a type of another crate. What is `null` is left out | |
#[proc_macro_attribute]
pub fn model(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::model(arguments.into(), item.into()).into()
}

/// Declares an enumeration that the vendor may extend: a value this version does not know is kept as it was received.
///
/// ```text
/// #[open_enum]
/// pub enum Language {
///     #[wire("en")]
///     English,
///     #[wire("ja")]
///     Japanese,
/// }
/// ```
///
/// `#[wire("…")]` or `#[wire(1)]` on a variant is its value on the wire (all texts or all whole numbers); without it, the
/// value is the variant in camelCase, or in the case of `rename_all = "snake_case"` in the attribute. The other keys are
/// those of [`macro@model`]: `exhaustive`, `allow(W008)` and `crate = path`. Where it is not `exhaustive`, a `match` in another
/// crate needs an arm for variants that are added later.
#[proc_macro_attribute]
pub fn open_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::open_enum(arguments.into(), item.into()).into()
}

/// The table of contents of an API: its client and the list of its operations.
///
/// ```text
/// countersign::api! {
///     /// Client of a shop.
///     pub struct Client {
///         base_url: "https://api.shop.example",
///         auth: Scheme::bearer(),
///         envelope: Envelope,
///     }
///     operations {
///         product: KeywordSearch, ImageSearch, ProductDetail;
///         order: PreviewOrder, CreateOrder;
///     }
/// }
/// ```
///
/// | key | meaning | default |
/// |---|---|---|
/// | `base_url: "https://…"` | where the API is: host and path, without user, query or placeholders; `http` for loopback only | required |
/// | `auth: Scheme::bearer()` | how requests are authenticated: an expression, or a type of which the default is used | required |
/// | `auth: { signed: Scheme::…, public: none }` | several schemes by name: the first is the default, an operation picks another with `#[endpoint(auth = public)]`; `none` sends nothing | |
/// | `envelope: Type` or an expression | what is around every answer; of a type, its default | nothing is around it |
/// | `error: Type` | what the bodies of failures are read as, where an endpoint does not say it | any JSON |
/// | `crate: path` | where the runtime crate is | `::countersign` |
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    expand::api(input.into()).into()
}
