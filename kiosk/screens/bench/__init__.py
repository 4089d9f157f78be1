"""The technician's screen: what is plugged in, whether it is well, and how to try it."""
