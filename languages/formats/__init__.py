"""How each language writes days and numbers, where Django does not say it as we do."""
