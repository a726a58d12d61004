"""The whole service at once: random lives, a process that dies before every write, two who act at the same moment."""
