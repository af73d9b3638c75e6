//! The running products of ballots, choice by choice: the encrypted tally as it grows.

use rayon::prelude::*;

use crate::group::{Affine, Element, Point, affine_all, total};

/// Multiplies ballots, each to the power of its weight: the running products, choice by choice.
#[derive(Clone)]
pub struct Sums(pub Vec<[Point; 2]>);

impl Sums {
    /// The products of no ballots.
    pub fn new(n_choices: usize) -> Self {
        Self(vec![[Point::NEUTRAL; 2]; n_choices])
    }

    /// One more ballot.
    pub fn add(&mut self, choices: &[[Affine; 2]], weight: u64) {
        for (sums, pair) in self.0.iter_mut().zip(choices) {
            add_pair(sums, pair, weight);
        }
    }

    /// Many ballots with their weights, choice by choice on all cores.
    pub fn add_all(&mut self, ballots: &[(Vec<[Affine; 2]>, u64)]) {
        self.0.par_iter_mut().enumerate().for_each(|(index, sums)| {
            for (choices, weight) in ballots {
                if let Some(pair) = choices.get(index) {
                    add_pair(sums, pair, *weight);
                }
            }
        });
    }

    /// One ballot fewer.
    pub fn take_off(&mut self, choices: &[[Affine; 2]], weight: u64) {
        for (sums, pair) in self.0.iter_mut().zip(choices) {
            for (sum, affine) in sums.iter_mut().zip(pair) {
                *sum = sum.subtract(&affine.point().times_small(weight));
            }
        }
    }

    /// The ballots of both.
    pub fn join(mut self, other: &Self) -> Self {
        for (sums, others) in self.0.iter_mut().zip(&other.0) {
            *sums = [total([&sums[0], &others[0]]), total([&sums[1], &others[1]])];
        }
        self
    }

    /// The texts.
    pub fn elements(&self) -> Vec<[Element; 2]> {
        let flat: Vec<Point> = self.0.iter().flatten().copied().collect();
        affine_all(&flat).chunks_exact(2).map(|pair| [pair[0].element(), pair[1].element()]).collect()
    }
}

fn add_pair(sums: &mut [Point; 2], pair: &[Affine; 2], weight: u64) {
    for (sum, affine) in sums.iter_mut().zip(pair) {
        *sum = match weight {
            1 => sum.add_niels(&affine.niels()),
            _ => sum.add(&affine.point().times_small(weight)),
        };
    }
}
