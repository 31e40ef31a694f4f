"""«Plan» for staff: how it stands, its cuts, its products and its workbook."""
