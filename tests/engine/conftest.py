import pytest

from tests.engine import tiny


@pytest.fixture(scope="session", params=tiny.FAMILIES)
def family(request, tmp_path_factory):
    """(folder of a tiny model, its four causal adapters), for each architecture."""
    folder = tiny.make(tmp_path_factory.mktemp(request.param) / "base", request.param)
    return folder, [tiny.adapter(folder, folder.parent / f"a{i}", rank=2 + 2 * i, seed=i) for i in range(4)]
