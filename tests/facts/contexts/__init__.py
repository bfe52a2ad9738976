"""The facts about contexts, one module for each kind of them."""
