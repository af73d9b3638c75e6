//! The group of the poll: the prime-order subgroup of Ed25519, written additively.
//!
//! Variable time: for what everybody may know. Whatever touches a secret uses `curve25519-dalek` (see `making`).
//!
//! Source: Hisil, Wong, Carter, Dawson 2008 (formulas, complete for every pair of points); RFC 8032 section 5.1
//! (recovery of x); Yao 1976 (many multiples of one point).

pub(crate) use crrl::field::GF25519 as Field;

pub use crate::digits::hex;
use crate::digits::{hex_digit, signed_digits};

/// A group element as the archive writes it: the 32 bytes behind the 64 hexadecimal digits of y + 2^255·(x mod 2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Element(pub [u8; 32]);

/// The order of the group, as little-endian bytes. It must never pass through a type that reduces modulo itself.
pub const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// The curve's constant d = -121665/121666.
pub(crate) const D: Field =
    Field::w64le(0x75eb_4dca_1359_78a3, 0x0070_0a4d_4141_d8ab, 0x8cc7_4079_7779_e898, 0x5203_6cee_2b6f_fe73);

/// A point (x, y, z, t) with x/z, y/z on the curve and x·y = t·z.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub(crate) x: Field,
    pub(crate) y: Field,
    pub(crate) z: Field,
    pub(crate) t: Field,
}

/// A point of known plain coordinates, ready to be added: y + x, y - x, 2·d·x·y.
#[derive(Clone, Copy, Debug)]
pub struct Niels {
    pub(crate) plus: Field,
    pub(crate) minus: Field,
    pub(crate) product: Field,
}

/// Any point, ready to be added more than once.
#[derive(Clone, Copy)]
struct Cached {
    plus: Field,
    minus: Field,
    z2: Field,
    t2d: Field,
}

/// The plain coordinates of a point of the curve.
#[derive(Clone, Copy, Debug)]
pub struct Affine {
    /// x
    pub x: Field,
    /// y
    pub y: Field,
}

impl Element {
    /// The element that these 64 hexadecimal digits are; None for any other text.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// The 64 hexadecimal digits.
    pub fn hex(&self) -> [u8; 64] {
        hex(&self.0)
    }

    /// The bytes of RFC 8032: the same in reverse.
    pub fn rfc(&self) -> [u8; 32] {
        let mut bytes = self.0;
        bytes.reverse();
        bytes
    }

    /// y, and the sign of x; None if y is not below p.
    pub(crate) fn y_and_sign(&self) -> Option<(Field, u8)> {
        let mut bytes = self.rfc();
        let sign = bytes[31] >> 7;
        bytes[31] &= 0x7f;
        Some((Field::decode(&bytes)?, sign))
    }

    /// From the bytes of RFC 8032.
    pub fn from_rfc(mut bytes: [u8; 32]) -> Self {
        bytes.reverse();
        Self(bytes)
    }
}

impl std::fmt::Display for Element {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl Affine {
    /// The base point.
    pub fn base() -> Self {
        let mut text = [0x66; 32];
        text[31] = 0x58;
        Self::decode(&Element(text)).expect("the base point is on the curve")
    }

    /// The point on the curve that an element's text stands for; its order is **not** checked.
    ///
    /// None if y is not below p, there is no such x, or x = 0 with the sign bit.
    pub fn decode(element: &Element) -> Option<Self> {
        let (y, sign) = element.y_and_sign()?;
        let yy = y.square();
        let (u, v) = (yy - Field::ONE, D * yy + Field::ONE);
        let v3 = v.square() * v;
        let mut x = u * v3 * power_p58(u * v3.square() * v);
        let square = v * x.square();
        if square.equals(u) == 0 {
            if square.equals(-u) == 0 {
                return None;
            }
            x *= root_of_minus_one();
        }
        Self::with_sign(x, y, sign)
    }

    /// The point with this x or its opposite; None for x = 0 with the sign.
    pub(crate) fn with_sign(x: Field, y: Field, sign: u8) -> Option<Self> {
        let zero = x.iszero() != 0;
        if zero && sign == 1 {
            return None;
        }
        let other = !zero && x.encode()[0] & 1 != sign;
        Some(Self { x: if other { -x } else { x }, y })
    }

    /// From 64 bytes, x and y in little-endian order; None unless both are below p and the point is on the curve.
    pub fn from_bytes(bytes: &[u8; 64]) -> Option<Self> {
        let (x, y) = (Field::decode(&bytes[..32])?, Field::decode(&bytes[32..])?);
        let (xx, yy) = (x.square(), y.square());
        ((yy - xx).equals(Field::ONE + D * xx * yy) != 0).then_some(Self { x, y })
    }

