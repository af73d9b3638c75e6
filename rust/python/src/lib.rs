//! `hustings_ballot`: the secret poll in Rust, for Python. Only conversions live here; the work is in `ballot`.

mod election;
mod report;
mod shards;
mod stream;

use ballot::error::{Fact, Refused as Refusal};
use ballot::group::Element;
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

create_exception!(
    hustings_ballot,
    Refused,
    PyException,
    "Something is refused: its code, its place, its facts by name."
);

/// A refusal as an exception.
pub(crate) fn raised(py: Python<'_>, refused: &Refusal) -> PyErr {
    match facts(py, refused) {
        Ok(facts) => Refused::new_err((refused.code.as_str(), refused.place.clone(), facts)),
        Err(problem) => problem,
    }
}

pub(crate) fn facts(py: Python<'_>, refused: &Refusal) -> PyResult<Py<PyDict>> {
    let facts = PyDict::new(py);
    for (name, fact) in &refused.facts {
        match fact {
            Fact::Text(text) => facts.set_item(name, text)?,
            Fact::Number(number) => facts.set_item(name, number)?,
        }
    }
    Ok(facts.unbind())
}

/// A 32-byte seed.
pub(crate) fn seed_of(seed: &[u8]) -> PyResult<[u8; 32]> {
    seed.try_into().map_err(|_| PyValueError::new_err("a seed has 32 bytes"))
}

/// A hash or an element, from text that has been checked.
pub(crate) fn element_of(text: &str) -> PyResult<Element> {
    Element::from_hex(text).ok_or_else(|| PyValueError::new_err("64 lower-case hexadecimal digits are wanted"))
}

#[pymodule]
mod hustings_ballot {
    #[pymodule_export]
    use super::Refused;
    #[pymodule_export]
    use super::election::{Election, elements_hold, make_credentials, pack_ballots};
    #[pymodule_export]
    use super::report::{Credentials, verify};
    #[pymodule_export]
    use super::shards::{Worker, plan};
}
