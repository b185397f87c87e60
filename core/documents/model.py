"""What all models of fields share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from core.documents.fields import Key, Path, Text, WebAddress


class Part(BaseModel):
    """A value that has fields of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Contact(Part):
    """Somebody to ask."""

    name: Text = Field(description="The person, or the role.", examples=["Anna Example"])
    partner: Key | None = Field(
        None, description="Where the person works: the name of a partner's file.", examples=["university-of-somewhere"]
    )


class Material(Part):
    """Something that is left after an event."""

    title: Text = Field(description="What it is.", examples=["Slides of the opening talk"])
    file: Path | None = Field(None, description="Path from this file to the file.", examples=["../files/opening.pdf"])
    link: WebAddress | None = Field(
        None, description="Address where it can be found.", examples=["https://example.org/recording"]
    )


EDITORS_ONLY = ("review", "owner")  # fields that no page shows
