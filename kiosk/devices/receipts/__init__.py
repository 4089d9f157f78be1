"""Receipt printers that speak ESC/POS: 80 mm, 203 dots an inch, with a cutter."""
