"""Whether a changed event is still readable: by whoever knows an earlier form, and from the log, by whoever knows the new.

``breaking_changes`` compares two JSON Schemas of one event's data and names every rule that the change breaks, with the
place. It never guesses: what no rule understands is a break too. The rules and their reasons are in ``compatibility_rules``.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from essaim.contracts.compatibility_rules import Break
from essaim.contracts.schema_form import IncomparableError, Schema, resolved, variants, without_words

ROOT = "the event"
_EXCHANGE = "x-exchange"
_LOWER = {
    "minimum": None,
    "exclusiveMinimum": None,
    "minLength": 0,
    "minItems": 0,
    "minProperties": 0,
    "uniqueItems": False,
}
_UPPER = dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"))
_OBJECT = frozenset({"properties", "required", "additionalProperties", "patternProperties", "propertyNames"})
_COMPARED = frozenset({*_LOWER, *_UPPER, *_OBJECT, "type", "enum", "const", "pattern", "format", "items", "default"})
_UNIONS = frozenset({"anyOf", "oneOf", "discriminator"})
_ANYTHING = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
Breaks = Iterator[Break]


def breaking_changes(old: Schema, new: Schema) -> list[Break]:
    """Every break between an earlier and a later schema of an event, by place; empty when every reader is safe."""
    if _shape(old) == _shape(new):
        return []
    return sorted(set(_Comparison(old, new).whole()))


def same_form(one: Schema, other: Schema) -> bool:
    """Whether two schemas differ at most in their words: titles, descriptions, examples."""
    return _shape(one) == _shape(other)


def _shape(schema: Schema) -> str:
    return json.dumps(without_words(dict(schema)), sort_keys=True)


class _Comparison:
    """Walks an old and a new schema side by side."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self._old = old
        self._new = new
        self._walking: set[tuple[str, str]] = set()

    def whole(self) -> Breaks:
        exchanges = (self._old.get(_EXCHANGE), self._new.get(_EXCHANGE))
        if exchanges[0] != exchanges[1]:
            yield Break(ROOT, "exchange-changed", _arrow(*exchanges))
        roots = [{key: value for key, value in one.items() if key != _EXCHANGE} for one in (self._old, self._new)]
        yield from self._node(roots[0], roots[1], "")

    def _node(self, old: Any, new: Any, place: str) -> Breaks:
        """One value of the data: what is at ``place``."""
        references = tuple(str(one["$ref"]) if isinstance(one, Mapping) and "$ref" in one else "" for one in (old, new))
        pair = (references[0], references[1])
        if all(pair):
            # A schema that refers to itself is compared once; further down it is the same question.
            if pair in self._walking:
                return
            self._walking.add(pair)
        try:
            yield from self._resolved(resolved(old, self._old), resolved(new, self._new), place)
        except IncomparableError as error:
            yield Break(place or ROOT, "cannot-be-compared", str(error))
        finally:
            self._walking.discard(pair)

    def _resolved(self, old: dict[str, Any], new: dict[str, Any], place: str) -> Breaks:
        where = place or ROOT
        if place and _default(old) != _default(new):
            yield Break(where, "default-changed", _arrow(_default(old), _default(new)))
        before, null_before = variants(old, self._old)
        after, null_after = variants(new, self._new)
        if null_after and not null_before:
            yield Break(where, "null-added", "null is possible")
        if null_before and not null_after:
            yield Break(where, "null-removed", "null is refused")
        if len(before) > 1 and len(after) > 1:
            yield from _discriminators(old, new, where)
        if len(before) == len(after) == 1:
            yield from self._variant(before[0], after[0], place)
        else:
            yield from self._union(before, after, place)

    def _union(self, before: list[dict[str, Any]], after: list[dict[str, Any]], place: str) -> Breaks:
        """Several forms: each old one needs its equal among the new, and the other way round."""
        left = list(after)
        lost = []
        for one in before:
            equal = next((other for other in left if not any(self._variant(one, other, place))), None)
            if equal is None:
                lost.append(one)
            else:
                left.remove(equal)
        if len(lost) == len(left) == 1:
            yield from self._variant(lost[0], left[0], place)
            return
        for one in lost:
            yield Break(place or ROOT, "variant-removed", _text(one))
        for one in left:
            yield Break(place or ROOT, "variant-added", _text(one))

    def _variant(self, old: dict[str, Any], new: dict[str, Any], place: str) -> Breaks:
        where = place or ROOT
        types = _types(old), _types(new)
        if types[0] != types[1]:
            yield Break(where, _type_rule(*types), _arrow(old.get("type", "anything"), new.get("type", "anything")))
            return
        yield from _values(old, new, where)
        yield from _texts(old, new, where)
        yield from _limits(old, new, where)
        yield from _unknown(old, new, where)
        if "items" in old or "items" in new:
            yield from self._node(old.get("items", True), new.get("items", True), f"{place}[]")
        if "object" in types[0]:
            yield from self._object(old, new, place)

    def _object(self, old: dict[str, Any], new: dict[str, Any], place: str) -> Breaks:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed_before, needed_after = set(old.get("required", ())), set(new.get("required", ()))
        for name in sorted(set(before) | set(after)):
            inner = f"{place}.{name}" if place else name
            if name not in after:
                yield Break(inner, "property-removed", "it is gone")
            elif name not in before:
                yield from _added(old, new, name, inner)
            else:
                yield from _need(name in needed_before, name in needed_after, inner)
                yield from self._node(before[name], after[name], inner)
        undescribed = (needed_before ^ needed_after) - set(before) - set(after)
        for name in sorted(undescribed):
            yield Break(place or ROOT, "cannot-be-compared", f"{name} is required and not described")
        yield from self._map(old, new, place)

    def _map(self, old: dict[str, Any], new: dict[str, Any], place: str) -> Breaks:
        """Fields that are not listed by name: refused, free, or the values of a map."""
        where = place or ROOT
        before, after = old.get("additionalProperties", True), new.get("additionalProperties", True)
        if after is False and before is not False:
            yield Break(where, "object-closed", "unlisted fields are refused")
        elif before is False and after is not False:
            yield Break(where, "object-opened", "unlisted fields are possible")
        elif before is not False and ("additionalProperties" in old or "additionalProperties" in new):
            yield from self._node(before, after, f"{place}{{}}")
        if "propertyNames" in old or "propertyNames" in new:
            yield from self._node(old.get("propertyNames", True), new.get("propertyNames", True), f"{place}{{key}}")
        patterns = old.get("patternProperties", {}), new.get("patternProperties", {})
        if set(patterns[0]) != set(patterns[1]):
            yield Break(where, "map-keys-changed", _arrow(sorted(patterns[0]), sorted(patterns[1])))
            return
        for pattern, inner in patterns[0].items():
            yield from self._node(inner, patterns[1][pattern], f"{place}{{}}")


