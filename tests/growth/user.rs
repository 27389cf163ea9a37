//! A program that uses the crate of an API in every way that the crate allows.

use countersign::{Endpoint, Error, Model as _};
use vendor::{Colour, GetOffer, Line, Offer, PlaceOrder, Shop};

/// Calls both operations through the client.
pub async fn call(client: &Shop) -> Result<u64, Error> {
    let offer = client.get_offer().offer_id(7).send().await?;
    let line = Line::builder().offer_id(offer.offer_id).quantity(2).build();
    Ok(client.place_order().lines([line]).send().await?.offer_id)
}

/// Creates requests and answers without a client, and destructures them.
pub fn make() -> Result<u64, Error> {
    let mut request = GetOffer::builder().offer_id(7).build();
    request.offer_id += 1;
    let order = PlaceOrder::builder().build();
    let mut offer = Offer::default();
    offer.offer_id = 7;
    let Offer { offer_id, colour, .. } = Offer::from_json(r#"{"offerId": 7}"#)?;
    assert_eq!(colour.as_ref().map(name), None);
    Ok(offer_id + request.offer_id + order.lines.len() as u64 + GetOffer::OPERATION.parameters().len() as u64)
}

/// Names a colour.
pub fn name(colour: &Colour) -> &str {
    match colour {
        Colour::Red => "red",
        _ => "another colour",
    }
}
