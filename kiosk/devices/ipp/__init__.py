"""Printers that speak IPP (RFC 8010, RFC 8011), and the queues of CUPS in front of them."""
