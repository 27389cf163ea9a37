//! Numbers by their digits: the value of a number, however it is written.

use rust_decimal::Decimal;

/// More digits than any whole number that is read here. An exponent may ask for billions of zeros.
const MOST_DIGITS: usize = 40;

/// The parts of a number: its sign, its digits without the point, and how many of them precede the point.
struct Parts {
    negative: bool,
    digits: String,
    point: i64,
}

impl Parts {
    /// Parses numbers such as `-12.50e3`.
    fn of(text: &str) -> Option<Self> {
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        (are_digits(whole) && are_digits(fraction)).then(|| Self {
            negative,
            digits: [whole, fraction].concat(),
            point: i64::try_from(whole.len()).unwrap_or(i64::MAX).saturating_add(exponent.into()),
        })
    }

    /// Returns the digits without zeros at either end, and the position of the point: equal for equal numbers.
    fn normalized(&self) -> (bool, &str, i64) {
        let digits = self.digits.trim_start_matches('0');
        let leading = i64::try_from(self.digits.len() - digits.len()).unwrap_or(i64::MAX);
        match digits.trim_end_matches('0') {
            "" => (false, "", 0),
            digits => (self.negative, digits, self.point - leading),
        }
    }
}

/// Returns whether two strings are the same number, to the last digit.
pub(super) fn are_equal(one: &str, other: &str) -> bool {
    match (Parts::of(one), Parts::of(other)) {
        (Some(one), Some(other)) => one.normalized() == other.normalized(),
        _ => false,
    }
}

/// Returns the digits of a whole number written with a fraction of zeros or with an exponent, such as `5.0` and `2e3`.
pub(crate) fn whole(text: &str) -> Option<String> {
    let parts = Parts::of(text)?;
    let (negative, digits, point) = parts.normalized();
    if digits.is_empty() {
        return Some(String::from("0"));
    }
    let length = usize::try_from(point).ok().filter(|length| (digits.len()..=MOST_DIGITS).contains(length))?;
    let sign = if negative { "-" } else { "" };
    Some(format!("{sign}{digits:0<length$}"))
}

/// Returns a decimal with every digit of the string, or `None`.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.bytes().position(|byte| matches!(byte, b'e' | b'E' | b'_')) {
        // The underscores of Rust literals are not allowed on the wire.
        Some(at) => (text.get(..at)?, text.get(at..)?.strip_prefix(['e', 'E'])?.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let exact = |text: &str| Decimal::from_str_exact(text).ok();
    // Trailing zeros of a fraction are kept, unless that costs other digits.
    let shorter = || mantissa.contains('.').then(|| exact(mantissa.trim_end_matches('0').trim_end_matches('.')))?;
    let mantissa = exact(mantissa).or_else(shorter)?;
    if exponent == 0 { Some(mantissa) } else { shifted(mantissa, exponent) }
}

/// Returns the decimal times a power of ten, exactly.
fn shifted(mantissa: Decimal, exponent: i32) -> Option<Decimal> {
    if mantissa.is_zero() {
        return Some(Decimal::ZERO);
    }
    let scale = |number: Decimal| i32::try_from(number.scale()).ok()?.checked_sub(exponent);
    let shorter = mantissa.normalize();
    let number = if scale(mantissa)? > i32::try_from(Decimal::MAX_SCALE).ok()? { shorter } else { mantissa };
    match u32::try_from(scale(number)?) {
        Ok(scale) => Decimal::try_from_i128_with_scale(number.mantissa(), scale).ok(),
        Err(_) => {
            let zeros = scale(number)?.unsigned_abs();
            let whole = number.mantissa().checked_mul(10_i128.checked_pow(zeros)?)?;
            Decimal::try_from_i128_with_scale(whole, 0).ok()
        }
    }
}
