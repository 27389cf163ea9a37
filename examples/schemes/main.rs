//! Shows the signing schemes of many vendors: signs a request with each, compares the signature, and verifies it.
//!
//! `cargo run --example schemes`
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

mod gallery;

use gallery::vector::Vector;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut right, vectors) = (0, Vector::all()?);
    for vector in &vectors {
        let scheme = gallery::scheme_of(vector).ok_or("a vector without a scheme")??;
        let signed = scheme.sign(vector.request(&scheme)?, &vector.credentials(&scheme)?, &vector.fresh())?;
        let is_signed = signed.signature == vector.signature()
            || signed.trace.sent().any(|(_, _, value)| value == Some(vector.signature().as_bytes()));
        let receiver = vector.receiver(&scheme)?;
        let verified = scheme.verify(&signed.request, |_| [receiver], vector.time());
        let word = |yes| if yes { "yes" } else { "NO" };
        let refusal = verified.as_ref().err().map(|refused| format!(": {refused}")).unwrap_or_default();
        let name = vector.vendor();
        println!("{name:36} signed alike: {:3}  verified: {}{refusal}", word(is_signed), word(verified.is_ok()));
        right += usize::from(is_signed && verified.is_ok());
    }
    println!("{right} of {}", vectors.len());
    Ok(())
}
