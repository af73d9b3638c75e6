"""Contribution limits by date and by the recipient's account, from a dated table.

    read_table(text)                            the table's rows
    check_gift(gift, earlier_gifts, table)      one gift against its limit

The table is data with a source per row; nothing here knows the law of a country. Money is in whole cents. A gift that
brings the total exactly to the limit is within it, one cent more is over it. Specification: docs/spec/limits.md.
Source: 52 U.S.C. 30116 and 11 CFR 110 for the periods; each amount from the source that its row names.
"""

from hustings.core.limits.checking import Gift, GiftDetailMissing, GiftTwice, LimitCheck, check_gift, dollars
from hustings.core.limits.table import (
    COLUMNS,
    CentsMalformed,
    DaysReversed,
    LimitRow,
    LimitsOverlap,
    NoLimitKnown,
    Period,
    TableHeaderWrong,
    TableNotCsv,
    TableRowWrong,
    find_limit,
    read_table,
)

__all__ = [
    "COLUMNS",
    "CentsMalformed",
    "DaysReversed",
    "Gift",
    "GiftDetailMissing",
    "GiftTwice",
    "LimitCheck",
    "LimitRow",
    "LimitsOverlap",
    "NoLimitKnown",
    "Period",
    "TableHeaderWrong",
    "TableNotCsv",
    "TableRowWrong",
    "check_gift",
    "dollars",
    "find_limit",
    "read_table",
]
