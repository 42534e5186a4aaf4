"""The edges: a browser page, a command line, an HTTP API and agent tools over the same tasks."""
