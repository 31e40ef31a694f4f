"""The two files that an author can keep: the receipt, and after publication the path from it to the root."""

import json

from participation.proof_files import VERSION, receipt_file
from participation.publication.inclusion import InReport, filed_leaf
from storage import Session
from storage.models.cases import Case

PATH_FORMAT = "participa-camino"


def receipt(session: Session, case: Case) -> bytes:
    """The receipt of a case in JSON. The caller has checked whose it is."""
    return receipt_file(case.radicado, filed_leaf(session, case))


def path_file(case: Case, found: InReport) -> bytes:
    """The row of a case in a report and the audit path from its leaf to the root (RFC 6962, 2.1.1), in JSON."""
    report = found.report
    written = {
        "formato": PATH_FORMAT,
        "version": VERSION,
        "radicado": case.radicado,
        "huella": found.leaf,
        "fila": found.row,
        "casos": found.rows,
        "camino": list(found.path),
        "raiz": report.root,
        "desde": report.first_day.isoformat(),
        "hasta": report.last_day.isoformat(),
        "arbol": "RFC 6962, SHA-256",
    }
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()
