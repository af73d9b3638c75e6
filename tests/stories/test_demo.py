"""`hustings demo` as a newcomer meets it: what it says, what it leaves behind, what it leaves alone."""

import json
import re
import sqlite3
from contextlib import closing
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from hustings.demo.rehearsal.people import CANDIDATES
from tests.stories.playing import INVENTED
from tests.stories.shown import REHEARSED, REPORTED, Demo, contents, files_in, hustings, told

ROLES = ["director", "officer", "secretary", "treasurer", "communications", "election-officer", "board"]


def rows(demo: Demo, statement: str, *values: str) -> list[tuple[object, ...]]:
    """What the demonstration's database answers; it is only read."""
    with closing(sqlite3.connect(f"file:{demo.folder / 'demo.sqlite3'}?mode=ro", uri=True)) as database:
        return database.execute(statement, values).fetchall()


def test_it_ends_well_and_complains_of_nothing(demo: Demo) -> None:
    assert (demo.status, demo.complained) == (0, "")


def test_it_first_says_what_is_reported_and_what_was_made_by_a_program(demo: Demo) -> None:
    assert demo.said.startswith("Two cycles follow. The first restates what named outlets published about 2024.")
    opening = " ".join(demo.said.split("\n\n", 1)[0].split())
    assert "REHEARSAL: an invented union, invented candidates, votes made by this program." in opening
    assert opening.endswith("Not connected with any union, campaign, party or outlet named.")


def test_it_shows_each_step(demo: Demo) -> None:
    steps = [line.removeprefix("done: ") for line in demo.said.splitlines() if line.startswith("done: ")]
    assert steps == [
        "Making a database of its own",
        "Reported cycle: telling what was published",
        "Reported cycle: reading articles into the press file",
        "Rehearsal: call, candidates, invitations",
        "Rehearsal: roll of 2,000 members",
        "Rehearsal: questions, roundtables, press, releases",
        "Rehearsal: straw polls in the locals",
        "Rehearsal: trustees, credentials, ballot box",
        "Rehearsal: 40 encrypted ballots",
        "Rehearsal: close, decrypt, count, give, decide",
        f"Verifying {demo.bundle(REPORTED).name}",
        f"Verifying {demo.bundle(REHEARSED).name}",
    ]


def test_it_ends_with_the_outcome_and_its_explanation_in_words(demo: Demo) -> None:
    explained = demo.said[demo.said.index("REHEARSAL outcome:") :].split("\n\n")[0].splitlines()
    assert explained[:-1] == [
        "REHEARSAL outcome: endorse",
        "  Votes: yes 11, no 5, abstain 2, recused 0, absent 1.",
        "  Notice: 10 days before the vote, needs at least 7: enough.",
        "  Quorum: 18 of 19 seats take part, needs 10: met.",
        "  11 of 16 votes cast without abstentions = 68.8 %, needs at least 60 %: passes.",
        "  Outcome: endorse (endorsing Alma Reyes).",
    ]
    assert explained[-1].startswith("  secret poll: Alma Reyes ")


@pytest.mark.parametrize("cycle", [REPORTED, REHEARSED])
def test_it_says_where_a_bundle_lies_what_was_verified_and_how_to_check_it_oneself(demo: Demo, cycle: str) -> None:
    path = demo.bundle(cycle)
    head = json.loads(files_in(path)["manifest.json"])["head"]
    lines = demo.said.splitlines()
    place = lines.index(f"Verified: {path}")
    holds, of = re.fullmatch(r"  (\d+) of (\d+) checks hold; head ([0-9a-f]{64})", lines[place + 1]).group(1, 2)
    assert holds == of
    assert lines[place + 1].endswith(f"head {head}")
    assert lines[place + 2] == f"  check it yourself: hustings verify {path}"


def test_it_ends_with_a_sign_in_link_for_each_role_on_this_machine_only(demo: Demo) -> None:
    links = re.findall(r"^  (\S+) +(http://127\.0\.0\.1:8000/sign-in/\S{32}/)$", demo.said, re.MULTILINE)
    assert [role for role, _ in links] == ROLES
    assert len({link for _, link in links}) == len(ROLES)
    kept = rows(demo, "SELECT token_digest, used_at FROM access_signin")
    assert [used for _, used in kept] == [None] * len(ROLES)
    assert not any(link.split("/")[-2] in str(kept) for _, link in links)


