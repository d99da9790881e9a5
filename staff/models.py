"""Teams and the people who work in them."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from flask_security import RoleMixin, UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.columns import JsonValue
from storage.database import Base


class Team(Base):
    """One IPS team. Clients belong to a team; employers and vacancies serve all of them."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120), unique=True)


class StaffRole(Base, RoleMixin):
    """A role, in the shape Flask-Security wants; what it allows is in web/access.py."""

    __tablename__ = "staff_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40), unique=True)
    description: Mapped[str | None] = mapped_column(sa.String(255))
    permissions: Mapped[list[str] | None] = mapped_column(JsonValue)


staff_roles = sa.Table(
    "staff_member_role",
    Base.metadata,
    sa.Column("staff_id", sa.ForeignKey("staff_member.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("role_id", sa.ForeignKey("staff_role.id", ondelete="CASCADE"), primary_key=True),
)


class StaffMember(Base, UserMixin):
    """Someone who signs in. Switched off, never deleted: what they did keeps their name."""

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(255), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("team.id"), index=True)
    created_at: Mapped[datetime]
    # Demo accounts open with a published password, so production refuses to know them.
    is_demo: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
    # Who stands in while this person is away (both days included); their leave switches it on.
    cover_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    away_from_on: Mapped[date | None]
    away_until_on: Mapped[date | None]
    team: Mapped[Team] = relationship(lazy="joined")
    roles: Mapped[list[StaffRole]] = relationship(  # type: ignore[assignment]  # narrower on purpose
        secondary=staff_roles, lazy="selectin"
    )
