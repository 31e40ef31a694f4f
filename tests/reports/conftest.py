import pytest

from reports.charts.picture import Bar, BigFigure, ProgressPicture


@pytest.fixture
def seed_picture() -> ProgressPicture:
    return ProgressPicture(
        title="Plan de Participación Ciudadana 2021",
        entity="ENTerritorio",
        figures=(
            BigFigure("26\u00a0%", "del año completo", "4 de 15 productos"),
            BigFigure("80\u00a0%", "de lo que tocaba hasta junio", "4 de 5 productos"),
        ),
        bars=(
            Bar("1. Divulgar la estrategia", 2, 2, "2 de 2"),
            Bar("2. Promover los canales", 1, 2, "1 de 2"),
            Bar("3. Abrir un espacio virtual", 1, 1, "1 de 1"),
        ),
        bars_label="Productos entregados hasta junio, por actividad",
        cut_label="Datos hasta el 30 de junio de 2021",
        source="Fuente: Informe de avance, I semestre de 2021, ENTerritorio.",
        notes=("Calculamos nosotros el total de 15 productos.",),
    )
