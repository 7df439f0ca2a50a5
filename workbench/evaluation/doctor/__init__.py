"""The doctor of a run: reads its curves and figures, and says what it sees, how sure it is, why, and what to try.

Each rule is declared once (:mod:`workbench.evaluation.doctor.rules`): a function from a case to a diagnosis, or none.
"""

from workbench.evaluation.doctor.case import Case as Case
from workbench.evaluation.doctor.case import Known as Known
from workbench.evaluation.doctor.diagnosis import Diagnosis as Diagnosis
from workbench.evaluation.doctor.diagnosis import Evidence as Evidence
from workbench.evaluation.doctor.rules import examine as examine
from workbench.evaluation.doctor.rules import rules as rules
