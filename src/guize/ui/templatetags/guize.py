"""Tags and filters of every page. This library is a template builtin: nothing needs to load it.

{{ day|day }} {{ instant|moment }} {{ fen|yuan }} {{ fen|wan }} {{ word|gloss }}
{% duty_state state provisional %} {% deadline day state provisional %} {% citation cite %}
{% say reason %} {% field form.name %} {% error_summary form %}
"""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guize.core.facts import strokes
from guize.ui import rules, wording

register = template.Library()

STATES = {
    "not_started": ("○", _("未起算"), "idle"),
    "running": ("●", _("进行中"), "good"),
    "due_soon": ("▲", _("临期"), "soon"),
    "due_today": ("▲", _("今日到期"), "today"),
    "overdue": ("■", _("逾期(未见记录)"), "late"),
    "fulfilled_in_time": ("✓", _("按期办结"), "done"),
    "fulfilled_late": ("✓", _("逾期办结"), "done-late"),
    "suspended": ("‖", _("中止"), "held"),
    "not_applicable": ("○", _("不适用"), "idle"),
    "lapsed": ("○", _("期满"), "idle"),
    "undetermined": ("◇", _("未定"), "held"),
}


@register.filter
def day(value):
    """2026-09-29(周二); in English Tue 29 Sep 2026; nothing for no day."""
    found = wording.as_date(value)
    return wording.written_day(found) if found else ""


@register.filter
def moment(value):
    """2026-09-29 09:12 in Beijing time."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def yuan(fen):
    return "" if fen in (None, "") else wording.written_yuan(int(fen))


@register.filter
def wan(fen):
    return "" if fen in (None, "") else wording.written_wan(int(fen))


@register.filter
def gloss(word):
    """The name of a word, fact, field, event type or measure in the reader's language.

    A plain text is looked up in the rulebook: as a code, or as a Chinese phrase it glosses.
    """
    if isinstance(word, str):
        return wording.gloss_text(word)
    chinese = getattr(word, "label", "") or getattr(word, "name", "")
    return (getattr(word, "english", "") or chinese) if wording.is_english() else chinese


@register.filter
def names(words):
    """The names of several codes or words, joined as the reader's language joins them."""
    return wording.listed(str(gloss(word)) for word in words or ())


@register.filter
def event_names(codes, pack=""):
    """The names of several event types, joined, as their own rulebook calls them."""
    return wording.listed(str(event_label(code, pack)) for code in codes or ())


@register.filter
def word(code, vocabulary):
    """The name of a code in one vocabulary: `direct` is 直接送达 in one and 直接责任 in another."""
    book = rules.rulebook()
    words = book.words.get(vocabulary, ()) if book else ()
    return next((gloss(found) for found in words if found.code == code), gloss(code or ""))


def _pack(name):
    return rules.rulebook(name) or rules.rulebook()


# Entries of a stream that no rulebook speaks of: the file itself and what is kept in it.
OF_THE_FILE = {
    "case_opened": _("登记案件"),
    "case_amended": _("修改案件信息"),
    "matter_added": _("增加争议事项"),
    "instance_added": _("增加审级"),
    "document_filed": _("文书归卷"),
    "follow_up_issued": _("发出督办"),
    "follow_up_received": _("签收督办"),
    "follow_up_closed": _("督办销号"),
}


@register.filter
def event_label(code, pack=""):
    """The name of an event type in a pack; without one, in the county's own."""
    book = _pack(pack)
    if book and code in book.event_types:
        return gloss(book.event_types[code])
    return str(OF_THE_FILE.get(code, code))


@register.filter
def step_citation(event):
    """Where the county's rulebook says that a step of the proceeding is taken; None if nowhere."""
    book = rules.rulebook()
    steps = (step.citation for step in (book.steps if book else ()) if event in step.done_by)
    return next(steps, None)


@register.filter
def table_citation(name):
    """Where the county's rulebook answers the question of a table; None if nowhere."""
    book = rules.rulebook()
    table = book.tables.get(name) if book else None
    return table.rows[0].citation if table else None


@register.filter
def fact_label(code):
    """The name of a fact that tables ask."""
    book = rules.rulebook()
    return gloss(book.facts[code]) if book and code in book.facts else gloss(code)


OF_OFFICE = {"holder": _("任职人员"), "portfolio": _("分管关系")}


@register.filter
def missing_label(code):
    """The name of a fact still unknown, of those too that stand in no table."""
    return OF_OFFICE.get(code) or fact_label(code)


@register.filter
def conclusion(said):
    """What the reasons of a capacity, a circumstance, a pursuit or a route are asked by."""
    from guize.core import explain  # noqa: PLC0415

    return explain.id_of(said)


