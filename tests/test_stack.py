"""The libraries work together, nothing shadows our packages, nothing unknown runs at interpreter start."""

import os
import sys
import sysconfig
from importlib.metadata import distribution, packages_distributions, version
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.tools import tool

from agent.quiet import hush

OURS = ("agent", "tools", "retrieval", "ui", "evals")

STARTUP_FILES = {
    "_editable_impl_longview.pth",  # this checkout
    "distutils-precedence.pth",  # setuptools
    "_virtualenv.pth",  # virtualenv and uv
    "a1_coverage.pth",  # coverage
}
"""Files that Python runs or reads at every start; a stolen release of litellm hid in one."""

MALWARE = {"litellm": {"1.82.7", "1.82.8"}}
"""Releases known to carry a credential stealer (OSV MAL-2026-2144)."""

NEVER_INSTALLED = ("torch", "en-core-web-trf", "en-core-sci-md", "medspacy")


def test_ragas_imports() -> None:
    from evals.ragas_package import ragas_module

    assert ragas_module("ragas").__version__.startswith("0.4.")
    assert os.environ["RAGAS_DO_NOT_TRACK"] == "true"
    collections = ragas_module("ragas.metrics.collections")
    assert collections.Faithfulness
    assert collections.ResponseGroundedness


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_tool_binds_to_litellm() -> None:
    hush()
    from langchain_litellm import ChatLiteLLM

    @tool
    def weeks_held(domain: str) -> int:
        """Return for how many weeks a gain has been held."""
        return len(domain)

    model = ChatLiteLLM(model="openai/scripted", model_kwargs={"mock_response": "It has held."})
    answer = model.bind_tools([weeks_held]).invoke([HumanMessage("Has it held?")])
    assert answer.content == "It has held."


@pytest.mark.parametrize("name", OURS)
def test_no_other_distribution_provides_our_package(name: str) -> None:
    # an editable install is listed by its .pth file alone: then no distribution provides the name
    assert set(packages_distributions().get(name, ())) <= {"longview"}


@pytest.mark.parametrize("name", OURS)
def test_our_packages_are_those_of_this_checkout(name: str) -> None:
    module = __import__(name)
    assert module.__file__ is not None
    assert Path(module.__file__).parent == Path(__file__).parents[1] / name


def test_nothing_unknown_runs_at_interpreter_start() -> None:
    site = Path(sysconfig.get_path("purelib"))
    found = {path.name for path in site.glob("*.pth")}
    assert found <= STARTUP_FILES
    assert not list(site.glob("sitecustomize*")) + list(site.glob("usercustomize*"))


@pytest.mark.parametrize(("name", "bad"), MALWARE.items())
def test_known_malware_is_not_installed(name: str, bad: set[str]) -> None:
    assert version(name) not in bad


@pytest.mark.parametrize("name", NEVER_INSTALLED)
def test_packages_that_may_not_be_there_are_not(name: str) -> None:
    from importlib.metadata import PackageNotFoundError

    with pytest.raises(PackageNotFoundError):
        distribution(name)


def test_the_python_is_the_one_we_support() -> None:
    assert sys.version_info[:2] == (3, 11)
