//! Random subset sums of many points, four at once.

use rayon::prelude::*;

use super::multiples::{Job, raise};
use super::points::{Kept, KeptNiels, Points, ReadyNiels, signs};
use crate::group::{Affine, ORDER, Point};
use crate::tables::Coins;

/// The sums that belong to four bytes of a toss: for every value of a byte, lane by lane.
type Columns = [Vec<Kept>; 4];

/// Whether 64 random subset sums of the points are in the group, as `tables::all_in_group` says.
pub fn subsets_hold(points: &[Affine], coins: &mut Coins) -> bool {
    let kept: Vec<KeptNiels> = points.par_iter().map(|point| KeptNiels::new(&point.niels())).collect();
    kept_hold(&kept, coins)
}

/// The same of points that are kept already.
pub fn kept_hold(points: &[KeptNiels], coins: &mut Coins) -> bool {
    let tosses: Vec<[u8; 32]> = points.chunks(4).map(|_| coins.block()).collect();
    let half = |which: usize| half_holds(points, &tosses, which);
    let (first, second) = rayon::join(|| half(0), || half(1));
    first && second
}

/// The sums that belong to one half of the bytes that are tossed for each point.
fn half_holds(points: &[KeptNiels], tosses: &[[u8; 32]], which: usize) -> bool {
    let mut columns: Columns = std::array::from_fn(|_| vec![Kept::NEUTRAL; 256]);
    let tossed = tosses.iter().flat_map(|block| block.as_chunks::<4>().0.iter().skip(which).step_by(2));
    for (point, toss) in points.iter().zip(tossed) {
        let at = toss.map(usize::from);
        let [a, b, c, d] = &mut columns;
        let held = [&mut a[at[0]], &mut b[at[1]], &mut c[at[2]], &mut d[at[3]]];
        put(held, &ReadyNiels::splat(point, signs([false; 4])));
    }
    let sums = sums_of_bits(&mut columns);
    let jobs: Vec<Job> = sums.into_iter().map(|point| Job { point, numbers: vec![ORDER] }).collect();
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
