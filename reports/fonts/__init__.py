"""The one type family of pictures, pages and reports, bundled so that nothing depends on a machine's own fonts."""

from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Participa Sans"
REGULAR = FOLDER / "ParticipaSans-Regular.ttf"
BOLD = FOLDER / "ParticipaSans-Bold.ttf"
