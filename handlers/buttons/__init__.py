"""What a button tells us when it is pressed: small typed classes, by what they are under."""

from handlers.buttons.cases import AddGroup, AddMunicipality, AddToCase, MyCases, OpenCase, StopAsking, WithdrawCase
from handlers.buttons.data import Data
from handlers.buttons.general import Ask, Help, Home, MyData, Notices, Screens, SpeakIn
from handlers.buttons.observing import (
    Accept,
    AddToText,
    AnswerMe,
    Card,
    Decline,
    DropDraft,
    Fix,
    Observe,
    Send,
    SetAbout,
    SetKind,
)
from handlers.buttons.plan import Activity, Chart, Event, Events, FullReport, Product, Progress, Share
from handlers.buttons.staff import ChangeMember, Invite, Member, Panel, Team

__all__ = [
    "Accept",
    "Activity",
    "AddGroup",
    "AddMunicipality",
    "AddToCase",
    "AddToText",
    "AnswerMe",
    "Ask",
    "Card",
    "ChangeMember",
    "Chart",
    "Data",
    "Decline",
    "DropDraft",
    "Event",
    "Events",
    "Fix",
    "FullReport",
    "Help",
    "Home",
    "Invite",
    "Member",
    "MyCases",
    "MyData",
    "Notices",
    "Observe",
    "OpenCase",
    "Panel",
    "Product",
    "Progress",
    "Screens",
    "Send",
    "SetAbout",
    "SetKind",
    "Share",
    "SpeakIn",
    "StopAsking",
    "Team",
    "WithdrawCase",
]
