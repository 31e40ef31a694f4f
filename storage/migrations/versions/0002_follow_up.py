"""Answers, notices with their copies, events with what is around them, reports."""

import sqlalchemy as sa
from alembic import op

revision = "0002_follow_up"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desks",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("doing", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_desks")),
    )
    op.create_table(
        "guests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_code", sa.String(length=32), nullable=True),
        sa.Column("municipality", sa.String(length=5), nullable=True),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("unsubscribed_at", sa.DateTime(), nullable=True),
        sa.Column("refused_at", sa.DateTime(), nullable=True),
        sa.Column("refusal", sa.String(length=160), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guests")),
        sa.UniqueConstraint("email", name=op.f("uq_guests_email")),
    )
    with op.batch_alter_table("guests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guests_group_code"), ["group_code"], unique=False)

    op.create_table(
        "last_told",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("intent", sa.String(length=32), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=True),
        sa.Column("event", sa.String(length=32), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_last_told")),
    )
    with op.batch_alter_table("last_told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_last_told_at"), ["at"], unique=False)

    op.create_table(
        "subscriptions",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("events", sa.Boolean(), nullable=False),
        sa.Column("progress", sa.Boolean(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_subscriptions")),
    )
    op.create_table(
        "summary_weeks",
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("monday", name=op.f("pk_summary_weeks")),
    )
    op.create_table(
        "answer_templates",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["updated_by"], ["staff.id"], name=op.f("fk_answer_templates_updated_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_templates")),
    )
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("to_subscribers", sa.Boolean(), nullable=False),
        sa.Column("to_channel", sa.Boolean(), nullable=False),
        sa.Column("guest_groups", sa.JSON(), nullable=False),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_broadcasts_by_staff_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_table(
        "misreadings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pressed", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("intent", sa.String(length=32), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["settled_by"], ["staff.id"], name=op.f("fk_misreadings_settled_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_misreadings")),
        sa.UniqueConstraint("pressed", name=op.f("uq_misreadings_pressed")),
    )
    with op.batch_alter_table("misreadings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_misreadings_at"), ["at"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.String(length=32), nullable=False),
        sa.Column("not_before", sa.DateTime(), nullable=True),
        sa.Column("waits_at_night", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_notices_by_staff_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_notices_key")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notices_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_subject_subject_id"), ["subject", "subject_id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("done_rows", sa.Integer(), nullable=False),
        sa.Column("all_rows", sa.Integer(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=True),
        sa.Column("requested_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("requested_in", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("published_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["published_by"], ["staff.id"], name=op.f("fk_reports_published_by_staff")),
        sa.ForeignKeyConstraint(["requested_by"], ["staff.id"], name=op.f("fk_reports_requested_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_table(
        "taught_examples",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("intent", sa.String(length=32), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=True),
        sa.Column("taught_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["taught_by"], ["staff.id"], name=op.f("fk_taught_examples_taught_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taught_examples")),
    )
    op.create_table(
        "area_requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("received", sa.Text(), nullable=True),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_area_requests_by_staff_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_area_requests_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_requests")),
    )
    with op.batch_alter_table("area_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_requests_case_id"), ["case_id"], unique=False)

    op.create_table(
        "card_messages",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_card_messages_case_id_cases")),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_card_messages")),
    )
    with op.batch_alter_table("card_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_messages_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("transferred_to", sa.Text(), nullable=True),
        sa.Column("letter_hash", sa.String(length=64), nullable=True),
        sa.Column("letter_name", sa.Text(), nullable=True),
        sa.Column("letter_mime", sa.String(length=128), nullable=True),
        sa.Column("letter_bytes", sa.Integer(), nullable=True),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("approved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reached", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["approved_by"], ["staff.id"], name=op.f("fk_case_answers_approved_by_staff")),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_case_answers_by_staff_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_answers_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_answers")),
        sa.UniqueConstraint("case_id", "version", name=op.f("uq_case_answers_case_id_version")),
    )
    with op.batch_alter_table("case_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_answers_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_answers_letter_hash"), ["letter_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_answers_state_reached"), ["state", "reached"], unique=False)

    op.create_table(
        "case_notes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_case_notes_by_staff_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_notes_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_notes")),
    )
    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_notes_case_id"), ["case_id"], unique=False)

    op.create_table(
        "clarifications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("stops_clock", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("lapsed_at", sa.DateTime(), nullable=True),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("due_after", sa.Date(), nullable=True),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_clarifications_by_staff_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clarifications_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarifications")),
    )
    with op.batch_alter_table("clarifications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clarifications_case_id"), ["case_id"], unique=False)

    op.create_table(
        "copies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=320), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("not_before", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("shown_version", sa.Integer(), nullable=True),
        sa.Column("tells_change", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=160), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_copies_notice_id_notices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copies")),
        sa.UniqueConstraint("notice_id", "channel", "recipient", name=op.f("uq_copies_notice_id_channel_recipient")),
    )
    with op.batch_alter_table("copies", schema=None) as batch_op:
        batch_op.create_index("ix_copies_recipient", ["recipient"], unique=False)
        batch_op.create_index(
            "ix_copies_to_do",
            ["notice_id", "channel", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'sending', 'behind')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending', 'behind')"),
        )

    op.create_table(
        "copy_totals",
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(), nullable=True),
        sa.Column("last_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_copy_totals_notice_id_notices")),
        sa.PrimaryKeyConstraint("notice_id", "channel", "state", name=op.f("pk_copy_totals")),
    )
    op.create_table(
        "extensions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("due_after", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_extensions_by_staff_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_extensions_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
        sa.UniqueConstraint("case_id", name=op.f("uq_extensions_case_id")),
    )
    op.create_table(
        "report_leaves",
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_report_leaves_case_id_cases")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_leaves_report_id_reports")),
        sa.PrimaryKeyConstraint("report_id", "row", name=op.f("pk_report_leaves")),
    )
    with op.batch_alter_table("report_leaves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_leaves_case_id"), ["case_id"], unique=False)

    op.create_table(
        "reviewed_texts",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("reason_text", sa.Text(), nullable=True),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("reviewed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reviewed_texts_case_id_cases")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["staff.id"], name=op.f("fk_reviewed_texts_reviewed_by_staff")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_reviewed_texts")),
    )
    op.create_table(
        "feedback",
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["case_answers.id"], name=op.f("fk_feedback_answer_id_case_answers")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_feedback_case_id_cases")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_feedback")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_helped_at"), ["helped", "at"], unique=False)

    op.create_table(
        "outside_answers",
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["case_answers.id"], name=op.f("fk_outside_answers_answer_id_case_answers")
        ),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_outside_answers_by_staff_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_outside_answers_case_id_cases")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_outside_answers")),
    )
    with op.batch_alter_table("outside_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outside_answers_case_id"), ["case_id"], unique=False)

    op.create_table(
        "published_answers",
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["case_answers.id"], name=op.f("fk_published_answers_answer_id_case_answers")
        ),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_published_answers_by_staff_staff")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_published_answers")),
    )
    op.create_table(
        "commitments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_commitments_by_staff_staff")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_commitments_event_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_commitments_event_id_number")),
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitments_event_id"), ["event_id"], unique=False)

    op.create_table(
        "event_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_staff"], ["staff.id"], name=op.f("fk_event_changes_by_staff_staff")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_changes_event_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_changes")),
    )
    with op.batch_alter_table("event_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_changes_event_id"), ["event_id"], unique=False)

    op.create_table(
        "event_questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("alike", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("notice_version", sa.String(length=32), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("discard_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("discard_reason", sa.String(length=16), nullable=True),
        sa.Column("person", sa.String(length=64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["alike"], ["event_questions.id"], name=op.f("fk_event_questions_alike_event_questions")
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["staff.id"], name=op.f("fk_event_questions_answered_by_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_event_questions_case_id_cases")),
        sa.ForeignKeyConstraint(["discard_by"], ["staff.id"], name=op.f("fk_event_questions_discard_by_staff")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_questions_event_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_questions")),
    )
    with op.batch_alter_table("event_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_questions_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_questions_person"), ["person"], unique=False)

    op.create_table(
        "event_reminders",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_reminders_event_id_events")),
        sa.PrimaryKeyConstraint("event_id", "chat_id", name=op.f("pk_event_reminders")),
    )
    with op.batch_alter_table("event_reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_reminders_chat_id"), ["chat_id"], unique=False)

    op.create_table(
        "evidence_proposals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("dates", sa.JSON(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("saved", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_evidence_proposals_event_id_events")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_evidence_proposals_product_id_products")
        ),
        sa.ForeignKeyConstraint(["settled_by"], ["staff.id"], name=op.f("fk_evidence_proposals_settled_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_proposals")),
        sa.UniqueConstraint("event_id", "what", "of", name=op.f("uq_evidence_proposals_event_id_what_of")),
    )
    with op.batch_alter_table("evidence_proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_proposals_product_id"), ["product_id"], unique=False)

    op.create_table(
        "reminder_times",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("minutes_before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_reminder_times_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_reminder_times")),
    )
    op.create_table(
        "survey_answers",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=24), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_survey_answers_event_id_events")),
        sa.PrimaryKeyConstraint("event_id", "person", "question", name=op.f("pk_survey_answers")),
    )
    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.add_column(sa.Column("transcription", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("transcribed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_case_files_transcribed_by_staff"), "staff", ["transcribed_by"], ["id"]
        )

    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(
            sa.Column("assigned_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("area", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("duplicate_of", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("supports", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("official_radicado", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("hides_identity", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("decision", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("answered_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("answered_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("transfer_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("spam_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("spam_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("registered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("group_code", sa.String(length=32), nullable=True))
        batch_op.create_index(batch_op.f("ix_cases_assigned_to"), ["assigned_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_duplicate_of"), ["duplicate_of"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cases_state_due_on_kind_assigned_to_about_about_code"),
            ["state", "due_on", "kind", "assigned_to", "about", "about_code"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_cases_supports"), ["supports"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_transfer_by"), ["transfer_by"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cases_vigencia_state_due_on_answered_on"),
            ["vigencia", "state", "due_on", "answered_on"],
            unique=False,
        )
        batch_op.create_foreign_key(batch_op.f("fk_cases_registered_by_staff"), "staff", ["registered_by"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_supports_cases"), "cases", ["supports"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_spam_by_staff"), "staff", ["spam_by"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_assigned_to_staff"), "staff", ["assigned_to"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_duplicate_of_cases"), "cases", ["duplicate_of"], ["id"])

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minutes_long", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("speakers", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("accessibility", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("attendance", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("attendance_metric", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("minutes_link", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("announced_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arguments", sa.JSON(), nullable=True))

    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reception_closes", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("closed_days", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("worked_days", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("clarification_stops_clock", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("clarification_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("extension_times", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("priority_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("areas", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(length=320), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.String(length=32), server_default="telegram", nullable=False))
        batch_op.add_column(sa.Column("weekly_digest", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(
            sa.Column("delegate_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("away_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("away_until", sa.Date(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_staff_delegate_id_staff"), "staff", ["delegate_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_staff_delegate_id_staff"), type_="foreignkey")
        batch_op.drop_column("away_until")
        batch_op.drop_column("away_from")
        batch_op.drop_column("delegate_id")
        batch_op.drop_column("weekly_digest")
        batch_op.drop_column("digest")
        batch_op.drop_column("email")

    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_column("areas")
        batch_op.drop_column("priority_days")
        batch_op.drop_column("extension_times")
        batch_op.drop_column("clarification_days")
        batch_op.drop_column("clarification_stops_clock")
        batch_op.drop_column("worked_days")
        batch_op.drop_column("closed_days")
        batch_op.drop_column("reception_closes")

    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_column("arguments")

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_column("changed_at")
        batch_op.drop_column("announced_at")
        batch_op.drop_column("version")
        batch_op.drop_column("minutes_link")
        batch_op.drop_column("attendance_metric")
        batch_op.drop_column("attendance")
        batch_op.drop_column("accessibility")
        batch_op.drop_column("speakers")
        batch_op.drop_column("minutes_long")

    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_cases_duplicate_of_cases"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_assigned_to_staff"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_spam_by_staff"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_supports_cases"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_registered_by_staff"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_cases_vigencia_state_due_on_answered_on"))
        batch_op.drop_index(batch_op.f("ix_cases_transfer_by"))
        batch_op.drop_index(batch_op.f("ix_cases_supports"))
        batch_op.drop_index(batch_op.f("ix_cases_state_due_on_kind_assigned_to_about_about_code"))
        batch_op.drop_index(batch_op.f("ix_cases_duplicate_of"))
        batch_op.drop_index(batch_op.f("ix_cases_assigned_to"))
        batch_op.drop_column("group_code")
        batch_op.drop_column("registered_by")
        batch_op.drop_column("closed_at")
        batch_op.drop_column("spam_reason")
        batch_op.drop_column("spam_by")
        batch_op.drop_column("transfer_by")
        batch_op.drop_column("answered_on")
        batch_op.drop_column("answered_at")
        batch_op.drop_column("decision")
        batch_op.drop_column("hides_identity")
        batch_op.drop_column("official_radicado")
        batch_op.drop_column("supports")
        batch_op.drop_column("duplicate_of")
        batch_op.drop_column("area")
        batch_op.drop_column("assigned_to")
        batch_op.drop_column("version")

    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_case_files_transcribed_by_staff"), type_="foreignkey")
        batch_op.drop_column("transcribed_by")
        batch_op.drop_column("transcription")

    op.drop_table("survey_answers")
    op.drop_table("reminder_times")
    with op.batch_alter_table("evidence_proposals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_proposals_product_id"))

    op.drop_table("evidence_proposals")
    with op.batch_alter_table("event_reminders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_reminders_chat_id"))

    op.drop_table("event_reminders")
    with op.batch_alter_table("event_questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_questions_person"))
        batch_op.drop_index(batch_op.f("ix_event_questions_event_id"))

    op.drop_table("event_questions")
    with op.batch_alter_table("event_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_changes_event_id"))

    op.drop_table("event_changes")
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitments_event_id"))

    op.drop_table("commitments")
    op.drop_table("published_answers")
    with op.batch_alter_table("outside_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outside_answers_case_id"))

    op.drop_table("outside_answers")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_helped_at"))
        batch_op.drop_index(batch_op.f("ix_feedback_case_id"))

    op.drop_table("feedback")
    op.drop_table("reviewed_texts")
    with op.batch_alter_table("report_leaves", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_leaves_case_id"))

    op.drop_table("report_leaves")
    op.drop_table("extensions")
    op.drop_table("copy_totals")
    with op.batch_alter_table("copies", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_copies_to_do",
            sqlite_where=sa.text("state IN ('waiting', 'sending', 'behind')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending', 'behind')"),
        )
        batch_op.drop_index("ix_copies_recipient")

    op.drop_table("copies")
    with op.batch_alter_table("clarifications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clarifications_case_id"))

    op.drop_table("clarifications")
    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_notes_case_id"))

    op.drop_table("case_notes")
    with op.batch_alter_table("case_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_answers_state_reached"))
        batch_op.drop_index(batch_op.f("ix_case_answers_letter_hash"))
        batch_op.drop_index(batch_op.f("ix_case_answers_case_id"))

    op.drop_table("case_answers")
    with op.batch_alter_table("card_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_messages_case_id"))

    op.drop_table("card_messages")
    with op.batch_alter_table("area_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_requests_case_id"))

    op.drop_table("area_requests")
    op.drop_table("taught_examples")
    op.drop_table("reports")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notices_subject_subject_id"))
        batch_op.drop_index(batch_op.f("ix_notices_state"))
        batch_op.drop_index(batch_op.f("ix_notices_created_at"))

    op.drop_table("notices")
    with op.batch_alter_table("misreadings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_misreadings_at"))

    op.drop_table("misreadings")
    op.drop_table("broadcasts")
    op.drop_table("answer_templates")
    op.drop_table("summary_weeks")
    op.drop_table("subscriptions")
    with op.batch_alter_table("last_told", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_last_told_at"))

    op.drop_table("last_told")
    with op.batch_alter_table("guests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guests_group_code"))

    op.drop_table("guests")
    op.drop_table("desks")
