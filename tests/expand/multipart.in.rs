#[endpoint(POST, "/images", body = multipart, response = ImageId)]
pub struct UploadImage {
    pub image: File,
    pub title: Option<String>,
}
