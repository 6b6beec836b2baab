"""Findings as editors show them."""

from __future__ import annotations

from lsprotocol import types

from cap.addresses import rule_page
from cap.language.document import Document
from cap.lsp.positions import Positions
from cap.plan.problem import Level, Problem
from cap.text.wording import sentence

_SEVERITY: dict[Level, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "hint": types.DiagnosticSeverity.Information,  # what editors call a hint, most of them hardly show
}
_NEEDLESS = ("unused-ignore",)  # shown as what can go


def diagnostics(document: Document, positions: Positions) -> list[types.Diagnostic]:
    """Every finding of a document, in the order of `cap lint`."""
    return [diagnostic(document, positions, problem) for problem in document.problems]


def diagnostic(document: Document, positions: Positions, problem: Problem) -> types.Diagnostic:
    """One finding. Its message is that of `cap lint`, and the hint below it."""
    hint = f"\n{problem.hint}" if problem.hint else ""
    return types.Diagnostic(
        range=positions.range(document, problem.span),
        message=f"{sentence(problem.message) if hint else problem.message}{hint}",
        severity=_SEVERITY[problem.level],
        code=problem.rule,
        code_description=types.CodeDescription(rule_page(problem.rule)),
        source="cap",
        tags=[types.DiagnosticTag.Unnecessary] if problem.rule in _NEEDLESS else None,
    )
