//! Points of the curve, four at once.
//!
//! Source: Hisil, Wong, Carter, Dawson 2008, as in `group`.

use super::field::{Four, Limbs, ONE, Wide, limbs, number};
use super::register::Reals;
use crate::group::{Affine, Niels, Point};

/// One point as it lies in memory: the limbs of x, y, z, t.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub struct Kept([[f64; 4]; 5]);

/// One point of known plain coordinates as it lies in memory, ready to be added: the limbs of y + x, y - x, 2·d·x·y.
#[derive(Clone, Copy)]
#[repr(align(128))]
pub struct KeptNiels([[f64; 4]; 4]);

/// Four points (x, y, z, t). Their coordinates are tight.
#[derive(Clone, Copy)]
pub struct Points {
    x: Four,
    y: Four,
    z: Four,
    t: Four,
}

/// Four points, ready to be added more than once. Tight, but for 2·z.
pub struct Ready {
    plus: Four,
    minus: Four,
    twice_z: Four,
    product: Four,
}

/// Four points of known plain coordinates, ready to be added. Tight.
pub struct ReadyNiels {
    plus: Four,
    minus: Four,
    product: Four,
}

/// The curve's constant 2·d = -2·121665/121666.
const TWICE_D: Limbs = [
    -391_889_346_694_823.0,
    932_731_440_258_427.0,
    1_072_319_116_312_658.0,
    -435_901_477_914_249.0,
    633_789_495_995_904.0,
];

/// Negative in the lanes whose points are to be taken off instead of added.
#[inline(always)]
pub fn signs(negative: [bool; 4]) -> Reals {
    Reals::load(&negative.map(|negative| if negative { -0.0 } else { 0.0 }))
}

#[inline(always)]
fn row<const N: usize>([a, b, c, d]: [&[[f64; 4]; N]; 4], row: usize) -> [Reals; 4] {
    Reals::transpose([Reals::load(&a[row]), Reals::load(&b[row]), Reals::load(&c[row]), Reals::load(&d[row])])
}

impl Kept {
    /// The neutral element.
    pub const NEUTRAL: Self =
        Self([[0.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0; 4], [0.0; 4]]);

    /// A point to keep.
    pub fn new(point: &Point) -> Self {
        let [x, y, z, t] = [point.x, point.y, point.z, point.t].map(limbs);
        Self::pack([x, y, z, t])
    }

    fn pack(coordinates: [Limbs; 4]) -> Self {
        let flat = coordinates.as_flattened();
        Self(std::array::from_fn(|row| std::array::from_fn(|column| flat[4 * row + column])))
    }

    /// The point.
    pub fn point(&self) -> Point {
        let flat = self.0.as_flattened();
        let coordinate = |index: usize| number(&std::array::from_fn(|limb| flat[5 * index + limb]));
        Point { x: coordinate(0), y: coordinate(1), z: coordinate(2), t: coordinate(3) }
    }
}

impl KeptNiels {
    /// The neutral element.
    pub const NEUTRAL: Self = Self([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0; 4], [0.0; 4]]);

    /// A point to keep.
    pub fn new(point: &Niels) -> Self {
        let three = [point.plus, point.minus, point.product].map(limbs);
        let flat = three.as_flattened();
        let at = |index: usize| flat.get(index).copied().unwrap_or(0.0);
        Self(std::array::from_fn(|row| std::array::from_fn(|column| at(4 * row + column))))
    }
}

impl ReadyNiels {
    /// The same kept point four times; its opposite where the sign is negative.
    #[inline(always)]
    pub fn splat(point: &KeptNiels, signs: Reals) -> Self {
        let flat = point.0.as_flattened();
        let at = |index: usize| Reals::splat(flat[index]);
        let four = |first: usize| Four([at(first), at(first + 1), at(first + 2), at(first + 3), at(first + 4)]);
        Self::signed(four(0), four(5), four(10), signs)
    }

    #[inline(always)]
    fn signed(plus: Four, minus: Four, product: Four, signs: Reals) -> Self {
        Self { plus: plus.or_where(&minus, signs), minus: minus.or_where(&plus, signs), product: product.flip(signs) }
    }

    /// Four kept points; those whose sign is negative as their opposites.
    #[inline(always)]
    pub fn gather(lanes: [&KeptNiels; 4], signs: Reals) -> Self {
        let [first, second, third, fourth] = lanes;
        let lanes = [&first.0, &second.0, &third.0, &fourth.0];
        let (a, b, c, d) = (row(lanes, 0), row(lanes, 1), row(lanes, 2), row(lanes, 3));
        let plus = Four([a[0], a[1], a[2], a[3], b[0]]);
        let minus = Four([b[1], b[2], b[3], c[0], c[1]]);
        let product = Four([c[2], c[3], d[0], d[1], d[2]]);
        Self { plus: plus.or_where(&minus, signs), minus: minus.or_where(&plus, signs), product: product.flip(signs) }
    }
}

impl Ready {
    /// The opposites where the sign is negative.
    #[inline(always)]
    pub fn signed(&self, signs: Reals) -> Self {
        Self {
            plus: self.plus.or_where(&self.minus, signs),
            minus: self.minus.or_where(&self.plus, signs),
            twice_z: self.twice_z,
            product: self.product.flip(signs),
        }
    }
}

