//! Random subset sums of many points, four at once.

use super::multiples::{Job, raise};
use super::points::{Kept, KeptNiels, Points, ReadyNiels, signs};
use crate::group::{Affine, ORDER, Point};
use crate::tables::Coins;

/// The sums that belong to four bytes of a toss: for every value of a byte, lane by lane.
type Columns = [Vec<Kept>; 4];

/// Whether 64 random subset sums of the points are in the group, as `tables::all_in_group` says.
pub fn subsets_hold(points: &[Affine], coins: &mut Coins) -> bool {
    let mut halves: [Columns; 2] = std::array::from_fn(|_| std::array::from_fn(|_| vec![Kept::NEUTRAL; 256]));
    for four in points.chunks(4) {
        let block = coins.block();
        for (point, tossed) in four.iter().zip(block.chunks_exact(8)) {
            let niels = ReadyNiels::splat(&KeptNiels::new(&point.niels()), signs([false; 4]));
            for ([a, b, c, d], toss) in halves.iter_mut().zip(tossed.as_chunks::<4>().0) {
                let at = toss.map(usize::from);
                put([&mut a[at[0]], &mut b[at[1]], &mut c[at[2]], &mut d[at[3]]], &niels);
            }
        }
    }
    let sums = halves.iter_mut().flat_map(sums_of_bits);
    let jobs: Vec<Job> = sums.map(|point| Job { point, numbers: vec![ORDER] }).collect();
    raise(&jobs).iter().flatten().all(Point::is_neutral)
}

/// Adds four points of known plain coordinates to what is kept in four places.
#[inline(always)]
pub fn put([a, b, c, d]: [&mut Kept; 4], points: &ReadyNiels) {
    let sums = Points::gather([a, b, c, d]).add_niels(points);
    sums.keep([a, b, c, d]);
}

/// The sums of the points for which a bit was tossed, for every bit of every lane's bytes.
fn sums_of_bits([a, b, c, d]: &mut Columns) -> Vec<Point> {
    let mut sums = Vec::new();
    let mut half = a.len() / 2;
    while half > 0 {
        let mut total = Points::neutral();
        for (low, high) in (0..half).zip(half..2 * half) {
            let ready = Points::gather([&a[high], &b[high], &c[high], &d[high]]).ready();
            total = total.add(&ready);
            let sum = Points::gather([&a[low], &b[low], &c[low], &d[low]]).add(&ready);
            sum.keep([&mut a[low], &mut b[low], &mut c[low], &mut d[low]]);
        }
        sums.extend(total.points());
        half /= 2;
    }
    sums
}
