"""What is loaded with the engine is looked through by no collection."""

import gc

from service.composition import create_redactor
from service.settings import Settings


def test_what_is_loaded_with_the_engine_is_out_of_reach_of_the_collector() -> None:
    gc.unfreeze()
    try:
        create_redactor(Settings())
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
