"""The plain words that lie in every bundle. Specification: docs/spec/bundle.md, section 3.1."""

from hustings.core.values import Kind

FIRST = {
    Kind.REHEARSAL: "REHEARSAL. A program made everything in this bundle. No person, union or campaign did any of it.",
    Kind.REPORTED: "REPORTED. This bundle restates what named sources published. Nothing in it was invented.",
    Kind.LIVE: "RECORDED. This bundle holds the acts of the organisation named below.",
}

TEXT = """\
{first}

{title}
{organisation}

This is the record of one endorsement cycle, and everything that was published from it.
Check it on your own computer, without a network:

    hustings verify THIS-FILE.zip

It must print this head, which stands on every publication and release:

    {head}

The record has {n_entries} entries. The files:

    manifest.json    the size and SHA-256 of every other file
    record.jsonl     the record itself, one entry a line; sealed entries show only a digest
    timeline.json    what happened and what is planned, with sources
    treatment.json   what each candidate was offered and given
    decision.json    the rules, every motion and how each seat voted
    gifts.json       the fund's gifts, their dates and limit checks
    polls/           archives of secret polls; belenios-tool 3.0 reads them, too
    files/           pictures and answers' files by their SHA-256; the record says whose, and the licence
"""


def readme(*, title: str, organisation: str, rehearsal: bool, kind: str, head: str, n_entries: int) -> str:
    """README.txt; whether this is a rehearsal is its first word."""
    shown = Kind.REHEARSAL if rehearsal else Kind.REPORTED if kind == Kind.REPORTED else Kind.LIVE
    return TEXT.format(first=FIRST[shown], title=title, organisation=organisation, head=head, n_entries=n_entries)
