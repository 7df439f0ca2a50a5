"""Whether a value will do: asked of the part that it belongs to, or of the parameter's own bounds.

A check takes a value, returns its normal form, and raises a ``ValueError`` of pydantic's when it does not fit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from workbench.spec.expression import Expression
from workbench.spec.fields import Parameter

Check = Callable[[Any], Any]

_TYPES: dict[str, Any] = {"flag": bool, "whole": int, "number": float, "text": str, "folder": str, "file": str}
_TYPES["expression"] = Annotated[str, Expression()]


@cache
def own_check(parameter: Parameter) -> Check:
    """The check of the bounds that the parameter itself declares, for fields that stand outside a part."""
    if parameter.numbers:
        return parameter.numbers.check
    if parameter.form == "choice":
        return _chosen(parameter)
    bounds: dict[str, Any] = {
        "gt" if parameter.exclusive_minimum else "ge": parameter.minimum,
        "lt" if parameter.exclusive_maximum else "le": parameter.maximum,
    }
    bounds = {name: bound for name, bound in bounds.items() if bound is not None}
    if parameter.form == "number":
        bounds["allow_inf_nan"] = False
    checked: Any = Annotated[_TYPES[parameter.form], Field(strict=True, **bounds)]
    return TypeAdapter(checked).validate_python


def _chosen(parameter: Parameter) -> Check:
    def check(value: Any) -> Any:
        if value not in parameter.choices:
            raise ValueError(f"must be one of {', '.join(map(str, parameter.choices))}.")
        return value

    return check
