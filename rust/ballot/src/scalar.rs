//! Numbers modulo the group's order: their decimal texts, challenges, and secret ones from random bytes.

use curve25519_dalek::Scalar;
use sha2::{Digest, Sha256};

use crate::group::Element;

/// Twice the number of bytes that a secret number needs, so that its remainder is uniform.
pub const DRAW: usize = 64;

/// Digits that a limb holds, and the number that they stay below.
const CHUNK: usize = 19;
const WHOLE: u64 = 10_u64.pow(19);

/// The number below the order that a decimal text without leading zeros stands for; None for any other text.
pub fn parse(text: &str) -> Option<Scalar> {
    let digits = text.as_bytes();
    let plain = !digits.is_empty() && digits.len() <= 77 && digits.iter().all(u8::is_ascii_digit);
    if !plain || (digits[0] == b'0' && digits.len() > 1) {
        return None;
    }
    let mut limbs = [0_u64; 4];
    for chunk in digits.chunks(CHUNK) {
        let scale = if chunk.len() == CHUNK { WHOLE } else { chunk.iter().fold(1, |scale, _| scale * 10) };
        let value = chunk.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
        let mut carry = u128::from(value);
        for limb in &mut limbs {
            let wide = u128::from(*limb) * u128::from(scale) + carry;
            *limb = low(wide);
            carry = wide >> 64;
        }
    }
    Scalar::from_canonical_bytes(bytes_of(&limbs)).into_option()
}

/// The decimal text of a number.
pub fn text(scalar: &Scalar) -> String {
    let mut limbs = limbs_of(&scalar.to_bytes());
    let mut chunks = Vec::new();
    while limbs != [0; 4] {
        let mut rest = 0_u128;
        for limb in limbs.iter_mut().rev() {
            let wide = rest << 64 | u128::from(*limb);
            *limb = low(wide / u128::from(WHOLE));
            rest = wide % u128::from(WHOLE);
        }
        chunks.push(rest);
    }
    let mut text = chunks.pop().unwrap_or(0).to_string();
    for chunk in chunks.iter().rev() {
        text.push_str(&format!("{chunk:019}"));
    }
    text
}

/// The hash of a text and of elements joined by commas, as a number modulo the order.
pub fn challenge<'a>(prefix: &[&[u8]], elements: impl IntoIterator<Item = &'a Element>) -> Scalar {
    let mut hash = Sha256::new();
    prefix.iter().for_each(|part| hash.update(part));
    for (index, element) in elements.into_iter().enumerate() {
        if index > 0 {
            hash.update(b",");
        }
        hash.update(element.hex());
    }
    from_hash(hash.finalize().into())
}

/// 32 bytes in big-endian order, modulo the order.
pub fn from_hash(mut hash: [u8; 32]) -> Scalar {
    hash.reverse();
    Scalar::from_bytes_mod_order(hash)
}

/// 64 bytes in big-endian order, modulo the order.
pub fn from_wide(mut wide: [u8; 64]) -> Scalar {
    wide.reverse();
    Scalar::from_bytes_mod_order_wide(&wide)
}

/// A secret number from 1 to q - 1: one more than the remainder of 512 random bits modulo q - 1. Constant time.
pub fn secret(draw: &[u8; DRAW]) -> Scalar {
    let mut limbs = [0_u64; 8];
    for (limb, bytes) in limbs.iter_mut().rev().zip(draw.chunks_exact(8)) {
        *limb = bytes.iter().fold(0, |limb, &byte| limb << 8 | u64::from(byte));
    }
    Scalar::from_bytes_mod_order(bytes_of(&remainder(&limbs))) + Scalar::ONE
}

/// q - 1, lowest limb first.
const MODULUS: [u64; 5] = [0x5812_631a_5cf5_d3ec, 0x14de_f9de_a2f7_9cd6, 0, 0x1000_0000_0000_0000, 0];

/// The greatest whole number not above 2^512 / (q - 1).
const INVERSE: [u64; 5] =
    [0xed9c_e5a3_0a2c_141b, 0x2106_215d_0863_29a7, 0xffff_ffff_ffff_ffeb, 0xffff_ffff_ffff_ffff, 0x000f];

/// The remainder modulo q - 1. Source: Barrett 1986.
fn remainder(number: &[u64; 8]) -> [u64; 4] {
    let product = multiply::<13>(number, &INVERSE);
    let quotient: [u64; 5] = std::array::from_fn(|index| product[index + 8]);
    let taken = multiply::<10>(&quotient, &MODULUS);
    let mut rest: [u64; 5] = std::array::from_fn(|index| number[index]);
    subtract(&mut rest, &std::array::from_fn(|index| taken[index]));
    // The quotient is at most two too small.
    for _ in 0..2 {
        let mut less = rest;
        let borrow = subtract(&mut less, &MODULUS);
        // Without a borrow the smaller number is the one.
        let keep = borrow.wrapping_sub(1);
        rest = std::array::from_fn(|index| (less[index] & keep) | (rest[index] & !keep));
    }
    [rest[0], rest[1], rest[2], rest[3]]
}

fn multiply<const N: usize>(a: &[u64], b: &[u64]) -> [u64; N] {
    let mut product = [0; N];
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0;
        for (j, &y) in b.iter().enumerate() {
            let wide = u128::from(x) * u128::from(y) + u128::from(product[i + j]) + carry;
            product[i + j] = low(wide);
            carry = wide >> 64;
        }
        product[i + b.len()] = low(carry);
    }
    product
}

/// Takes `b` off `a`; 1 if it was greater.
fn subtract(a: &mut [u64; 5], b: &[u64; 5]) -> u64 {
    let mut borrow = 0;
    for (x, &y) in a.iter_mut().zip(b) {
        let (one, first) = x.overflowing_sub(y);
        let (two, second) = one.overflowing_sub(borrow);
        *x = two;
        borrow = u64::from(first) | u64::from(second);
    }
    borrow
}

#[allow(clippy::cast_possible_truncation)] // that is the purpose
fn low(wide: u128) -> u64 {
    wide as u64
}

fn limbs_of(bytes: &[u8; 32]) -> [u64; 4] {
    std::array::from_fn(|index| {
        bytes[8 * index..8 * index + 8].iter().rev().fold(0, |limb, &byte| limb << 8 | u64::from(byte))
    })
}

fn bytes_of(limbs: &[u64; 4]) -> [u8; 32] {
    std::array::from_fn(|index| limbs[index / 8].to_le_bytes()[index % 8])
}
