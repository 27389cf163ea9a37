// errors: 1
// JSON has no place for a file.
use countersign::endpoint;
use countersign::value::File;

#[endpoint(POST, "/pictures")]
pub struct AddPicture {
    pub picture: Option<File>,
}

fn main() {
    println!("{:?}", AddPicture::builder().build());
}