    /// 64 bytes: x and y in little-endian order.
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&self.x.encode());
        bytes[32..].copy_from_slice(&self.y.encode());
        bytes
    }

    /// The text of this point.
    pub fn element(&self) -> Element {
        let mut bytes = self.y.encode();
        bytes[31] |= (self.x.encode()[0] & 1) << 7;
        Element::from_rfc(bytes)
    }

    /// Whether this is the neutral element.
    pub fn is_neutral(&self) -> bool {
        self.x.iszero() != 0 && self.y.equals(Field::ONE) != 0
    }

    /// As a point to calculate with.
    pub fn point(&self) -> Point {
        Point { x: self.x, y: self.y, z: Field::ONE, t: self.x * self.y }
    }

    /// Ready to be added.
    pub fn niels(&self) -> Niels {
        let product = self.x * self.y * D;
        Niels { plus: self.y + self.x, minus: self.y - self.x, product: product + product }
    }
}

/// x^((p - 5)/8), where (p - 5)/8 = 2^252 - 3.
fn power_p58(x: Field) -> Field {
    let x2 = x.square() * x; // 2^2 - 1
    let x4 = x2.xsquare(2) * x2;
    let x5 = x4.square() * x; // 2^5 - 1
    let x10 = x5.xsquare(5) * x5;
    let x20 = x10.xsquare(10) * x10;
    let x40 = x20.xsquare(20) * x20;
    let x50 = x40.xsquare(10) * x10;
    let x100 = x50.xsquare(50) * x50;
    let x200 = x100.xsquare(100) * x100;
    let x250 = x200.xsquare(50) * x50;
    x250.xsquare(2) * x
}

pub(crate) fn root_of_minus_one() -> Field {
    Field::w64le(0xc4ee_1b27_4a0e_a0b0, 0x2f43_1806_ad2f_e478, 0x2b4d_0099_3dfb_d7a7, 0x2b83_2480_4fc1_df0b)
}

impl Niels {
    /// The neutral element.
    pub const NEUTRAL: Self = Self { plus: Field::ONE, minus: Field::ONE, product: Field::ZERO };

    /// The opposite.
    pub fn negate(&self) -> Self {
        Self { plus: self.minus, minus: self.plus, product: -self.product }
    }
}

impl Point {
    /// The neutral element.
    pub const NEUTRAL: Self = Self { x: Field::ZERO, y: Field::ONE, z: Field::ONE, t: Field::ZERO };

    #[inline]
    fn finish(e: Field, f: Field, g: Field, h: Field) -> Self {
        Self { x: e * f, y: g * h, z: f * g, t: e * h }
    }

    fn cached(&self) -> Cached {
        let t = self.t * D;
        Cached { plus: self.y + self.x, minus: self.y - self.x, z2: self.z.mul2(), t2d: t.mul2() }
    }

    #[inline]
    fn add_cached(&self, other: &Cached) -> Self {
        let a = (self.y - self.x) * other.minus;
        let b = (self.y + self.x) * other.plus;
        let c = self.t * other.t2d;
        let d = self.z * other.z2;
        Self::finish(b - a, d - c, d + c, b + a)
    }

    #[inline]
    fn subtract_cached(&self, other: &Cached) -> Self {
        let a = (self.y - self.x) * other.plus;
        let b = (self.y + self.x) * other.minus;
        let c = self.t * other.t2d;
        let d = self.z * other.z2;
        Self::finish(b - a, d + c, d - c, b + a)
    }

    /// The sum of two points.
    pub fn add(&self, other: &Self) -> Self {
        self.add_cached(&other.cached())
    }

    /// The difference of two points.
    pub fn subtract(&self, other: &Self) -> Self {
        self.subtract_cached(&other.cached())
    }

    /// The sum with a point of known plain coordinates.
    #[inline]
    pub fn add_niels(&self, other: &Niels) -> Self {
        let a = (self.y - self.x) * other.minus;
        let b = (self.y + self.x) * other.plus;
        let c = self.t * other.product;
        let d = self.z.mul2();
        Self::finish(b - a, d - c, d + c, b + a)
    }

    /// Twice this point.
    #[inline]
    pub fn double(&self) -> Self {
        let a = self.x.square();
        let b = self.y.square();
        let c = self.z.square().mul2();
        let h = a + b;
        let e = (self.x + self.y).square() - h;
        let g = b - a;
        Self::finish(e, g - c, g, -h)
    }

