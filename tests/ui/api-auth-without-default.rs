// errors: 1
// The rule needs to be told more than its name.
use countersign::auth::{Auth, AuthError, Credentials, Refusal, Signing};
use countersign::param::Received;

#[derive(Debug)]
pub struct Rule(u8);

impl Auth for Rule {
    fn name(&self) -> &'static str { "rule" }
    fn sign(&self, _: &mut Signing<'_>, _: &Credentials) -> Result<(), AuthError> { Ok(()) }
    fn verify(&self, _: &Received<'_>, _: &Credentials) -> Result<(), Refusal> { Ok(()) }
}

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Rule }
    operations {}
}

fn main() {
    println!("{} {}", Shop::OPERATIONS.len(), std::any::type_name::<Shop>());
}
