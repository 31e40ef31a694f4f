"""Pictures of figures: our own drawings in SVG, and the same ones as PNG. Typst is imported with the first PNG only."""
