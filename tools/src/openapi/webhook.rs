//! Pushes, which a vendor posts to its users, as `webhooks`.

use countersign::auth::Auth as _;
use countersign::operation::{Body, EnumInfo, Method, Operation, PathTemplate, Schema};
use countersign::value::OpenEnum as _;
use countersign::webhook::{Event, Header, Kind, Pushes};
use serde_json::{Map, Value, json};

use super::components::Components;
use super::parameter::json_text;
use super::schema::Direction;
use super::{OpenApi, put, security};
use crate::docs;
use crate::scheme::Described;

/// The pushes of a vendor.
#[derive(Clone, Debug)]
pub(super) struct Webhook {
    pushes: Pushes,
    header: Schema,
    /// The names of the envelope's members with the topic and the data.
    members: [&'static str; 2],
    topics: &'static EnumInfo,
    kinds: &'static [Kind],
}

/// The subject of a push scheme's description.
const IN_FORM: &Operation = &Operation::new("push", Method::Post, PathTemplate::new("/")).with_body(Body::Form);
const IN_BODY: &Operation = &Operation::new("push", Method::Post, PathTemplate::new("/")).with_body(Body::Json);

impl OpenApi<'_> {
    /// The pushes of the vendor: one webhook per kind of data.
    ///
    /// ```
    /// use countersign::scheme::{Scheme, body, secret, signature};
    /// use countersign::webhook::{Header, Pushes};
    /// use countersign::{events, model, open_enum};
    /// use countersign_tools::openapi::OpenApi;
    ///
    /// /// What a message is about.
    /// #[open_enum]
    /// pub enum Topic {
    ///     /// A parcel left.
    ///     Sent,
    /// }
    ///
    /// /// A parcel.
    /// #[model]
    /// pub struct Parcel {
    ///     /// Number on its label.
    ///     pub number: u32,
    /// }
    ///
    /// /// The envelope.
    /// #[model]
    /// pub struct Envelope {
    ///     /// What the message is about.
    ///     pub topic: Option<Topic>,
    /// }
    ///
    /// impl Header for Envelope {
    ///     type Topic = Topic;
    ///     const TOPIC: &'static str = "topic";
    ///     const DATA: &'static str = "data";
    ///
    ///     fn topic(&self) -> Option<&Topic> {
    ///         self.topic.as_ref()
    ///     }
    /// }
    ///
    /// events! {
    ///     /// What happened.
    ///     pub enum ParcelEvent by Topic {
    ///         /// A parcel moved.
    ///         Moved(Parcel): Sent, "number";
    ///     }
    /// }
    ///
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let pushes = Pushes::in_body(scheme)?;
    /// let document = OpenApi::new("Parcels", "1.0", &[]).pushes::<Envelope, ParcelEvent>(pushes).to_json();
    /// assert_eq!(document["webhooks"].as_object().map(|kinds| kinds.len()), Some(1));
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    pub fn pushes<H: Header, E: Event<Topic = H::Topic>>(mut self, pushes: Pushes) -> Self {
        let (header, members) = (H::SCHEMA, [H::TOPIC, H::DATA]);
        self.webhooks.push(Webhook { pushes, header, members, topics: H::Topic::INFO, kinds: E::KINDS });
        self
    }
}

impl Webhook {
    /// The path items by name.
    pub(super) fn items(&self, components: &mut Components) -> Vec<(String, Value)> {
        self.kinds.iter().map(|kind| (name(kind), json!({ "post": self.post(kind, components) }))).collect()
    }

    fn post(&self, kind: &Kind, components: &mut Components) -> Value {
        let message = self.message(kind, components);
        let (media_type, schema) = match self.pushes.field() {
            None => ("application/json", message),
            Some(field) => {
                let properties = json!({ field: json_text(&message) });
                let schema = json!({ "type": "object", "properties": properties, "required": [field] });
                ("application/x-www-form-urlencoded", schema)
            }
        };
        let values = self.topics.values().iter().filter(|value| kind.topics().contains(&value.name()));
        let meaning = |docs: &str| docs::summary(docs).unwrap_or_default();
        let lines: Vec<String> = values.map(|value| format!("* {}: {}", value.wire(), meaning(value.docs()))).collect();
        let text = self.pushes.acknowledge().into_body();
        let text = json!({ "type": "string", "const": String::from_utf8_lossy(&text) });
        let scheme = self.scheme();
        let mut members = Map::new();
        put(&mut members, "operationId", Some(format!("push_{}", name(kind))));
        put(&mut members, "summary", Some("The vendor posts this to the receiver's own server."));
        put(&mut members, "description", Some(format!("Of these topics:\n\n{}", lines.join("\n"))));
        put(
            &mut members,
            "requestBody",
            Some(json!({ "required": true, "content": { media_type: { "schema": schema } } })),
        );
        let taken = json!({ "description": "The push was accepted.", "content": { "text/plain": { "schema": text } } });
        let refused = json!({ "description": "The push was not accepted, and may be repeated." });
        put(&mut members, "responses", Some(json!({ "200": taken, "4XX": refused, "default": refused })));
        put(&mut members, "security", Some(security::requirement(&scheme)));
        put(&mut members, "x-signature", security::note(&scheme));
        Value::Object(members)
    }

    /// A message in its envelope, or only its data: both are accepted.
    fn message(&self, kind: &Kind, components: &mut Components) -> Value {
        let data = components.schema(kind.schema(), Direction::Response);
        let [topic, member] = self.members;
        let header = if let Schema::Object(header) = self.header { header().fields() } else { &[] };
        let around = header.iter().filter(|field| field.wire_name() != topic);
        let mut properties: Map<String, Value> =
            around.map(|field| (field.wire_name().to_owned(), components.field(field, Direction::Response))).collect();
        let wires = self.topics.values().iter().filter(|value| kind.topics().contains(&value.name()));
        let wires: Vec<&str> = wires.map(countersign::operation::EnumValue::wire).collect();
        let topics = json!({ "type": "string", "enum": wires, "description": "The topic." });
        properties.insert(topic.to_owned(), topics);
        properties.insert(member.to_owned(), data.clone());
        let envelope = json!({ "type": "object", "properties": properties, "required": [topic, member] });
        let envelope = components.given(&format!("{}Push", kind.name()), envelope);
        json!({ "anyOf": [envelope, data] })
    }

    fn scheme(&self) -> Described<'_> {
        let rule = self.pushes.scheme();
        let operation = if self.pushes.field().is_some() { IN_FORM } else { IN_BODY };
        Described { name: Some("push"), rule, description: rule.describe(operation) }
    }

    pub(super) fn put_security(&self, schemes: &mut Map<String, Value>) {
        security::put_schemes(schemes, &self.scheme());
    }
}

/// `BatchPaid`, in the style of other names in the document.
fn name(kind: &Kind) -> String {
    let mut name = String::new();
    for letter in kind.name().chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}
