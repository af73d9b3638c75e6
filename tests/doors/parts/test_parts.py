"""Each part renders its essential markup, from plain values, and nothing that a strict content policy forbids."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory

from hustings.doors.parts import samples, samples_figures
from hustings.doors.parts.contexts import PartMisused
from hustings.doors.parts.states import MARKS, STATES, UnknownState

HERALD = {"outlet": "Tri-County Herald", "published_on": date(2031, 2, 2)}


def rendered(template: str, **context: Any) -> str:
    """The markup of a template that loads the tag library, without the white space that a browser drops."""
    html = Template("{% load parts %}" + template).render(Context(context))
    return re.sub(r"\s+", " ", html).replace("> <", "><").replace(" </", "</").strip()


def read(template: str, **context: Any) -> str:
    """The words of a template, as they are read."""
    html = Template("{% load parts %}" + template).render(Context(context))
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", "", html)).strip()


# --- states ---------------------------------------------------------------------------------------------------------


def test_a_state_is_a_word_with_a_mark_that_screen_readers_skip() -> None:
    html = rendered('{% status "held" %}')
    assert html.startswith('<span class="status status-good"><svg class="mark" ')
    assert 'aria-hidden="true"' in html
    assert html.endswith('<span class="status-word">held</span></span>')


def test_a_state_may_have_a_word_of_its_own() -> None:
    assert read('{% status "held" word="held by telephone" %}') == "held by telephone"
    assert read("{% status s %}", s={"mark": "dash", "word": "no meeting reported"}) == "no meeting reported"


@pytest.mark.parametrize("mark", sorted(MARKS))
def test_every_mark_is_drawn(mark: str) -> None:
    assert re.search("<(path|circle)", render_to_string("parts/mark.html", {"mark": mark}))


@pytest.mark.parametrize("code", STATES)
def test_every_state_has_a_known_mark_and_a_word(code: str) -> None:
    assert read("{% status code %}", code=code) == str(STATES[code][2])


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(UnknownState, match="No state 'hold'"):
        rendered('{% status "hold" %}')


def test_declining_is_no_failure() -> None:
    assert "status-plain" in rendered('{% status "declined" %}')


# --- evidence -------------------------------------------------------------------------------------------------------


def test_a_source_read_in_a_copy_says_so_and_has_no_link() -> None:
    assert rendered("{% source s %}", s=HERALD | {"read_in_copy": True}) == (
        '<span class="source"><span class="source-outlet">Tri-County Herald</span>, '
        '<time datetime="2031-02-02">2 February 2031</time><span class="source-copy">read in a copy</span></span>'
    )


def test_a_source_with_an_address_is_a_link() -> None:
    html = rendered("{% source s %}", s=HERALD | {"url": "https://herald.example/1"})
    assert '<a href="https://herald.example/1" rel="external">Tri-County Herald</a>' in html


def test_a_fact_carries_day_basis_speaker_and_source() -> None:
    html = rendered("{% fact f %}", f=samples.FACTS[0])
    assert html.startswith('<article class="fact" id="FCT-2M8Q">')
    assert '<span class="basis basis-simulated">simulated</span>' in html
    assert "<footer>Ada Marlow</footer></blockquote>" in html
    assert html.count('<span class="source">') == 2


def test_words_of_others_are_escaped() -> None:
    html = rendered("{% fact f %}", f={"says": "<script>alert(1)</script>", "sources": [{"outlet": "A & B"}]})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "A &amp; B" in html


def test_a_basis_is_reported_or_simulated() -> None:
    with pytest.raises(PartMisused, match="neither reported nor simulated"):
        rendered('{% basis "rumoured" %}')


def test_sources_that_differ_stand_side_by_side_with_none_preferred() -> None:
    html = rendered("{% conflict c %}", c=samples.CONFLICT)
    assert "When was the gift approved?" in html
    assert re.findall(r'class="conflict-says">(.*?)</p>', html) == [
        "December 2030",
        "January 2031",
        '<time datetime="2031-01-25">25 January 2031</time>',
    ]


def test_a_timeline_entry_shows_day_status_conflict_and_history_with_the_reason() -> None:
    html = rendered("{% timeline e %}", e=samples.ENTRIES)
    assert html.startswith('<ol class="timeline"><li><article class="entry" id="E-0001">')
    assert html.count("<article") == 5
    assert "9 April 2031</time> to <time" in html
    assert '1 June 2031</time>: close moved from 15 June to 3 July 2031 <span class="reason">Reason: locals' in html


def test_an_explanation_ends_in_its_result_and_draws_the_share_and_the_threshold() -> None:
    html = rendered("{% explanation e %}", e=samples_figures.EXPLANATIONS[0])
    assert "37 of 59 votes cast = 62.7 %, needs at least 60 %: <span class" in html
    assert '<span class="status-word">passes</span>' in html
    assert '<rect class="bar-part" x="0" y="6" width="62.71%"' in html
    assert '<line class="bar-needs" x1="60.00%"' in html


def test_an_explanation_without_shares_has_no_bar() -> None:
    assert '<svg class="bar"' not in rendered("{% explanation e %}", e={"says": "Quorum: 12 of 21.", "result": "holds"})


def test_checks_say_what_was_compared_with_what_and_the_result() -> None:
    html = rendered("{% checks c %}", c=samples.CHECKS)
    assert "Treatment table" in html
    assert "Compared with the table computed from the record" in html
    assert re.findall(r'status-word">([^<]+)<', html) == ["holds", "holds", "fails", "not run"]
    assert samples.HEAD in html


def test_the_as_of_line_shows_the_heads_beginning_and_all_of_it_on_demand() -> None:
    html = rendered("{% as_of a %}", a=samples.AS_OF)
    assert read("{% as_of a %}", a=samples.AS_OF).startswith(
        "As of 3 May 2031, 14:30 UTC. Permanent address of this page"
    )
    assert "<code>9f2c 41d0 7be8…</code></summary>" in html
    assert f'<code class="head-full" data-copy>{samples.HEAD}</code>' in html


def test_a_receipt_shows_the_tracker_and_says_what_it_proves() -> None:
    html = rendered("{% receipt r %}", r=samples.RECEIPT)
    assert "kT7w 2mQz 9fLp V4xR dN1c</code>" in html
    assert "It says nothing about your choice." in html
    assert 'href="#receipt" download>Save the receipt</a>' in html


# --- candidates, polls, tables --------------------------------------------------------------------------------------


def test_candidates_keep_the_order_given_and_the_same_lines() -> None:
    html = rendered("{% candidates c %}", c=samples.CANDIDATES)
    assert re.findall(r'candidate-name"><a [^>]*>([^<]+)', html) == ["Ada Marlow", "Ben Okafor", "Clara Voss"]
    assert re.findall(r"<dt>([^<]+)", html) == ["Roundtable", "Questionnaire", "What the union was told"] * 3


def test_a_poll_without_n_says_that_it_was_not_published() -> None:
    html = rendered("{% polls p %}", p=samples_figures.POLLS)
    assert '<span class="poll-figure">36,707</span> answers' in html
    assert html.count("Number of answers not published") == 1
    assert html.count("<dt>Cannot tell</dt>") == 3


def test_a_table_has_caption_row_headers_figures_and_labels_for_cards() -> None:
    html = rendered("{% table t %}", t=samples_figures.ROLL_CALL)
    assert html.startswith('<div class="sheet sheet-many"><table role="table"><caption>Straw polls by region</caption>')
    assert '<th scope="col" role="columnheader" class="figures">Votes <span class="unit">valid</span></th>' in html
    assert '<th scope="row" role="rowheader">Coast</th>' in html
    assert '<td role="cell" data-label="Votes (valid)" class="figures"><span class="cell">12,480</span></td>' in html
    assert (
        '<a href="#straw.csv" download>This table as CSV<span class="unseen">: Straw polls by region</span></a>' in html
    )
    assert "Source: <span" in html


def test_zero_is_written_and_nothing_is_left_empty() -> None:
    table = {"caption": "c", "columns": [{"label": "a"}, {"label": "b"}, {"label": "d"}], "rows": [["x", 0, None]]}
    assert re.findall(r'class="cell">([^<]*)<', rendered("{% table t %}", t=table)) == ["0", ""]


def test_a_row_that_does_not_fit_its_head_is_refused() -> None:
    with pytest.raises(PartMisused, match="A row has 1 cells for 2 columns"):
        rendered("{% table t %}", t={"caption": "c", "columns": [{"label": "a"}, {"label": "b"}], "rows": [["x"]]})


def test_the_matrix_lists_differences_above_with_a_reason_or_its_absence() -> None:
    html = rendered("{% matrix m %}", m=samples_figures.MATRIX)
    assert html.index("Differences and their reasons") < html.index("<table")
    assert html.count("No reason is recorded.") == 1
    assert html.count('<tr role="row" class="differs">') == 2
    assert '<td role="cell" data-label="Clara Voss"><span class="cell"><time datetime="2031-03-01">' in html


def test_a_chart_never_stands_without_its_sentence_and_its_table() -> None:
    html = rendered("{% chart c %}", c=samples_figures.CHART)
    assert 'class="chart-says">Of 36,707 valid votes' in html
    assert '<div class="chart-drawing chart-wide" aria-hidden="true"><svg ' in html
    assert "<caption>Votes by option</caption>" in html


def test_a_chart_without_a_drawing_opens_its_table() -> None:
    chart = {key: value for key, value in samples_figures.CHART.items() if not key.startswith("svg")}
    assert '<details class="chart-table" open>' in rendered("{% chart c %}", c=chart)


# --- where things stand ---------------------------------------------------------------------------------------------


def test_the_present_phase_is_the_current_step() -> None:
    html = rendered("{% stepper p %}", p=samples.PHASES)
    assert html.count('aria-current="step"') == 1
    assert '<li class="phase phase-now" aria-current="step">' in html


def test_a_date_that_moved_shows_both_days_and_the_reason() -> None:
    assert read("{% next_date d %}", d=samples.NEXT_DATE) == (
        "Next: roundtable with Clara Voss, 12 May 2031, 15:00 UTC moved from 5 May 2031. "
        "Reason: the campaign asked for another day."
    )


def test_at_most_five_things_wait_on_the_desk() -> None:
    tasks = [{"what": f"Task {n}"} for n in range(1, 9)]
    html = rendered("{% waiting w %}", w={"title": "Waiting for you", "items": tasks, "more_url": "/all"})
    assert html.count("<li>") == 5
    assert '<span class="count">8</span>' in html
    assert '<a href="/all">All 8</a>' in html


def test_when_nothing_waits_it_says_so() -> None:
    assert read("{% waiting w %}", w={"title": "Waiting for you", "items": []}) == (
        "Waiting for youNothing waits for you."
    )


def test_an_empty_state_says_what_to_do_first() -> None:
    html = rendered("{% empty e %}", e=samples.EMPTY)
    assert "First add the candidates" in html
    assert '<a class="button button-main" href="#add">Add a candidate</a>' in html


def test_a_refusal_says_what_happened_where_what_to_do_and_its_code() -> None:
    html = rendered("{% refusal r %}", r=samples.REFUSAL)
    assert 'role="alert"' in html
    assert "The answer came after the deadline of 15 February 2031." in html
    assert "Where: offer INV-7K3F" in html
    assert "Nothing has been written. Code: <code>deadline-passed</code>" in html


# --- navigation and forms -------------------------------------------------------------------------------------------


def test_the_page_one_is_on_is_marked_in_the_navigation() -> None:
    html = rendered('{% links nav "Contents" %}', nav=samples.NAV)
    assert html.startswith('<nav class="links links-row" aria-label="Contents"><ul><li><a href="#cycle" aria-current=')
    assert html.count("aria-current") == 1


def test_pages_of_a_list_keep_the_rest_of_the_query() -> None:
    request = RequestFactory().get("/locals/", {"state": "open", "page": "2"})
    html = rendered("{% pages page %}", page=Paginator(range(204), 50).page(2), request=request)
    assert 'rel="prev" href="?state=open&amp;page=1"' in html
    assert 'rel="next" href="?state=open&amp;page=3"' in html
    assert "Page 2 of 5" in html
    assert "51 to 100 of 204" in html


def test_a_list_of_one_page_has_no_page_navigation() -> None:
    assert rendered("{% pages page %}", page=Paginator(range(3), 50).page(1)) == ""


def test_a_wrong_field_ties_help_and_error_to_its_control() -> None:
    form = samples.SampleForm({"name": ""})
    html = rendered("{% field f %}", f=form["name"])
    assert '<p class="help" id="id_name_helptext">As it should stand in the minutes.</p>' in html
    assert '<p class="wrong" id="id_name_error">' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html


def test_a_group_of_choices_is_a_fieldset_with_its_question_as_legend() -> None:
    html = rendered("{% field f %}", f=samples.SampleForm()["answer"])
    assert html.startswith(
        '<fieldset class="field field-group" aria-describedby="id_answer_helptext"><legend>Your answer'
    )


def test_optional_fields_say_so() -> None:
    assert '<span class="note">optional</span></label>' in rendered("{% field f %}", f=samples.SampleForm()["topics"])


def test_the_error_summary_stands_first_and_links_to_each_field() -> None:
    html = rendered("{% fields form %}", form=samples.SampleForm({"name": "", "answer": "accept", "local": "R-001"}))
    assert html.startswith('<section class="errors" role="alert" tabindex="-1"')
    assert "One thing needs another look" in html
    assert '<a href="#id_name">Your name</a>: This field is required.' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "errors" not in rendered("{% fields form %}", form=samples.SampleForm())


def test_a_button_with_an_address_is_a_link_and_any_other_submits() -> None:
    assert rendered('{% button "Back" url="/x" kind="plain" %}') == (
        '<a class="button button-plain" href="/x">Back</a>'
    )
    assert rendered('{% button "Cast" name="do" value="cast" %}') == (
        '<button class="button button-main" type="submit" name="do" value="cast">Cast</button>'
    )


def test_buttons_come_one_by_one_or_as_a_list() -> None:
    one_by_one = rendered("{% buttons a b %}", a=samples.SAVE, b=samples.BACK)
    assert one_by_one == rendered("{% buttons both %}", both=[samples.SAVE, samples.BACK])
    assert one_by_one.count("button ") == 2


# --- whole pages ----------------------------------------------------------------------------------------------------


def test_a_page_of_a_rehearsal_says_so_in_title_stamp_and_to_search_engines() -> None:
    html = render_to_string("parts/base.html", {"title": "Timeline", "house": "Harbor Workers", "rehearsal": True})
    assert "<title>REHEARSAL: Timeline – Harbor Workers</title>" in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<p class="stamp"><strong>REHEARSAL</strong>' in html


def test_a_page_of_a_real_cycle_carries_no_stamp() -> None:
    html = render_to_string("parts/base.html", {"title": "Timeline", "house": "Harbor Workers"})
    assert "<title>Timeline – Harbor Workers</title>" in html
    assert "stamp" not in html
    assert "noindex" not in html


def test_every_page_carries_the_notes_and_a_way_to_the_main_part() -> None:
    html = render_to_string("parts/base.html", {"title": "Timeline"})
    assert (
        "Not connected with any union, campaign, party or outlet named; “reported” restates what the source published, "
        "everything else was made by a program."
    ) in html
    assert '<a class="skip" href="#main">' in html


def test_the_desk_stands_on_the_same_base_with_its_rooms_and_next_date() -> None:
    context = {"title": "Governor", "nav": samples.ROOMS, "next_date": samples.NEXT_DATE, "actor_name": "Ines Duarte"}
    html = render_to_string("parts/desk.html", context)
    assert '<nav class="links links-column" aria-label="Rooms of the cycle">' in html
    assert "Ines Duarte" in html
    assert html.count("<h1>Governor</h1>") == 1
    assert html.count('class="next-date"') == 1


def test_a_misused_part_stops_the_page_and_does_not_leave_a_gap() -> None:
    with pytest.raises(PartMisused):
        rendered("{% next_date d %}", d={"what": "roundtable", "when": datetime(2031, 5, 12, tzinfo=UTC)})
    with pytest.raises(TemplateSyntaxError):
        rendered("{% statement s %}")
