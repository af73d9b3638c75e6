//! The sum of many points, each times a number of its own, four windows at once.

use super::multiples::weigh;
use super::points::{Kept, KeptNiels, ReadyNiels, signs};
use super::subsets::put;
use crate::digits::{WIDTH, wide_digits};
use crate::group::{Niels, Point};

/// Windows of `WIDTH` bits, in fours.
const FOURS: usize = 7;

/// The sum of many points, each times a number below 2^253: bucket by bucket.
pub fn sum_of_multiples_in_fours(terms: &[(Niels, [u8; 32])]) -> Point {
    let kept: Vec<KeptNiels> = terms.iter().map(|(point, _)| KeptNiels::new(point)).collect();
    let digits: Vec<[i16; 4 * FOURS]> = terms.iter().map(|(_, number)| wide_digits(number)).collect();
    let mut sum = Point::NEUTRAL;
    let mut buckets: [Vec<Kept>; 4] = std::array::from_fn(|_| Vec::new());
    for four in (0..FOURS).rev() {
        buckets.iter_mut().for_each(|lane| {
            lane.clear();
            lane.resize((1 << (WIDTH - 1)) + 1, Kept::NEUTRAL);
        });
        for (point, digits) in kept.iter().zip(&digits) {
            let wanted: [i16; 4] = std::array::from_fn(|lane| digits[4 * four + lane]);
            if wanted == [0; 4] {
                continue;
            }
            let at = wanted.map(|digit| usize::from(digit.unsigned_abs()));
            let [a, b, c, d] = &mut buckets;
            let held = [&mut a[at[0]], &mut b[at[1]], &mut c[at[2]], &mut d[at[3]]];
            put(held, &ReadyNiels::splat(point, signs(wanted.map(|digit| digit < 0))));
        }
        // Bucket 0 is that of the windows that are 0.
        let windows: [Point; 4] = weigh(buckets.each_ref().map(|lane| &lane[1..])).points();
        for window in windows.iter().rev() {
            sum = (0..WIDTH).fold(sum, |sum, _| sum.double()).add(window);
        }
    }
    sum
}
