"""The cooperative contribution: terms, what each document makes due, simulations."""
