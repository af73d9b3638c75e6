"""The booth's door: ballots are taken here, and the poll's board is shown. It reads no cookie and knows no member."""