/// e = b - a, f = d - c, g = d + c, h = b + a, made small together.
#[inline(never)]
fn cross(a: &Wide, b: &Wide, c: &Wide, d: &Wide) -> [Four; 4] {
    [b.subtract(a).tight::<0>(), d.subtract(c).tight::<0>(), d.add(c).tight::<2>(), b.add(a).tight::<2>()]
}

/// f = b - a - 2·c, g = b - a, h = -a - b, made small together.
#[inline(never)]
fn cross_double(a: &Wide, b: &Wide, c: &Wide) -> [Four; 3] {
    let g = b.subtract(a);
    let sum = a.add(b);
    [g.subtract(c).subtract(c).tight::<-2>(), g.tight::<0>(), sum.negate().tight::<-2>()]
}

impl Points {
    /// The neutral element, four times.
    pub fn neutral() -> Self {
        Self { x: Four::zero(), y: Four::one(), z: Four::one(), t: Four::zero() }
    }

    /// Four points.
    pub fn new(points: [&Point; 4]) -> Self {
        let kept = points.map(Kept::new);
        Self::gather(kept.each_ref())
    }

    /// Four points of plain coordinates.
    pub fn plain(points: [&Affine; 4]) -> Self {
        let four = |pick: fn(&Affine) -> Limbs| {
            let lanes = points.map(pick);
            Four::of(lanes.each_ref())
        };
        let (x, y) = (four(|point| limbs(point.x)), four(|point| limbs(point.y)));
        Self { x, y, z: Four::splat(&ONE), t: x.times(&y) }
    }

    /// Four points from memory.
    #[inline(always)]
    pub fn gather(lanes: [&Kept; 4]) -> Self {
        let [first, second, third, fourth] = lanes;
        let lanes = [&first.0, &second.0, &third.0, &fourth.0];
        let (a, b, c, d, e) = (row(lanes, 0), row(lanes, 1), row(lanes, 2), row(lanes, 3), row(lanes, 4));
        Self {
            x: Four([a[0], a[1], a[2], a[3], b[0]]),
            y: Four([b[1], b[2], b[3], c[0], c[1]]),
            z: Four([c[2], c[3], d[0], d[1], d[2]]),
            t: Four([d[3], e[0], e[1], e[2], e[3]]),
        }
    }

    /// Puts the four points into memory.
    #[inline(always)]
    pub fn keep(&self, lanes: [&mut Kept; 4]) {
        let (x, y, z, t) = (&self.x.0, &self.y.0, &self.z.0, &self.t.0);
        let rows = [
            [x[0], x[1], x[2], x[3]],
            [x[4], y[0], y[1], y[2]],
            [y[3], y[4], z[0], z[1]],
            [z[2], z[3], z[4], t[0]],
            [t[1], t[2], t[3], t[4]],
        ];
        let [a, b, c, d] = lanes;
        for (index, row) in rows.into_iter().enumerate() {
            let [first, second, third, fourth] = Reals::transpose(row);
            a.0[index] = first.store();
            b.0[index] = second.store();
            c.0[index] = third.store();
            d.0[index] = fourth.store();
        }
    }

    /// The four points.
    pub fn points(&self) -> [Point; 4] {
        let mut kept = [Kept::NEUTRAL; 4];
        self.keep(kept.each_mut());
        kept.map(|kept| kept.point())
    }

    /// Ready to be added.
    pub fn ready(&self) -> Ready {
        Ready {
            plus: self.y.add(&self.x).tight(),
            minus: self.y.subtract(&self.x).tight(),
            twice_z: self.z.add(&self.z),
            product: self.t.times(&Four::splat(&TWICE_D)),
        }
    }

    /// The sums.
    pub fn add(&self, other: &Ready) -> Self {
        let a = self.y.subtract(&self.x).wide(&other.minus);
        let b = self.y.add(&self.x).wide(&other.plus);
        let c = self.t.wide(&other.product);
        let d = self.z.wide(&other.twice_z);
        let [e, f, g, h] = cross(&a, &b, &c, &d);
        Self { x: e.times(&f), y: g.times(&h), z: f.times(&g), t: e.times(&h) }
    }

    /// The sums with points of known plain coordinates.
    pub fn add_niels(&self, other: &ReadyNiels) -> Self {
        let a = self.y.subtract(&self.x).wide(&other.minus);
        let b = self.y.add(&self.x).wide(&other.plus);
        let c = self.t.wide(&other.product);
        let d = Wide::of_twice(&self.z);
        let [e, f, g, h] = cross(&a, &b, &c, &d);
        Self { x: e.times(&f), y: g.times(&h), z: f.times(&g), t: e.times(&h) }
    }

    /// Doubles these points `n` times.
    pub fn double(&mut self, n: usize) {
        for _ in 1..n {
            self.double_once::<false>();
        }
        if n > 0 {
            self.double_once::<true>();
        }
    }

    /// Without `T`, t is left as it was: only for a further doubling.
    #[inline(always)]
    fn double_once<const T: bool>(&mut self) {
        let e = self.x.add(&self.x).times(&self.y);
        let (a, b, c) = (self.x.wide_square(), self.y.wide_square(), self.z.wide_square());
        let [f, g, h] = cross_double(&a, &b, &c);
        self.x = e.times(&f);
        self.y = g.times(&h);
        self.z = f.times(&g);
        if T {
            self.t = e.times(&h);
        }
    }
}
