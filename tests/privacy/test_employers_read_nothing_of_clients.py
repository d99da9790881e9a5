"""Whatever an employer reads is the same, byte for byte, whoever the clients are."""

import re

import sqlalchemy as sa

from employers.models import EmployerContact, VacancyPosting
from employers.rules.work import family_of
from liaison.models import LiaisonEntry
from notices.models import OutboxMessage
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_clients import a_client, a_profile
from tests.employers.posting import Employer, link_in, newest_mail

#: Secrets and moments differ between any two visits; nothing else may.
CHANGING = re.compile(
    r'nonce="[^"]*"|name="csrf_token"[^>]*|name="opened"[^>]*|nonce-[\w-]+'
    r"|(?<=/)[\w-]{43}(?=[/\"#?\s<]|$)"
)


class Visit:
    """One employer's dealings with us, with everything they read in the order they read it."""

    def __init__(self, app, esw, name: str) -> None:
        self.name = name
        self.esw = esw
        self.form = Employer(app)
        self.email = f"robin@{name.lower()}.example.org"
        self.read: list[str] = []

    def keep(self, page):
        """A page as this employer reads it, headers and all."""
        self.read += [self.plain(page.html), self.plain(str(sorted(page.response.headers)))]
        return page

    def plain(self, text: str) -> str:
        """The text with what changes at every visit, and this employer's name, taken out."""
        text = re.sub(rf"\b{self.name}\b", "EMPLOYER", text, flags=re.IGNORECASE)
        text = re.sub(r"\('(Set-Cookie|Content-Length|Date)', [^)]*\)", "", text)
        return CHANGING.sub("CHANGES", text)

    def mail(self) -> OutboxMessage:
        """The newest letter, kept as this employer reads it."""
        letter = newest_mail()
        assert letter.to_address == self.email
        self.read += [self.plain(letter.subject), self.plain(letter.body)]
        self.read += [self.plain(letter.reply_to), self.plain(letter.unsubscribe_url)]
        return letter

    def post_a_role(self) -> None:
        """Post, confirm, and open the link that manages the role."""
        pages, who = self.form.pages, {"employer": self.name, "email": self.email}
        self.keep(pages.get("/post-a-role"))
        self.keep(self.form.to_check(**who))
        check = self.form.to_check(**who)
        self.keep(pages.submit(check))
        confirm = self.keep(pages.get(link_in(self.mail())))
        self.keep(pages.submit(confirm))
        self.keep(pages.get(link_in(self.mail())))

    def answer_questions(self) -> None:
        """Be asked by mail, open the link, tap an answer, be thanked."""
        with transaction() as session:
            posting = session.scalar(
                sa.select(VacancyPosting).where(VacancyPosting.contact_email == self.email)
            )
            site = posting.vacancy.site
            employer_id, site_id = site.employer_id, site.id
            contact = EmployerContact(
                employer_id=employer_id,
                name="Robin Sample",
                email=self.email,
                email_key=self.email,
                created_at=NOW,
            )
            session.add(contact)
            session.flush()
            contact_id = contact.id
        family = family_of("Kitchen assistant").replace(" ", "+")
        address = f"/employers/{employer_id}/questions/{site_id}/mail?family={family}"
        page = self.esw.get(address)
        # Which questions go out is the ESW's choice: here the same ones for everybody.
        self.esw.submit(page, {"tap": ["seat", "noise"], "contact": str(contact_id)})
        link = link_in(self.mail())
        page = self.keep(self.form.pages.get(link))
        page = self.keep(
            self.form.pages.submit(page, {"said": "arrange"}, form='form[action$="/seat"]')
        )
        self.keep(self.form.pages.submit(page, {"said": "no"}, form='form[action$="/noise"]'))


def everything_read(app, esw, name: str) -> list[str]:
    visit = Visit(app, esw, name)
    visit.post_a_role()
    visit.answer_questions()
    return visit.read


def many_clients(world) -> None:
    """Clients whose every limit and wish bears on the role, and a log full of them."""
    limits = {
        "sit_choice": {"usual": "always", "strength": "must"},
        "noise_level": {"usual": "quiet", "strength": "must"},
        "lift_max_kg": {"usual": 5, "strength": "must"},
    }
    for number in range(5):
        profile = a_profile(limits, interests=("kitchen assistant",))
        client = a_client(world, f"Secret Person {number}", profile=profile)
        with transaction() as session:
            session.add(
                LiaisonEntry(
                    team_id=world.team_id,
                    employer_id=session.scalar(sa.text("SELECT min(id) FROM employer")),
                    client_id=client.id,
                    by_id=world.esw.id,
                    happened_on=clock.today(),
                    kind="visit",
                    purpose="client",
                    outcome="spoke",
                    face_to_face=True,
                    in_community=True,
                    learned="Would take Secret Person.",
                    logged_at=NOW,
                )
            )


def test_an_employer_reads_the_same_bytes_whoever_the_clients_are(app, esw, world, database):
    before = everything_read(app, esw, "Quince")
    many_clients(world)
    end_reads()

    after = everything_read(app, esw, "Medlar")

    assert len(before) == len(after)
    for was, is_now in zip(before, after, strict=True):
        assert was == is_now
    assert not any("Secret" in text for text in after)
