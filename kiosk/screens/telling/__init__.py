"""What the pages say: the state of a visit as frozen views, in one language."""
