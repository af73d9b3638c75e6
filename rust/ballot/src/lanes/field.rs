//! Numbers modulo p = 2^255 - 19, four at once, in floating point, and exact.
//!
//! A number is a sum of five limbs, limb i times 2^(51·i). A limb is a whole number with a sign, written as a double. The
//! product of two limbs has up to 102 bits. It comes in two halves: a fused multiplication and addition of 1.5·2^103
//! leaves, rounded, the multiple of 2^51 next to it; a second one of the same limbs, with that multiple taken off, leaves
//! the rest, at most 2^50 either way, and exact. Added to such great constants, both halves can be read off the bits
//! as whole numbers, and are added up as such.
//!
//! A number is *tight* if its limbs are at most 2^50 + 2^17 either way. Products are tight. The sum of k tight numbers
//! has k *units*. **Numbers of j and k units may be multiplied if j·k is below 4**, for 1.5·2^103 must not be left by more
//! than half of 2^103.
//!
//! Source: Emmart, Zheng, Weems 2018 (products in two fused operations); Bernstein 2004 (limbs in floating point).

use crrl::field::GF25519 as Field;

use super::register::{Reals, Words};

/// What a product is added to, so that its multiple of 2^51 remains.
const HIGH: f64 = 1.5 * (1_u128 << 103) as f64;

/// What the rest of a product is added to, so that it can be read off the bits.
const LOW: f64 = 1.5 * (1_u64 << 52) as f64;

const MASK: u64 = (1 << 51) - 1;

/// The bits of 2^52: those of a double from 2^52 up, less its bits after the point.
const WHOLE: u64 = (1_f64 * (1_u64 << 52) as f64).to_bits();

/// The limbs of one number.
pub type Limbs = [f64; 5];

/// Four numbers modulo p.
#[derive(Clone, Copy)]
pub struct Four(pub [Reals; 5]);

/// Four products, or sums of them, before their limbs are made small: five columns each.
#[derive(Clone, Copy)]
pub struct Wide([Words; 5]);

/// What the bits of the constants add up to in column `k` of a product.
const fn bias(k: u64) -> u64 {
    // Of ten columns, the higher five are taken in 19-fold. Column k has so many lower halves, and as many upper ones as
    // the column before has lower ones.
    let (low, high) = (LOW.to_bits(), HIGH.to_bits());
    let near = low.wrapping_mul(k + 1).wrapping_add(high.wrapping_mul(k));
    let far = low.wrapping_mul(4 - k).wrapping_add(high.wrapping_mul(5 - k));
    near.wrapping_add(far.wrapping_mul(19))
}

#[inline(always)]
fn halves(a: Reals, b: Reals) -> (Words, Words) {
    let high = a.times_plus(b, Reals::splat(HIGH));
    let low = a.times_plus(b, Reals::splat(HIGH + LOW).subtract(high));
    (low.bits(), high.bits())
}

/// The sum of the lower halves of some products of limbs, and that of the upper halves.
#[inline(always)]
fn column<const N: usize>(pairs: [(Reals, Reals); N]) -> (Words, Words) {
    let mut sums = halves(pairs[0].0, pairs[0].1);
    for (a, b) in &pairs[1..] {
        let (low, high) = halves(*a, *b);
        sums = (sums.0.plus(low), sums.1.plus(high));
    }
    sums
}

#[inline(always)]
fn twice((low, high): (Words, Words)) -> (Words, Words) {
    (low.plus(low), high.plus(high))
}

/// A column and 19 times the one five places higher.
#[inline(always)]
fn fold(near: Words, far: Words) -> Words {
    let nine = far.plus(far.up::<3>());
    near.plus(far).plus(nine.plus(nine))
}

// Written out: arrays of registers that are mapped would go through memory.
macro_rules! each {
    ($index:ident => $value:expr) => {
        [
            {
                const $index: usize = 0;
                $value
            },
            {
                const $index: usize = 1;
                $value
            },
            {
                const $index: usize = 2;
                $value
            },
            {
                const $index: usize = 3;
                $value
            },
            {
                const $index: usize = 4;
                $value
            },
        ]
    };
}

impl Wide {
    /// The sums.
    #[inline(always)]
    pub fn add(&self, other: &Self) -> Self {
        Self(each!(I => self.0[I].plus(other.0[I])))
    }

    /// The differences.
    #[inline(always)]
    pub fn subtract(&self, other: &Self) -> Self {
        Self(each!(I => self.0[I].subtract(other.0[I])))
    }

    /// The opposites.
    #[inline(always)]
    pub fn negate(&self) -> Self {
        Self(each!(I => Words::splat(0).subtract(self.0[I])))
    }

