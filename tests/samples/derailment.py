"""An invented event, the derailment of Val-Serein, told by a wire, a local paper, an opinion and a copy of the wire.

Everything in it is made up: places, people, figures. It holds each relation, each voice, each shape of figure and date.
"""

from __future__ import annotations

from dataclasses import replace

from tests.samples.builder import Telling

from contrechamp.model import (
    Comparison,
    Copy,
    Edit,
    Event,
    Passage,
    Point,
    Reason,
    RelationKind,
    Span,
    Stand,
    StandKind,
)

WIRE = """\
Au moins 12 personnes ont été blessées mardi 4 mars dans le déraillement d’un train régional à Val-Serein, a \
annoncé la préfecture. Le convoi transportait 180 passagers. Il roulait à 95 km/h, selon la compagnie. « La voie \
avait été contrôlée en février », a assuré son directeur, Marc Aubrée. La circulation reprendra sans doute \
jeudi. La préfecture a ouvert une cellule d’écoute à la salle des fêtes."""

LOCAL = """\
Le déraillement de Val-Serein a fait 17 blessés, d’après l’hôpital de Brême-sur-Oise. De 190 à 210 voyageurs \
étaient à bord mardi matin. « La voie n’avait pas été contrôlée depuis deux ans », affirme Léa Morin, déléguée \
syndicale. Plusieurs témoins disent que le train roulait à plus de 110 km/h dans la courbe.

La mairie a demandé l’arrêt de la ligne en 2023. Un premier accident, en novembre 2019, n’avait fait aucune \
victime. Le préfet serait attendu sur place mercredi."""

OPINION = """\
Une fois encore, les fossoyeurs du rail ont du sang sur les mains. Prétendre que la voie avait été contrôlée est \
une fable : personne n’a vu un seul agent depuis le printemps 2022. On nous parle d’une douzaine de blessés, il \
y en a eu près de 20. La compagnie a supprimé 1 400 postes en trois ans. Peut-être un rail fissuré a-t-il cédé."""

REPRISE = """\
Au moins 14 personnes ont été blessées mardi 4 mars dans le déraillement d’un train régional à Val-Serein, a \
annoncé la préfecture. Le convoi transportait 180 passagers. « La voie avait été contrôlée en février », a \
assuré son directeur, Marc Aubrée. (avec l’Agence Centre-Est)"""


def derailment() -> Comparison:
    """The four accounts side by side, all records made by hand."""
    wire, local, opinion, reprise = _wire(), _local(), _opinion(), _reprise()
    tellings = (wire, local, opinion, reprise)
    return Comparison(
        event=Event(
            "Déraillement d’un train régional à Val-Serein",
            "2025-03-04",
            ("Val-Serein",),
            ("organisation:prefecture", "person:marc-aubree", "person:lea-morin"),
        ),
        accounts=tuple(t.account for t in tellings),
        extractions=tuple(t.made() for t in tellings),
        points=_points(wire, local, opinion, reprise),
        copies=(_copy(wire, reprise),),
        origins=((wire.account.id, reprise.account.id), (local.account.id,), (opinion.account.id,)),
    )


def pair() -> Comparison:
    """Only the wire and the local paper, side by side."""
    whole = derailment()
    kept = {account.id for account in whole.accounts[:2]}
    points = [
        replace(
            point,
            stands=point.stands[:2],
            origins=sum(bool(stand.claims) for stand in point.stands[:2]),
            reasons=tuple(r for r in point.reasons if all(p.account in kept for p in r.passages)),
        )
        for point in whole.points
        if any(stand.claims for stand in point.stands[:2])
    ]
    return replace(
        whole,
        accounts=whole.accounts[:2],
        extractions=whole.extractions[:2],
        points=tuple(p if p.origins > 1 else replace(p, relation=RelationKind.ONLY, reasons=()) for p in points),
        copies=(),
        origins=tuple((account.id,) for account in whole.accounts[:2]),
    )


