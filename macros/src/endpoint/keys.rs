//! The keys of `#[endpoint]` and `#[param]`.
//!
//! `syntax.rs` collects them through `arguments.rs`. Values are parsed, not checked: whether a key makes sense where it
//! is used is decided in `model.rs` and `rules.rs`.

use std::fmt;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Lit, LitStr, Path, Token, Type};

use super::Errors;
use super::arguments::{Arguments, Key, end_of_argument, parse, skip_all};
use super::case::Case;
use super::choices::{Body, PageEnd, Place, Retry, Source};
use super::grammar::{Assign, ENDPOINT_GRAMMAR, FAILURE_GRAMMAR, Grammar, PAGES_GRAMMAR, PARAM_GRAMMAR, SPAN_GRAMMAR};
use super::head::is_key;
use super::item;
use super::values::{At, Expression, Range};
use super::warning::Code;

/// The keys of `#[endpoint]`.
#[derive(Default)]
pub(crate) struct EndpointKeys {
    pub(crate) response: Option<Type>,
    pub(crate) empty: Vec<At<u16>>,
    pub(crate) error: Option<Type>,
    pub(crate) status: Vec<At<u16>>,
    pub(crate) name: Option<LitStr>,
    pub(crate) body: Option<At<Body>>,
    pub(crate) base: Option<LitStr>,
    /// Where `redirects = same_host` stands.
    pub(crate) redirects: Option<At<()>>,
    pub(crate) auth: Option<Ident>,
    pub(crate) constants: Vec<ConstantKey>,
    pub(crate) data: Option<LitStr>,
    pub(crate) wrappers: Vec<LitStr>,
    pub(crate) nearby: Option<Span>,
    pub(crate) retry: Option<At<Retry>>,
    /// The field of `retry = idempotent(field)`.
    pub(crate) idempotency: Option<Ident>,
    pub(crate) confirm: Option<At<bool>>,
    pub(crate) pages: Option<Nested<PagesKeys>>,
    pub(crate) require_one_of: Vec<FieldList>,
    pub(crate) spans: Vec<Nested<SpanKeys>>,
    pub(crate) proof: Option<ProofKey>,
    pub(crate) failure: Option<Nested<FailureKeys>>,
    pub(crate) source: Option<At<Source>>,
    pub(crate) docs: Option<LitStr>,
    pub(crate) rename_all: Case,
    pub(crate) allow: Vec<Code>,
    pub(crate) exhaustive: Option<Span>,
    pub(crate) no_implicit_prelude: Option<Span>,
    pub(crate) runtime: Option<Path>,
    /// Whether anything that is not a key was reported and is skipped.
    pub(crate) only_keys: bool,
}

/// A key whose value is a list of keys: `pages(…)`.
pub(crate) struct Nested<A> {
    /// Where the outer key was written.
    pub(crate) span: Span,
    pub(crate) keys: A,
}

/// The keys of `pages(…)`.
#[derive(Default)]
pub(crate) struct PagesKeys {
    /// Each key that defines how pages are turned, in the order written.
    pub(crate) turns: Vec<(Ident, TurnKey)>,
    pub(crate) first: Option<At<usize>>,
    pub(crate) next: Option<FieldPath>,
    pub(crate) last: Option<FieldPath>,
    pub(crate) inclusive: Option<Span>,
    pub(crate) has_more: Option<FieldPath>,
    pub(crate) page_size: Option<Ident>,
    pub(crate) end: Option<At<PageEnd>>,
}

/// A key that defines how pages are turned.
pub(crate) enum TurnKey {
    Page(Ident),
    Offset(Ident),
    Cursor(Ident),
    Link,
    NextUrl(FieldPath),
}

/// The keys of one `span(…)`.
#[derive(Default)]
pub(crate) struct SpanKeys {
    pub(crate) from: Option<Ident>,
    pub(crate) until: Option<Ident>,
    pub(crate) months: Option<At<usize>>,
}