    /// Twice tight numbers, as if they were products.
    #[inline(always)]
    pub fn of_twice(numbers: &Four) -> Self {
        let low = Reals::splat(LOW);
        Self(each!(I => {
            let once = numbers.0[I].plus(low).bits();
            once.plus(once).plus(Words::splat(bias(I as u64).wrapping_sub(LOW.to_bits().wrapping_mul(2))))
        }))
    }

    /// Tight numbers from `PRODUCTS` products, those that were taken off counted as -1 each. At most four in all.
    #[inline(always)]
    pub fn tight<const PRODUCTS: i64>(&self) -> Four {
        let sums = each!(I => {
            let prime = if I == 0 { MASK - 18 } else { MASK };
            let products = PRODUCTS.cast_unsigned().wrapping_mul(bias(I as u64));
            // A multiple of p that makes every column positive, and half a limb for rounding.
            self.0[I].plus(Words::splat((prime << 10).wrapping_add(1 << 50).wrapping_sub(products)))
        });
        let carry = each!(I => sums[I].down::<51>());
        let low = each!(I => sums[I].and(Words::splat(MASK)).plus(Words::splat(WHOLE)));
        let first = carry[4].times_low(Words::splat(19));
        let carried = [first, carry[0], carry[1], carry[2], carry[3]];
        let offset = Reals::splat((1_u64 << 52) as f64 + (1_u64 << 50) as f64);
        Four(each!(I => low[I].plus(carried[I]).reals().subtract(offset)))
    }
}

impl Four {
    /// The same number four times.
    pub fn splat(number: &Limbs) -> Self {
        Self(each!(I => Reals::splat(number[I])))
    }

    /// 0.
    pub fn zero() -> Self {
        Self::splat(&[0.0; 5])
    }

    /// 1.
    pub fn one() -> Self {
        Self::splat(&ONE)
    }

    /// Four numbers, lane by lane.
    pub fn of(lanes: [&Limbs; 4]) -> Self {
        Self(std::array::from_fn(|limb| Reals::load(&lanes.map(|number| number[limb]))))
    }

    /// The numbers, lane by lane.
    pub fn lanes(&self) -> [Limbs; 4] {
        let limbs = self.0.map(Reals::store);
        std::array::from_fn(|lane| limbs.map(|four| four[lane]))
    }

    /// The sums: as many units as both have.
    #[inline(always)]
    pub fn add(&self, other: &Self) -> Self {
        Self(each!(I => self.0[I].plus(other.0[I])))
    }

    /// The differences: as many units as both have.
    #[inline(always)]
    pub fn subtract(&self, other: &Self) -> Self {
        Self(each!(I => self.0[I].subtract(other.0[I])))
    }

    /// With other signs where `signs` is negative.
    #[inline(always)]
    pub fn flip(&self, signs: Reals) -> Self {
        Self(each!(I => self.0[I].flip(signs)))
    }

    /// The other numbers where `signs` is negative.
    #[inline(always)]
    pub fn or_where(&self, other: &Self, signs: Reals) -> Self {
        Self(each!(I => self.0[I].or_where(other.0[I], signs)))
    }

    /// The same numbers, tight.
    #[inline(always)]
    pub fn tight(&self) -> Self {
        let high = Reals::splat(HIGH);
        let tops = each!(I => self.0[I].plus(high).subtract(high));
        let unit = Reals::splat(1.0 / (1_u64 << 51) as f64);
        let wrapped = Reals::splat(19.0 / (1_u64 << 51) as f64);
        Self(each!(I => {
            let (below, scale) = if I == 0 { (tops[4], wrapped) } else { (tops[(I + 4) % 5], unit) };
            below.times_plus(scale, self.0[I].subtract(tops[I]))
        }))
    }

    /// The products, not made small.
    #[inline(always)]
    fn columns(&self, other: &Self) -> Wide {
        let (a, b) = (&self.0, &other.0);
        let (c0, up0) = column([(a[0], b[0])]);
        let (c1, up1) = column([(a[0], b[1]), (a[1], b[0])]);
        let (c2, up2) = column([(a[0], b[2]), (a[1], b[1]), (a[2], b[0])]);
        let (c3, up3) = column([(a[0], b[3]), (a[1], b[2]), (a[2], b[1]), (a[3], b[0])]);
        let (c4, up4) = column([(a[0], b[4]), (a[1], b[3]), (a[2], b[2]), (a[3], b[1]), (a[4], b[0])]);
        let (c5, up5) = column([(a[1], b[4]), (a[2], b[3]), (a[3], b[2]), (a[4], b[1])]);
        let first = fold(c0, c5.plus(up4));
        let (c6, up6) = column([(a[2], b[4]), (a[3], b[3]), (a[4], b[2])]);
        let second = fold(c1.plus(up0), c6.plus(up5));
        let (c7, up7) = column([(a[3], b[4]), (a[4], b[3])]);
        let third = fold(c2.plus(up1), c7.plus(up6));
        let (c8, up8) = column([(a[4], b[4])]);
        Wide([first, second, third, fold(c3.plus(up2), c8.plus(up7)), fold(c4.plus(up3), up8)])
    }

