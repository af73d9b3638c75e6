//! Four at once against one by one: the field against `crrl`, points against the formulas for one and `curve25519-dalek`.

use ballot::group::{Affine, Element, Niels, ORDER, Point};
use ballot::hints::sum_of_multiples;
use ballot::lanes::decoding::decode_in_fours;
use ballot::lanes::field::{Four, Limbs, limbs, number};
use ballot::lanes::fixed::{Sum, add_fixed_in_fours};
use ballot::lanes::multiples::{Job, raise_in_fours};
use ballot::lanes::products::{Terms, sum_of_multiples_in_fours, sum_of_terms};
use ballot::lanes::subsets::subsets_hold;
use ballot::tables::{Coins, FixedBase};
use crrl::field::GF25519 as Field;
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::{EdwardsPoint, Scalar};
use rayon::prelude::*;

/// The greatest limb of a tight number.
const TIGHT: f64 = ((1_u64 << 50) + (1 << 17)) as f64;

fn random(coins: &mut Coins) -> Scalar {
    Scalar::from_bytes_mod_order(coins.block())
}

fn ours(point: &EdwardsPoint) -> Affine {
    Affine::decode(&Element::from_rfc(point.compress().0)).expect("a point of the curve")
}

/// Numbers at which carries and signs change, and some others: as limbs, and as another library's numbers.
fn numbers(coins: &mut Coins) -> Vec<(Limbs, Field)> {
    let mut all: Vec<Limbs> = vec![[0.0; 5], [1.0, 0.0, 0.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0, 0.0]];
    for top in [TIGHT, 1.0 + (1_u64 << 50) as f64, (1_u64 << 50) as f64, (1_u64 << 50) as f64 - 1.0] {
        all.extend([[top; 5], [-top; 5], [top, -top, top, -top, top], [-top, top, -top, top, -top]]);
    }
    // p - 1, p, p + 1, 2p - 1, 2^255 - 1, 2^255
    let top = (1_u64 << 51) as f64;
    for first in [-20.0, -19.0, -18.0, -39.0, -1.0, 0.0] {
        all.push(Four::splat(&[first, 0.0, 0.0, 0.0, top]).tight().lanes()[0]);
    }
    for _ in 0..60 {
        all.push(limbs(Field::decode_reduce(&coins.block())));
    }
    all.into_iter().map(|limbs| (limbs, value(&limbs))).collect()
}

/// The number that any limbs stand for, worked out limb by limb.
fn value(limbs: &Limbs) -> Field {
    let radix = Field::from_u64(1 << 51);
    #[allow(clippy::cast_possible_truncation)] // whole numbers
    limbs.iter().rev().fold(Field::ZERO, |sum, &limb| sum * radix + Field::from_i64(limb as i64))
}

fn is(four: &Four, lane: usize, expected: Field) -> bool {
    let limbs = four.lanes()[lane];
    let tight = limbs.iter().all(|limb| limb.abs() <= TIGHT && limb.fract() == 0.0);
    tight && value(&limbs).equals(expected) != 0 && number(&limbs).equals(expected) != 0
}

#[test]
fn products_and_squares_are_those_of_another_library() {
    let all = numbers(&mut Coins::new([1; 32]));
    for four in all.chunks_exact(4) {
        let a = Four::of(std::array::from_fn(|lane| &four[lane].0));
        for (other, theirs) in &all {
            let b = Four::splat(other);
            let product = a.times(&b);
            let loose = a.add(&a).add(&a).times(&b);
            let turned = b.subtract(&a).times(&b.tight());
            for (lane, (_, mine)) in four.iter().enumerate() {
                assert!(is(&product, lane, *mine * *theirs));
                assert!(is(&loose, lane, Field::from_u64(3) * *mine * *theirs));
                assert!(is(&turned, lane, (*theirs - *mine) * *theirs));
            }
        }
        for (lane, (_, mine)) in four.iter().enumerate() {
            assert!(is(&a.square(), lane, mine.square()));
            assert!(is(&a.add(&a).add(&a).tight(), lane, *mine * Field::from_u64(3)));
            assert!(is(&a.squares(5), lane, mine.xsquare(5)));
        }
    }
}

#[test]
fn every_number_comes_back_from_limbs() {
    let edges = [[0xff; 32], [0; 32], ORDER, [0x7f; 32]].map(|bytes| Field::decode_reduce(&bytes));
    for edge in edges.into_iter().chain([-Field::ONE, Field::from_u64(19), -Field::from_u64(19)]) {
        let limbs = limbs(edge);
        assert!(limbs.iter().all(|limb| limb.abs() <= TIGHT));
        assert!(number(&limbs).equals(edge) != 0 && value(&limbs).equals(edge) != 0);
    }
}

