"""What others told: groups, members, hours, resolutions; the closing."""
