"""What is kept of employers: workplaces, vacancies, roles they post, imports of adverts."""

from employers.models.imports import ImportBatch, ImportRow, ImportState
from employers.models.postings import (
    EmployerLink,
    LinkPurpose,
    PublicAttempt,
    ReviewDecision,
    RoleDraft,
    VacancyPosting,
)
from employers.models.questions import QuestionRound
from employers.models.records import (
    EmployerMerge,
    EmployerName,
    EmployerPrecedent,
    EmployerStep,
    EmployerWord,
    NameKind,
)
from employers.models.reviews import PostingReview
from employers.models.vacancies import Vacancy, VacancyChange, VacancyVersion
from employers.models.words import words_of
from employers.models.workplaces import Employer, EmployerContact, Site, SiteFact

__all__ = [
    "Employer",
    "EmployerContact",
    "EmployerLink",
    "EmployerMerge",
    "EmployerName",
    "EmployerPrecedent",
    "EmployerStep",
    "EmployerWord",
    "ImportBatch",
    "ImportRow",
    "ImportState",
    "LinkPurpose",
    "NameKind",
    "PostingReview",
    "PublicAttempt",
    "QuestionRound",
    "ReviewDecision",
    "RoleDraft",
    "Site",
    "SiteFact",
    "Vacancy",
    "VacancyChange",
    "VacancyPosting",
    "VacancyVersion",
    "words_of",
]
