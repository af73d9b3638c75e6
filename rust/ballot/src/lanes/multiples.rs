//! Points times numbers, in fours.

use super::points::{Kept, Points, Ready, signs};
use super::register::FAST;
use crate::digits::nibbles;
use crate::group::Point;

/// A point, and the numbers below 2^254 to multiply it by.
pub struct Job {
    /// The point.
    pub point: Point,
    /// The numbers, taken as they are, not modulo the order.
    pub numbers: Vec<[u8; 32]>,
}

/// Each job's point times each of its numbers.
pub fn raise(jobs: &[Job]) -> Vec<Vec<Point>> {
    if !FAST {
        return jobs.iter().map(|job| job.point.multiples(&job.numbers)).collect();
    }
    raise_in_fours(jobs)
}

/// The same, whatever the processor.
pub fn raise_in_fours(jobs: &[Job]) -> Vec<Vec<Point>> {
    // Those with as many numbers go together.
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|&index| jobs[index].numbers.len());
    let mut raised = vec![Vec::new(); jobs.len()];
    let mut buckets = Vec::new();
    for same in order.chunk_by(|&a, &b| jobs[a].numbers.len() == jobs[b].numbers.len()) {
        for four in same.chunks(4) {
            // A place that is left over does the last job's work again.
            let at = |lane: usize| four[lane.min(four.len() - 1)];
            let results = raise_four(std::array::from_fn(|lane| &jobs[at(lane)]), &mut buckets);
            for (lane, &index) in four.iter().enumerate() {
                raised[index] = results.iter().map(|points| points[lane]).collect();
            }
        }
    }
    raised
}

/// A bucket for every digit from 0 to 8, in each lane; that of 0 is never looked at.
type Buckets = [[Kept; 9]; 4];

/// Four points times as many numbers each: number by number, the four results. What is in the buckets is done with.
fn raise_four(jobs: [&Job; 4], buckets: &mut Vec<Buckets>) -> Vec<[Point; 4]> {
    let n = jobs[0].numbers.len();
    let digits: Vec<[[i8; 64]; 4]> = (0..n).map(|index| jobs.map(|job| nibbles(&job.numbers[index]))).collect();
    buckets.clear();
    buckets.resize(n, [[Kept::NEUTRAL; 9]; 4]);
    let mut powers = Points::new(jobs.map(|job| &job.point));
    for place in 0..64 {
        if place > 0 {
            powers.double(4);
        }
        let ready = powers.ready();
        for (digits, buckets) in digits.iter().zip(buckets.iter_mut()) {
            let wanted = digits.each_ref().map(|digits| digits[place]);
            let [a, b, c, d] = buckets.each_mut();
            let at = wanted.map(|digit| usize::from(digit.unsigned_abs()));
            let held = [&mut a[at[0]], &mut b[at[1]], &mut c[at[2]], &mut d[at[3]]];
            put(held, &ready.signed(signs(wanted.map(|digit| digit < 0))));
        }
    }
    buckets.iter().map(|buckets| weigh(buckets.each_ref().map(|lane| &lane[1..])).points()).collect()
}

/// Adds four points to what is kept in four places.
#[inline(always)]
fn put([a, b, c, d]: [&mut Kept; 4], points: &Ready) {
    let sums = Points::gather([a, b, c, d]).add(points);
    sums.keep([a, b, c, d]);
}

/// The sum of (i + 1) times bucket i, lane by lane.
pub fn weigh(buckets: [&[Kept]; 4]) -> Points {
    let [a, b, c, d] = buckets;
    let last = a.len() - 1;
    let mut running = Points::gather([&a[last], &b[last], &c[last], &d[last]]);
    let mut summed = running;
    for index in (0..last).rev() {
        running = running.add(&Points::gather([&a[index], &b[index], &c[index], &d[index]]).ready());
        summed = summed.add(&running.ready());
    }
    summed
}
