//! Digits: signed odd ones, for multiplication by windows, and hexadecimal ones, as the archive writes them.

/// Signed odd digits below 16 of a number, lowest place first: 253 places hold about 42 digits.
pub fn signed_digits(number: &[u8; 32]) -> [i8; 257] {
    let mut limbs = [0_u64; 5];
    for (limb, bytes) in limbs.iter_mut().zip(number.as_chunks().0) {
        *limb = u64::from_le_bytes(*bytes);
    }
    let mut digits = [0; 257];
    let (mut place, mut carry) = (0, 0);
    while place < 257 {
        let (limb, shift) = (place / 64, place % 64);
        let high = if shift == 0 { 0 } else { limbs.get(limb + 1).copied().unwrap_or(0) << (64 - shift) };
        let bits = limbs[limb] >> shift | high;
        if bits & 1 == carry {
            place += 1;
            continue;
        }
        let window = (bits & 31) + carry;
        carry = window >> 4;
        digits[place] = i8::try_from(window).expect("at most 31") - if carry == 1 { 32 } else { 0 };
        place += 5;
    }
    digits
}

pub fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
