"""The matrices of public entities: tables of activities and products as each office has them, taken into the plan."""
