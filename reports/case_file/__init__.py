"""One case on paper: what its author gets («Constancia»), and all of it for the archive («Expediente»)."""
