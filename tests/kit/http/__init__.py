"""The HTTP part of the kit: ``applications`` has the four services as they are wired, without their database and broker."""
