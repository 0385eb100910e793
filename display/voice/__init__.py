"""What the board says to the hall. The screen never waits for it, and it never shows what it has not said."""
