"""A checked candidate as the cells of a roster's row again: what is kept of a row until its turn comes."""

from enrolment.domain.applications.candidate import Candidate


def candidate_cells(candidate: Candidate) -> dict[str, str]:
    """Cells that ``read_candidate`` makes the same candidate of."""
    cells = {
        "given_name": candidate.given_name,
        "family_name": candidate.family_name,
        "email": candidate.email,
        "birth_date": candidate.birth_date.isoformat(),
        "year": str(candidate.year),
        "employment": candidate.employment.value,
        "phone": candidate.phone,
        "ine": candidate.ine,
    }
    guardian = candidate.guardian
    if guardian is not None:
        cells |= {
            "guardian_given_name": guardian.given_name,
            "guardian_family_name": guardian.family_name,
            "guardian_email": guardian.email,
        }
    return cells
