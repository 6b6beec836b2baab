"""A plan before its talk, the mail and the sheet that go out for it, and a reply as a mail program saves one."""

from __future__ import annotations

from datetime import date
from email import policy
from email.message import EmailMessage

from cap.agenda.prep_mail import five_kinds, prep_mail
from cap.agenda.prep_sheet import prep
from cap.agenda.prepare import Options
from cap.plan.read import read

PLAN = """\
---
name: Ada Obi
manager: Ruth Lind
stage: agreed
next: 2026-11-26
skills: [{skill: Handover, rating: 4, target: 6}, {skill: Chairing the round, rating: 5}]
topics: [{topic: Fewer nights?, by: ada, date: 2026-11-01}]
conversations: [{date: 2026-08-24, type: action-plan}]
---

# Ada
"""
READING = read(PLAN.encode(), "ada.md")
OPTIONS = Options(today=date(2026, 11, 22), audience="person", key="ada")
MAIL = prep_mail(READING, OPTIONS).text
AGAIN, ASKED = [MAIL, prep(READING, OPTIONS)], five_kinds(READING, OPTIONS)


def saved(body: str, kind: str = "plain", **how: str) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["Subject"], message["Date"] = (
        "Ada <ada@example.org>",
        "Re: Before we talk",
        "Sun, 22 Nov 2026 10:00:00 +0000",
    )
    params = {"format": "flowed"} if how.get("cte") == "flowed" else None
    message.set_content(body, subtype=kind, cte=None if params else how.get("cte"), params=params)
    return message.as_bytes()
