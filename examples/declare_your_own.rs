//! Shows a complete declaration in under 40 lines: two endpoints, a model and a signing scheme, used by a client and by
//! a stand-in that verifies it.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::error::Error;

use countersign::scheme::{Scheme, TimeFormat, body, key_id, lines, path, query_pairs, secret, signature, time};
use countersign::{Credentials, Envelope, endpoint, model};
use countersign_server::stand_in::{Served, Service, StandIn};

// ---- the declaration ----

/// The state of a parcel.
#[endpoint(GET, "/parcels/{number}", response = Parcel)]
pub struct TrackParcel {
    /// The number on its label.
    pub number: String,
}

/// Announces a parcel.
#[endpoint(POST, "/parcels", response = Parcel)]
pub struct AnnounceParcel {
    /// The destination.
    pub city: String,
    /// The weight in grams.
    #[param(range = 1..=30_000)]
    pub weight: u32,
}

/// A parcel on its way.
#[model]
pub struct Parcel {
    /// The number on its label.
    pub number: String,
    /// Whether it has arrived.
    pub delivered: bool,
}

countersign::api! {
    /// The client of the parcel service.
    pub struct Parcels {
        base_url: "https://parcels.example",
        auth: Scheme::new(
            lines((path(), query_pairs().sorted().pairs("=", "&"), time(TimeFormat::UnixSeconds), body()))
                .hmac_sha256(secret())
                .hex(),
        )
        .header("x-key", key_id())
        .header("x-time", time(TimeFormat::UnixSeconds))
        .header("x-signature", signature())
        .build(),
        envelope: Envelope::none(),
    }
    operations { parcels: TrackParcel, AnnounceParcel; }
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
    let stand_in = StandIn::start(service.build()?).await?;
    let client = Parcels::builder().base_url(stand_in.base_url()).credentials(credentials).build()?;

    let preview = client.prepare(&AnnounceParcel { city: "Zürich".into(), weight: 1200 })?;
    println!("{}\n", preview.trace);

    let announced = client.announce_parcel().city("Zürich").weight(1200).send().await?;
    println!("announced {}", announced.number);
    let tracked = client.track_parcel().number(announced.number.as_str()).send().await?;
    println!("tracked   {}, delivered: {}", tracked.number, tracked.delivered);

    let thief =
        Parcels::builder().base_url(stand_in.base_url()).credentials(Credentials::new("shop-7", "guess")?).build()?;
    let refused = thief.track_parcel().number("1").send().await.err();
    println!("a wrong secret: {}", refused.map(|error| error.to_string()).unwrap_or_default());
    stand_in.shutdown().await?;
    Ok(())
}
