//! The sum of many points, each times a number of its own, four windows at once.

use rayon::prelude::*;

use super::multiples::weigh;
use super::points::{Kept, KeptNiels, ReadyNiels, signs};
use super::subsets::put;
use crate::digits::{WIDTH, wide_digits};
use crate::group::{Niels, Point};

/// Windows of `WIDTH` bits, in fours.
const FOURS: usize = 7;

/// Terms that are made ready at a time.
const ROW: usize = 256;

/// Points, each with a number below 2^253, ready to be summed up.
pub struct Terms {
    points: Vec<KeptNiels>,
    digits: Vec<[i16; 4 * FOURS]>,
}

impl Terms {
    /// So many neutral points.
    pub fn new(n: usize) -> Self {
        Self { points: vec![KeptNiels::NEUTRAL; n], digits: vec![[0; 4 * FOURS]; n] }
    }

    /// The points.
    pub fn points(&self) -> &[KeptNiels] {
        &self.points
    }

    /// Rows of `n` terms, which can be set on all cores.
    pub fn rows(&mut self, n: usize) -> impl IndexedParallelIterator<Item = Row<'_>> {
        let rows = self.points.par_chunks_mut(n).zip(self.digits.par_chunks_mut(n));
        rows.map(|(points, digits)| Row { points, digits })
    }
}

/// Some of the terms.
pub struct Row<'a> {
    points: &'a mut [KeptNiels],
    digits: &'a mut [[i16; 4 * FOURS]],
}

impl Row<'_> {
    /// Sets the terms.
    pub fn set(&mut self, terms: &[(Niels, [u8; 32])]) {
        for ((kept, digits), (point, number)) in self.points.iter_mut().zip(self.digits.iter_mut()).zip(terms) {
            *kept = KeptNiels::new(point);
            *digits = wide_digits(number);
        }
    }
}

/// The sum of many points, each times a number below 2^253.
pub fn sum_of_multiples_in_fours(terms: &[(Niels, [u8; 32])]) -> Point {
    let mut all = Terms::new(terms.len());
    all.rows(ROW).zip(terms.par_chunks(ROW)).for_each(|(mut row, terms)| row.set(terms));
    sum_of_terms(&all)
}

/// The sum of all points, each times its number: bucket by bucket, four windows on one core.
pub fn sum_of_terms(terms: &Terms) -> Point {
    let fours = (0..FOURS).into_par_iter().with_max_len(1);
    let windows: Vec<[Point; 4]> = fours.map(|four| four_windows(terms, 4 * four)).collect();
    windows
        .as_flattened()
        .iter()
        .rev()
        .fold(Point::NEUTRAL, |sum, window| (0..WIDTH).fold(sum, |sum, _| sum.double()).add(window))
}

/// The sums of four windows, the first of which is given.
fn four_windows(terms: &Terms, first: usize) -> [Point; 4] {
    let mut buckets: [Vec<Kept>; 4] = std::array::from_fn(|_| vec![Kept::NEUTRAL; (1 << (WIDTH - 1)) + 1]);
    for (point, digits) in terms.points.iter().zip(&terms.digits) {
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