def crowd() -> Comparison:
    """The four accounts and three more, so that they no longer fit into columns."""
    whole = derailment()
    more = [_short(name) for name in ("Radio Brême", "Le Rail", "Oise Matin")]
    silent = tuple(Stand(t.account.id, StandKind.SILENT) for t in more)
    stands = tuple(Stand(t.account.id, StandKind.ASSERTS, (t.claims[0].id,)) for t in more)
    quiet = tuple(Stand(account.id, StandKind.SILENT) for account in whole.accounts)
    closed = Point(more[0].claims[0].id, "ligne fermée", RelationKind.AGREE, quiet + stands, 3)
    return replace(
        whole,
        accounts=(*whole.accounts, *(t.account for t in more)),
        extractions=(*whole.extractions, *(t.made() for t in more)),
        points=(*(replace(point, stands=point.stands + silent) for point in whole.points), closed),
        origins=(*whole.origins, *((t.account.id,) for t in more)),
    )


def _short(name: str) -> Telling:
    t = Telling(f"{name}.txt", f"La ligne est fermée jusqu’à jeudi, écrit {name}.", outlet=name)
    t.claim("La ligne est fermée jusqu’à jeudi")
    return t


def _wire() -> Telling:
    t = Telling(
        "depeche.txt", WIRE, title="Un train régional déraille à Val-Serein", outlet="Agence Centre-Est",
        published="2025-03-04", url="https://agence-centre-est.example/val-serein",
        warnings=(("W305", "3 caractères illisibles remplacés"),),
    )  # fmt: skip
    t.actor("la préfecture", "préfecture", "organisation:prefecture")
    t.actor("Marc Aubrée", "Marc Aubrée", "person:marc-aubree")
    t.actor("Val-Serein", "Val-Serein", "place:val-serein")
    day = t.time("mardi 4 mars", "2025-03-04", "2025-03-04")
    february = t.time("en février", "2025-02", "2025-02-01", "2025-02-28")
    thursday = t.time("jeudi", "2025-03-06", "2025-03-06")
    hurt = t.figure("Au moins 12 personnes", "12", 12, None, counted="personne")
    aboard = t.figure("180 passagers", "180", 180, 180, counted="passager")
    speed = t.figure("95 km/h", "95", 95, 95, unit="kilometre-per-hour")
    prefecture = t.voice("préfecture", "la préfecture", "a annoncé", actor="organisation:prefecture")
    firm = t.voice("la compagnie", "la compagnie", "selon", actor="organisation:compagnie")
    aubree = t.voice("Marc Aubrée", "son directeur, Marc Aubrée", "a assuré", actor="person:marc-aubree")
    t.claim(
        "Au moins 12 personnes ont été blessées mardi 4 mars dans le déraillement d’un train régional à Val-Serein",
        "CT+", prefecture, "indirect", quantities=[hurt], times=[day],
    )  # fmt: skip
    t.claim("Le convoi transportait 180 passagers", quantities=[aboard])
    t.claim("Il roulait à 95 km/h", "CT+", firm, "indirect", quantities=[speed])
    t.claim("La voie avait été contrôlée en février", "CT+", aubree, "direct", times=[february])
    t.claim("La circulation reprendra sans doute jeudi", "PR+", times=[thursday], cues=["sans doute"])
    t.claim("La préfecture a ouvert une cellule d’écoute à la salle des fêtes")
    return t