#[test]
fn multiples_in_fours_are_those_of_one_point() {
    let mut coins = Coins::new([2; 32]);
    let mut points: Vec<Point> = EIGHT_TORSION.iter().map(|point| ours(point).point()).collect();
    points.extend((0..3).map(|_| ours(&(ED25519_BASEPOINT_POINT * random(&mut coins))).point()));
    points.push(ours(&(ED25519_BASEPOINT_POINT + EIGHT_TORSION[1])).point());
    points.push(points[9].double().add(&points[10]));
    let mut edge = [0xff; 32];
    edge[31] = 0x3f;
    let mut some = |n: usize| -> Vec<[u8; 32]> { (0..n).map(|_| random(&mut coins).to_bytes()).collect() };
    let jobs: Vec<Job> = points.into_iter().map(|point| Job { point, numbers: some(2) }).collect();
    let wider = Job { point: jobs[8].point, numbers: vec![ORDER, [0; 32], [0x77; 32], [0x88 & 0x7f; 32], edge] };
    let jobs: Vec<Job> = jobs.into_iter().chain([wider]).collect();
    for (job, raised) in jobs.iter().zip(raise_in_fours(&jobs)) {
        let expected = job.point.multiples(&job.numbers);
        assert_eq!(expected.len(), raised.len());
        assert!(expected.iter().zip(&raised).all(|(one, four)| one.same(four)));
    }
    assert!(raise_in_fours(&[]).is_empty());
}

#[test]
fn sums_of_fixed_multiples_in_fours_are_those_of_one_point() {
    let mut coins = Coins::new([3; 32]);
    let base = FixedBase::new(&Affine::base().point());
    let key = FixedBase::new(&ours(&(ED25519_BASEPOINT_POINT * random(&mut coins))).point());
    let start = ours(&(ED25519_BASEPOINT_POINT * random(&mut coins))).point();
    let numbers = [random(&mut coins).to_bytes(), [0; 32], [0x80; 32].map(|byte| byte & 0x1f), [0x1f; 32]];
    let mut sums = vec![Sum { start: Point::NEUTRAL, terms: vec![] }];
    for number in numbers {
        sums.push(Sum { start, terms: vec![(&base, number)] });
        sums.push(Sum { start: Point::NEUTRAL, terms: vec![(&key, number), (&base, numbers[0])] });
    }
    for (sum, found) in sums.iter().zip(add_fixed_in_fours(&sums)) {
        let expected = sum.terms.iter().fold(sum.start, |start, (base, number)| base.times(number, start));
        assert!(expected.same(&found));
    }
}

#[test]
fn one_sum_of_many_multiples_is_that_of_one_point_at_a_time() {
    let mut coins = Coins::new([5; 32]);
    let mut terms: Vec<(Niels, [u8; 32])> = Vec::new();
    for index in 0..40 {
        let mut number = random(&mut coins).to_bytes();
        number[if index % 2 == 0 { 16 } else { 32 }..].fill(0);
        terms.push((ours(&(ED25519_BASEPOINT_POINT * random(&mut coins))).niels(), number));
    }
    terms.push((ours(&EIGHT_TORSION[1]).niels(), ORDER));
    assert!(sum_of_multiples_in_fours(&terms).same(&sum_of_multiples(&terms)));
    assert!(sum_of_multiples_in_fours(&[]).is_neutral());
    let mut set = Terms::new(50);
    set.rows(20).zip(terms.par_chunks(20)).for_each(|(mut row, terms)| row.set(terms));
    assert!(sum_of_terms(&set).same(&sum_of_multiples(&terms)), "those that are not set are neutral");
}

#[test]
fn small_parts_are_found_by_subset_sums() {
    let mut coins = Coins::new([6; 32]);
    let mut points: Vec<Affine> = (0..101).map(|_| ours(&(ED25519_BASEPOINT_POINT * random(&mut coins)))).collect();
    assert!(subsets_hold(&points, &mut coins));
    for (place, torsion) in (0..).step_by(14).zip(EIGHT_TORSION).skip(1) {
        let spoilt = ours(&(ED25519_BASEPOINT_POINT * random(&mut coins) + torsion));
        let good = std::mem::replace(&mut points[place], spoilt);
        assert!(!subsets_hold(&points, &mut coins));
        points[place] = good;
    }
}

#[test]
fn texts_are_decoded_in_fours_as_one_by_one() {
    let mut coins = Coins::new([4; 32]);
    let mut texts: Vec<Element> = (0..40).map(|_| Element(coins.block())).collect();
    texts.extend(EIGHT_TORSION.iter().map(|point| Element::from_rfc(point.compress().0)));
    texts.extend((0..3).map(|_| ours(&(ED25519_BASEPOINT_POINT * random(&mut coins))).element()));
    for first in [0x7f, 0xff, 0x80, 0x00] {
        for last in [0x00, 0x01, 0xec, 0xed, 0xee, 0xff] {
            for middle in [0x00, 0xff] {
                let mut text = [middle; 32];
                (text[0], text[31]) = (first, last);
                texts.push(Element(text));
            }
        }
    }
    for (text, found) in texts.iter().zip(decode_in_fours(&texts)) {
        let bytes = |point: Option<Affine>| point.map(|point| point.to_bytes());
        assert_eq!(bytes(found), bytes(Affine::decode(text)), "{text}");
    }
}
