//! A vendor of your own in under 40 lines of declaration: two endpoints, a model and a signing rule, and from them a
//! client and the gateway that verifies it.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::error::Error;

use countersign::auth::{Refusal, Signing, hmac_sha256_hex, signatures_match};
use countersign::gateway::{Gateway, Served, Service};
use countersign::param::{Origin, ParameterError, Received};
use countersign::{Auth, Credentials, Envelope, endpoint, model};

// ---- the declaration ----

/// Where a parcel is.
#[endpoint(GET, "/parcels/{number}", response = Parcel)]
pub struct TrackParcel {
    /// Number on the label.
    pub number: String,
}

/// Announces a parcel.
#[endpoint(POST, "/parcels", response = Parcel)]
pub struct AnnounceParcel {
    /// Where it goes.
    pub city: String,
    /// Weight in grams.
    #[param(range = 1..=30_000)]
    pub weight: u32,
}

/// A parcel on its way.
#[model]
pub struct Parcel {
    /// Number on the label.
    pub number: String,
    /// It has arrived.
    pub delivered: bool,
}

countersign::api! {
    /// Client of the parcel service.
    pub struct Parcels { base_url: "https://parcels.example", auth: HmacHeader, envelope: Envelope::none() }
    operations { parcels: TrackParcel, AnnounceParcel; }
}

// ---- its signing rule: HMAC-SHA256 over `time.body`, in a header ----

/// Signs time and body with HMAC-SHA256.
#[derive(Debug, Default)]
pub struct HmacHeader;

impl Auth for HmacHeader {
    fn name(&self) -> &'static str {
        "hmac-header"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), ParameterError> {
        let time = request.now().as_second().to_string();
        request.canonical(|string| {
            string.value("time", &time, Origin::Clock);
            string.literal(".");
            string.body();
        });
        let signature = hmac_sha256_hex(credentials.secret(), request.signed());
        request.add_header("x-key", credentials.app_key(), Origin::Auth)?;
        request.add_header("x-time", &time, Origin::Clock)?;
        request.add_header("x-signature", &signature, Origin::Auth)
    }

    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        if request.header("x-key") != Some(credentials.app_key()) {
            return Err(Refusal::unknown_key());
        }
        let time = request.header("x-time").ok_or_else(|| Refusal::missing("x-time"))?;
        let received = request.header("x-signature").ok_or_else(|| Refusal::missing("x-signature"))?;
        let expected = hmac_sha256_hex(credentials.secret(), &[time.as_bytes(), b".", request.body()].concat());
        if signatures_match(&expected, received) { Ok(()) } else { Err(Refusal::new("the signature is wrong")) }
    }
}

// ---- both sides at work ----

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let credentials = Credentials::new("shop-7", "open sesame")?;
    let service = Service::builder::<Parcels>()
        .credentials(credentials.clone())
        .on(|request: TrackParcel| Served::response(&Parcel { number: request.number, delivered: true }))
        .on(|request: AnnounceParcel| {
            let number = format!("{}-{}", request.city, request.weight);
            Served::response(&Parcel { number, delivered: false })
        });
    let gateway = Gateway::start(service.build()).await?;
    let client = Parcels::builder().base_url(gateway.base_url()).credentials(credentials).build()?;

    let announced = client.announce_parcel().city("Zürich").weight(1200).send().await?;
    println!("announced {}", announced.number);
    let tracked = client.track_parcel().number(announced.number.as_str()).send().await?;
    println!("tracked   {}, delivered: {}", tracked.number, tracked.delivered);

    let thief =
        Parcels::builder().base_url(gateway.base_url()).credentials(Credentials::new("shop-7", "guess")?).build()?;
    let refused = thief.track_parcel().number("1").send().await.err();
    println!("a wrong secret: {}", refused.map(|error| error.to_string()).unwrap_or_default());
    gateway.shutdown().await?;
    Ok(())
}
