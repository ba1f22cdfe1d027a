"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from cleaner import Cleaner

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--browser-required", action="store_true", help="fail, rather than deselect, without a browser")


@pytest.fixture(scope="session")
def cleaner() -> Cleaner:
    return Cleaner()
