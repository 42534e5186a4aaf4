"""What each agent does. Importing this package registers the built-in tasks, as a stranger's module would."""
from tasks import classification, infringement, keywords, translation  # noqa: F401
