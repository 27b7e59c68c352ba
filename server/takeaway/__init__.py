"""Taking records away: what they are made from is gathered here, and made in a process of its own."""