    /// The squares, not made small.
    #[inline(always)]
    fn square_columns(&self) -> Wide {
        let a = &self.0;
        let (c0, up0) = halves(a[0], a[0]);
        let (c1, up1) = twice(halves(a[0], a[1]));
        let (c2, up2) = twice(halves(a[0], a[2]));
        let (d2, over2) = halves(a[1], a[1]);
        let (c3, up3) = twice(column([(a[0], a[3]), (a[1], a[2])]));
        let (c4, up4) = twice(column([(a[0], a[4]), (a[1], a[3])]));
        let (d4, over4) = halves(a[2], a[2]);
        let (c5, up5) = twice(column([(a[1], a[4]), (a[2], a[3])]));
        let first = fold(c0, c5.plus(up4).plus(over4));
        let (c6, up6) = twice(halves(a[2], a[4]));
        let (d6, over6) = halves(a[3], a[3]);
        let second = fold(c1.plus(up0), c6.plus(d6).plus(up5));
        let (c7, up7) = twice(halves(a[3], a[4]));
        let third = fold(c2.plus(d2).plus(up1), c7.plus(up6).plus(over6));
        let (c8, up8) = halves(a[4], a[4]);
        let fourth = fold(c3.plus(up2).plus(over2), c8.plus(up7));
        Wide([first, second, third, fourth, fold(c4.plus(d4).plus(up3), up8)])
    }

    // Not inlined: five registers of each are too many to keep more than one product's at hand.

    /// The products, to be added to others before they are made small.
    #[inline(never)]
    pub fn wide(&self, other: &Self) -> Wide {
        self.columns(other)
    }

    /// The squares, to be added to others before they are made small.
    #[inline(never)]
    pub fn wide_square(&self) -> Wide {
        self.square_columns()
    }

    /// The products.
    #[inline(never)]
    pub fn times(&self, other: &Self) -> Self {
        self.columns(other).tight::<1>()
    }

    /// The squares.
    #[inline(never)]
    pub fn square(&self) -> Self {
        self.square_columns().tight::<1>()
    }

    /// Squared `n` times.
    pub fn squares(&self, n: usize) -> Self {
        (0..n).fold(*self, |number, _| number.square())
    }
}

/// The limbs of 1.
pub const ONE: Limbs = [1.0, 0.0, 0.0, 0.0, 0.0];

/// The limbs of a number, tight.
pub fn limbs(number: Field) -> Limbs {
    let bytes = number.encode();
    let word = |index: usize| u64::from_le_bytes(std::array::from_fn(|byte| bytes[8 * index + byte]));
    let (w0, w1, w2, w3) = (word(0), word(1), word(2), word(3));
    let parts = [w0, w0 >> 51 | w1 << 13, w1 >> 38 | w2 << 26, w2 >> 25 | w3 << 39, w3 >> 12];
    let mut carry = 0;
    let mut limbs = parts.map(|part| {
        let limb = (part & MASK).cast_signed() + carry;
        carry = (limb + (1 << 50)) >> 51;
        limb - (carry << 51)
    });
    limbs[0] += 19 * carry;
    limbs.map(|limb| limb as f64)
}

/// The number that tight limbs stand for.
pub fn number(limbs: &Limbs) -> Field {
    // With p added to make all limbs positive.
    let mut carry = 0;
    let mut parts = [0_u64; 5];
    for (index, (part, &limb)) in parts.iter_mut().zip(limbs).enumerate() {
        #[allow(clippy::cast_possible_truncation)] // whole numbers far below 2^63
        let whole = (limb as i64 + if index == 0 { 1 << 51 } else { (1 << 51) - 1 }).cast_unsigned();
        let sum = whole + carry - if index == 0 { 19 } else { 0 };
        (*part, carry) = (sum & MASK, sum >> 51);
    }
    let low = Field::from_w64le(
        parts[0] | parts[1] << 51,
        parts[1] >> 13 | parts[2] << 38,
        parts[2] >> 26 | parts[3] << 25,
        parts[3] >> 39 | parts[4] << 12,
    );
    low + Field::from_u64(19 * carry)
}
