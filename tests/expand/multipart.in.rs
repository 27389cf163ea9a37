#[endpoint(POST, "/images", body = multipart, confirm = false, response = ImageId)]
pub struct UploadImage {
    pub image: File,
    pub title: Option<String>,
}