/// The keys of `failure(…)`.
#[derive(Default)]
pub(crate) struct FailureKeys {
    pub(crate) success: Option<LitStr>,
    pub(crate) code: Option<LitStr>,
    pub(crate) message: Option<LitStr>,
}

/// The contents of `proof(…)` or `proof = none`.
pub(crate) struct ProofKey {
    /// Where `proof` was written.
    pub(crate) span: Span,
    /// No path where it is `none`.
    pub(crate) paths: Vec<FieldPath>,
}

/// `orders.order_id`: fields of the response.
pub(crate) struct FieldPath {
    pub(crate) fields: Vec<Ident>,
}

/// One `"name" = "value"` of `constant(…)`.
pub(crate) struct ConstantKey {
    pub(crate) name: LitStr,
    pub(crate) value: String,
    /// A number or a boolean.
    pub(crate) literal: bool,
    pub(crate) place: Option<At<Place>>,
}

/// The fields of one `require_one_of(…)`.
pub(crate) struct FieldList {
    /// Where `require_one_of` was written.
    pub(crate) span: Span,
    pub(crate) fields: Vec<Ident>,
}

/// The keys of `#[param]`.
#[derive(Default)]
pub(crate) struct ParamKeys {
    pub(crate) name: Option<LitStr>,
    pub(crate) place: Option<At<Place>>,
    pub(crate) body: Option<Span>,
    pub(crate) content_type: Option<LitStr>,
    pub(crate) default: Option<Expression>,
    pub(crate) join: Option<LitStr>,
    pub(crate) brackets: Option<Span>,
    pub(crate) display: Option<Span>,
    pub(crate) json: Option<Span>,
    pub(crate) number: Option<Span>,
    pub(crate) range: Option<Range>,
    pub(crate) max_len: Option<At<usize>>,
    pub(crate) min_items: Option<At<usize>>,
    pub(crate) max_items: Option<At<usize>>,
    pub(crate) reference: Option<Span>,
}

impl Arguments for EndpointKeys {
    const GRAMMAR: &'static Grammar = &ENDPOINT_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "response" => self.response = Some(key.type_(input)?),
            "error" => self.error = Some(key.type_(input)?),
            "empty" => self.empty = key.statuses(input)?,
            "status" => self.status = key.statuses(input)?,
            "name" => self.name = Some(key.text(input)?),
            "body" => self.body = Some(key.word(input, &Body::ALL)?),
            "base" => self.base = Some(key.text(input)?),
            "redirects" => self.redirects = Some(key.word(input, &[("same_host", ())])?),
            "auth" => self.auth = Some(key.name(input, "the name of a scheme of `api!`, without quotes")?),
            "constant" => ConstantKey::parse(&key, input, &mut self.constants)?,
            "data" => self.data = Some(key.text(input)?),
            "nearby" => self.nearby = Some(key.flag(input)?),
            "wrappers" => self.wrappers = key.texts(input)?,
            "retry" => self.retry(&key, input)?,
            "confirm" => self.confirm = Some(key.word(input, &[("false", false), ("true", true)])?),
            "pages" => self.pages = Some(Nested::parse(&key, input)?),
            "require_one_of" => self.require_one_of.push(FieldList::parse(&key, input)?),
            "span" => self.spans.push(Nested::parse(&key, input)?),
            "proof" => self.proof = Some(ProofKey::parse(&key, input)?),
            "failure" => self.failure = Some(Nested::parse(&key, input)?),
            "source" => self.source = Some(key.word(input, &Source::ALL)?),
            "docs" => self.docs = Some(key.text(input)?),
            "rename_all" => self.rename_all = Case::of(&key.text(input)?)?,
            "allow" => self.allow = Code::read(&key, input)?,
            "exhaustive" => self.exhaustive = Some(key.flag(input)?),
            "no_implicit_prelude" => self.no_implicit_prelude = Some(key.flag(input)?),
            "crate" => self.runtime = Some(key.path(input)?),
            _ => return Err(key.forgotten()),
        }
        Ok(())
    }

    fn passes_over(&self, input: ParseStream<'_>) -> bool {
        self.only_keys && !is_key(input)
    }
}

