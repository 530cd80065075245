"""Parts of the trained pipeline that spaCy does not have; importing this room makes them known to spaCy.

spaCy finds them by name when it loads the pipeline: `contrechamp_lemmas` and `contrechamp_sentences` in the pipeline,
`contrechamp_matrices`, `contrechamp_vectors` and `fr_contrechamp` in its settings.
"""

from contrechamp.extract.components.language import LightFrench
from contrechamp.extract.components.lemmas import Lemmas
from contrechamp.extract.components.matrices import use_fast_matrices
from contrechamp.extract.components.sentences import Sentences
from contrechamp.extract.components.vectors import HalfVectors

__all__ = ["HalfVectors", "Lemmas", "LightFrench", "Sentences", "use_fast_matrices"]
