"""What a hosted Space starts: the page for visitors, who run tasks but neither train nor change adapters."""
from app.settings import load
from app.ui import launch

if __name__ == "__main__":
    launch(load({"public": True}))