impl EndpointKeys {
    /// `retry = safe`, `never` or `idempotent(field)`.
    fn retry(&mut self, key: &Key, input: ParseStream<'_>) -> syn::Result<()> {
        let is_idempotent = input.fork().parse::<Idempotent>().is_ok();
        let word = key.word(input, &Retry::WRITTEN)?;
        self.retry = Some(word);
        if is_idempotent {
            let form = Key {
                ident: Ident::new("idempotent", word.span),
                form: "retry = idempotent(field)",
                assign: key.assign,
            };
            match form.words(input)?.as_slice() {
                [field] => self.idempotency = Some(field.clone()),
                _ => {
                    return Err(syn::Error::new(
                        word.span,
                        "`idempotent` takes one field: `retry = idempotent(field)`",
                    ));
                }
            }
        }
        Ok(())
    }
}

/// `= idempotent`
struct Idempotent;

impl Parse for Idempotent {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.parse::<Token![=]>()?;
        let word: Ident = input.parse()?;
        if word == "idempotent" { Ok(Self) } else { Err(syn::Error::new(word.span(), "another word")) }
    }
}

impl Arguments for ParamKeys {
    const GRAMMAR: &'static Grammar = &PARAM_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "name" => self.name = Some(key.text(input)?),
            "in" => self.place = Some(key.word(input, &Place::ALL)?),
            "body" => self.body = Some(key.flag(input)?),
            "content_type" => self.content_type = Some(key.text(input)?),
            "default" => self.default = Some(key.expression(input)?),
            "join" => self.join = Some(key.text(input)?),
            "brackets" => self.brackets = Some(key.flag(input)?),
            "display" => self.display = Some(key.flag(input)?),
            "json" => self.json = Some(key.flag(input)?),
            "number" => self.number = Some(key.flag(input)?),
            "range" => self.range = Some(key.range(input)?),
            "max_len" => self.max_len = Some(key.count(input)?),
            "min_items" => self.min_items = Some(key.count(input)?),
            "max_items" => self.max_items = Some(key.count(input)?),
            "reference" => self.reference = Some(key.flag(input)?),
            _ => return Err(key.forgotten()),
        }
        Ok(())
    }
}

impl Arguments for PagesKeys {
    const GRAMMAR: &'static Grammar = &PAGES_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        let turn = match key.ident.to_string().as_str() {
            "page" => TurnKey::Page(key.field(input)?),
            "offset" => TurnKey::Offset(key.field(input)?),
            "cursor" => TurnKey::Cursor(key.field(input)?),
            "link" => key.flag(input).map(|_| TurnKey::Link)?,
            "next_url" => TurnKey::NextUrl(key.field_path(input)?),
            _ => return self.setting(&key, input),
        };
        self.turns.push((key.ident, turn));
        Ok(())
    }
}

impl PagesKeys {
    fn setting(&mut self, key: &Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "first" => self.first = Some(key.count(input)?),
            "next" => self.next = Some(key.field_path(input)?),
            "last" => self.last = Some(key.field_path(input)?),
            "inclusive" => self.inclusive = Some(key.flag(input)?),
            "has_more" => self.has_more = Some(key.field_path(input)?),
            "page_size" => self.page_size = Some(key.field(input)?),
            "end" => self.end = Some(key.word(input, &PageEnd::ALL)?),
            _ => return Err(key.forgotten()),
        }
        Ok(())
    }
}

impl Key {
    /// `key = field` or `key = field.field`, of the response.
    fn field_path(&self, input: ParseStream<'_>) -> syn::Result<FieldPath> {
        self.value(input, "a field of the response")
    }
}

impl Arguments for SpanKeys {
    const GRAMMAR: &'static Grammar = &SPAN_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "from" => self.from = Some(key.field(input)?),
            "until" => self.until = Some(key.field(input)?),
            "months" => self.months = Some(key.count(input)?),
            _ => return Err(key.forgotten()),
        }
        Ok(())
    }
}

