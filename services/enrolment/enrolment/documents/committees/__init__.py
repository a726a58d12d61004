"""What a committee writes: ``minutes_pdf``, ``letter_pdf`` and ``calendar``; ``words`` says answers in French."""
