"""The check of a bundle's lotteries: every transcript is replayed, and the record says of each what its files say.

Needs no solver. Specification: docs/spec/bundle.md, section 7; docs/spec/lottery.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hustings.core.attached import file_of_draw
from hustings.core.canonical import digest
from hustings.core.chain import Entry
from hustings.core.findings import Check, Result, judged
from hustings.core.lottery.fixed import Fixed
from hustings.core.lottery.refusals import LotteryRefused
from hustings.core.lottery.replay import read_transcript, replay
from hustings.core.lottery.seed import Opened, commitment, make_seed
from hustings.core.lottery.slots import fixed_wishes
from hustings.core.lottery.standing_in import stand_ins

SAID = ("digest", "seed", "number", "panel", "opened")
BOUNDS = ("seats", "quotas", "caps")


def check_lotteries(files: Mapping[str, bytes], entries: Sequence[Entry], name: str, compared: str) -> Check:
    """Every draw with its transcript, and what the record says before and after it; as entered, corrections aside."""
    seen = [entry for entry in entries if entry.payload is not None]
    drawn = [entry for entry in seen if entry.verb == "lottery.drawn"]
    wrong = [fault for entry in drawn for fault in _drawn(entry, seen, files)]
    wrong += [fault for entry in seen if entry.verb == "lottery.invited" for fault in _invited(entry, seen)]
    slots = [entry for entry in seen if entry.verb == "lottery.slots-drawn"]
    wrong += [fault for entry in slots for fault in _slots(entry, seen)]
    n = len(drawn) + len(slots)
    return judged(name, compared, wrong, f"{n} draws" if n else "nothing was drawn by lot")


def _drawn(entry: Entry, seen: Sequence[Entry], files: Mapping[str, bytes]) -> Iterator[str]:
    where = f"entry {entry.seq}"
    before = _last(seen, entry, "lottery.fixed", "lottery")
    data = files.get(file_of_draw(entry.body.get("transcript_digest")), b"")
    if before is None:
        yield f"{where}: nothing was fixed before the draw"
        return
    try:
        fixed, _opened, told = read_transcript(data, where=where)
        checks = replay(data, published=str(before.body.get("digest")), where=where)
    except LotteryRefused as refusal:
        yield f"{where}: {refusal.message}"
        return
    yield from (f"{where}: {each.name}: {each.finding}" for each in checks if each.result is Result.FAILS)
    for key in SAID:
        if entry.body.get(key) != told[key]:
            yield f"{where}: {key} is not that of the transcript"
    yield from _promised(before, fixed, seen)
    if not any(each.result is Result.FAILS for each in checks):
        yield from _passed(entry, fixed, told, seen)


def _promised(entry: Entry, fixed: Fixed, seen: Sequence[Entry]) -> Iterator[str]:
    """What was on the record before the draw is what the fixed plan says."""
    terms = fixed.terms
    wanted = {
        "n_people": len(fixed.plan.people),
        "n_panels": len(fixed.panels),
        "n_barred": len(fixed.barred),
        "chances": chances(fixed),
        "operator": terms.operator,
        "outside": dict(terms.outside),
        "contributors": [dict(one) for one in terms.contributors],
        "last_draw": terms.last_draw,
    }
    for key, value in wanted.items():
        if entry.body.get(key) != value:
            yield f"entry {entry.seq}: {key} is not that of the fixed plan"
    stated = _last(seen, entry, "lottery.opened", "lottery"), _last(seen, entry, "lottery.quotas-changed", "lottery")
    latest = max((each for each in stated if each), key=lambda each: each.seq, default=None)
    if latest is None or any(latest.body.get(key) != fixed.body[key] for key in BOUNDS):
        yield f"entry {entry.seq}: seats, quotas or caps are not those that were stated before"


def _passed(entry: Entry, fixed: Fixed, told: Mapping[str, Any], seen: Sequence[Entry]) -> Iterator[str]:
    """Whoever came for somebody is whom the seed names."""
    code = entry.body.get("lottery")
    after = [one for one in seen if one.verb == "lottery.seat-passed" and one.body.get("lottery") == code]
    leaving = [str(one.body.get("leaves")) for one in after]
    try:
        found = stand_ins(fixed.plan, seed=bytes.fromhex(told["seed"]), panel=told["panel"], leaving=leaving)
    except LotteryRefused as refusal:
        yield f"entry {after[-1].seq}: {refusal.message}"
        return
    for one, wanted in zip(after, found, strict=True):
        if (one.body.get("comes"), one.body.get("off")) != (wanted.comes, wanted.off):
            yield f"entry {one.seq}: in place of {wanted.leaves} comes {wanted.comes or 'nobody'}"


def _invited(entry: Entry, seen: Sequence[Entry]) -> Iterator[str]:
    before = _last(seen, entry, "lottery.opened", "lottery")
    plan = before.body.get("invitations") if before else None
    sworn = plan if isinstance(plan, dict) else {}
    if sworn.get("digest") != entry.body.get("digest"):
        yield f"entry {entry.seq}: the plan of invitations is not the one that was fixed"
    yield from _seed(entry, sworn.get("operator"))


def _slots(entry: Entry, seen: Sequence[Entry]) -> Iterator[str]:
    before = _last(seen, entry, "lottery.slots-fixed", "offer")
    sworn = before.body if before else {}
    if sworn.get("digest") != entry.body.get("digest"):
        yield f"entry {entry.seq}: the wishes are not those that were fixed"
    yield from _seed(entry, sworn.get("operator"))
    offer = entry.body.get("offer")
    plans = [one for one in seen if one.verb == "slots.drawn" and one.body.get("offer") == offer]
    if not plans or any(one.body.get("seed") != entry.body.get("seed") for one in plans):
        yield f"entry {entry.seq}: the plan of {offer} has another seed"
        return
    cycle = str(seen[0].body.get("chain"))
    wishes = [wish for wish in plans[0].body.get("wishes", ()) if isinstance(wish, dict)]
    named = {"operator": str(sworn.get("operator")), "outside": str(sworn.get("outside"))}
    if digest(fixed_wishes(cycle=cycle, offer=str(offer), wishes=wishes, **named)) != entry.body.get("digest"):
        yield f"entry {plans[0].seq}: the wishes do not give the digest that was fixed"


def _seed(entry: Entry, operator: Any) -> Iterator[str]:
    """The opened secret is the committed one, and the seed follows from it."""
    told = entry.body.get("opened")
    try:
        opened = Opened.from_json(told if isinstance(told, dict) else {})
        right = commitment(opened.secret) == operator
        seed = make_seed(fixed_digest=str(entry.body.get("digest")), opened=opened).hex()
    except (KeyError, TypeError, ValueError, AttributeError):
        yield f"entry {entry.seq}: what was opened cannot be read"
        return
    if not right:
        yield f"entry {entry.seq}: the secret is not the one that was committed"
    if seed != entry.body.get("seed"):
        yield f"entry {entry.seq}: the parts give another seed"


def chances(fixed: Fixed) -> list[list[int]]:
    """How many people stand on so many panels, as [panels, people], ascending."""
    held: dict[int, int] = {}
    for index in range(len(fixed.plan.people)):
        held[fixed.n_panels_of[index]] = held.get(fixed.n_panels_of[index], 0) + 1
    return [[n, held[n]] for n in sorted(held)]


def _last(seen: Sequence[Entry], entry: Entry, verb: str, key: str) -> Entry | None:
    """The last entry of that verb before this one about the same thing."""
    mine = [one for one in seen if one.verb == verb and one.body.get(key) == entry.body.get(key)]
    return next((one for one in reversed(mine) if one.seq < entry.seq), None)
