"""The council note: an answer of the atlas on a few sheets, for those who decide in a town."""
