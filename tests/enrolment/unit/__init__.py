"""Pure rules, each test naming the rule it proves."""
