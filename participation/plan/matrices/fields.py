"""What a column of somebody else's matrix can be."""

from enum import StrEnum


class MatrixField(StrEnum):
    """What a column holds. The words are what one writes after `--columns` and what is remembered."""

    ACTIVITY = "actividad"
    TASK = "tarea"
    PRODUCT = "producto"
    TASK_AND_PRODUCT = "tarea_y_producto"  # "Publicar el plan / Registro de publicaciones"
    CODE = "codigo"
    QUANTITY = "cantidad"
    DUE = "vence"
    DUE_MARK = "cronograma"  # a column a period, marked with an X
    EXECUTED_ON = "ejecutado_el"
    RESPONSIBLE = "responsable"
    STATUS = "estado"
    PERCENTAGE = "avance"  # several of them: the last that is filled in says how far it is
    PERCENTAGE_PART = "avance_parcial"  # of one period alone: they are added up
    EVIDENCE = "evidencia"
    LINK = "enlace"
    UNUSED = "nada"


SEVERAL = frozenset(
    {
        MatrixField.DUE_MARK,
        MatrixField.PERCENTAGE,
        MatrixField.PERCENTAGE_PART,
        MatrixField.EVIDENCE,
        MatrixField.LINK,
        MatrixField.UNUSED,
    }
)
"""What several columns can be at once."""

NAMES = (MatrixField.PRODUCT, MatrixField.TASK_AND_PRODUCT, MatrixField.TASK, MatrixField.ACTIVITY)
"""What can tell one row from another, the most exact first."""
