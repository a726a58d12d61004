"""What people read of the enrolment work: papers, public pages."""
