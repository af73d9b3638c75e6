//! A short run of what `rust/fuzz` does at length: every seed, every input that once found something, and thousands of
//! mutations of them, the same in every run.

mod targets;

use ballot::tables::Coins;

/// The targets, with the number of mutations; the costly ones have fewer.
const MUTATIONS: [(&str, usize); 5] =
    [("archive", 60), ("ballot", 300), ("container", 100), ("hints", 20), ("records", 3000)];

#[test]
fn every_seed_is_answered() {
    for (name, _) in MUTATIONS {
        let seeds = targets::seeds(name);
        assert!(!seeds.is_empty(), "no seeds of {name}");
        seeds.iter().for_each(|(_, seed)| targets::run(name, seed));
    }
}

#[test]
fn mutations_of_the_seeds_are_answered() {
    for (name, n) in MUTATIONS {
        let seeds = targets::seeds(name);
        let mut coins = Coins::new([5; 32]);
        for index in 0..n {
            let (_, seed) = &seeds[index % seeds.len()];
            targets::run(name, &mutated(seed, &mut coins));
        }
    }
}

/// One to four changes: a byte set, one taken away, one put in, a piece repeated, the end cut off.
fn mutated(seed: &[u8], coins: &mut Coins) -> Vec<u8> {
    let mut body = seed.to_vec();
    let tossed = coins.block();
    for change in tossed.chunks_exact(8).take(usize::from(tossed[31] % 4) + 1) {
        if body.is_empty() {
            break;
        }
        let number = |at: usize| usize::from(u16::from_be_bytes([change[at], change[at + 1]]));
        let (at, to) = (number(0) * body.len() >> 16, number(2) * body.len() >> 16);
        match change[4] % 5 {
            0 => body[at] = change[5],
            1 => drop(body.remove(at)),
            2 => body.insert(at, change[5]),
            3 => {
                let piece = body[at.min(to)..at.max(to)].to_vec();
                body.splice(at..at, piece);
            }
            _ => body.truncate(at),
        }
    }
    body
}
