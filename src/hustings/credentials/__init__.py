"""The credential office: gives each member who may vote the secret code to vote with, and forgets who got which.

A program of its own, run by people who do not run the poll, on a machine that is not the house's. It has its own
folder, its own store (one SQLite file), its own letters and its own mail server. It never touches the house's database,
and the house never sees its store: what passes between them are files.

    in      the frozen list of members, the reporting units, the digest on the public record
    out     one list of public credentials for each unit, sorted, without numbers and names
            sealed letters for the members
            the statement that the private list is destroyed

`roll` reads what comes in, `store` keeps it, `making` makes credentials, `lists` publishes them, `printing` and
`mailing` carry them to the members, `destruction` ends it all.
"""
