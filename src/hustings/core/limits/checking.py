"""One gift held against the limit in force on its day. Whole cents only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hustings.core.errors import Refusal
from hustings.core.limits.table import LimitRow, Period, find_limit, spoken
from hustings.core.shapes import Fields, JsonObject, whole, words


class GiftDetailMissing(Refusal):
    code = "gift-detail-missing"
    says = "The limit counts {period}, and the gift {gift} does not say its {detail}."
    todo = "Enter the {detail} of the gift."


class GiftTwice(Refusal):
    code = "gift-twice"
    says = "The gift {gift} is counted twice."
    todo = "Leave the gift that is checked out of the earlier gifts, and name each earlier gift once."


@dataclass(frozen=True, slots=True)
class Gift:
    """One gift of a fund, made or proposed, in whole cents on one day.

    `donor` is whoever shares a limit: one code for a fund and all funds affiliated with it. `account`, `election` and
    `combined_with` (the group of recipients that share a limit, such as the party committees of one state) may be empty
    where the limit does not need them. A gift returned in full is no gift; of one returned in part, `cents` is what was
    kept.
    Raises: WrongShape.
    """

    code: str
    donor: str
    donor_kind: str
    recipient: str
    recipient_kind: str
    cents: int
    given_on: date
    account: str = ""
    election: str = ""
    combined_with: str = ""

    def __post_init__(self) -> None:
        for name in ("code", "donor", "donor_kind", "recipient", "recipient_kind"):
            words(getattr(self, name), name=name, where=f"gift.{name}")
        for name in ("account", "election", "combined_with"):
            words(getattr(self, name), name=name, empty=True, where=f"gift.{name}")
        whole(self.cents, name="cents", least=1, where="gift.cents")

    @classmethod
    def from_json(cls, value: object, *, where: str = "gift") -> "Gift":
        """The gift from its JSON form. Raises: the refusals of shapes."""
        fields = Fields(value, where=where)
        gift = cls(
            code=fields.text("code"),
            donor=fields.text("donor"),
            donor_kind=fields.text("donor_kind"),
            recipient=fields.text("recipient"),
            recipient_kind=fields.text("recipient_kind"),
            cents=fields.whole("cents", least=1),
            given_on=fields.day("given_on"),
            account=fields.text("account", empty=True),
            election=fields.text("election", empty=True),
            combined_with=fields.text("combined_with", empty=True),
        )
        fields.done()
        return gift

    def as_json(self) -> JsonObject:
        """The gift's only JSON form."""
        return {
            "code": self.code,
            "donor": self.donor,
            "donor_kind": self.donor_kind,
            "recipient": self.recipient,
            "recipient_kind": self.recipient_kind,
            "cents": self.cents,
            "given_on": self.given_on.isoformat(),
            "account": self.account,
            "election": self.election,
            "combined_with": self.combined_with,
        }


@dataclass(frozen=True, slots=True)
class LimitCheck:
    """A gift held against its limit. All sums are of one donor within one `scope`, in cents.

    `remaining_cents` is what may still be given after this gift, `over_cents` what is too much; at most one is not 0.
    `counted` are the codes of the earlier gifts that share the limit.
    """

    gift: str
    limit: LimitRow
    scope: str
    counted: tuple[str, ...]
    used_before_cents: int
    used_after_cents: int
    remaining_cents: int
    over_cents: int
    sentence: str

    @property
    def within(self) -> bool:
        """Whether the gift may be made: the total is at most the limit."""
        return self.over_cents == 0

    @property
    def source(self) -> str:
        """Where the limit was found."""
        return self.limit.source

    @classmethod
    def from_json(cls, value: object, *, where: str = "limit check") -> "LimitCheck":
        """The check from its JSON form; whether it is right, only `check_gift` can tell. Raises: refusals of shapes."""
        fields = Fields(value, where=where)
        check = cls(
            gift=fields.text("gift"),
            limit=LimitRow.from_json(fields.raw("limit"), where=fields.place("limit")),
            scope=fields.text("scope"),
            counted=fields.texts("counted"),
            used_before_cents=fields.whole("used_before_cents"),
            used_after_cents=fields.whole("used_after_cents"),
            remaining_cents=fields.whole("remaining_cents"),
            over_cents=fields.whole("over_cents"),
            sentence=fields.text("sentence"),
        )
        fields.done()
        return check

    def as_json(self) -> JsonObject:
        """The check's only JSON form."""
        return {
            "gift": self.gift,
            "limit": self.limit.as_json(),
            "scope": self.scope,
            "counted": list(self.counted),
            "used_before_cents": self.used_before_cents,
            "used_after_cents": self.used_after_cents,
            "remaining_cents": self.remaining_cents,
            "over_cents": self.over_cents,
            "sentence": self.sentence,
        }


