//! Multiplication of a fixed base by table, and the order of many points at once.

use sha2::{Digest, Sha256};

use crate::group::{Affine, Niels, Point, affine_all};
use crate::lanes::points::KeptNiels;
use crate::lanes::register::FAST;
use crate::lanes::subsets::subsets_hold;

/// Windows of a table: one for each byte of a number.
pub const WINDOWS: usize = 32;

/// Fewer points than this are tested singly.
const SINGLY_BELOW: usize = 90;

/// A point with a table of its multiples: 32 windows of signed bytes, 1 to 128 in each.
pub struct FixedBase {
    rows: Vec<[Niels; 128]>,
    // The same for four at once, with the neutral element before them.
    kept: Vec<[KeptNiels; 129]>,
}

impl FixedBase {
    /// The table of a point of the group.
    pub fn new(point: &Point) -> Self {
        let mut multiples = Vec::with_capacity(WINDOWS * 128);
        let mut step = *point;
        for _ in 0..WINDOWS {
            let mut multiple = step;
            multiples.push(multiple);
            for _ in 1..128 {
                multiple = multiple.add(&step);
                multiples.push(multiple);
            }
            step = multiple.double();
        }
        let flat = affine_all(&multiples);
        let rows: Vec<[Niels; 128]> =
            flat.chunks_exact(128).map(|row| std::array::from_fn(|index| row[index].niels())).collect();
        let entry = |row: &[Niels; 128], digit: usize| {
            digit.checked_sub(1).map_or(KeptNiels::NEUTRAL, |index| KeptNiels::new(&row[index]))
        };
        let kept = rows.iter().map(|row| std::array::from_fn(|digit| entry(row, digit))).collect();
        Self { rows, kept }
    }

    /// For four at once: 32 windows of 0 to 128 times the base.
    pub fn rows(&self) -> &[[KeptNiels; 129]] {
        &self.kept
    }

    /// `start` plus the base times a number below 2^254.
    pub fn times(&self, number: &[u8; 32], start: Point) -> Point {
        let mut sum = start;
        let mut carry = 0_i16;
        for (row, &byte) in self.rows.iter().zip(number) {
            let digit = i16::from(byte) + carry;
            carry = i16::from(digit > 127);
            let signed = digit - (carry << 8);
            if let Some(index) = usize::from(signed.unsigned_abs()).checked_sub(1) {
                let entry = &row[index];
                sum = sum.add_niels(&if signed > 0 { *entry } else { entry.negate() });
            }
        }
        sum
    }
}

/// Coins that nobody can foresee who does not know the seed: SHA-256 of the seed and a counter.
pub struct Coins {
    seed: [u8; 32],
    counter: u64,
}

impl Coins {
    /// From 32 bytes of a secure source, drawn after the data is fixed.
    pub fn new(seed: [u8; 32]) -> Self {
        Self { seed, counter: 0 }
    }

    /// The next 32 bytes.
    pub fn block(&mut self) -> [u8; 32] {
        self.counter += 1;
        Sha256::new().chain_update(self.seed).chain_update(self.counter.to_be_bytes()).finalize().into()
    }

    /// Another, independent source.
    pub fn fork(&mut self) -> Self {
        Self::new(self.block())
    }
}

/// Whether every point is in the group.
///
/// Few points are tested singly. Many are tested by 64 random subset sums: a bad set passes with a probability of at
/// most 2^-64, if the coins could not be foreseen when the points were chosen. Eight additions for each point.
pub fn all_in_group(points: &[Affine], coins: &mut Coins) -> bool {
    if points.len() < SINGLY_BELOW {
        return points.iter().all(|point| point.point().in_group());
    }
    if FAST { subsets_hold(points, coins) } else { subsets_hold_singly(points, coins) }
}

fn subsets_hold_singly(points: &[Affine], coins: &mut Coins) -> bool {
    let mut columns = vec![[Point::NEUTRAL; 256]; 8];
    for four in points.chunks(4) {
        let block = coins.block();
        for (point, tossed) in four.iter().zip(block.chunks_exact(8)) {
            let niels = point.niels();
            for (buckets, &byte) in columns.iter_mut().zip(tossed) {
                let bucket = &mut buckets[usize::from(byte)];
                *bucket = bucket.add_niels(&niels);
            }
        }
    }
    columns.into_iter().all(column_holds)
}

/// Eight subset sums: bit b of a bucket's number says whether it belongs to sum b.
fn column_holds(buckets: [Point; 256]) -> bool {
    let mut buckets = buckets.to_vec();
    while buckets.len() > 1 {
        let high = buckets.split_off(buckets.len() / 2);
        if !crate::group::total(&high).in_group() {
            return false;
        }
        for (low, high) in buckets.iter_mut().zip(&high) {
            *low = low.add(high);
        }
    }
    true
}
