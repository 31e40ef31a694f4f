"""Public pages as documents: templates, style, links and open data. What they say is given; nothing here knows HTTP."""
