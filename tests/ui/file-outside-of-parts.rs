// errors: 1
// The body is multipart, and the file travels beside it.
use countersign::endpoint;
use countersign::value::File;

#[endpoint(POST, "/pictures", body = multipart)]
pub struct AddPictures {
    pub picture: File,
    #[param(in = query)]
    pub thumbnail: File,
}

fn main() {
    let picture = File::new("a.png", "image/png", "a");
    println!("{:?}", AddPictures::builder().picture(picture.clone()).thumbnail(picture).build());
}
