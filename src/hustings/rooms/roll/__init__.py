"""Roll: the locals, the members, and who of them may vote on a record date, each with a reason.

Words: roll (the list of members as last imported), local, import (one staged load of two CSV files), record date,
snapshot (the roll frozen on the record date), eligible, reason. What is known of a member is only what eligibility
and a letter need: no names, no street, no trade. Nothing of a member is ever logged or put into a message; a problem
names a file, a line and a column.
"""
