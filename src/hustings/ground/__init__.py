"""What every room stands on: clock, transactions, the record, access, notices. No words of the endorsement cycle."""
