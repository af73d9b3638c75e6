"""Spanish for readers in the United States and Latin America: 1,234.5, as on every other page they read there."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
