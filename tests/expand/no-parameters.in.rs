/// Says that it is there.
#[endpoint(DELETE, "/session", crate = vendor::countersign, auth = public)]
pub struct LogOut;
