"""Ballots: the secret poll, its set-up, its box, its close and its count.

Words: poll, ballot, credential, ballot box (an append-only archive in a file), trustee, tally. Casting a ballot is
not an entry of the record: no table, entry, log line or time joins a member to a ballot. The record gets the box's
head at opening, at fixed times and at closing.
"""
