"""The bundle of a publication, as a file that verifies without us."""

from dataclasses import dataclass

from hustings.core import bundle
from hustings.ground.record.declared import query
from hustings.rooms.ballots.queries import public_files
from hustings.rooms.publication.queries import Published


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A bundle: its name (a rehearsal's begins with REHEARSAL-) and its bytes."""

    name: str
    data: bytes


@query()
def bundle_of(*, shown: Published) -> BundleFile:
    """The bundle of a publication: record, tables computed from it, and the archives of its counted polls."""
    attachments: dict[str, bytes] = {}
    for poll in shown.page.polls.secret:
        if poll.archive:
            attachments |= public_files(cycle=shown.moment.cycle, poll=poll.code)
    return BundleFile(bundle.file_name(shown.entries), bundle.build(shown.entries, attachments))
