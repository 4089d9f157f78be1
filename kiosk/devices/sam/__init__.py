"""The security module (SAM) of an ID-card reader: its frames, its words, its chip's text.

GA/T 467-2019 (which replaces GA 467-2013), chip data GA 490-2013, desktop readers GA 450-2013.
"""
