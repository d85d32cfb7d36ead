"""Everything that can go wrong in measuring, as one tree.

EvalError
├── CaseError        a case folder is not as the labelled-case format wants it
├── PredictionError  a predictions file cannot be read
└── JudgeError       the judging model gave nothing that could be counted
"""


class EvalError(Exception):
    """What was expected, what came, what to do."""


class CaseError(EvalError):
    """A case folder is not complete or not well formed."""


class PredictionError(EvalError):
    """A predictions file is not what `longview batch` writes."""


class JudgeError(EvalError):
    """The judging model could not be used."""
