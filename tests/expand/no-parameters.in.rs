/// Says that it is there.
#[endpoint(DELETE, "/session", crate = vendor::countersign)]
pub struct LogOut;
