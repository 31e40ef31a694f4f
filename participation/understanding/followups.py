"""Short messages that only the last answer completes: «¿y el video?», «¿cuándo es?», «¿y por qué?»."""

from collections.abc import Collection
from dataclasses import replace

from participation.understanding.analysis import Analysis, Token
from participation.understanding.language import LanguageData
from participation.understanding.reading import TARGETED, Intent, LastAnswer, Question
from participation.understanding.targets import Target, Targets
from participation.understanding.times import places_of_times

LONGEST = 7
"""More words than this stand on their own."""
BARE = 3
"""A question word with at most two more («¿cuándo es?») always continues."""
CERTAIN = 0.8
"""The confidence of a reading that the last answer completes."""

_PROGRESS = (Intent.PROGRESS_OVERALL, Intent.PROGRESS_SEMESTER, Intent.PROGRESS_ACTIVITY)
_EVENTS = (Intent.EVENTS_NEXT, Intent.EVENT_STATUS)
_CONTINUED = frozenset((*_PROGRESS, *_EVENTS, Intent.EVIDENCE))
_PROOF = frozenset(("evidence", "link", "show", "recording", "document"))
_HOW_FAR = frozenset(("progress", "percentage", "fulfil", "did", "missing", "semester"))
_WHY_AND_WHEN = frozenset(("reason", "when", "where", "happened", "who"))
_UNTELLING = frozenset(("greet", "event"))
_POINTING = _WHY_AND_WHEN | _PROOF | _HOW_FAR


class FollowUps:
    """Completes questions with the last answer."""

    def __init__(self, data: LanguageData, targets: Targets) -> None:
        self._data, self._targets = data, targets

    def complete(
        self, question: Question, analysis: Analysis, named: Target | None, places: Collection[int], last: LastAnswer
    ) -> Question:
        """The question in the light of the last answer; as it was when it stands on its own.

        `named`: what the text names, at the `places` of its tokens.
        """
        if not analysis.tokens:
            return question
        last = self._with_product(last)
        if last.intent in _CONTINUED and len(analysis.tokens) <= LONGEST:
            pointed = self._numbered(analysis) or self._of_day(question, analysis)
            if pointed is not None:
                return self._same_about(question, pointed, last)
            rest = self._rest(analysis, places if named else ())
            if named is not None and not rest:
                return self._same_about(question, named, last)
            if named is None and rest <= _POINTING and self._continues(question, analysis, rest):
                return self._more_about(question, rest, last)
        return self._pointed_at(question, analysis, last)

    def _with_product(self, last: LastAnswer) -> LastAnswer:
        """An event that was shown by itself, with the product that it serves: whose proof is asked for."""
        if last.event is None or last.target is not None:
            return last
        return replace(last, target=self._targets.named(Intent.EVENT_STATUS, last.event).code)

    def _rest(self, analysis: Analysis, places: Collection[int]) -> frozenset[str]:
        """The concepts that are said outside what is named; a word without a concept stands for itself."""
        found: set[str] = set()
        dates = places_of_times(analysis.words, self._data.times)
        for place, token in enumerate(analysis.tokens):
            if place in places or place in dates or token.word in self._data.follow_up or _is_number(token):
                continue
            telling = next((name for name in token.concepts if name in _POINTING), None)
            if telling is not None:
                found.add(telling)
            elif token.word in self._data.who and not token.concepts:
                found.add("who")
            elif not token.is_stop and not set(token.concepts) & _UNTELLING:
                found.add(token.concepts[0] if token.concepts else token.word)
        return frozenset(found)

    def _numbered(self, analysis: Analysis) -> Target | None:
        """«¿Y la 2?», «la segunda»: an activity by the number that it has on every screen."""
        telling = [token.word for token in analysis.tokens if token.word not in self._data.follow_up]
        number = self._data.ordinals.get(telling[-1]) if telling else None
        bare = len(telling) == 1 and telling[0].isdecimal()
        named = len(telling) == 2 and telling[0] in self._data.articles
        return self._targets.activity(number) if number is not None and (bare or named) else None

    def _of_day(self, question: Question, analysis: Analysis) -> Target | None:
        """«¿Y el del 30 de junio?»: the event of a day, where little more is said than the day."""
        begins = analysis.tokens[0].word in self._data.follow_up
        return self._targets.on_day(question.asked) if begins and not self._rest(analysis, ()) else None

    def _continues(self, question: Question, analysis: Analysis, rest: frozenset[str]) -> bool:
        """Whether the message says by its form that something went before."""
        begins = analysis.tokens[0].word in self._data.follow_up
        lacks = question.intent in TARGETED and question.target is None
        doubtful = question.confidence < CERTAIN or question.intent is Intent.OUT_OF_SCOPE
        bare = len(analysis.tokens) <= BARE and bool(rest) and rest <= _WHY_AND_WHEN
        return begins or lacks or doubtful or bare or self._points(analysis)

    def _points(self, analysis: Analysis) -> bool:
        ends = self._data.pronoun_endings
        return any(token.word in self._data.pronouns or token.word.endswith(ends) for token in analysis.tokens)

    def _same_about(self, question: Question, named: Target, last: LastAnswer) -> Question:
        """The last question again, about another thing."""
        if last.intent is Intent.EVIDENCE:
            intent = Intent.EVIDENCE
        elif last.intent in _EVENTS and self._targets.is_event(named.code):
            intent = Intent.EVENT_STATUS
        else:
            intent = Intent.PROGRESS_ACTIVITY
        return _now(question, intent, named.code, named.event)

    def _more_about(self, question: Question, rest: frozenset[str], last: LastAnswer) -> Question:
        """Another question about the same thing."""
        if rest & _PROOF:
            return _now(question, Intent.EVIDENCE, last.target, last.event)
        if last.target is None and ("semester" in rest or (question.asked and question.asked.semester)):
            return _now(question, Intent.PROGRESS_SEMESTER, None, None)
        if rest & _WHY_AND_WHEN and self._about_event(last):
            only = self._targets.only_event
            return _now(question, Intent.EVENT_STATUS, last.target or only.code, last.event or only.event)
        if rest & _WHY_AND_WHEN or (question.asked is not None and last.intent in _PROGRESS):
            intent = last.intent if last.intent in _PROGRESS else Intent.PROGRESS_ACTIVITY
            return _now(question, intent, last.target, last.event)
        if rest & _HOW_FAR and last.target is not None:
            return _now(question, Intent.PROGRESS_ACTIVITY, last.target, last.event)
        return question

    def _about_event(self, last: LastAnswer) -> bool:
        return last.event is not None or last.intent in _EVENTS or self._targets.is_event(last.target)

    def _pointed_at(self, question: Question, analysis: Analysis, last: LastAnswer) -> Question:
        """«¿Dónde lo veo?», «eso está mal»: a question that names nothing but points to what was answered."""
        lacks = question.intent in TARGETED and question.target is None and question.event is None
        if lacks and self._points(analysis) and (last.target or last.event):
            return replace(question, target=last.target, event=last.event, follows_up=True)
        return question


def _is_number(token: Token) -> bool:
    return token.word.isdecimal() and not token.concepts


def _now(question: Question, intent: Intent, target: str | None, event: str | None) -> Question:
    return replace(
        question,
        intent=intent,
        target=target if intent in TARGETED else None,
        event=event if intent in TARGETED else None,
        confidence=max(question.confidence, CERTAIN),
        alternatives=(),
        follows_up=True,
    )
