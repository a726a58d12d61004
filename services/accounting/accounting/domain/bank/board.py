"""Everything that movements may settle, laid out once, so that each movement is compared with few: by amount, by number, by
name. Pure, so that one movement and ten thousand get the same proposals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from accounting.domain.bank.candidate import Candidate
from accounting.domain.bank.item import Item, ItemKind
from accounting.domain.bank.movement import MOST_ITEMS, BankMovement
from accounting.domain.bank.rule import MatchingRule
from accounting.domain.bank.scoring import Said, Score, document_score, line_score, rule_score, sum_score
from accounting.domain.bank.words import compact, joined, name_words, normalised

SHOWN = 10
MOST_SUMMED = 4
"""Documents that are added up at most, unless it is all that a party owes."""
MOST_OF_PARTY = 12
"""Open documents of a party of which the sums are tried: of more, only the sum of all."""
_Key = tuple[str, str, int]


@dataclass(frozen=True)
class Proposal:
    """What a movement may settle. ``items`` are ready to be matched; ``difference_cents`` would be rounded away."""

    items: tuple[Item, ...]
    label: str
    score: int
    reasons: tuple[str, ...]
    difference_cents: int = 0


@dataclass
class Board:
    """Made of all candidates of a legal entity and the rules of one of its accounts."""

    candidates: Sequence[Candidate]
    rules: Sequence[MatchingRule]
    most_difference_cents: int
    _by_amount: dict[int, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    _by_number: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    _by_party: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    _parties_by_word: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _number_of: dict[_Key, str] = field(default_factory=dict)
    _groups_by_amount: dict[int, list[tuple[Candidate, ...]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for one in self.candidates:
            self._by_amount[one.amount_cents].append(one)
            number = self._number_of[one.key] = compact(one.reference)
            if number:
                self._by_number[number].append(one)
            if one.party_key:
                self._by_party[one.party_key].append(one)
                for word in name_words(one.party):
                    self._parties_by_word[word].add(one.party_key)
        for several in _groups(one for one in self.candidates if one.kind is ItemKind.ENTRY_LINE):
            self._groups_by_amount[sum(one.amount_cents for one in several)].append(several)

    def proposals(self, movement: BankMovement) -> list[Proposal]:
        """The best ones, best first."""
        words = normalised(movement.words)
        pieces = frozenset(words.split())

        def named(name: str) -> bool:
            telling = name_words(name)
            return bool(telling) and all(one in pieces for one in telling)

        numbers = frozenset(joined(words))
        said = Said(movement.left_cents, movement.booked_on, numbers, named, self.most_difference_cents)
        found = [
            *self._single(said),
            *self._grouped(said),
            *self._sums(said, pieces),
            *self._ruled(said, normalised(movement.label)),
        ]
        found.sort(key=lambda one: (-one.score, abs(one.difference_cents), one.label))
        return found[:SHOWN]

    def _single(self, said: Said) -> Iterable[Proposal]:
        near = range(said.amount_cents - said.most_difference_cents, said.amount_cents + said.most_difference_cents + 1)
        relevant = {one.key: one for cents in near for one in self._by_amount.get(cents, ())}
        for number in said.numbers:
            relevant.update({one.key: one for one in self._by_number.get(number, ())})
        for one in relevant.values():
            if one.amount_cents * said.amount_cents <= 0:
                continue
            is_line = one.kind is ItemKind.ENTRY_LINE
            score = (line_score if is_line else document_score)(said, one, self._number_of[one.key])
            if score is not None:
                yield _proposal(said, (one,), score)

    def _grouped(self, said: Said) -> Iterable[Proposal]:
        """Lines that belong together: of one entry, or of one voucher and day, as a batch of payments has."""
        for several in self._groups_by_amount.get(said.amount_cents, ()):
            label = several[0].label if len({one.id for one in several}) == 1 else f"{len(several)} écritures"
            whole = replace(several[0], amount_cents=said.amount_cents, label=label)
            score = line_score(said, whole, compact(several[0].reference))
            if score is not None:
                yield _proposal(said, several, score)

    def _sums(self, said: Said, pieces: frozenset[str]) -> Iterable[Proposal]:
        """Several documents of a party that is named, or of which a number is in the label."""
        parties = {party for word in pieces for party in self._parties_by_word.get(word, ())}
        parties |= {
            one.party_key for number in said.numbers for one in self._by_number.get(number, ()) if one.party_key
        }
        for party in sorted(parties):
            owed = [one for one in self._by_party[party] if one.amount_cents * said.amount_cents > 0]
            for several in _sums_of(owed, said.amount_cents):
                numbers = frozenset(self._number_of[one.key] for one in several)
                score = sum_score(said, several, numbers)
                if score is not None:
                    yield _proposal(said, several, score)

    def _ruled(self, said: Said, words: str) -> Iterable[Proposal]:
        rule = next((one for one in self.rules if one.takes(words, said.amount_cents)), None)
        if rule is not None:
            score = rule_score(rule.contains)
            item = Item(ItemKind.ACCOUNT, said.amount_cents, account=rule.account, analytic_code=rule.analytic_code)
            yield Proposal((item,), f"Compte {rule.account}", score.points, score.reasons)


def _groups(lines: Iterable[Candidate]) -> list[tuple[Candidate, ...]]:
    """Two lines or more of one entry, and of one voucher and day; each group once."""
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for one in lines:
        groups["entry", one.id].append(one)
        if one.reference:
            groups[str(one.from_on), one.reference].append(one)
    found = {tuple(one.key for one in several): tuple(several) for several in groups.values() if len(several) > 1}
    return [several for several in found.values() if len(several) <= MOST_ITEMS]


def _sums_of(owed: Sequence[Candidate], cents: int) -> Iterable[tuple[Candidate, ...]]:
    if len(owed) < 2:
        return
    if sum(one.amount_cents for one in owed) == cents:
        yield tuple(owed)
    if len(owed) > MOST_OF_PARTY:
        return
    for number in range(2, min(MOST_SUMMED, len(owed) - 1) + 1):
        for several in combinations(owed, number):
            if sum(one.amount_cents for one in several) == cents:
                yield several


def _proposal(said: Said, several: tuple[Candidate, ...], score: Score) -> Proposal:
    items = [Item(one.kind, one.amount_cents, id=one.id, place=one.place, label=one.label) for one in several]
    difference = said.amount_cents - sum(one.amount_cents for one in several)
    if abs(difference) > said.most_difference_cents:
        items = [Item(one.kind, said.amount_cents, id=one.id, place=one.place, label=one.label) for one in several]
        difference = 0
    label = " + ".join(one.label for one in several)
    return Proposal(tuple(items), label, score.points, score.reasons, difference)
