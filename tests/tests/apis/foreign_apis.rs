//! Operations in the style of Stripe, GitHub and the Petstore, declared only from their documentation: what is sent is
//! what the other side reads, and answers are read as documented.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use countersign::param::Received;
use countersign::scheme::Scheme;
use countersign::testing::{Mock, Reaction};
use countersign::value::{Bytes, Patch, ProblemDetails, Serde, Timestamp, UnixSeconds};
use countersign::{Credentials, Endpoint, endpoint, model, open_enum};
use http::{Request, StatusCode};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Creates a charge.
#[endpoint(POST, "/v1/charges", body = form, response = Charge, retry = idempotent(key), rename_all = "snake_case", error = ProblemDetails)]
pub struct CreateCharge {
    /// The amount, in the smallest unit.
    pub amount: u64,
    /// The currency.
    pub currency: String,
    /// The metadata.
    #[param(brackets)]
    pub metadata: BTreeMap<String, String>,
    /// The members to expand in the answer.
    #[param(brackets)]
    pub expand: Vec<String>,
    /// The idempotency key of this charge.
    #[param(in = header, name = "Idempotency-Key")]
    pub key: Option<String>,
}

/// Lists charges.
#[endpoint(GET, "/v1/charges", response = Charges, pages(cursor = starting_after, last = id, has_more = has_more), rename_all = "snake_case")]
pub struct ListCharges {
    /// The time of their creation.
    #[param(brackets)]
    pub created: BTreeMap<String, i64>,
    /// The maximum number of charges.
    #[param(range = 1..=100)]
    pub limit: Option<u32>,
    /// The last charge of the previous page.
    pub starting_after: Option<String>,
}

/// A page of charges.
#[model(rename_all = "snake_case")]
pub struct Charges {
    /// The charges.
    #[field(name = "data")]
    pub items: Vec<Charge>,
    /// Whether there are more.
    pub has_more: bool,
}

/// A charge.
#[model(rename_all = "snake_case")]
pub struct Charge {
    /// Its id.
    pub id: String,
    /// The amount, in the smallest unit.
    pub amount: u64,
    /// When it was created.
    pub created: Timestamp<UnixSeconds>,
    /// The metadata.
    #[field(default)]
    pub metadata: BTreeMap<String, String>,
    /// A customer, or its id.
    #[field(serde)]
    pub customer: Option<Expandable>,
    /// The failure, if any.
    pub failure_code: Option<String>,
}

/// An object or its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Expandable {
    /// The id.
    Id(String),
    /// The object.
    Object(BTreeMap<String, serde_json::Value>),
}

/// Finds pets.
#[endpoint(GET, "/pet/findByStatus", response = Vec<Pet>)]
pub struct FindPets {
    /// Repeated.
    pub status: Vec<PetStatus>,
    /// With commas.
    #[param(join = ",")]
    pub tags: Vec<String>,
    /// With bars.
    #[param(join = "|")]
    pub ids: Vec<u64>,
    /// In brackets.
    #[param(brackets)]
    pub colors: Vec<String>,
}

/// The availability of a pet.
#[open_enum]
pub enum PetStatus {
    /// It is available.
    Available,
    /// It is reserved.
    Pending,
    /// It is sold.
    Sold,
}

/// A pet.
#[model(builder)]
pub struct Pet {
    /// Its number.
    pub id: Option<u64>,
    /// Its name.
    pub name: String,
    /// Pictures.
    #[field(default)]
    pub photo_urls: Vec<String>,
    /// The availability.
    pub status: Option<PetStatus>,
    /// The price, with every digit.
    #[field(number)]
    pub price: Option<Decimal>,
}

/// Replaces a pet.
#[endpoint(PUT, "/pet", response = Pet)]
pub struct PutPet {
    /// The whole pet.
    #[param(body)]
    pub pet: Pet,
}

/// Changes a pet.
#[endpoint(PATCH, "/pet/{pet_id}", response = Pet)]
pub struct PatchPet {
    /// Its number.
    pub pet_id: u64,
    /// Its name, which can be cleared.
    pub name: Patch<String>,
    /// The price.
    pub price: Option<Decimal>,
}

