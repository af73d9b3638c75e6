"""The bytes of protocol version 1: canonical JSON, the records, the tar container, the chain of events.

Reading is strict: a record that does not re-serialise to itself is refused.
"""
