"""Who knocks at the doors: the people of the campus and its CAE, and strangers; a letter for each, as in ``who_may.txt``."""

from tests.enrolment.office import Actor

HOME, CARRIER = "cmq-mma", "coopilote"
MENTOR_ID = "mentor-login"
OWN = Actor("student", HOME, "own", ("g-own",))
OTHER_STUDENT = Actor("student", HOME, "other", ("g-other",))
COORDINATOR = Actor("coordinator", HOME, "coordinator")
PEPITE = Actor("pepite_officer", HOME, "officer")
REFERENT = Actor("referent", HOME, "referent")
OFFICER = Actor("cae_officer", CARRIER, "cae")
ACCOUNTANT = Actor("accountant", CARRIER, "accountant")
COACH = Actor("coach", CARRIER, "coach")
TEACHER = Actor("teacher", HOME, "teacher-login")
OTHER_TEACHER = Actor("teacher", HOME, "other-teacher")
EPA = Actor("epa_facilitator", HOME, "facilitator")
CHAIR = Actor("committee_member", HOME, "chair")
OUTSIDER = Actor("committee_member", HOME, "outsider")
MENTOR = Actor("mentor", "entreprise", MENTOR_ID)
OTHER_MENTOR = Actor("mentor", "entreprise", "other-mentor")
JUROR = Actor("jury", HOME, "juror")
OTHER_JUROR = Actor("jury", HOME, "other-juror")
DPO = Actor("data_protection_officer", HOME, "dpo")
OPS = Actor("ops", HOME, "ops")
EVERY_ROLE = (
    "student guardian coordinator pepite_officer referent cae_officer accountant coach teacher epa_facilitator"
    " committee_member mentor jury data_protection_officer"
)
STRANGER = Actor(EVERY_ROLE, "ubfc", "stranger")
WRONG_SIDE = Actor("cae_officer accountant coach", HOME, "wrong-side")
OTHER_SIDE = Actor("coordinator pepite_officer referent epa_facilitator data_protection_officer", CARRIER, "other-side")
NOBODY = Actor("", HOME, "nobody")
ACTORS: dict[str, Actor | None] = {
    "O": OWN,
    "o": OTHER_STUDENT,
    "G": Actor("guardian", HOME, "guardian"),
    "C": COORDINATOR,
    "P": PEPITE,
    "R": REFERENT,
    "F": OFFICER,
    "A": ACCOUNTANT,
    "H": COACH,
    "T": TEACHER,
    "t": OTHER_TEACHER,
    "E": EPA,
    "B": CHAIR,
    "b": OUTSIDER,
    "N": MENTOR,
    "n": OTHER_MENTOR,
    "J": JUROR,
    "j": OTHER_JUROR,
    "D": DPO,
    "S": OPS,
    "x": STRANGER,
    "w": WRONG_SIDE,
    "y": OTHER_SIDE,
    "z": NOBODY,
    "-": None,
}
"""The guardian's ``sub`` is put in when the world knows it. ``x`` has every role, at a partner that has nothing to do with the
campus: what they may not see, none of their roles alone may. ``w`` and ``y`` have the right partner on the wrong side."""
