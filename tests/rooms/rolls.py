"""A small roll, as the two files of an import."""

from pathlib import Path

LOCALS = """local,number,name,city,state
L-1,12,Dock Workers,Harbor City,OH
L-2,12,"Cold Storage, North",Harbor City,OH
L-3,,Ferries,,
"""

MEMBERS = """member,local,state,status,joined_on,paid_until,email
0001,L-1,OH,active,2020-01-31,2031-06-30,m1@members.example
0002,L-1,OH,active,2020-01-31,2031-04-30,
0003,L-1,PA,retired,1999-02-01,,m3@members.example
0004,L-2,OH,active,2031-05-02,2031-06-30,
0005,L-2,OH,active,2031-05-01,2031-05-01,
0006,L-3,,fee payer,2030-12-24,2031-12-31,
"""


def write_roll(folder: Path, members: str | bytes = MEMBERS, locals_: str | bytes = LOCALS) -> dict[str, Path]:
    """The two files in `folder`, of texts or bytes, as the arguments that an import takes."""
    paths = {"locals_csv": folder / "locals.csv", "members_csv": folder / "members.csv"}
    for path, content in zip(paths.values(), (locals_, members), strict=True):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return paths
