"""The grants of the policy table, one file per area; ``enrolment.http.policy`` puts them together."""
