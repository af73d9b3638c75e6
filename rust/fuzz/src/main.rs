//! One program for all targets; `BALLOT_TARGET` names the one. `tools/fuzz` builds and calls it.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../ballot/tests/targets/mod.rs"]
mod targets;

fn target() -> &'static str {
    static TARGET: OnceLock<String> = OnceLock::new();
    TARGET.get_or_init(|| std::env::var("BALLOT_TARGET").expect("BALLOT_TARGET names a target"))
}

fuzz_target!(|data: &[u8]| targets::run(target(), data));
