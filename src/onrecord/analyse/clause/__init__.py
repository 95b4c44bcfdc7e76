"""Every predicate of a report with its roles, form, factuality and time: computed once, read by all."""

from onrecord.analyse.clause.build import Clauses, clauses
from onrecord.analyse.clause.model import NOBODY, Clause, Form, Role, Step

__all__ = ["NOBODY", "Clause", "Clauses", "Form", "Role", "Step", "clauses"]
