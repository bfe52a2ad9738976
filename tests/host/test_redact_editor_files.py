"""Editors' settings in what is shared: Go's lines and all brackets remain, so that the replay finds the same."""

import pytest

from goverify.checks.ide.go_differs import go_differs
from goverify.checks.ide.go_missing import go_missing
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from tests.checks.path.looking import findings
from tests.editing import CONFIG, HOME, SDK, USER, edited, goland

SECRET = "hush-hush"
NESTED = f"""{{
  "acme.token": "{SECRET}",
  "files.exclude": {{ // {{
    "{SECRET}/**": true
  }},
  "list": ["{SECRET}", {{"x": "{SECRET}"}}],
  "lsp": {{
    "gopls": {{
      "binary": {{
        "env": {{
          "GOROOT": "/opt/gone"
        }}
      }}
    }}
  }},
  "go.alternateTools": {{
    "go": "${{env:HOME}}/sdk/go1.26.6/bin/go"
  }}
}}
"""
FILES = {
    USER: NESTED,
    f"{CONFIG}/zed/settings.json": NESTED,
    f"{CONFIG}/nvim/init.lua": f'key = "{SECRET}"\nvim.env.GOROOT = "/gone"\n',
    f"{HOME}/.emacs.d/init.el": f'(setq x "{SECRET}")\n(setenv "GOROOT" "/gone")\n',
    f"{HOME}/app/.idea/workspace.xml": goland("file://$USER_HOME$/sdk/go1.26.6").replace("<?", f"<!-- {SECRET} --><?"),
}


def seen(host: RecordedHost | RecordingHost) -> list[tuple[str, object, int]]:
    """Return cause, severity and count of observations of what the checks find."""
    found = [finding for check in (go_missing, go_differs) for finding in findings(check, host)]
    return [(finding.cause, finding.severity, len(finding.evidence)) for finding in found]


def test_a_replay_finds_the_same_and_tells_nothing_else() -> None:
    host = RecordingHost(edited(FILES))
    live = seen(host)
    text = host.recording()
    assert [cause for cause, *_ in live] == ["ide-go-missing"] * 3 + ["ide-go-differs"] * 2
    assert seen(RecordedHost.load(text)) == live
    assert SECRET not in text
    assert SDK not in text


@pytest.mark.parametrize("name", ["Code - Insiders", "VSCodium", "Cursor", "Windsurf"])
def test_the_places_of_the_forks_keep_their_names(name: str) -> None:
    host = RecordingHost(edited({f"{CONFIG}/{name}/User/settings.json": '{"go.goroot": "/gone"}'}))
    live = seen(host)
    assert live
    assert seen(RecordedHost.load(host.recording())) == live
