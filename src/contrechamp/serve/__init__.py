"""The room: dossiers in a browser, on this machine or, with `--auth`, among colleagues.

`create_app(settings)` gives back the application. Routes are as thin as the commands: they fetch from the store,
lay out with templates, and hand changes back to the store. `safety` stands before everything else, then `gate` (who is
it, may they), then the routes: those of the frame in `routes/`, those of the views in `views/`.
"""

from __future__ import annotations

from contrechamp.serve.settings import Limits, Settings

__all__ = ["Limits", "Settings"]
