"""Pages on which people register: places, waiting lists, interest."""
