"""Every change of the plan, cuts as they were published, and whether the proof still opens."""

import sqlalchemy as sa
from alembic import op

revision = "0003_the_plan_kept"
down_revision = "0002_follow_up"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarms",
        sa.Column("trouble", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("trouble", name=op.f("pk_alarms")),
    )
    op.create_table(
        "evidence_links",
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("worked_at", sa.DateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failing_since", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(length=64), nullable=True),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("link_hash", name=op.f("pk_evidence_links")),
    )
    with op.batch_alter_table("evidence_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_links_next_at"), ["next_at"], unique=False)

    op.create_table(
        "pulses",
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_pulses")),
    )
    op.create_table(
        "difficulties",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("cut_on", sa.Date(), nullable=False),
        sa.Column("product_code", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_difficulties_plan_id_plans")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_difficulties_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difficulties")),
    )
    with op.batch_alter_table("difficulties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_difficulties_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("field", sa.String(length=48), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_changes_plan_id_plans")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_plan_changes_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_changes")),
    )
    with op.batch_alter_table("plan_changes", schema=None) as batch_op:
        batch_op.create_index("ix_plan_changes_plan_at", ["plan_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_changes_plan_id_part_key"), ["plan_id", "part", "key"], unique=False)

    op.create_table(
        "published_cuts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("cut_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("from_dates", sa.Boolean(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_published_cuts_plan_id_plans")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_published_cuts_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_cuts")),
        sa.UniqueConstraint("plan_id", "cut_on", "version", name=op.f("uq_published_cuts_plan_id_cut_on_version")),
    )
    op.create_table(
        "report_signatures",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("cut_on", sa.Date(), nullable=False),
        sa.Column("prepared_by", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_report_signatures_plan_id_plans")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_report_signatures_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_signatures")),
        sa.UniqueConstraint("plan_id", "cut_on", name=op.f("uq_report_signatures_plan_id_cut_on")),
    )
    op.create_table(
        "sheet_mappings",
        sa.Column("headings_hash", sa.String(length=64), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sheet_mappings_staff_id_staff")),
        sa.PrimaryKeyConstraint("headings_hash", name=op.f("pk_sheet_mappings")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file_hash", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("file_name", sa.Text(), nullable=True))

    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shows_sustained", sa.Boolean(), nullable=True))

    with op.batch_alter_table("taught_examples", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("written_at", sa.DateTime(), nullable=True))
        batch_op.alter_column("text", existing_type=sa.TEXT(), nullable=True)
        batch_op.create_index(batch_op.f("ix_taught_examples_written_at"), ["written_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("taught_examples", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_taught_examples_written_at"))
        batch_op.alter_column("text", existing_type=sa.TEXT(), nullable=False)
        batch_op.drop_column("written_at")
        batch_op.drop_column("words")

    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_column("shows_sustained")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("file_name")
        batch_op.drop_column("file_hash")

    op.drop_table("sheet_mappings")
    op.drop_table("report_signatures")
    op.drop_table("published_cuts")
    with op.batch_alter_table("plan_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_changes_plan_id_part_key"))
        batch_op.drop_index("ix_plan_changes_plan_at")

    op.drop_table("plan_changes")
    with op.batch_alter_table("difficulties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_difficulties_plan_id"))

    op.drop_table("difficulties")
    op.drop_table("pulses")
    with op.batch_alter_table("evidence_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_links_next_at"))

    op.drop_table("evidence_links")
    op.drop_table("alarms")
