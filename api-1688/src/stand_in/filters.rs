//! The filters of a search.

use super::market::product::{Product, Ships};
use crate::enumerations::{SearchFilter, SellerIdentity};

/// The number of days for which a product counts as new, for two filters and two tags.
pub(super) const NEW: (i32, i32) = (7, 30);

/// Whether a product meets a filter. An unknown filter has no effect.
pub(super) fn meets(product: &Product, filter: &SearchFilter) -> bool {
    let (traits, seller) = (&product.traits, product.seller);
    let (in_24_hours, in_48_hours) = seller.pickup;
    match filter {
        SearchFilter::ExperienceScore5 => seller.score == 50,
        SearchFilter::ExperienceScore45To50 => (45..50).contains(&seller.score),
        SearchFilter::ExperienceScore40To45 => (40..45).contains(&seller.score),
        SearchFilter::ExperienceScoreBelow4 => seller.score < 40,
        SearchFilter::PickupIn24HoursBelow95 => in_24_hours < 95,
        SearchFilter::PickupIn24HoursFrom95 => in_24_hours >= 95,
        SearchFilter::PickupIn24HoursFrom99 => in_24_hours >= 99,
        SearchFilter::PickupIn48HoursBelow95 => in_48_hours < 95,
        SearchFilter::PickupIn48HoursFrom95 => in_48_hours >= 95,
        SearchFilter::PickupIn48HoursFrom99 => in_48_hours >= 99,
        SearchFilter::CertifiedFactory => product.identities.contains(&SellerIdentity::SuperFactory),
        SearchFilter::StrictSelection => traits.strict_selection,
        SearchFilter::SelectedSource => traits.selected_source,
        SearchFilter::GlobalSelection => traits.global_selection,
        SearchFilter::CrossBorderSelection => traits.cross_border,
        SearchFilter::ShipToday => product.ships == Ships::Today,
        SearchFilter::ShipIn24Hours => product.ships <= Ships::In24Hours,
        SearchFilter::ShipIn48Hours => product.ships <= Ships::In48Hours,
        SearchFilter::SevenDayReturn => traits.returns,
        SearchFilter::Dropshipping => traits.dropshipping,
        SearchFilter::DropshippingFreePostage => traits.dropshipping && traits.free_postage,
        SearchFilter::EncryptedWaybill => seller.encrypted_waybills,
        SearchFilter::NewIn7Days => product.age < NEW.0,
        SearchFilter::NewIn30Days => product.age < NEW.1,
        SearchFilter::Unknown(_) => true,
    }
}
