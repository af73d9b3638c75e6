//! Points from their texts, in fours.

use super::field::{Four, Limbs, limbs, number};
use super::register::FAST;
use crate::group::{Affine, D, Element, Field, root_of_minus_one};

/// The points on the curve that elements stand for, as `Affine::decode` says.
pub fn decode_all(elements: &[Element]) -> Vec<Option<Affine>> {
    if !FAST {
        return elements.iter().map(Affine::decode).collect();
    }
    decode_in_fours(elements)
}

/// The same, whatever the processor.
pub fn decode_in_fours(elements: &[Element]) -> Vec<Option<Affine>> {
    let decode = |four: &[Element]| decode_four(std::array::from_fn(|lane| &four[lane.min(four.len() - 1)]));
    let mut decoded: Vec<Option<Affine>> = elements.chunks(4).flat_map(decode).collect();
    decoded.truncate(elements.len());
    decoded
}

fn decode_four(elements: [&Element; 4]) -> [Option<Affine>; 4] {
    let halves = elements.map(Element::y_and_sign);
    let ys: [Limbs; 4] = halves.map(|half| limbs(half.map_or(Field::ZERO, |(y, _)| y)));
    let (x, square, u) = roots(&Four::of(ys.each_ref()));
    let (x, square, u) = (x.lanes(), square.lanes(), u.lanes());
    std::array::from_fn(|lane| {
        let (y, sign) = halves[lane]?;
        let (mut x, square, u) = (number(&x[lane]), number(&square[lane]), number(&u[lane]));
        if square.equals(u) == 0 {
            if square.equals(-u) == 0 {
                return None;
            }
            x *= root_of_minus_one();
        }
        Affine::with_sign(x, y, sign)
    })
}

/// With u = y^2 - 1 and v = d·y^2 + 1: a candidate x for the root of u/v, v·x^2, and u.
fn roots(y: &Four) -> (Four, Four, Four) {
    let yy = y.square();
    let u = yy.subtract(&Four::one()).tight();
    let v = yy.times(&Four::splat(&limbs(D))).add(&Four::one()).tight();
    let v3 = v.square().times(&v);
    let power = power_p58(&u.times(&v3.square()).times(&v));
    let x = u.times(&v3).times(&power);
    let square = v.times(&x.square());
    (x, square, u)
}

/// To the power of (p - 5)/8 = 2^252 - 3.
fn power_p58(x: &Four) -> Four {
    let x2 = x.square().times(x); // 2^2 - 1
    let x4 = x2.squares(2).times(&x2);
    let x5 = x4.square().times(x); // 2^5 - 1
    let x10 = x5.squares(5).times(&x5);
    let x20 = x10.squares(10).times(&x10);
    let x40 = x20.squares(20).times(&x20);
    let x50 = x40.squares(10).times(&x10);
    let x100 = x50.squares(50).times(&x50);
    let x200 = x100.squares(100).times(&x100);
    let x250 = x200.squares(50).times(&x50);
    x250.squares(2).times(x)
}
