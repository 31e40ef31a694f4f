"""*Informe de seguimiento a las observaciones ciudadanas*: what came in, what was answered, and what it changed."""

from reports.observations.document import MOST_IN_FULL, as_document
from reports.observations.exports import write_csv, write_dictionary, write_workbook
from reports.observations.followup import Change, Diffusion, Dimension, FollowUp, Proof, Row, Standing, Window
from reports.observations.summary import Breakdown, Part, Summary, summarise

__all__ = [
    "MOST_IN_FULL",
    "Breakdown",
    "Change",
    "Diffusion",
    "Dimension",
    "FollowUp",
    "Part",
    "Proof",
    "Row",
    "Standing",
    "Summary",
    "Window",
    "as_document",
    "summarise",
    "write_csv",
    "write_dictionary",
    "write_workbook",
]
