//! Who may vote, and who has: the only thing that grows with the poll, so each voter takes little.

use crate::election::Listed;
use crate::error::{Code, Refused, Result};
use crate::group::Element;

/// Where the last ballot of a credential stands in the archive. Kept for every voter, so it is small.
#[derive(Clone, Copy, Default)]
pub struct Last {
    /// Where its record's content begins, in blocks of 512 bytes; 0 says that there is none.
    pub block: u32,
    /// How long it is.
    pub length: u32,
    /// The beginning of its hash.
    pub mark: [u8; 8],
}

/// Who may vote, and who has.
#[derive(Default)]
pub struct Voters {
    /// The list in its own order.
    pub listed: Listed,
    // Positions in the order of the keys, if the list is in another one.
    sorted: Option<Vec<u32>>,
    last: Vec<Last>,
    /// Credentials that have voted.
    pub n_counted: u64,
    /// The weight of all ballots that count.
    pub weight: u128,
}

impl Voters {
    /// Of a list of credentials, none of whom has voted.
    pub fn new(listed: Listed) -> Self {
        let elements = &listed.elements;
        let sorted = (!elements.is_sorted()).then(|| {
            let mut order: Vec<u32> = (0_u32..).take(elements.len()).collect();
            order.sort_unstable_by_key(|&index| elements[index as usize]);
            order
        });
        Self { last: vec![Last::default(); elements.len()], sorted, listed, n_counted: 0, weight: 0 }
    }

    /// The position of a credential, and its weight. Refused: `UnknownCredential`.
    pub fn find(&self, element: &Element) -> Result<(usize, u64)> {
        let elements = &self.listed.elements;
        let found = match &self.sorted {
            None => elements.binary_search(element).ok(),
            Some(order) => {
                let place = order.binary_search_by_key(element, |&index| elements[index as usize]);
                place.ok().map(|place| order[place] as usize)
            }
        };
        let index = found.ok_or_else(|| Refused::at(Code::UnknownCredential, "credential"))?;
        Ok((index, self.listed.weight(index)))
    }

    /// Notes a ballot; the one it replaces.
    pub fn vote(&mut self, index: usize, ballot: Last) -> Option<Last> {
        let before = std::mem::replace(&mut self.last[index], ballot);
        if before.block > 0 {
            return Some(before);
        }
        self.n_counted += 1;
        self.weight += u128::from(self.listed.weight(index));
        None
    }
}
