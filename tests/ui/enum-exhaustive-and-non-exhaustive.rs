// errors: 1
// The two say the opposite of each other.
use countersign::{OpenEnum, open_enum};

#[open_enum(exhaustive)]
#[non_exhaustive]
pub enum Sort {
    Price,
}

fn main() {
    println!("{} {:?}", Sort::INFO.name(), Sort::Price);
}
