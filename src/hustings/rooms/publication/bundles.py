"""The bundle of a publication, as a file that verifies without us."""

from dataclasses import dataclass

from hustings.core import bundle
from hustings.core.attached import Belongs, NamedFile, named_files
from hustings.ground.files import read as read_file
from hustings.ground.record.declared import query
from hustings.rooms.ballots.queries import public_files
from hustings.rooms.candidates.queries import PICTURES
from hustings.rooms.lottery.plans import FOLDER as LOTTERIES
from hustings.rooms.publication.queries import Published
from hustings.rooms.questionnaires.keeping import read as read_answer
from hustings.rooms.roundtables.queries import FILES


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A bundle: its name (a rehearsal's begins with REHEARSAL-) and its bytes."""

    name: str
    data: bytes


@query()
def bundle_of(*, shown: Published) -> BundleFile:
    """The bundle of a publication: record, tables computed from it, the archives of its counted polls, the pictures of
    candidates, the files of published answers and those kept of roundtables for everybody, what was drawn by lot.

    Raises: FileDamaged, SealBroken, where a file that the record names is gone or was changed.
    """
    attachments = {each.name: _bytes_of(each) for each in named_files(shown.entries)}
    for poll in shown.page.polls.secret:
        if poll.archives:
            attachments |= public_files(cycle=shown.moment.cycle, poll=poll.code)
    return BundleFile(bundle.file_name(shown.entries), bundle.build(shown.entries, attachments))


def _bytes_of(each: NamedFile) -> bytes:
    if each.belongs is Belongs.ANSWER:
        return read_answer(each.digest)
    folders = {Belongs.PICTURE: PICTURES, Belongs.DRAW: LOTTERIES, Belongs.MEETING: FILES}
    return read_file(each.digest, folder=folders[each.belongs])
