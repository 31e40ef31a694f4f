"""The keys of a plan file: what each is called, where its value is kept, how it is read, and whether it must be there.

This table is the form: reading, the hints for misspelt keys and the names in a difference all follow it.
docs/plan-file.md explains it to the office.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from participation.plan import values
from participation.plan.values import Reader
from storage.models.plan import ComputedFigure, EventKind, EventState, ProductStatus
from storage.queries.plan_parts import Part


@dataclass(frozen=True)
class Field:
    """A key with one value, or with a list of them. `name` is the column that keeps it."""

    key: str
    name: str
    read: Reader = values.text
    required: bool = False
    many: bool = False
    """A list; a single value counts as a list of one. What is absent is an empty list."""
    filled: bool = False
    """When the key is there it must have a value: an unquoted # would silently empty it."""


@dataclass(frozen=True)
class Group:
    """A key with keys of its own, whose values belong to what surrounds it."""

    key: str
    fields: tuple["Field | Group", ...]
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A list of small records that are kept together in one column (`name`)."""

    key: str
    name: str
    fields: tuple[Field | Group, ...]


@dataclass(frozen=True)
class Items:
    """A list of parts of the plan, each a row of its own."""

    key: str
    section: "Section"
    required: bool = False


@dataclass(frozen=True)
class Section:
    """One part of the plan and its keys. `identity` names what tells one from another (a code, a date, a period).

    `link` is the key that names the part on which it hangs, where it does not stand inside that part.
    """

    part: Part
    fields: "tuple[Field | Group | Table | Items, ...]"
    identity: str = "code"
    link: str | None = None


class Petition(StrEnum):
    """The kinds of petition that a term of law tells apart."""

    GENERAL = "general"
    INFORMATION = "informacion"
    CONSULTATION = "consulta"


class Contribution(StrEnum):
    """What has no term of law: the entity may promise one."""

    OBSERVATION = "observacion"
    SUGGESTION = "sugerencia"
    PROPOSAL = "propuesta"
    CONGRATULATION = "felicitacion"
    DENUNCIA = "denuncia"


NAME = Field("nombre", "name", required=True)
CODE = Field("codigo", "code", values.code, required=True)
SHORT_NAME = Field("nombre_corto", "short_name", required=True)
VALUE_GROUPS = Field("grupos_de_valor", "value_groups", values.code, many=True)
PRODUCT_LINK = "producto"

EVIDENCE = Section(
    Part.EVIDENCE,
    (
        Field("texto", "text", required=True),
        Field("fecha", "dates", values.iso_day, many=True),
        Field("enlace", "link", values.link),
        Group(
            "archivo",
            (
                Field("tipo", "file_kind", values.code),
                Field("bytes", "file_bytes", values.number),
                Field("nombre", "file_name"),
                Field("huella", "file_hash", values.file_hash),
            ),
        ),
    ),
    identity="position",
)

PRODUCT = Section(
    Part.PRODUCT,
    (
        CODE,
        NAME,
        SHORT_NAME,
        Field("cantidad", "quantity", values.number),
        Field("periodo", "period", values.period),
        Field("vence", "due_on", values.day),
        Field("estado", "status", values.one_of(ProductStatus), required=True),
        Field("avance", "percentage", values.percentage, required=True),
        Field("ejecutado_el", "executed_on", values.day),
        Field("responsable", "responsible"),
        VALUE_GROUPS,
        Group(
            "trasladado",
            (
                Field("a", "moved_to", values.period_or_day, required=True),
                Field("motivo", "move_reason", required=True),
                Field("firma", "move_signed_by", required=True),
                Field("fecha", "moved_on", values.day),
            ),
        ),
        Group(
            "cancelado",
            (
                Field("motivo", "cancel_reason", required=True),
                Field("firma", "cancel_signed_by", required=True),
                Field("fecha", "cancelled_on", values.day),
            ),
        ),
        Items("evidencias", EVIDENCE),
    ),
)

TASK = Section(Part.TASK, (CODE, NAME, Items("productos", PRODUCT)))
ACTIVITY = Section(Part.ACTIVITY, (CODE, NAME, SHORT_NAME, Items("tareas", TASK)))
VALUE_GROUP = Section(Part.VALUE_GROUP, (CODE, NAME))

UNITEMISED = Section(
    Part.UNITEMISED,
    (
        Field("periodo", "period", values.period, required=True),
        Field("cantidad", "quantity", values.number_or_unknown, required=True),
        Field("inferido", "inferred", values.yes_or_no, required=True),
        Field("nota", "note"),
    ),
    identity="period",
)

WINDOW = Section(
    Part.WINDOW,
    (
        CODE,
        NAME,
        Field("desde", "opens_on", values.day, required=True),
        Field("hasta", "closes_on", values.day, required=True),
        Field("para", "purpose", required=True),
        Field("productos", "products", values.code, many=True),
    ),
)

CUT = Section(
    Part.CUT,
    (
        Field("fecha", "cut_on", values.day, required=True),
        Field("nombre", "label", required=True),
        Field("publicado_el", "published_on", values.day),
    ),
    identity="cut_on",
)

EVENT = Section(
    Part.EVENT,
    (
        CODE,
        Field("titulo", "title", required=True),
        Field("mencion", "mention"),
        Field("descripcion", "description"),
        Field("tipo", "kind", values.one_of(EventKind)),
        Field("estado", "state", values.one_of(EventState), required=True),
        Field("fecha_original", "original_date", values.day),
        Field("fecha", "day", values.day),
        Field("hora", "hour", values.hour),
        Field("duracion", "minutes_long", values.number),
        Field("motivo", "reason"),
        Field("lugar", "place"),
        Field("enlace", "link", values.link),
        Field("grabacion", "recording", values.link),
        Field("registro", "record"),
        Field("acta", "minutes_link", values.link),
        Field("asistencia", "attendance", values.number),
        Field("asistencia_cuenta", "attendance_metric"),
        Field("oradores", "speakers", many=True),
        Field("accesibilidad", "accessibility"),
        Field(PRODUCT_LINK, "product", values.code),
        VALUE_GROUPS,
    ),
    link="product",
)

TERMS = Table(
    "terminos",
    "terms",
    (
        Field("desde", "from", values.iso_day),
        Field("hasta", "to", values.iso_day),
        Field("fuente", "source"),
        Group(
            "dias_habiles", tuple(Field(kind, kind, values.number, required=True) for kind in Petition), required=True
        ),
    ),
)

PROMISES = Table(
    "promesas",
    "promises",
    (
        Field("tipo", "kind", values.one_of(Contribution), required=True),
        Field("dias_habiles", "working_days", values.number, required=True),
    ),
)

RULES = Group(
    "reglas",
    (
        Field("cierre_de_recepcion", "reception_closes", values.hour),
        Field("dias_cerrados", "closed_days", values.iso_day, many=True),
        Field("dias_laborados", "worked_days", values.iso_day, many=True),
        Group(
            "aclaracion",
            (
                Field("detiene_el_plazo", "clarification_stops_clock", values.yes_or_no),
                Field("dias_habiles", "clarification_days", values.number),
            ),
        ),
        Group("prorroga", (Field("hasta_veces", "extension_times", values.number),)),
        Group("prioritarias", (Field("dias_habiles", "priority_days", values.number),)),
    ),
)

AREAS = Table(
    "areas",
    "areas",
    (Field("nombre", "name", required=True), Field("correo", "email", values.email, required=True)),
)

ENTITY = Group(
    "entidad",
    (
        Field("nombre", "entity_name", required=True),
        Field("nombre_corto", "entity_short_name", required=True),
        Field("lema", "slogan"),
        Group(
            "contacto",
            (
                Field("correo", "email", values.email),
                Field("pagina", "web_page", values.link),
                Field("telefono", "phone"),
                Field("direccion", "address"),
                Field("horario", "office_hours"),
            ),
        ),
        Field("canal_protegido", "protected_channel"),
        Group("emergencias", (Field("linea", "emergency_line"), Field("texto", "emergency_text"))),
        Group(
            "privacidad",
            (
                Field("version", "privacy_version", required=True),
                Field("aviso_corto", "privacy_short", required=True),
                Field("aviso", "privacy_notice", required=True),
                Field("politica", "privacy_policy_link", values.link),
            ),
            required=True,
        ),
        Group(
            "colores",
            (
                Field("principal", "main_colour", values.colour, filled=True),
                Field("acento", "accent_colour", values.colour, filled=True),
            ),
        ),
        Field("logo", "logo"),
    ),
    required=True,
)

PLAN = Section(
    Part.PLAN,
    (
        Group(
            "plan",
            (
                NAME,
                Field("vigencia", "year", values.year, required=True),
                Field("objetivo_del_informe", "report_objective"),
                Field("fuente", "source"),
                Field("calculado_por_nosotros", "computed_figures", values.one_of(ComputedFigure), many=True),
                Field("muestra_avance_sostenido", "shows_sustained", values.yes_or_no),
            ),
            required=True,
        ),
        ENTITY,
        Items("grupos_de_valor", VALUE_GROUP),
        Items("actividades", ACTIVITY, required=True),
        Items("productos_sin_detalle", UNITEMISED),
        Items("cortes", CUT),
        Items("ventanas", WINDOW),
        Items("eventos", EVENT),
        TERMS,
        PROMISES,
        RULES,
        AREAS,
    ),
    identity="year",
)

SECTIONS = {
    section.part: section
    for section in (PLAN, VALUE_GROUP, ACTIVITY, TASK, PRODUCT, EVIDENCE, UNITEMISED, WINDOW, CUT, EVENT)
}


def paths(fields: "tuple[Field | Group | Table | Items, ...]", above: str = "") -> Iterator[tuple[str, str]]:
    """The column and the full key ("entidad.contacto.correo") of everything that a section keeps."""
    for field in fields:
        if isinstance(field, Group):
            yield from paths(field.fields, f"{above}{field.key}.")
        elif isinstance(field, (Field, Table)):
            yield field.name, above + field.key