def _local() -> Telling:
    t = Telling(
        "journal.txt", LOCAL, title="Val-Serein : « On l’avait dit »", outlet="Le Courrier de l’Oise",
        byline="Inès Tallier", published="2025-03-05",
    )  # fmt: skip
    t.actor("Léa Morin", "Léa Morin", "person:lea-morin")
    t.actor("Val-Serein", "Val-Serein", "place:val-serein")
    t.actor("Le préfet", "préfecture", "organisation:prefecture", "metonymy")
    morning = t.time("mardi matin", "2025-03-04TMO", "2025-03-04T06:00", "2025-03-04T12:00", kind="time")
    since = t.time("depuis deux ans", "P2Y", kind="duration")
    asked = t.time("en 2023", "2023", "2023-01-01", "2023-12-31")
    first = t.time("en novembre 2019", "2019-11", "2019-11-01", "2019-11-30")
    wednesday = t.time("mercredi", "2025-03-05", "2025-03-05")
    hurt = t.figure("17 blessés", "17", 17, 17, counted="blessé")
    aboard = t.figure("De 190 à 210 voyageurs", "190 à 210", 190, 210, counted="voyageur")
    speed = t.figure("plus de 110 km/h", "110", 110, None, unit="kilometre-per-hour")
    hospital = t.voice("hôpital de Brême-sur-Oise", "l’hôpital de Brême-sur-Oise", "d’après")
    morin = t.voice("Léa Morin", "Léa Morin, déléguée syndicale", "affirme", actor="person:lea-morin")
    witnesses = t.voice("témoins", "Plusieurs témoins", "disent", kind="unnamed")
    t.claim("Le déraillement de Val-Serein a fait 17 blessés", "CT+", hospital, "indirect", quantities=[hurt])
    t.claim("De 190 à 210 voyageurs étaient à bord mardi matin", quantities=[aboard], times=[morning])
    t.claim(
        "La voie n’avait pas été contrôlée depuis deux ans", "CT-", morin, "direct", cues=["n’", "pas"], times=[since]
    )
    t.claim("le train roulait à plus de 110 km/h dans la courbe", "CT+", witnesses, "indirect", quantities=[speed])
    t.claim("La mairie a demandé l’arrêt de la ligne en 2023", times=[asked])
    t.claim("Un premier accident, en novembre 2019, n’avait fait aucune victime", "CT-", cues=["aucune"], times=[first])
    t.claim("Le préfet serait attendu sur place mercredi", "PR+", times=[wednesday], cues=["serait"])
    return t


def _opinion() -> Telling:
    t = Telling("tribune.txt", OPINION, title="Ils savaient", byline="Gaspard Vial")
    spring = t.time("le printemps 2022", "2022-SP", "2022-03-20", "2022-06-20")
    years = t.time("en trois ans", "P3Y", kind="duration")
    dozen = t.figure("une douzaine de blessés", "une douzaine", 12, 12, counted="blessé", approximate=True)
    nearly = t.figure("près de 20", "20", 20, 20, counted="blessé", approximate=True)
    jobs = t.figure("1 400 postes", "1 400", 1400, 1400, counted="poste")
    others = t.voice("on", "On", "parle d’", kind="unnamed")
    those = t.voice("on", "Prétendre", "Prétendre que", kind="unnamed")
    t.claim("la voie avait été contrôlée", "CT+", those, "indirect")
    t.claim("la voie avait été contrôlée", "CT-", cues=["Prétendre que", "est une fable"], rule="denial")
    t.claim("personne n’a vu un seul agent depuis le printemps 2022", "CT-", times=[spring], cues=["personne n’"])
    t.claim("d’une douzaine de blessés", "CT+", others, "indirect", quantities=[dozen])
    t.claim("il y en a eu près de 20", quantities=[nearly])
    t.claim("La compagnie a supprimé 1 400 postes en trois ans", quantities=[jobs], times=[years])
    t.claim("Peut-être un rail fissuré a-t-il cédé", "PS+", cues=["Peut-être"])
    t.claim("les fossoyeurs du rail ont du sang sur les mains")
    t.technique("les fossoyeurs du rail", "Name_Calling-Labeling", "fossoyeurs")
    t.technique("ont du sang sur les mains", "Loaded_Language", "sang sur les mains")
    return t


def _reprise() -> Telling:
    t = Telling("reprise.txt", REPRISE, outlet="InfoRail", published="2025-03-04", cites=("Agence Centre-Est",))
    day = t.time("mardi 4 mars", "2025-03-04", "2025-03-04")
    february = t.time("en février", "2025-02", "2025-02-01", "2025-02-28")
    hurt = t.figure("Au moins 14 personnes", "14", 14, None, counted="personne")
    aboard = t.figure("180 passagers", "180", 180, 180, counted="passager")
    prefecture = t.voice("préfecture", "la préfecture", "a annoncé", actor="organisation:prefecture")
    aubree = t.voice("Marc Aubrée", "son directeur, Marc Aubrée", "a assuré", actor="person:marc-aubree")
    t.claim(
        "Au moins 14 personnes ont été blessées mardi 4 mars dans le déraillement d’un train régional à Val-Serein",
        "CT+", prefecture, "indirect", quantities=[hurt], times=[day],
    )  # fmt: skip
    t.claim("Le convoi transportait 180 passagers", quantities=[aboard])
    t.claim("La voie avait été contrôlée en février", "CT+", aubree, "direct", times=[february])
    return t