def check_gift(gift: Gift, earlier_gifts: Iterable[Gift], table: Iterable[LimitRow]) -> LimitCheck:
    """Hold a gift against the limit in force on its day, after the gifts that share the limit.

    `earlier_gifts` may hold any other gifts: those of other donors, kinds, accounts, elections and years are left out.
    Raises: NoLimitKnown, LimitsOverlap, GiftTwice, GiftDetailMissing.
    """
    limit = find_limit(donor_kind=gift.donor_kind, recipient_kind=gift.recipient_kind, day=gift.given_on, table=table)
    earlier = tuple(earlier_gifts)
    _refuse_twice(gift, earlier)
    _detail(gift, limit.period)
    counted = [other for other in earlier if _shares(gift, other, limit.period)]
    before = sum(other.cents for other in counted)
    after = before + gift.cents
    return LimitCheck(
        gift=gift.code,
        limit=limit,
        scope=_scope_words(gift, limit.period),
        counted=tuple(other.code for other in counted),
        used_before_cents=before,
        used_after_cents=after,
        remaining_cents=max(0, limit.limit_cents - after),
        over_cents=max(0, after - limit.limit_cents),
        sentence=_sentence(gift, limit, before),
    )


def dollars(cents: int) -> str:
    """A sum of at least 0 cents as people write it: $45,000.00."""
    return f"${cents // 100:,}.{cents % 100:02d}"


def _refuse_twice(gift: Gift, earlier: tuple[Gift, ...]) -> None:
    seen = {gift.code}
    for other in earlier:
        if other.code in seen:
            raise GiftTwice(gift=other.code, where="earlier gifts")
        seen.add(other.code)


def _shares(gift: Gift, other: Gift, period: Period) -> bool:
    """Whether two gifts count towards one limit. Raises: GiftDetailMissing, only where the detail would settle it."""
    if (gift.donor, gift.recipient_kind) != (other.donor, other.recipient_kind):
        return False
    if period is not Period.COMBINED_YEAR and gift.recipient != other.recipient:
        return False
    if period is not Period.ELECTION and gift.given_on.year != other.given_on.year:
        return False
    return _detail(gift, period) == _detail(other, period)


def _detail(gift: Gift, period: Period) -> str:
    """What besides recipient and year tells limits of this period apart. Raises: GiftDetailMissing."""
    details = {
        Period.ELECTION: ("election", gift.election),
        Period.YEAR: ("recipient", gift.recipient),
        Period.ACCOUNT_YEAR: ("account", gift.account),
        Period.COMBINED_YEAR: ("group of recipients", gift.combined_with),
    }
    detail, value = details[period]
    if not value:
        raise GiftDetailMissing(gift=gift.code, detail=detail, period=period.value, where=f"gift {gift.code}")
    return value


def _scope_words(gift: Gift, period: Period) -> str:
    match period:
        case Period.ELECTION:
            return f"{gift.recipient}, election {gift.election}"
        case Period.YEAR:
            return f"{gift.recipient}, calendar year {gift.given_on.year}"
        case Period.ACCOUNT_YEAR:
            return f"{gift.recipient}, account {gift.account}, calendar year {gift.given_on.year}"
        case Period.COMBINED_YEAR:
            return f"{gift.combined_with} together, calendar year {gift.given_on.year}"


def _sentence(gift: Gift, limit: LimitRow, before: int) -> str:
    after = before + gift.cents
    left = limit.limit_cents - after
    verdict = f"within the limit, {dollars(left)} remains" if left >= 0 else f"over the limit by {dollars(-left)}"
    return (
        f"{_scope_words(gift, limit.period)}: {dollars(before)} before and {dollars(gift.cents)} now make "
        f"{dollars(after)}; the limit of a {spoken(limit.donor)} is {dollars(limit.limit_cents)} "
        f"{limit.period.value}: {verdict}."
    )
