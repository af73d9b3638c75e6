//! Four points at once: what is done most often, on registers that hold four numbers.
//!
//! Four multiplications here take about a third of the time that four take one by one. Whoever comes with many points
//! (`raise`, `add_fixed`, `decode`) gets them worked off in fours; where the processor has no such registers, singly.
//!
//! Variable time: for what everybody may know.

pub mod decoding;
pub mod field;
pub mod fixed;
pub mod multiples;
pub mod points;
pub mod products;
pub mod register;
pub mod subsets;
