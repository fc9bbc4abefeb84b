"""The picture shown when a page is shared: 1200 × 630, drawn here, kept by its content."""
