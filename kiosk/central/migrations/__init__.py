"""How central's tables came to be, one revision a step; none is ever changed afterwards."""
