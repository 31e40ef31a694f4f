"""One matrix on several sheets: a product that is on more than one is told by the later where it says something."""

from collections.abc import Sequence

from participation.plan.matrices.products import MatrixProduct


def join_sheets(sheets: Sequence[Sequence[MatrixProduct]]) -> list[MatrixProduct]:
    """The products of all sheets, each once. A sheet's own period says nothing of a product that is on several."""
    found: dict[tuple[str, str, str], MatrixProduct] = {}
    for product in (product for products in _by_period(sheets) for product in products):
        first = found.setdefault(product.key, product)
        if first is not product:
            first.period = None
            first.said |= product.said
            first.broken |= product.broken
            first.proofs += [proof for proof in product.proofs if proof not in first.proofs]
            first.proof_place = product.proof_place or first.proof_place
    return list(found.values())


def _by_period(sheets: Sequence[Sequence[MatrixProduct]]) -> list[Sequence[MatrixProduct]]:
    """The sheets from the earliest period to the latest; codes of like spans sort so."""
    return sorted(sheets, key=lambda products: (products[0].period or "") if products else "")
