"""Speed beside a named peer, both in one run: `python -m benchmarks [mixed] [packed] [decode] [page] [memory] [described] [many]`."""
