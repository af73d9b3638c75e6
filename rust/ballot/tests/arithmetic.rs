//! Points and numbers against `curve25519-dalek`, which has arithmetic of its own.

use ballot::group::{Affine, Element, ORDER, Point, encode_all};
use ballot::scalar;
use ballot::sums::Sums;
use ballot::tables::{Coins, FixedBase, all_in_group};
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::{EdwardsPoint, Scalar};

fn random(coins: &mut Coins) -> Scalar {
    Scalar::from_bytes_mod_order(coins.block())
}

fn ours(point: &EdwardsPoint) -> Affine {
    Affine::decode(&Element::from_rfc(point.compress().0)).expect("a point of the curve")
}

fn theirs(point: &Point) -> [u8; 32] {
    encode_all(&[*point])[0].rfc()
}

#[test]
fn multiples_and_sums_are_those_of_another_library() {
    let mut coins = Coins::new([7; 32]);
    for _ in 0..20 {
        let (a, b, c) = (random(&mut coins), random(&mut coins), random(&mut coins));
        let point = ED25519_BASEPOINT_POINT * a;
        let mine = ours(&point).point();
        let raised = mine.multiples(&[b.to_bytes(), c.to_bytes(), [0; 32], ORDER]);
        assert_eq!(theirs(&raised[0]), (point * b).compress().0);
        assert_eq!(theirs(&raised[1]), (point * c).compress().0);
        assert!(raised[2].is_neutral() && raised[3].is_neutral());
        assert_eq!(theirs(&FixedBase::new(&mine).times(b.as_bytes(), raised[1])), (point * (b + c)).compress().0);
        assert_eq!(theirs(&raised[0].subtract(&raised[1])), (point * (b - c)).compress().0);
        assert_eq!(theirs(&mine.times_small(1_300_000)), (point * Scalar::from(1_300_000_u64)).compress().0);
        assert!(mine.double().same(&mine.add(&mine)));
    }
}

#[test]
fn numbers_at_the_edges_are_multiplied_as_they_are() {
    let base = Affine::base().point();
    let mut all = [[0xff; 32], [0; 32], [0x80; 32], [0x7f; 32]];
    all[1][31] = 0x80;
    for number in all {
        let expected = (0..256).rev().fold(Point::NEUTRAL, |sum, bit| {
            let doubled = sum.double();
            if number[bit / 8] >> (bit % 8) & 1 == 1 { doubled.add(&base) } else { doubled }
        });
        assert!(base.times(&number).same(&expected));
    }
}

#[test]
fn ballots_are_added_up_together_as_one_by_one() {
    let mut coins = Coins::new([9; 32]);
    let mut point = || ours(&(ED25519_BASEPOINT_POINT * random(&mut coins)));
    let ballots: Vec<(Vec<[Affine; 2]>, u64)> =
        [1, 7, 1].into_iter().map(|weight| (vec![[point(), point()], [point(), point()]], weight)).collect();
    let (mut together, mut one_by_one) = (Sums::new(2), Sums::new(2));
    together.add_all(&ballots);
    ballots.iter().for_each(|(choices, weight)| one_by_one.add(choices, *weight));
    assert_eq!(together.elements(), one_by_one.elements());
    // A ballot that was added up elsewhere brings no choices.
    together.add_all(&[(Vec::new(), 1)]);
    assert_eq!(together.elements(), one_by_one.elements());
}

#[test]
fn small_parts_are_found_singly_and_among_many() {
    let mut coins = Coins::new([8; 32]);
    let mut points: Vec<Affine> = (0..200).map(|_| ours(&(ED25519_BASEPOINT_POINT * random(&mut coins)))).collect();
    assert!(all_in_group(&points, &mut coins));
    for torsion in &EIGHT_TORSION[1..] {
        let spoilt = ours(&(ED25519_BASEPOINT_POINT * random(&mut coins) + torsion));
        assert!(!spoilt.point().in_group());
        let good = std::mem::replace(&mut points[100], spoilt);
        assert!(!all_in_group(&points, &mut coins));
        points[100] = good;
    }
}

#[test]
fn texts_that_are_no_points_are_refused() {
    let refused = |text: &str| Element::from_hex(text).is_none_or(|element| Affine::decode(&element).is_none());
    let hex = |last: &str| format!("{}{last}", "0".repeat(64 - last.len()));
    assert!(!refused(&hex("1")));
    assert!(refused(&hex("2"))); // no such x
    assert!(refused(&format!("8{}", &hex("1")[1..]))); // x = 0 with the sign bit
    assert!(refused("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee")); // 1 as p + 1
    assert!(refused(&hex("A")));
    let base = Affine::base();
    assert_eq!(base.element().to_string(), "6666666666666666666666666666666666666666666666666666666666666658");
    assert!(Affine::from_bytes(&base.to_bytes()).is_some());
    let mut off = base.to_bytes();
    off[0] ^= 1;
    assert!(Affine::from_bytes(&off).is_none());
}

#[test]
fn decimal_texts_have_one_form() {
    let mut coins = Coins::new([9; 32]);
    for _ in 0..50 {
        let number = random(&mut coins);
        assert_eq!(scalar::parse(&scalar::text(&number)), Some(number));
    }
    let greatest = "7237005577332262213973186563042994240857116359379907606001950938285454250988";
    assert_eq!(scalar::parse(greatest), Some(-Scalar::ONE));
    assert_eq!(scalar::text(&-Scalar::ONE), greatest);
    assert_eq!(scalar::text(&Scalar::ZERO), "0");
    let order = "7237005577332262213973186563042994240857116359379907606001950938285454250989";
    for text in ["", "00", "01", "+1", "1_0", " 1", "1.0", "٣", order, &"9".repeat(77), &"1".repeat(78)] {
        assert_eq!(scalar::parse(text), None, "{text}");
    }
}

#[test]
fn secrets_are_remainders_modulo_one_less_than_the_order() {
    let wide = |number: Scalar| {
        let mut draw = [0; 64];
        draw[32..].copy_from_slice(&number.to_bytes());
        draw[32..].reverse();
        draw
    };
    assert_eq!(scalar::secret(&[0; 64]), Scalar::ONE);
    assert_eq!(scalar::secret(&wide(-Scalar::ONE)), Scalar::ONE);
    assert_eq!(scalar::secret(&wide(-Scalar::ONE - Scalar::ONE)), -Scalar::ONE);
    let full = "1627715501170711445284395025044413869532089886354769742613810430750686983708";
    assert_eq!(scalar::text(&scalar::secret(&[0xff; 64])), full);
}
