"""What the places are called where a diagnosis can be seen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.evaluation.doctor import Evidence


def panel_title(name: str) -> str:
    """What a panel is called in the middle of a sentence."""
    titles = {
        "curves": QCoreApplication.translate("doctor", "curves"),
        "diagnostics": QCoreApplication.translate("doctor", "diagnostics"),
        "evaluate": QCoreApplication.translate("doctor", "evaluation"),
        "data": QCoreApplication.translate("doctor", "data"),
        "data:samples": QCoreApplication.translate("doctor", "samples"),
        "data:files": QCoreApplication.translate("doctor", "check of the files"),
    }
    return titles.get(name) or titles[name.partition(":")[0]]


def where(evidence: Evidence) -> str:
    """What to look for there."""
    details = {
        "gradient_norm": QCoreApplication.translate("doctor", "gradient norms"),
        "update_ratio": QCoreApplication.translate("doctor", "update ratios"),
        "dead": QCoreApplication.translate("doctor", "dead units"),
        "activations": QCoreApplication.translate("doctor", "answers of the layer"),
        "confusion": QCoreApplication.translate("doctor", "confusion matrix"),
        "samples": QCoreApplication.translate("doctor", "single samples"),
    }
    detail = details.get(evidence.panel.partition(":")[2], "")
    steps = f"{evidence.steps[0]:,} – {evidence.steps[1]:,}" if evidence.steps else ""
    named = QCoreApplication.translate("doctor", "steps {0}").format(steps) if steps else ""
    found = ", ".join(filter(None, (detail, evidence.layer, named)))
    return found or QCoreApplication.translate("doctor", "Look at it there")
