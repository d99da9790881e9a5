"""Clients and the versions of their vocational profile."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.database import Base


class Client(Base):
    """Someone the team helps into work. No diagnosis is kept, here or anywhere."""

    __tablename__ = "client"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("team.id"), index=True)
    # The named ESW; cover comes with the hand-over.
    esw_id: Mapped[int] = mapped_column(sa.ForeignKey("staff_member.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    # The name folded for search: SQLite folds only ASCII by itself.
    name_key: Mapped[str] = mapped_column(sa.String(120), index=True)
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    email: Mapped[str] = mapped_column(sa.String(320), default="")
    created_at: Mapped[datetime]
    # Which version of the profile is in force; 0 before the first one is saved.
    profile_number: Mapped[int] = mapped_column(default=0)
    profile: Mapped[ProfileVersion | None] = relationship(
        primaryjoin="and_(ProfileVersion.client_id == Client.id, "
        "ProfileVersion.number == Client.profile_number)",
        foreign_keys="ProfileVersion.client_id",
        uselist=False,
        viewonly=True,
        lazy="joined",
    )


class ProfileVersion(Base):
    """The profile as it stood after one save. Saving never overwrites; restoring saves again.

    `content` is the JSON form of clients.rules.Profile.
    """

    __tablename__ = "profile_version"
    __table_args__ = (sa.UniqueConstraint("client_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(
        sa.ForeignKey("client.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    # Which earlier version this one brought back, if any.
    restored_from: Mapped[int | None]
    saved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    saved_at: Mapped[datetime]