@register.filter
def of(found, key):
    """What a mapping holds for a key; nothing where it holds none."""
    return (found or {}).get(key, ())


@register.filter
def words(codes, vocabulary):
    """The names of several codes of one vocabulary, joined."""
    return wording.listed(str(word(code, vocabulary)) for code in codes or ())


@register.filter
def fact_names(missing):
    """The names of facts still unknown, joined, each once."""
    return wording.listed(dict.fromkeys(_fact_name(one) for one in missing or ()))


def _fact_name(one):
    """The fact, with what is on record where the rulebook says nothing of it."""
    label = str(fact_label(one.fact))
    return f"{label}“{names(one.code.split('、'))}”" if one.code else label


SEVERITIES = {"statutory": _("法定"), "measure": _("本办法"), "target": _("内部目标")}


@register.filter
def severity(code):
    """What stands behind a period: the statute, the measure itself, an internal target."""
    return SEVERITIES.get(code, code)


@register.filter
def term(rule):
    """The period of a duty rule: 2 个工作日, before an event, or no fixed term."""
    if rule.period:
        return wording.written_period(rule.period)
    if rule.before:
        return gettext("%(event)s前") % {"event": event_names(rule.before, rule.citation.pack)}
    if rule.year_end:
        return gettext("年底")
    if rule.due_field:  # the day stands in the entry itself: 开庭日期
        return _field_name(rule)
    return gettext("及时")


def _field_name(rule):
    book = _pack(rule.citation.pack)
    kinds = (book.event_types[code] for code in rule.triggers if code in book.event_types)
    fields = (field for kind in kinds for field in kind.fields if field.code == rule.due_field)
    return gloss(next(fields, rule.due_field))


@register.simple_tag
def say(item, names=None):
    """A reason of the core as a sentence in the reader's language; `names` by id, if at hand."""
    from guize.core import explain  # noqa: PLC0415

    pack = item.citation.pack if item.citation else ""
    return explain.say(item, _pack(pack), wording.language(), names or None)


FACT_STATES = {
    "not_recorded": ("○", _("未记录"), "idle"),
    "not_determined": ("◇", _("未认定"), "held"),
    "present": ("✓", _("存在"), "good"),
    "absent": ("✕", _("不存在"), "idle"),
    "not_proven": ("✕", _("证据不足"), "idle"),
}


@register.inclusion_tag("ui/_duty_state.html")
def fact_state(state):
    """One of the five states of a fact as icon, word and colour."""
    icon, word, tone = FACT_STATES[str(getattr(state, "value", state))]
    return {"icon": icon, "word": word, "tone": tone}


@register.inclusion_tag("ui/_duty_state.html")
def duty_state(state, provisional=False):
    """A state as icon, word and colour; `state` is a DutyState or its code."""
    icon, word, tone = STATES[str(getattr(state, "value", state))]
    return {"icon": icon, "word": word, "tone": tone, "provisional": provisional}


@register.filter
def state_tone(state):
    """The colour class of a state: good, soon, late, done, held, idle."""
    return STATES[str(getattr(state, "value", state))][2]


@register.inclusion_tag("ui/_deadline.html")
def deadline(last_day, state="", provisional=False):
    """The last day with weekday, coloured by state; 暂定 where the calendar is not published."""
    tone = STATES[str(getattr(state, "value", state))][2] if state else "plain"
    return {"last_day": wording.as_date(last_day), "tone": tone, "provisional": provisional}


@register.inclusion_tag("ui/_citation.html")
def citation(cite, with_readings=True):
    """A provision as a link to its words in the rulebook; `cite` a Citation or None.

    The numbers of the interpretations it rests on follow, except in a list that has no room.
    """
    if not cite:
        return {}
    readings = cite.interpretations if with_readings else ()
    return {"cite": cite, "anchor": wording.provision_anchor(cite), "readings": readings}


@register.inclusion_tag("ui/_handwriting.html")
def handwriting(text):
    """Strokes as a picture; nothing for a text that is none."""
    if not text or not strokes.is_strokes(text):
        return {}
    paths = ["M" + "L".join(f"{x} {y}" for x, y in one) for one in strokes.read_strokes(text)]
    paths = [f"{path}h.01" if "L" not in path else path for path in paths]
    return {"paths": paths, "width": strokes.WIDTH, "height": strokes.HEIGHT}


@register.inclusion_tag("ui/_field.html")
def field(bound):
    """One field of a form: label, help, error, input, wired together for assistive technology."""
    return {"field": bound}


@register.inclusion_tag("ui/_errors.html")
def error_summary(form):
    """All errors of a form on top of it, each linked to its field; nothing where there are none."""
    return {"form": form}
