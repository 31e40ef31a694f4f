"""What is said of the data that we hold about a person."""

from handlers.texts import privacy
from handlers.texts.subjects import SubjectNames
from locales import NBSP
from participation.observations.rights import own_data
from storage import Session
from tests.handlers.texts.rendered import KEYS, SEED, WRITER, file, said_in, take


def test_the_document_says_the_hour_of_the_authorisation_without_a_break(session: Session) -> None:
    take(session, SEED)
    file(session)
    own = own_data(session, KEYS, WRITER.id, WRITER.chat_id)

    sheet = privacy.summary(WRITER.name, own, SubjectNames({}, {}, {}), *said_in())

    assert any(f"1 de julio de 2021, 9:15{NBSP}a.{NBSP}m." in line for line in sheet.lines)
