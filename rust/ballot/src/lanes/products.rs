//! The sum of many points, each times a number of its own, four windows at once.

use rayon::prelude::*;

use super::multiples::weigh;
use super::points::{Kept, KeptNiels, ReadyNiels, signs};
use super::subsets::put;
use crate::digits::{WIDTH, wide_digits};
use crate::group::{Niels, Point};

/// Windows of `WIDTH` bits, in fours.
const FOURS: usize = 7;

/// Points, each with a number below 2^253, ready to be summed up.
pub struct Terms {
    /// The points.
    pub points: Vec<KeptNiels>,
    digits: Vec<[i16; 4 * FOURS]>,
}

impl Terms {
    /// From points and numbers.
    pub fn new(terms: &[(Niels, [u8; 32])]) -> Self {
        let points = terms.iter().map(|(point, _)| KeptNiels::new(point)).collect();
        Self { points, digits: terms.iter().map(|(_, number)| wide_digits(number)).collect() }
    }
}

/// The sum of many points, each times a number below 2^253.
pub fn sum_of_multiples_in_fours(terms: &[(Niels, [u8; 32])]) -> Point {
    sum_of_terms(&[Terms::new(terms)])
}

/// The sum of all points, each times its number: bucket by bucket, four windows on one core.
pub fn sum_of_terms(parts: &[Terms]) -> Point {
    let fours = (0..FOURS).into_par_iter().with_max_len(1);
    let windows: Vec<[Point; 4]> = fours.map(|four| four_windows(parts, 4 * four)).collect();
    windows
        .as_flattened()
        .iter()
        .rev()
        .fold(Point::NEUTRAL, |sum, window| (0..WIDTH).fold(sum, |sum, _| sum.double()).add(window))
}

/// The sums of four windows, the first of which is given.
fn four_windows(parts: &[Terms], first: usize) -> [Point; 4] {
    let mut buckets: [Vec<Kept>; 4] = std::array::from_fn(|_| vec![Kept::NEUTRAL; (1 << (WIDTH - 1)) + 1]);
    for (point, digits) in parts.iter().flat_map(|part| part.points.iter().zip(&part.digits)) {
        let wanted: [i16; 4] = std::array::from_fn(|lane| digits[first + lane]);
        if wanted == [0; 4] {
            continue;
        }
        let at = wanted.map(|digit| usize::from(digit.unsigned_abs()));
        let [a, b, c, d] = &mut buckets;
        let held = [&mut a[at[0]], &mut b[at[1]], &mut c[at[2]], &mut d[at[3]]];
        put(held, &ReadyNiels::splat(point, signs(wanted.map(|digit| digit < 0))));
    }
    // Bucket 0 is that of the windows that are 0.
    weigh(buckets.each_ref().map(|lane| &lane[1..])).points()
}