    /// Twice this point, with t left out: only for a further doubling.
    #[inline]
    fn double_bare(&self) -> Self {
        let a = self.x.square();
        let b = self.y.square();
        let c = self.z.square().mul2();
        let h = a + b;
        let e = (self.x + self.y).square() - h;
        let g = b - a;
        let f = g - c;
        Self { x: e * f, y: -(g * h), z: f * g, t: Field::ZERO }
    }

    /// The opposite.
    pub fn negate(&self) -> Self {
        Self { x: -self.x, y: self.y, z: self.z, t: -self.t }
    }

    /// Whether this is the neutral element.
    pub fn is_neutral(&self) -> bool {
        self.x.iszero() != 0 && self.y.equals(self.z) != 0
    }

    /// Whether two points are the same.
    pub fn same(&self, other: &Self) -> bool {
        (self.x * other.z).equals(other.x * self.z) != 0 && (self.y * other.z).equals(other.y * self.z) != 0
    }

    /// This point times each number below 2^256, sharing one chain of doublings. The numbers are taken as they are,
    /// not modulo the order, so that `ORDER` tests the order of the point.
    pub fn multiples(&self, numbers: &[[u8; 32]]) -> Vec<Self> {
        let digits: Vec<[i8; 257]> = numbers.iter().map(signed_digits).collect();
        let mut buckets: Vec<[Option<Self>; 8]> = vec![[None; 8]; numbers.len()];
        let last = digits.iter().filter_map(|row| row.iter().rposition(|&digit| digit != 0)).max();
        let mut power = *self;
        for place in 0..=last.unwrap_or(0) {
            let wanted = digits.iter().any(|row| row[place] != 0);
            if place > 0 {
                power = if wanted { power.double() } else { power.double_bare() };
            }
            if wanted {
                power.collect(&digits, place, &mut buckets);
            }
        }
        buckets.iter().map(weigh).collect()
    }

    fn collect(&self, digits: &[[i8; 257]], place: usize, buckets: &mut [[Option<Self>; 8]]) {
        let cached = self.cached();
        for (row, held) in digits.iter().zip(buckets) {
            let digit = row[place];
            if digit == 0 {
                continue;
            }
            let bucket = &mut held[usize::from(digit.unsigned_abs()) >> 1];
            *bucket = Some(match (&*bucket, digit > 0) {
                (Some(sum), true) => sum.add_cached(&cached),
                (Some(sum), false) => sum.subtract_cached(&cached),
                (None, true) => *self,
                (None, false) => self.negate(),
            });
        }
    }

    /// This point times one number.
    pub fn times(&self, number: &[u8; 32]) -> Self {
        self.multiples(&[*number])[0]
    }

    /// This point times a small number.
    pub fn times_small(&self, number: u64) -> Self {
        let mut result = Self::NEUTRAL;
        for bit in (0..64 - number.leading_zeros()).rev() {
            result = result.double();
            if number >> bit & 1 == 1 {
                result = result.add(self);
            }
        }
        result
    }

    /// Whether the point is in the group: the order times it is neutral, so it has no part of small order.
    pub fn in_group(&self) -> bool {
        self.times(&ORDER).is_neutral()
    }
}

/// The sum of (2i + 1) times bucket i.
fn weigh(buckets: &[Option<Point>; 8]) -> Point {
    // Above the highest bucket there is nothing to sum up.
    let top = buckets.iter().rposition(Option::is_some).unwrap_or(0);
    let mut running = buckets[top].unwrap_or(Point::NEUTRAL);
    let mut summed = running;
    for bucket in buckets[..top].iter().rev() {
        if let Some(point) = bucket {
            running = running.add(point);
        }
        summed = summed.add(&running);
    }
    summed.double().subtract(&running)
}

/// The plain coordinates of points, with one inversion.
pub fn affine_all(points: &[Point]) -> Vec<Affine> {
    let mut inverses: Vec<Field> = points.iter().map(|point| point.z).collect();
    Field::batch_invert(&mut inverses);
    points.iter().zip(inverses).map(|(point, inverse)| Affine { x: point.x * inverse, y: point.y * inverse }).collect()
}

/// The texts of points, with one inversion.
pub fn encode_all(points: &[Point]) -> Vec<Element> {
    affine_all(points).iter().map(Affine::element).collect()
}

/// The sum of any number of points; of none, the neutral one.
pub fn total<'a>(points: impl IntoIterator<Item = &'a Point>) -> Point {
    points.into_iter().fold(Point::NEUTRAL, |sum, point| sum.add(point))
}
