"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from cleaner import Cleaner

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("default")


@pytest.fixture(scope="session")
def cleaner() -> Cleaner:
    return Cleaner()
