"""The models of the REST interface, one file per resource; requests refuse unknown fields, text is bounded."""
