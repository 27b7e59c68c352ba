"""The functional core: no await, no I/O, no clock, no chance. Both time and dice are passed in."""