def test_a_bundle_of_a_rehearsal_says_so_in_its_name_and_in_the_first_entry(demo: Demo) -> None:
    rehearsed, reported = demo.bundle(REHEARSED), demo.bundle(REPORTED)
    for path, stamp, kind in ((rehearsed, "REHEARSAL-", "rehearsal"), (reported, "", "reported")):
        manifest = json.loads(files_in(path)["manifest.json"])
        assert path.name == f"{stamp}{manifest['cycle']}-{manifest['n_entries']}-{manifest['head'][:8]}.zip"
        opening = told(path)[0]
        assert (opening["seq"], opening["verb"], opening["body"]["kind"]) == (0, "record.opened", kind)
        assert opening["body"]["rehearsal"] is manifest["rehearsal"] is (kind == "rehearsal")
    assert files_in(rehearsed)["README.txt"].startswith(b"REHEARSAL. A program made everything in this bundle.")
    assert files_in(reported)["README.txt"].startswith(b"REPORTED. This bundle restates what named sources published.")


def test_a_run_that_was_broken_off_is_no_obstacle_and_leaves_nothing(demo: Demo) -> None:
    assert {"demo.sqlite3", "made-by-hustings-demo"} <= set(demo.broken_off)
    assert len(list(demo.folder.glob("*.zip"))) == 2
    assert rows(demo, "SELECT code FROM record_chain ORDER BY code") == [("house",), (REPORTED,), (REHEARSED,)]
    assert rows(demo, "SELECT count(*) FROM access_signin") == [(len(ROLES),)]
    assert rows(demo, "PRAGMA integrity_check") == [("ok",)]


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter-1.txt").write_text("Years of work.")
    before = contents(tmp_path)
    done = hustings("demo", "--no-serve", "--out", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Refused: {tmp_path} holds files that no demonstration made. "
        "Name another folder with --out, or empty this one. [folder-taken]\n"
    )
    assert contents(tmp_path) == before


def test_a_file_is_no_folder_and_is_left_alone(tmp_path: Path) -> None:
    taken = tmp_path / "out"
    taken.write_text("Years of work.")
    done = hustings("demo", "--no-serve", "--out", taken)
    assert done.returncode == 2
    assert "Invalid value for '--out'" in done.stderr
    assert taken.read_text() == "Years of work."


def test_the_configured_house_is_never_touched(demo: Demo) -> None:
    assert set(demo.untouched) == {"hustings.sqlite3", "files/minutes.txt"}
    assert contents(demo.configured) == demo.untouched


def test_nothing_is_sent_and_every_letter_kept_says_rehearsal_and_goes_to_nobody(demo: Demo) -> None:
    assert {state for (state,) in rows(demo, "SELECT DISTINCT state FROM notices_letter")} == {"kept"}
    assert len(demo.letters) == len(CANDIDATES)
    for path in demo.letters:
        letter = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=policy.default)
        assert letter["Subject"].startswith("REHEARSAL")
        named = [
            address
            for header in ("To", "Cc", "Bcc")
            for field in letter.get_all(header, [])
            for address in field.addresses
        ]
        assert [address.domain.rpartition(".")[2] for address in named] == ["example"]
        assert letter.get_body(("plain",)).get_content().startswith("This is a rehearsal: nothing in it is real.")


def test_articles_go_into_the_private_press_file_and_their_facts_wait_for_a_person(demo: Demo) -> None:
    given = sorted(demo.articles.glob("*.txt"))
    kept = rows(demo, "SELECT outlet, text FROM press_article WHERE cycle = ? ORDER BY outlet", REPORTED)
    assert kept == [(path.stem, path.read_text()) for path in given]
    states = rows(
        demo,
        "SELECT DISTINCT fact.state FROM press_fact AS fact JOIN press_article AS article "
        "ON fact.article_id = article.id WHERE article.cycle = ?",
        REPORTED,
    )
    assert {state for (state,) in states} <= {"waiting", "kept back"}
    assert f"{len(given)} articles are in the private press file" in demo.said


def sentences(text: str) -> list[str]:
    """The pieces of a text that are long enough to be known again, without its typographic marks."""
    pieces = re.split(r"[.,;:!?“”\"()\n]+", text)
    return [piece.strip() for piece in pieces if len(piece.split()) >= 6]


def test_nothing_of_an_article_is_in_any_bundle(demo: Demo) -> None:
    public = b"".join(data for cycle in (REPORTED, REHEARSED) for data in files_in(demo.bundle(cycle)).values())
    assert sentences(INVENTED)
    for words in ("Quillfeather", "Lantern Makers", "since the floods", *sentences(INVENTED)):
        assert words.encode() not in public


@pytest.mark.material
def test_no_sentence_of_the_two_seed_articles_is_in_any_bundle(demo: Demo, material: Path) -> None:
    public = "".join(data.decode() for cycle in (REPORTED, REHEARSED) for data in files_in(demo.bundle(cycle)).values())
    seeds = sorted((material / "seeds").glob("*.txt"))
    assert len(seeds) == 2
    for seed in seeds:
        assert (demo.articles / seed.name).exists()
        text = seed.read_text()
        assert len(sentences(text)) >= 15
        assert [words for words in sentences(text) if words in public or json.dumps(words)[1:-1] in public] == []
