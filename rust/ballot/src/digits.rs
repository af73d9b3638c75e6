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

/// Signed digits from -8 to 7 of a number below 2^254, lowest first.
pub fn nibbles(number: &[u8; 32]) -> [i8; 64] {
    let mut digits = [0; 64];
    let mut carry = 0;
    for (pair, &byte) in digits.chunks_exact_mut(2).zip(number) {
        for (digit, nibble) in pair.iter_mut().zip([byte & 15, byte >> 4]) {
            let value = i8::try_from(nibble).expect("below 16") + carry;
            carry = (value + 8) >> 4;
            *digit = value - (carry << 4);
        }
    }
    digits
}

/// Signed digits from -128 to 127 of a number below 2^254, lowest first.
pub fn bytes(number: &[u8; 32]) -> [i8; 32] {
    let mut carry = 0;
    number.map(|byte| {
        let value = i16::from(byte) + carry;
        carry = (value + 128) >> 8;
        i8::try_from(value - (carry << 8)).expect("eight bits")
    })
}

/// Bits of a wide digit.
pub const WIDTH: usize = 10;

/// Signed digits from -511 to 512 of a number below 2^253, lowest first; at least 26 hold it.
pub fn wide_digits<const N: usize>(number: &[u8; 32]) -> [i16; N] {
    let mut digits = [0; N];
    let mut carry = 0;
    for (place, digit) in digits.iter_mut().enumerate() {
        let at = place * WIDTH;
        let byte = |index: usize| u32::from(number.get(index).copied().unwrap_or(0));
        let window = (byte(at / 8) | byte(at / 8 + 1) << 8) >> (at % 8) & 0x3ff;
        let value = i16::try_from(window).expect("ten bits") + carry;
        carry = i16::from(value > 512);
        *digit = value - (carry << 10);
    }
    digits
}

/// Lower-case hexadecimal digits of 32 bytes.
pub fn hex(bytes: &[u8; 32]) -> [u8; 64] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    text
}
