"""What can be done about roundtables, one file for each thing that is acted on."""
