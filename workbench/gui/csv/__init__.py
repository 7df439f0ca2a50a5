"""The dialog in which the columns of a CSV file get their roles."""
