"""*Informe de avance*: how far the plan is at a cut, product by product with its proof, as a document and as data."""

from reports.progress_report.document import as_document, title
from reports.progress_report.files import write_file
from reports.progress_report.report import ProgressReport

__all__ = ["ProgressReport", "as_document", "title", "write_file"]
