"""How the screens look: tokens, icons and the few parts that every page is made of."""
