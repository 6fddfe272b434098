"""Every sentence held against its quotes before anybody sees it; what fails is dropped and counted.

`drafts` checks the claims that are composed of the articles' own words, `statement` the free sentences
of a language model; the other files hold one check each.
"""

from rag.verify.drafts import fault, holds, verify
from rag.verify.statement import fault_of

__all__ = ["fault", "fault_of", "holds", "verify"]
