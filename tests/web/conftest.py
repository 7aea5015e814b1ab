"""The tests of the server need what it needs, and a client: pip install 'tuneteller[dev]'."""

from importlib.util import find_spec

if all(map(find_spec, ("fastapi", "uvicorn", "prometheus_client", "python_multipart", "httpx2"))):
    from .running import site  # noqa: F401  # a fixture
else:
    collect_ignore_glob = ["test_*.py"]
