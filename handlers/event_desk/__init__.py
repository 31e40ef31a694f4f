"""«Eventos» for staff: writing events down, announcing them, moving them, closing them."""
