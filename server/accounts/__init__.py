"""Who looks after sessions: accounts, how they sign in, and what holds guessing back."""
