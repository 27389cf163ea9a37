// errors: 1
// Somebody is about to type a path, and the client has the operations around it.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

#[endpoint(GET, "/orders")]
pub struct Orders;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: Search, self::, Orders; }
}

fn both(shop: &Shop) {
    println!("{:?} {:?}", shop.search().build(), shop.orders().build());
}

fn main() {
    println!("{}", std::any::type_name_of_val(&both));
}
