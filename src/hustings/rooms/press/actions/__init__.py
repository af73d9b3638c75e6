"""What can be done in the press file, one file for each thing that is acted on."""
