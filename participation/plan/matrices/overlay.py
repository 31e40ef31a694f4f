"""What somebody else's matrix says laid over the stored plan: what it does not tell stays as it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Any

from locales import Phrase, clip, fold
from participation.plan.errors import ErrorList, Place, UnreadableError
from participation.plan.matrices.cells import numbering
from participation.plan.matrices.declaring import Declaring
from participation.plan.matrices.evidence import Proof, gist
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.matching import Match, closest
from participation.plan.matrices.products import MatrixProduct, Said
from participation.plan.matrices.synonyms import plainly
from participation.plan.values import code
from storage.models.plan import CODE_LENGTH
from storage.queries.plan_parts import Part, PartRow, column_types, key_of

SHORT_NAME = 60
"""Characters of a name that serves as the short one too."""
REWORDED = 90.0
"""How alike two texts of evidence are, in per cent, for one to be a correction of the other."""
LAST = 1_000_000
"""The position of what is new, until the parts are counted again."""
NO_ACTIVITY = Phrase("matrix", "The activity of this row is missing.")


class Overlay:
    """The parts of the plan with what the matrix says. `places` tells where that was said."""

    def __init__(self, stored: Sequence[PartRow], year: int, errors: ErrorList, period: str | None) -> None:
        self._rows: dict[Part, dict[str, PartRow]] = {part: {} for part in Part}
        for row in stored:
            self._rows[row.part][row.key] = row
        self._declaring = Declaring(errors, year, period)
        self._errors = errors
        self.places: dict[tuple[Part, str, str], Place] = {}

    @property
    def rows(self) -> list[PartRow]:
        """All parts, parents before children; new ones come after their siblings."""
        return [row for part in Part for row in self._rows[part].values()]

    def lay(self, match: Match) -> None:
        """Put a product of the matrix over that of the plan, or into it."""
        product = match.product
        task = self._task(product, match.row)
        if task is None:
            self._errors.add(product.place, NO_ACTIVITY)
            return
        key = match.row.key if match.row else self._own_code(product) or self._new_code(Part.PRODUCT, product.name)
        before = match.row.values if match.row else _empty(Part.PRODUCT, key, product.name)
        proofs = self._proofs(key)
        values = {**before, **_named(product.name, before)}
        has_proof = bool(proofs or product.proofs)
        values |= self._declaring.values(product, before, is_new=match.row is None, has_proof=has_proof)
        self._rows[Part.PRODUCT][key] = PartRow(Part.PRODUCT, key, task.key, values)
        self._place(Part.PRODUCT, key, product)
        self._prove(key, proofs, product)

    def remove(self, codes: Iterable[str]) -> None:
        """Take products out, with their evidence, and the tasks and activities that have none any more."""
        gone = set(codes)
        above = {self._rows[Part.PRODUCT][code].parent for code in gone}
        self._drop(Part.PRODUCT, gone)
        self._drop(Part.EVIDENCE, {row.key for row in self._of(Part.EVIDENCE) if row.parent in gone})
        empty = above - {row.parent for row in self._of(Part.PRODUCT)}
        activities = {row.parent for row in self._of(Part.TASK) if row.key in empty}
        self._drop(Part.TASK, {key for key in empty if key})
        self._drop(Part.ACTIVITY, {key for key in activities - {row.parent for row in self._of(Part.TASK)} if key})

    def _drop(self, part: Part, keys: Iterable[str]) -> None:
        for key in keys:
            self._rows[part].pop(key, None)

    def _of(self, part: Part) -> list[PartRow]:
        return list(self._rows[part].values())

    def _task(self, product: MatrixProduct, known: PartRow | None) -> PartRow | None:
        """The task that a product belongs to; a known one stays where it is, unless the matrix names another one."""
        own = self._rows[Part.TASK][known.parent] if known is not None and known.parent else None
        activity = self._activity(product, own)
        if activity is None:
            return own
        tasks = [row for row in self._of(Part.TASK) if row.parent == activity.key]
        if own in tasks and (product.task is None or product.task_key == plainly(product.name)):
            return own
        said = product.task or Said(product.place, product.name)
        found = closest(said.value, tasks)
        if found is None and own in tasks and own is not None and len(self._products(own.key)) == 1:
            found = own
        return self._named_part(found, Part.TASK, said, activity.key)

    def _activity(self, product: MatrixProduct, task: PartRow | None) -> PartRow | None:
        own = self._rows[Part.ACTIVITY][task.parent] if task is not None and task.parent else None
        if product.activity is None:
            return own
        found = closest(product.activity.value, self._of(Part.ACTIVITY))
        return self._named_part(found, Part.ACTIVITY, product.activity, None)

    def _products(self, task: str) -> list[PartRow]:
        return [row for row in self._of(Part.PRODUCT) if row.parent == task]

    def _named_part(self, found: PartRow | None, part: Part, said: Said, parent: str | None) -> PartRow:
        """The activity or task that is called so: with the name of the matrix, or a new one."""
        key = found.key if found is not None else self._new_code(part, said.value)
        values = found.values if found is not None else _empty(part, key, said.value)
        row = PartRow(part, key, parent, {**values, **_named(said.value, values)})
        self._rows[part][key] = row
        self.places.setdefault((part, key, ""), said.place)
        return row

    def _own_code(self, product: MatrixProduct) -> str | None:
        """The code that the matrix has for a new product, where it is one and nothing else has it."""
        said = str(product.value(MatrixField.CODE) or "").strip().lower()
        try:
            return code(said) if said not in self._rows[Part.PRODUCT] else None
        except UnreadableError:
            return None

    def _new_code(self, part: Part, name: str) -> str:
        words = [word for word in re.split(r"[^a-z0-9]+", fold(name).replace("ñ", "n")) if word not in _SMALL]
        base = ""
        for word in filter(None, words):
            longer = f"{base}-{word}".strip("-")
            if len(longer) > CODE_LENGTH - 3:
                break
            base = longer
        base = base if len(base) > 1 else f"{part.value}-{base}".strip("-")
        codes = chain([base], (f"{base}-{number}" for number in count(2)))
        return next(code for code in codes if code not in self._rows[part])

    def _place(self, part: Part, key: str, product: MatrixProduct) -> None:
        self.places[part, key, ""] = product.place
        for kind, said in product.said.items():
            for column in COLUMNS.get(kind, ()):
                self.places[part, key, column] = said.place
        percentage, status = MatrixField.PERCENTAGE, MatrixField.STATUS
        if status not in product.said and percentage in product.said:
            self.places[part, key, "status"] = product.said[percentage].place

    def _proofs(self, code: str) -> list[PartRow]:
        return [row for row in self._of(Part.EVIDENCE) if row.parent == code]

    def _prove(self, code: str, stored: Sequence[PartRow], product: MatrixProduct) -> None:
        """Evidence that is told again stays as it is, with its dates; what is new comes after it."""
        free, last = list(stored), len(stored)
        for proof in product.proofs:
            known = _same_proof(proof, free)
            if known is None:
                last += 1
                row = _new_proof(code, last, proof)
            else:
                free.remove(known)
                row = _reworded(known, proof)
            self._rows[Part.EVIDENCE][row.key] = row
            if product.proof_place is not None:
                self.places[Part.EVIDENCE, row.key, ""] = product.proof_place


def _named(name: str, before: Mapping[str, Any]) -> dict[str, str]:
    """The name, where it is another one than before and not only written in other letters."""
    return {} if plainly(name) == plainly(before["name"]) else {"name": name}


def _empty(part: Part, code: str, name: str) -> dict[str, Any]:
    values: dict[str, Any] = {**dict.fromkeys(column_types(part)), "code": code, "name": name, "position": LAST}
    if part is Part.PRODUCT:
        values["value_groups"] = []
    return values | ({"short_name": clip(name, SHORT_NAME)} if "short_name" in values else {})


def _same_proof(proof: Proof, stored: Sequence[PartRow]) -> PartRow | None:
    from rapidfuzz import fuzz  # noqa: PLC0415 - loaded once somebody's matrix is read

    told = gist(proof.text)
    for row in stored:
        if gist(row.values["text"]) == told:
            return row
    best = max(stored, key=lambda row: fuzz.ratio(gist(row.values["text"]), told), default=None)
    if best is None or proof.text == proof.link or numbering(proof.text) != numbering(best.values["text"]):
        return None
    return best if fuzz.ratio(gist(best.values["text"]), told) >= REWORDED else None


def _reworded(known: PartRow, proof: Proof) -> PartRow:
    values = dict(known.values)
    if gist(values["text"]) != gist(proof.text):
        values["text"] = proof.text
    values["link"] = proof.link or values["link"]
    return replace(known, values=values)


def _new_proof(code: str, position: int, proof: Proof) -> PartRow:
    values: dict[str, Any] = dict.fromkeys(column_types(Part.EVIDENCE))
    values |= {"position": position, "dates": [], "text": proof.text, "link": proof.link}
    return PartRow(Part.EVIDENCE, key_of(Part.EVIDENCE, position, code), code, values)


_SMALL = frozenset(
    ["de", "del", "la", "las", "el", "los", "y", "e", "en", "un", "una", "a", "al", "por", "para", "con"]
)
COLUMNS: Mapping[MatrixField, tuple[str, ...]] = {
    MatrixField.CODE: ("code",),
    MatrixField.QUANTITY: ("quantity",),
    MatrixField.DUE: ("period", "due_on"),
    MatrixField.EXECUTED_ON: ("executed_on",),
    MatrixField.RESPONSIBLE: ("responsible",),
    MatrixField.STATUS: ("status",),
    MatrixField.PERCENTAGE: ("percentage",),
}
"""Which columns of a product a field tells."""
