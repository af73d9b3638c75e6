//! Multiples of bases that have tables, in fours.

use super::points::{KeptNiels, Points, ReadyNiels, signs};
use super::register::FAST;
use crate::digits::bytes;
use crate::group::Point;
use crate::tables::{FixedBase, WINDOWS};

/// A point, and multiples of bases to add to it.
pub struct Sum<'a> {
    /// Where the sum begins.
    pub start: Point,
    /// Bases, and numbers below 2^254.
    pub terms: Vec<(&'a FixedBase, [u8; 32])>,
}

/// The sums.
pub fn add_fixed(sums: &[Sum<'_>]) -> Vec<Point> {
    if !FAST {
        return sums.iter().map(singly).collect();
    }
    add_fixed_in_fours(sums)
}

fn singly(sum: &Sum<'_>) -> Point {
    sum.terms.iter().fold(sum.start, |start, (base, number)| base.times(number, start))
}

/// The same, whatever the processor.
pub fn add_fixed_in_fours(sums: &[Sum<'_>]) -> Vec<Point> {
    // Those with as many terms go together.
    let mut order: Vec<usize> = (0..sums.len()).collect();
    order.sort_by_key(|&index| sums[index].terms.len());
    let mut added = vec![Point::NEUTRAL; sums.len()];
    for same in order.chunk_by(|&a, &b| sums[a].terms.len() == sums[b].terms.len()) {
        for four in same.chunks(4) {
            let at = |lane: usize| four[lane.min(four.len() - 1)];
            let results = add_four(std::array::from_fn(|lane| &sums[at(lane)])).points();
            for (&index, result) in four.iter().zip(results) {
                added[index] = result;
            }
        }
    }
    added
}

fn add_four(sums: [&Sum<'_>; 4]) -> Points {
    let mut points = Points::new(sums.map(|sum| &sum.start));
    for index in 0..sums[0].terms.len() {
        let tables = sums.map(|sum| sum.terms[index].0.rows());
        let digits = sums.map(|sum| bytes(&sum.terms[index].1));
        let entries = |place: usize| {
            let wanted = digits.each_ref().map(|digits| digits[place]);
            let entry = |lane: usize| -> &KeptNiels { &tables[lane][place][usize::from(wanted[lane].unsigned_abs())] };
            ReadyNiels::gather(std::array::from_fn(entry), signs(wanted.map(|digit| digit < 0)))
        };
        // Those of the next place come from far away in memory: they are fetched while these are added.
        let mut next = entries(0);
        for place in 1..WINDOWS {
            let now = std::mem::replace(&mut next, entries(place));
            points = points.add_niels(&now);
        }
        points = points.add_niels(&next);
    }
    points
}
