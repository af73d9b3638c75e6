"""What can be done about the questions: taking them, reading them, putting them at a roundtable."""