def _points(wire: Telling, local: Telling, opinion: Telling, reprise: Telling) -> tuple[Point, ...]:
    tellings = (wire, local, opinion, reprise)

    def point(label: str, relation: str, origins: int, *said: str, reasons: tuple[Reason, ...] = ()) -> Point:
        stands = tuple(map(_stand, tellings, said))
        seed = next(iter(c for s in stands for c in s.claims))
        return Point(seed, label, RelationKind(relation), stands, origins, reasons)

    hurt = (
        Reason("figure", (local.passage("17 blessés"), opinion.passage("près de 20"))),
        Reason("figure-revised", (wire.passage("Au moins 12 personnes"), reprise.passage("Au moins 14 personnes"))),
    )
    track = (
        Reason("negation", (local.passage("n’avait pas été contrôlée"), wire.passage("avait été contrôlée"))),
        Reason("denial", (opinion.passage("est une fable"), wire.passage("avait été contrôlée"))),
    )
    speed = (Reason("figure", (wire.passage("95 km/h"), local.passage("plus de 110 km/h"))),)
    aboard = (Reason("figure", (wire.passage("180 passagers"), local.passage("De 190 à 210 voyageurs"))),)
    period = (Reason("other-date", (local.passage("en novembre 2019"), opinion.passage("depuis le printemps 2022"))),)
    return (
        point("La voie avait été contrôlée", "conflict", 3, "La voie avait", "!La voie n’avait", "!la voie avait",
              "La voie avait", reasons=track),
        point("personnes blessées", "figures-differ", 3, "Au moins 12", "Le déraillement", "il y en a eu",
              "Au moins 14", reasons=hurt),
        point("vitesse du train", "figures-differ", 2, "Il roulait", "?le train roulait", "", "", reasons=speed),
        point("personnes à bord", "figures-differ", 2, "Le convoi", "De 190", "", "Le convoi", reasons=aboard),
        point("dernier contrôle", "not-comparable", 2, "", "Un premier", "personne n’a vu", "", reasons=period),
        point("cellule d’écoute", "only", 1, "La préfecture a ouvert", "", "", ""),
        point("reprise de la circulation", "only", 1, "?La circulation", "", "", ""),
        point("demande de la mairie", "only", 1, "", "La mairie", "", ""),
        point("visite du préfet", "only", 1, "", "?Le préfet", "", ""),
        point("postes supprimés", "only", 1, "", "", "La compagnie", ""),
        point("rail fissuré", "only", 1, "", "", "?Peut-être", ""),
        point("accusation", "only", 1, "", "", "les fossoyeurs", ""),
    )  # fmt: skip


_STANDS = {"!": StandKind.DENIES, "?": StandKind.HEDGES}


def _stand(telling: Telling, said: str) -> Stand:
    """The stand of an account on a point: the beginning of its claim, `!` before a denial and `?` before a hedge."""
    if not said:
        return Stand(telling.account.id, StandKind.SILENT)
    stand, words = _STANDS.get(said[0], StandKind.ASSERTS), said.lstrip("!?")
    own = [c for c in telling.claims if telling.account.text.startswith(words, c.span.start)]
    return Stand(telling.account.id, stand, tuple(c.id for c in own))


def _copy(wire: Telling, reprise: Telling) -> Copy:
    left, right = wire.account.text, reprise.account.text
    ends = "a assuré son directeur, Marc Aubrée."
    dropped = wire.span("Il roulait à 95 km/h, selon la compagnie.")
    return Copy(
        Passage(wire.account.id, Span(0, left.index(ends) + len(ends))),
        Passage(reprise.account.id, Span(0, right.index(ends) + len(ends))),
        0.9,
        (
            Edit("replace", wire.passage("12"), reprise.passage("14")),
            Edit("delete", Passage(wire.account.id, dropped), None),
        ),
    )
