"""The enrolment service attacked: every role at every door, nonsense, bad files, other people's ids, links and limits."""
