"""The candidates of `goverify which`: each go with its origin, each stand-in with what it would run, and the trees beside."""

from goverify.candidates import candidates
from goverify.facts import Allowances, Facts
from goverify.host import Digests
from goverify.host.recorded import RecordedHost
from goverify.report import WhichReport
from goverify.summary import summarise
from tests.golang import ROOTS
from tests.hosts import boring, go_tree, link
from tests.managing import APP, ASDF, HOME, installed, with_asdf
from tests.seen_files import STRANGE, released, seen, without_digests

CHOICE = {f"{APP}/.tool-versions": "golang 1.26.6\n"}


def on(host: RecordedHost) -> WhichReport:
    facts = Facts(host)
    return candidates(facts)


def test_a_go_is_told_with_its_origin() -> None:
    [only] = on(boring("linux")).candidates
    assert only.source
    assert (only.source.id, only.choice) == ("official-tarball", None)


def test_a_go_is_told_with_what_the_files_of_its_tree_are_worth() -> None:
    worth = {
        status: [each.authenticity and each.authenticity.status for each in on(host).candidates]
        for status, host in {
            "genuine": seen(),
            "modified": seen({"src/fmt/print.go": STRANGE}),
            "unknown": without_digests(seen()),
        }.items()
    }
    assert worth == {status: [status] for status in worth}


def test_a_stand_in_has_no_files_of_a_release() -> None:
    host = with_asdf("1.26.6", files=CHOICE).but(env={"PATH": f"/usr/local/go/bin:{ASDF}/shims"})
    assert on(host).candidates[1].authenticity is None


def test_a_name_that_leads_nowhere_and_tells_nothing_has_no_origin() -> None:
    host = boring("linux").but(env={"PATH": "/opt/x:/usr/local/go/bin"}, files={"/opt/x/go": link("/srv/gone")})
    assert on(host).candidates[0].source is None


def test_trees_that_path_does_not_lead_to_are_told_as_well() -> None:
    host = boring("linux").but(files=go_tree(f"{HOME}/sdk/go1.26.6", "go1.26.6"))
    assert [(tree.root, tree.version) for tree in on(host).elsewhere] == [(f"{HOME}/sdk/go1.26.6", "go1.26.6")]


def test_trees_beside_path_are_told_with_what_their_files_are_worth() -> None:
    root = f"{HOME}/sdk/go1.27.3"
    host = boring("linux").but(files=go_tree(root, "go1.27.3"), digests={root: Digests(released())})
    [found] = candidates(Facts(host), judging_all=True).elsewhere
    assert found.authenticity
    assert (found.root, found.authenticity.status) == (root, "genuine")
    assert [item.authenticity for item in candidates(Facts(host)).elsewhere] == [None]


def test_what_has_a_say_beside_path_is_told() -> None:
    host = boring("linux").but(files={f"{HOME}/.bashrc": "alias go=/opt/go/bin/go\n"})
    assert [each.id for each in on(host).companions] == ["function-alias"]


def test_the_contexts_are_told_this_process_first() -> None:
    first, *others = on(boring("linux")).contexts
    assert (first.id, first.differs) == ("process", False)
    assert [(each.id, each.version) for each in others if each.differs] == [("service", None)]


def test_of_cut_start_up_files_nothing_is_told() -> None:
    report = candidates(Facts(boring("linux"), Allowances(ask_shells=True)), cut=True)
    assert (report.contexts, report.not_asked) == ((), "this is a recording")


def test_what_goverify_runs_under_is_told_by_both_reports() -> None:
    host = boring("linux").but(env={"TERM_PROGRAM": "vscode"}, ancestors=["bash", "code", "systemd"])
    assert [each.id for each in on(host).under] == ["vscode"]
    assert [each.name for each in summarise(Facts(host)).under] == ["VS Code or a fork of it"]


def test_the_report_tells_of_a_link_that_decides() -> None:
    files = installed(f"{HOME}/.g/versions", "1.26.6") | {f"{HOME}/.g/go": link("versions/1.26.6")}
    host = boring("linux").but(env={"PATH": f"{HOME}/.g/go/bin"}, files=files, runs={})
    known = summarise(Facts(host)).go
    assert known
    assert known.provenance.choice
    assert (known.provenance.origin, known.provenance.choice.version) == ("g", "1.26.6")


def test_the_report_tells_what_a_shim_would_run() -> None:
    known = summarise(Facts(with_asdf("1.26.6", files=CHOICE))).go
    assert known
    assert known.provenance.choice
    assert known.provenance.choice.runs == f"{ASDF}/installs/golang/1.26.6/go/bin/go"


def test_a_stand_in_has_the_release_of_the_go_that_it_leads_to() -> None:
    host = with_asdf("1.26.6", "1.27.3", files=CHOICE).but(env={"PATH": f"/usr/local/go/bin:{ASDF}/shims"})
    second = on(host).candidates[1]
    assert (second.found, second.version) == (f"{ASDF}/shims/go", "go1.26.6")


def test_a_stand_in_that_leads_to_nothing_has_none() -> None:
    host = with_asdf("1.26.6").but(env={"PATH": f"/usr/local/go/bin:{ASDF}/shims"})
    assert on(host).candidates[1].version is None


def test_files_are_not_called_genuine_by_the_name_of_another_folder() -> None:
    root, genuine = ROOTS["linux"], seen()
    [right, wrong] = (
        summarise(Facts(host), authentic=True).go for host in (genuine, genuine.but(env={"GOROOT": f"{root}/bin"}))
    )
    assert right
    assert right.authenticity["status"] == "genuine"
    assert wrong
    assert wrong.authenticity == {
        "status": "unknown",
        "reason": f"{root}/bin is no Go tree; the one that the go stands in, {root}, is genuine",
    }
