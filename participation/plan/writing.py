"""A plan as its file, in YAML that people like to read: reading it again gives the same plan."""

from collections.abc import Iterator, Sequence

import yaml

from participation.plan.form import PLAN, Items
from participation.plan.source import ABSENT, Listing, Mapping, Node, Scalar
from participation.plan.tree import tree_of
from storage.queries.plan_parts import PartRow

_REQUIRED = {item.key for item in PLAN.fields if isinstance(item, Items) and item.required}
_WIDTH = 110
_SHORT = 60  # characters of a list that stands on one line


def plan_file(rows: Sequence[PartRow]) -> str:
    """The text of a plan file, from all parts as `stored_parts` gives them. Its parts stand apart."""
    root = tree_of(rows)
    parts = {key: node for key, (_, node) in root.entries.items() if key in _REQUIRED or not _is_empty(node)}
    return "\n".join(_text(Mapping(root.place, {key: (root.place, node)})) for key, node in parts.items())


def _is_empty(node: Node) -> bool:
    return isinstance(node, Listing) and not node.items


def _text(node: Mapping) -> str:
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_events(node),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    text: str = yaml.emit(events, allow_unicode=True, width=_WIDTH, indent=2, Dumper=_Indented)
    return text


class _Indented(yaml.SafeDumper):
    """Lists stand further in than their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _events(node: Node) -> Iterator[yaml.Event]:
    if isinstance(node, Scalar):
        yield _scalar(node.text)
    elif isinstance(node, Listing):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=_is_short(node))
        for item in node.items:
            yield from _events(item)
        yield yaml.SequenceEndEvent()
    else:
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for key, (_, value) in node.entries.items():
            if key in _REQUIRED or not _is_empty(value):
                yield _scalar(key)
                yield from _events(value)
        yield yaml.MappingEndEvent()


def _scalar(text: str) -> yaml.ScalarEvent:
    """Plain where that reads as the same text, in lines where it has some, else in quotes."""
    if text in ABSENT or not text:
        return yaml.ScalarEvent(None, None, (False, True), text, style='"')
    return yaml.ScalarEvent(None, None, (True, True), text, style="|" if "\n" in text else None)


def _is_short(node: Listing) -> bool:
    texts = [item.text for item in node.items if isinstance(item, Scalar)]
    return len(texts) == len(node.items) and sum(map(len, texts)) <= _SHORT
