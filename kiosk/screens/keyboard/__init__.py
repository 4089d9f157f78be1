"""The on-screen keyboard: what is typed by finger, in Chinese, Latin letters and numbers."""