/// Removes pets.
#[endpoint(DELETE, "/pets", body = json, response = (), status = [204])]
pub struct RemovePets {
    /// The key.
    #[param(in = header, name = "api_key")]
    pub api_key: Option<String>,
    /// The pets.
    pub ids: Vec<u64>,
}

/// Whether a pet is there.
#[endpoint(HEAD, "/pet/{pet_id}")]
pub struct IsPet {
    /// Its number.
    pub pet_id: u64,
}

/// Stores a picture.
#[endpoint(PUT, "/pet/{pet_id}/image", response = Option<Job>, empty = [204], status = [202])]
pub struct PutImage {
    /// Its number.
    pub pet_id: u64,
    /// The picture.
    #[param(body, content_type = "image/png")]
    pub image: Bytes,
}

/// The state of a job.
#[model]
pub struct Job {
    /// Its number.
    pub id: u64,
}

/// Counts pets by status.
#[endpoint(GET, "/store/inventory", response = BTreeMap<String, u32>, auth = none)]
pub struct GetInventory {}

/// Lists events, by time.
#[endpoint(GET, "/events", response = Vec<Serde<Event>>, pages(link), rename_all = "kebab-case")]
pub struct ListEvents {
    /// The first day.
    pub since: Option<Timestamp>,
    /// The first second.
    pub from_second: Option<Timestamp<UnixSeconds>>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Event {
    /// Somebody arrived.
    Came {
        /// The person.
        who: String,
    },
    /// Somebody left.
    Left {
        /// The time.
        at: u64,
    },
}

countersign::api! {
    /// Three APIs in one.
    pub struct Three { base_url: "https://three.example/api", auth: Scheme::bearer(), error: ProblemDetails }
    operations {
        charges: CreateCharge, ListCharges;
        pets: FindPets, PutPet, PatchPet, RemovePets, IsPet, PutImage, GetInventory;
        events: ListEvents;
    }
}

fn client(mock: &Mock) -> Three {
    let credentials = Credentials::of_secret("sesame-of-the-tests").unwrap();
    Three::builder().credentials(credentials).transport(mock.clone()).build().unwrap()
}

fn mock() -> Mock {
    Mock::of::<Three>().unwrap()
}

/// What is sent, after the other side parsed the same request.
fn sent<E: Endpoint + PartialEq + Debug>(request: &E) -> Request<Bytes> {
    let prepared = client(&mock()).prepare(request).unwrap().request;
    let received = Received::under("/api", E::OPERATION, &prepared).unwrap();
    assert_eq!(&E::parse(&received).unwrap(), request);
    prepared
}

fn json_answer(status: u16, body: &'static str) -> Reaction {
    Reaction::answer(StatusCode::from_u16(status).unwrap(), body)
}

#[tokio::test]
async fn forms_have_brackets_and_answers_have_unix_times_and_unions() {
    let metadata = [("order".to_owned(), "7".to_owned())];
    let create = CreateCharge::builder().amount(500).currency("eur").metadata(metadata).expand(["customer"]).build();
    assert_eq!(sent(&create).body(), "amount=500&currency=eur&metadata%5Border%5D=7&expand%5B%5D=customer");
    let mock = mock();
    mock.react::<CreateCharge>(json_answer(
        200,
        r#"{"id":"ch_1","amount":500,"created":1772357400,"customer":"cus_1","failure_code":null}"#,
    ));
    let charge = client(&mock).call(create).await.unwrap();
    assert_eq!(
        (charge.created.as_second(), charge.customer.clone()),
        (1_772_357_400, Some(Expandable::Id("cus_1".into())))
    );
    let keys: Vec<_> = mock.requests::<CreateCharge>().into_iter().map(|request| request.key).collect();
    assert!(keys[0].as_ref().is_some_and(|key| key.len() == 36), "{keys:?}");
    let problem = r#"{"type":"https://x.example/limit","title":"Too much","status":402,"detail":"No money."}"#;
    mock.react::<ListCharges>(json_answer(402, problem).with_header("content-type", "application/problem+json"));
    let error = client(&mock).list_charges().send().await.err().unwrap();
    assert_eq!(error.detail::<ProblemDetails>().unwrap().title(), Some("Too much"));
    let list = ListCharges::builder().created([("gte".to_owned(), 5)]).limit(2).build();
    assert_eq!(sent(&list).uri().query(), Some("created%5Bgte%5D=5&limit=2"));
}

#[tokio::test]
async fn pages_by_the_last_item_end_when_the_answer_says_so() {
    let mock = mock();
    mock.react::<ListCharges>(json_answer(200, r#"{"data":[{"id":"ch_2","amount":1,"created":1}],"has_more":false}"#));
    let mut items = client(&mock).list_charges().items();
    assert_eq!(items.next().await.unwrap().unwrap().id, "ch_2");
    assert!(items.next().await.is_none());
}

#[test]
fn lists_travel_in_every_style() {
    let find = FindPets::builder().status([PetStatus::Available, PetStatus::Sold]).tags(["a", "b"]).ids([1, 2]);
    let request = sent(&find.colors(["red"]).build());
    assert_eq!(request.uri().query(), Some("status=available&status=sold&tags=a%2Cb&ids=1%7C2&colors%5B%5D=red"));
}

#[tokio::test]
async fn bodies_are_whole_models_patches_bytes_or_none() {
    let pet = Pet::builder().name("Rex").price("12.50".parse::<Decimal>().unwrap()).build();
    let put = PutPet::builder().pet(pet).build();
    assert_eq!(sent(&put).body(), r#"{"name":"Rex","photoUrls":[],"price":12.50}"#);
    let patch = PatchPet::builder().pet_id(7).clear_name().build();
    assert_eq!(sent(&patch).body(), r#"{"name":null}"#);
    let remove = RemovePets::builder().api_key("k").ids([1, 2]).build();
    let request = sent(&remove);
    assert_eq!(
        (request.body().as_ref(), &request.headers()["api_key"]),
        (&br#"{"ids":[1,2]}"#[..], &"k".parse().unwrap())
    );
    let image = PutImage::builder().pet_id(7).image(&b"\x89PNG"[..]).build();
    assert_eq!(sent(&image).headers()["content-type"], "image/png");
    sent(&IsPet { pet_id: 7 });
    let mock = mock();
    mock.react::<PutImage>(json_answer(202, r#"{"id":3}"#)).answer::<RemovePets>(&());
    let client = client(&mock);
    assert_eq!(client.call(image).await.unwrap().as_ref().unwrap().id, 3);
    mock.answer::<PutImage>(&None);
    assert_eq!(*client.put_image().pet_id(7).image("").send().await.unwrap(), None);
    assert_eq!(client.call(remove).await.unwrap().status(), StatusCode::NO_CONTENT);
    mock.react::<IsPet>(json_answer(200, "").with_header("x-pet", "dog"));
    assert_eq!(client.is_pet().pet_id(7).send().await.unwrap().headers()["x-pet"], "dog");
}

#[tokio::test]
async fn maps_and_tagged_unions_are_answers_and_times_travel_as_declared() {
    let mock = mock();
    mock.answer::<GetInventory>(&BTreeMap::from([("sold".to_owned(), 3)]));
    assert_eq!(client(&mock).get_inventory().send().await.unwrap()["sold"], 3);
    let events = vec![Serde::from(Event::Came { who: "Ida".into() }), Serde::from(Event::Left { at: 7 })];
    mock.react::<ListEvents>(Reaction::response(&events));
    let read = client(&mock).list_events().send().await.unwrap();
    assert_eq!(*read[1], Event::Left { at: 7 });
    let second = 1_772_357_400;
    let list = ListEvents::builder().since("2026-03-01T09:30:00Z".parse::<Timestamp>().unwrap());
    let request = sent(&list.from_second(Timestamp::<UnixSeconds>::from_millisecond(second * 1000)).build());
    assert_eq!(request.uri().query(), Some("since=2026-03-01T09%3A30%3A00Z&from-second=1772357400"));
}
