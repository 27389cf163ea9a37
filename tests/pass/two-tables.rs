//! Two tables of contents in one module.

use countersign::endpoint;
use countersign::scheme::Scheme;

/// Finds offers.
#[endpoint(GET, "/offers")]
pub struct FindOffers;

/// Finds parcels.
#[endpoint(GET, "/parcels")]
pub struct FindParcels;

countersign::api! {
    /// A shop.
    pub struct Shop { base_url: "https://shop.example", auth: Scheme::bearer() }
    operations { offers: FindOffers; parcels: FindParcels; }
}

countersign::api! {
    /// A carrier, with an operation that the shop has too.
    struct Carrier { base_url: "https://carrier.example", auth: Scheme::bearer() }
    operations { parcels: FindParcels; }
}

#[test]
fn works() {
    assert_eq!((Shop::OPERATIONS.len(), Shop::GROUPS.len()), (2, 2));
    assert_eq!((Carrier::OPERATIONS.len(), Carrier::GROUPS.len()), (1, 1));
    assert_eq!(Carrier::OPERATIONS[0].name(), Shop::GROUPS[1].1[0].name());
}
