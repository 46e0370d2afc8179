"""The sitting of an edition: the activities of the day that its chapters keep, or those that its file lists, timed one after the other.

In the file, a text names an activity of the day, which lasts what its slides last. A table adds one: `{ episode = "scic-result",
duree = 25 }`, or `{ titre = "Pause", forme = "pause", duree = 15 }`, with `page` if a page of the edition is its own.
"""

import re

from essor.portable.french import listed
from essor.readers import tables
from essor.readers.programme import clock, lasting
from essor.readers.running_order import Activity
from essor.readers.strict import among

START = 9 * 60  # minutes from midnight, where the file is silent
SEATED = 120  # minutes, the most without a break
BREAKS = ("pause", "repas")
MEAL, BREAK = 11 * 60 + 30, 15  # before that hour, a meal becomes a break of so many minutes
ADDED = "ajout-"  # begins the key of an activity that is not of the day, and has no slide
KEYS = ("titre", "forme", "duree", "objectif", "materiel", "page", "episode")
LONGEST = 240  # minutes of one activity
EXERCISED = "Prédire, essayer, puis répondre aux exercices de l’épisode"


def moment(reading, table: dict, key: str) -> int | None:
    """A time of the file, « 09:00 », in minutes from midnight; None if it is not there, or is wrong."""
    value = table.get(key)
    if value is None:
        return None
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)(?::00)?", str(value))
    if not found:
        reading.refuse(f"deroule.{key}", value, "une heure telle que « 09:00 » est attendue")
        return None
    return int(found[1]) * 60 + int(found[2])


def of_the_day(contents, chapters, start: int) -> list[Activity]:
    """The activities of the day but those of chapters left out; the meal only between two of them, or a break if it would come too early."""
    kept = [activity for key, activity in contents.day.items() if _is_kept(contents, key, chapters)]
    taught = [rank for rank, activity in enumerate(kept) if activity.key in contents.minutes]
    between = range(taught[0], taught[-1]) if taught else range(len(kept))
    left = [_lasting(contents, activity, chapters) for rank, activity in enumerate(kept) if activity.form not in BREAKS or rank in between]
    return [_break(activity) if activity.form == "repas" and activity.start < MEAL else activity for activity in timed(left, start)]


def filled(reading, asked: list, contents, chapters) -> list[Activity]:
    """The activities that the file lists, without their times."""
    made: list[Activity] = []
    for rank, entry in enumerate(asked, 1):
        key = f"deroule.activites, n° {rank}"
        activity = _named(reading, key, entry, contents, chapters) if isinstance(entry, str) else _added(reading, rank, entry, contents, chapters)
        if activity and activity.key in [other.key for other in made]:
            reading.refuse(key, entry, "cette activité est donnée deux fois")
        elif activity:
            made.append(activity)
    return made


def timed(activities: list[Activity], start: int) -> list[Activity]:
    """The same, each beginning when the one before ends."""
    made = []
    for activity in activities:
        made.append(activity._replace(start=start))
        start = made[-1].end
    return made


def check(reading, activities: list[Activity], end: int | None) -> None:
    """Refuse a sitting that does not end when the file says, or where people sit for more than two hours."""
    if activities and end is not None and activities[-1].end != end:
        apart = abs(end - activities[-1].end)
        way = f"il manque {lasting(apart)}" if activities[-1].end < end else f"il y a {lasting(apart)} de trop"
        told = ", ".join(f"{activity.title} {lasting(activity.duration)}" for activity in activities)
        why = f"les activités commencent à {clock(activities[0].start)} et finissent à {clock(activities[-1].end)} : {way}. Elles durent : {told}"
        reading.refuse("deroule.fin", clock(end), why)
    seated = 0
    for activity in activities:
        seated = 0 if activity.form in BREAKS else seated + activity.duration
        if seated > SEATED:
            why = f'{lasting(seated)} sans pause ; {lasting(SEATED)} au plus : ajoutez {{ titre = "Pause", forme = "pause", duree = 10 }}'
            reading.refuse("deroule.activites", activity.title, why)
            return


def _break(meal: Activity) -> Activity:
    return meal._replace(form="pause", title="Pause", objective="Souffler", duration=BREAK)


def _is_kept(contents, key, chapters) -> bool:
    return key not in contents.minutes or not set(chapters).isdisjoint(contents.minutes[key])


def _lasting(contents, activity, chapters) -> Activity:
    """An activity of the day, for as long as the slides of these chapters take."""
    of_chapters = contents.minutes.get(activity.key)
    return activity._replace(duration=sum(of_chapters.get(chapter, 0) for chapter in chapters)) if of_chapters else activity


def _named(reading, key, name, contents, chapters) -> Activity | None:
    if name not in contents.day:
        from_ours = [known for known in contents.day if _is_kept(contents, known, chapters)]
        reading.refuse(key, name, f"aucune activité de la journée ne s’appelle ainsi ; {among(name, from_ours)}")
        return None
    if not _is_kept(contents, name, chapters):
        reading.refuse(key, name, f"cette activité se fait avec {listed(list(contents.minutes[name]))}, que « chapitres » ne garde pas")
        return None
    return _lasting(contents, contents.day[name], chapters)


def _added(reading, rank, entry, contents, chapters) -> Activity | None:
    key = f"deroule.activites, n° {rank}"
    faults = len(reading.faults)
    if not isinstance(entry, dict):
        reading.refuse(key, entry, "le nom d’une activité est attendu, ou une table { titre, forme, duree }, ou { episode, duree }")
        return None
    for unknown in [name for name in entry if name not in KEYS]:
        reading.refuse(f"{key}, {unknown}", None, f"clé inconnue ; {among(unknown, KEYS)}")
    duration = entry.get("duree")
    if type(duration) is not int or not 1 <= duration <= LONGEST:
        reading.refuse(f"{key}, duree", duration, f"un nombre entier de minutes est attendu, de 1 à {LONGEST}")
    title, form, page = entry.get("titre"), entry.get("forme", "simulation"), entry.get("page", "")
    episodes = contents.episodes(chapters)
    pages = [name.removeprefix("book/") for chapter in chapters for name in contents.chapters[chapter]] + ["conclusion", "progression", "mode-emploi"]
    if "episode" in entry:
        if entry["episode"] not in list(episodes):
            reading.refuse(f"{key}, episode", entry["episode"], f"aucun épisode de ces chapitres ne s’appelle ainsi ; {among(entry['episode'], episodes)}")
        else:
            page = episodes[entry["episode"]]
            title = title or contents.title(page)
    elif not isinstance(title, str) or not title.strip():
        reading.refuse(f"{key}, titre", title, "un texte est attendu, ou « episode »")
    elif page and page not in pages:
        reading.refuse(f"{key}, page", page, f"l’édition n’a pas cette page ; {among(page, pages)}")
    elif page and not page.startswith("exercises/"):
        page = f"book/{page}"
    if form not in (forms := tables.allowed("deroules", "forme")):
        reading.refuse(f"{key}, forme", form, f"forme inconnue ; {among(form, forms)}")
    if len(reading.faults) > faults:
        return None
    told = [str(entry.get(name, "")) for name in ("objectif", "materiel")]
    return Activity(f"{ADDED}{rank}", 0, int(str(duration)), form, str(title), told[0] or (EXERCISED if "episode" in entry else ""), told[1], page)
