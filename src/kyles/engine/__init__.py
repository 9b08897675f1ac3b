"""Where heavy work runs: one function, `run(task, parts)`, over disposable processes.

A part that crashes its process, or takes too long, is tried once more alone, then given back as
failed with the reason. Results come in the order of the parts, whatever order they end in. Today
the processes are this machine's; a cluster can take their place without another code path, because
a task is a plain function and a part a plain value.
"""

from kyles.engine.crew import Crew, as_copies
from kyles.engine.limits import Limits
from kyles.engine.memory import keep_freed
from kyles.engine.pool import Outcome, cores, run

__all__ = ["Crew", "Limits", "Outcome", "as_copies", "cores", "keep_freed", "run"]
