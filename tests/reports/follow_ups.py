"""Invented follow-up reports: small ones with everything in them, and large ones made row by row."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from locales import Formats, Language, Words, formats, words
from reports.observations import Change, Diffusion, FollowUp, Proof, Row, Window
from storage.models.followup import Decision
from storage.models.kinds import CaseState, Channel, ContributionKind, PetitionKind

ZONE = ZoneInfo("America/Bogota")
CUT = date(2021, 9, 30)
TOPICS = ("Video", "Diálogo del 30 de junio", "Invitaciones", "Plan completo")
GROUPS = ("Alcaldías", "Veedurías", "Academia", None)
HOSTILE = "=1+1 <b>no</b> <script>alert(1)</script> #panic() {{7*7}} \x00\x0b\ud800 😀 " + "x" * 10_000
STARTS = ("=1+1", "+57", "-2", "@SUMA(A1)", "\t=1", "'ya", "＝1", " =cmd|' /C calc'!A0")


def spanish() -> tuple[Words, Formats]:
    return words(Language.ES), formats(Language.ES, ZONE)


def a_row(number: int = 1, **changes: object) -> Row:
    """An answered observation, but for what is given."""
    received = datetime(2021, 7, 1, 14, 15, tzinfo=UTC) + timedelta(hours=number)
    values: dict[str, object] = {
        "number": f"PPC-2021-{number:06}-7",
        "received_at": received,
        "channel": Channel.TELEGRAM,
        "kind": ContributionKind.OBSERVATION,
        "person": f"Persona {number}",
        "point": "3. Abrir un espacio virtual",
        "text": "¿Cuándo se hará el diálogo? Propongo que sea en la Señal Ñ.",
        "state": CaseState.ANSWERED,
        "group": "Alcaldías",
        "territory": "Leticia, Amazonas",
        "topic": "Video",
        "area": "Grupo de Comunicaciones (inventado)",
        "answer": "Gracias. El video tendrá subtítulos.",
        "decision": Decision.ACCEPTED,
        "reason": "El plan ahora pide subtítulos.",
        "answered_on": date(2021, 7, 9),
        "due_on": date(2021, 7, 23),
        "days_used": 5,
        "days_allowed": 15,
        "support": "https://www.example.org/respuesta.pdf",
    }
    return Row(**{**values, **changes})  # type: ignore[arg-type]  # the values are as the called expects


def unanswered(number: int, **changes: object) -> Row:
    """The same without its answer."""
    nothing = dict.fromkeys(("area", "answer", "decision", "reason", "answered_on", "days_used", "support"))
    return a_row(number, **{**nothing, "state": CaseState.IN_REVIEW, **changes})


def some_rows(count: int) -> Iterator[Row]:
    """Rows that differ in everything, the same each time."""
    decisions, channels, kinds = list(Decision), list(Channel), list(ContributionKind)[:4]
    for number in range(1, count + 1):
        kind = kinds[number % 4]
        changes = {
            "channel": channels[number % 11 % len(channels)],
            "kind": kind,
            "petition": PetitionKind.INFORMATION if kind is ContributionKind.PETITION else None,
            "topic": TOPICS[number % 7 % 4],
            "group": GROUPS[number % 9 % 4],
            "text": f"Observación {number}: " + "El texto de una persona, con señas y año. " * (1 + number % 9),
        }
        if number % 5:
            yield a_row(number, decision=decisions[number % 13 % 4], days_used=number % 20, **changes)
        else:
            yield unanswered(number, due_on=date(2021, 8, 1) if number % 2 else date(2021, 12, 1), **changes)


def follow_up(*rows: Row, **changes: object) -> FollowUp:
    """A report on these rows, with a window, channels, diffusion, a change and a proof."""
    values: dict[str, object] = {
        "plan": "Plan de Participación Ciudadana 2021",
        "entity": "ENTerritorio",
        "first_day": date(2021, 7, 1),
        "last_day": CUT,
        "cut": CUT,
        "rows": lambda: iter(rows),
        "channels": ("Telegram", "Correo electrónico"),
        "windows": (Window("Observaciones al plan", date(2020, 12, 29), date(2021, 1, 21)),),
        "diffusion": (Diffusion("Publicación en el portal", (date(2020, 12, 29),), "https://www.example.org/plan"),),
        "how_to_comment": ("Escriba /observar al asistente en Telegram.", "https://www.example.org/opinar"),
        "changes": (Change("PPC-2021-000001-7", "Video", "tendrá subtítulos"),),
        "proof": Proof("ab" * 32, 3, "https://www.example.org/hojas.json", "https://www.example.org/comprobar"),
        "made_on": date(2021, 10, 1),
    }
    return FollowUp(**{**values, **changes})  # type: ignore[arg-type]  # the values are as the called expects
