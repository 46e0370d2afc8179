"""The search finds numbers of law, years and amounts as they are typed, and says what it does without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SCHEMES