def _added(old: Schema, new: Schema, name: str, place: str) -> Breaks:
    if name in new.get("required", ()):
        yield Break(place, "property-added-as-required", "it is new and required")
    if old.get("additionalProperties", True) not in (True, {}) or "patternProperties" in old or "propertyNames" in old:
        yield Break(place, "property-added-to-closed-object", "it is new, in an object that is closed or a map")


def _need(before: bool, after: bool, place: str) -> Breaks:
    if before and not after:
        yield Break(place, "property-no-longer-required", "required before")
    if after and not before:
        yield Break(place, "property-now-required", "optional before")


def _values(old: Schema, new: Schema, place: str) -> Breaks:
    before, after = _enumerated(old), _enumerated(new)
    if before is not None and (after is None or after - before):
        yield Break(place, "value-added", "any value" if after is None else ", ".join(sorted(after - before)))
    if after is not None and (before is None or before - after):
        yield Break(place, "value-removed", "all others" if before is None else ", ".join(sorted(before - after)))


def _enumerated(node: Schema) -> set[str] | None:
    if "const" in node:
        return {json.dumps(node["const"])}
    return {json.dumps(one) for one in node["enum"]} if "enum" in node else None


def _default(node: Schema) -> str:
    return json.dumps(node["default"], sort_keys=True) if "default" in node else "none"


def _texts(old: Schema, new: Schema, place: str) -> Breaks:
    before, after = old.get("pattern"), new.get("pattern")
    if before != after:
        rule = "pattern-added" if before is None else "pattern-removed" if after is None else "pattern-changed"
        yield Break(place, rule, _arrow(before, after))
    if old.get("format") != new.get("format"):
        yield Break(place, "format-changed", _arrow(old.get("format"), new.get("format")))


def _limits(old: Schema, new: Schema, place: str) -> Breaks:
    for keyword, absent in (_LOWER | _UPPER).items():
        before, after = old.get(keyword, absent), new.get(keyword, absent)
        if before == after:
            continue
        tighter = before is None or (after is not None and (after > before) == (keyword in _LOWER))
        yield Break(place, "limit-tightened" if tighter else "limit-loosened", f"{keyword} {_arrow(before, after)}")


def _discriminators(old: Schema, new: Schema, place: str) -> Breaks:
    if ("oneOf" in old) != ("oneOf" in new):
        yield Break(place, "cannot-be-compared", "anyOf and oneOf")
    keys = [
        (found.get("propertyName"), sorted(found.get("mapping", {}))) if (found := one.get("discriminator")) else None
        for one in (old, new)
    ]
    if keys[0] != keys[1]:
        yield Break(place, "discriminator-changed", _arrow(*keys))


def _unknown(old: Schema, new: Schema, place: str) -> Breaks:
    """A keyword that no rule knows may stay as it is; with a reference in it, it may have changed all the same."""
    for keyword in sorted((set(old) | set(new)) - _COMPARED - _UNIONS - {"$defs"}):
        texts = [json.dumps(one[keyword], sort_keys=True) if keyword in one else "none" for one in (old, new)]
        if texts[0] != texts[1] or '"$ref"' in texts[0]:
            yield Break(place, "cannot-be-compared", f"the keyword {keyword}")


def _types(node: Schema) -> frozenset[str]:
    found = node.get("type", _ANYTHING)
    types = frozenset([found] if isinstance(found, str) else found)
    return types | {"integer"} if "number" in types else types


def _type_rule(old: frozenset[str], new: frozenset[str]) -> str:
    return "type-widened" if old < new else "type-narrowed" if new < old else "type-changed"


def _arrow(old: Any, new: Any) -> str:
    return f"{_text(old)} → {_text(new)}"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