impl Arguments for FailureKeys {
    const GRAMMAR: &'static Grammar = &FAILURE_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "success" => self.success = Some(key.text(input)?),
            "code" => self.code = Some(key.text(input)?),
            "message" => self.message = Some(key.text(input)?),
            _ => return Err(key.forgotten()),
        }
        Ok(())
    }
}

impl ConstantKey {
    /// `constant("name" = "value", "name" = 1, in = query)`: the place is that of all of them.
    fn parse(key: &Key, input: ParseStream<'_>, constants: &mut Vec<Self>) -> syn::Result<()> {
        let inside = key.parentheses(input)?;
        let before = constants.len();
        let form = |span| syn::Error::new(span, format!("expected names and values: `{}`", key.form));
        let mut place = None;
        while !inside.is_empty() {
            if inside.peek(Token![in]) {
                let word = Key { ident: inside.call(Ident::parse_any)?, form: "in = query", assign: Assign::Equals };
                place = Some(word.word(&inside, &Place::OF_CONSTANTS)?);
            } else {
                let name: LitStr = inside.parse().map_err(|error| form(error.span()))?;
                inside.parse::<Token![=]>().map_err(|error| form(error.span()))?;
                let (value, literal) = constant_value(inside.parse().map_err(|error| form(error.span()))?)?;
                constants.push(Self { name, value, literal, place: None });
            }
            end_of_argument(&inside)?;
        }
        if constants.len() == before {
            return Err(form(key.ident.span()));
        }
        constants.iter_mut().skip(before).for_each(|constant| constant.place = place);
        Ok(())
    }
}

/// The text that travels, and whether JSON writes it without quotes.
fn constant_value(value: Lit) -> syn::Result<(String, bool)> {
    match value {
        Lit::Str(text) => Ok((text.value(), false)),
        Lit::Int(number) => Ok((number.base10_digits().to_owned(), true)),
        Lit::Bool(boolean) => Ok((boolean.value.to_string(), true)),
        other => Err(syn::Error::new(other.span(), "expected a string in quotes, a whole number, `true` or `false`")),
    }
}

impl<A: Arguments + Default> Nested<A> {
    fn parse(key: &Key, input: ParseStream<'_>) -> syn::Result<Self> {
        let inside = key.parentheses(input)?;
        let (mut keys, mut errors) = (A::default(), Errors::default());
        parse(&mut keys, &inside, &mut errors);
        errors.into_result()?;
        Ok(Self { span: key.ident.span(), keys })
    }
}

impl ProofKey {
    fn parse(key: &Key, input: ParseStream<'_>) -> syn::Result<Self> {
        let span = key.ident.span();
        if input.peek(Token![=]) {
            let form = "expected `proof = none`, or fields in parentheses: `proof(field)`";
            let none = key.word(input, &[("none", ())]).map_err(|error| syn::Error::new(error.span(), form));
            return none.map(|_| Self { span, paths: Vec::new() });
        }
        let inside = key.parentheses(input)?;
        if inside.is_empty() {
            return Err(syn::Error::new(span, "`proof()` is empty: write `proof(field)` or `proof = none`"));
        }
        let paths = Punctuated::<FieldPath, Token![,]>::parse_terminated(&inside).inspect_err(|_| skip_all(&inside))?;
        Ok(Self { span, paths: paths.into_iter().collect() })
    }
}

impl Parse for FieldPath {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let fields = Punctuated::<Ident, Token![.]>::parse_separated_nonempty(input);
        let form = "expected a field of the response, or a path of fields such as `orders.order_id`";
        let fields = fields.map_err(|error| syn::Error::new(error.span(), form))?;
        Ok(Self { fields: fields.into_iter().collect() })
    }
}

impl FieldPath {
    pub(crate) fn names(&self) -> Vec<String> {
        self.fields.iter().map(item::plain_name).collect()
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().join("."))
    }
}

impl FieldList {
    fn parse(key: &Key, input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self { span: key.ident.span(), fields: key.words(input)? })
    }
}
