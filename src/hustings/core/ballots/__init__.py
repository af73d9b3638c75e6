"""The secret poll: Belenios protocol, version 1, group Ed25519.

    engine.py            what every engine offers, and the frozen values that pass through it
    reference.py         the engine in plain Python: the oracle for any faster one
    native.py            the engine in Rust, where it is installed
    engines.py           which of the two works here, and why
    group.py tables.py   Ed25519 arithmetic; fixed bases; many points checked at once
    proofs.py            the hash to a challenge, proofs of knowledge, signatures, disjunctions
    ballots.py           making and checking one ballot
    trustees.py          keys of trustees, single or threshold
    decryption.py        decrypting the tally and combining the parts
    decryption_proof.py  our second proof of a decryption, kept beside the archive
    credentials.py       what a voter holds
    poll.py              the state of one poll, event by event: every check of the protocol
    box.py               the archive as it is written: open, take ballots, close, tally
    verify.py            the whole archive judged from outside
    simulation.py        whole polls of any size, made to measure engines
    belenios_v1/         the bytes: canonical JSON, records, tar, the chain of events

Nothing here reads a clock or makes randomness: both are arguments.
"""
