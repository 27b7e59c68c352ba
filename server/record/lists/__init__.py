"""The tables of a record, one sheet each: what was said, promised and counted, by whom and when, row by row."""
