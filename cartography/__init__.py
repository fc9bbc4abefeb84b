"""Drawing the earth: projections, outlines, the grid of the sheet. No case is known here."""
