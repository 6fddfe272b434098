"""The recipe: every setting of a training run, from one TOML file."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import SettingsError
from rag.reader.data.mixture import KINDS
from rag.reader.windows import LIMIT

SHIPPED = Path(__file__).with_name("recipe.toml")

Share = Annotated[float, Field(ge=0, le=10)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Saving(_Table):
    """When checkpoints are written and measured."""

    checkpoint_minutes: float = Field(gt=0)
    measure_minutes: float = Field(gt=0)
    sample: int = Field(gt=0)


class Recipe(_Table):
    """The settings as the comments in ``recipe.toml`` explain them."""

    seed: int
    epochs: float = Field(gt=0)
    pieces: int = Field(ge=LIMIT)
    limit: int = Field(ge=96, le=LIMIT)
    body_rate: float = Field(gt=0)
    head_rate: float = Field(gt=0)
    warm_up: float = Field(ge=0, lt=1)
    decay: float = Field(ge=0)
    clip: float = Field(gt=0)
    average: float = Field(ge=0, lt=1)
    answerable_weight: float = Field(ge=0)
    smoothing: float = Field(ge=0, lt=0.5)
    shares: dict[str, Share]
    saving: Saving

    @property
    def digest(self) -> str:
        """SHA-256 of what a run must not change on its way: all but its length and when it is saved."""
        kept = self.model_dump_json(exclude={"epochs", "saving"})
        return hashlib.sha256(kept.encode()).hexdigest()


def load_recipe(file: Path = SHIPPED) -> Recipe:
    """The settings in ``file``; `SettingsError` on what is no recipe."""
    remedy = f"{SHIPPED.name} beside the training code is a complete recipe."
    try:
        recipe = Recipe.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file} cannot be read as a recipe: {error}.", remedy) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SettingsError(f"{file.name}: {where}: {first['msg']}.", remedy) from None
    unknown = recipe.shares.keys() - set(KINDS)
    if unknown:
        raise SettingsError(f"{file.name}: shares.{min(unknown)} is no kind of example.", remedy)
    return recipe
