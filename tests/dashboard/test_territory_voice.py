"""«Mi territorio» in Guaraní: a sentence can be heard where a person recorded exactly that one."""

import shutil
from collections.abc import Callable
from pathlib import Path

from etl.home import Home
from etl.releasing import renew_recordings
from schemas.recording import recording_key
from tests.dashboard.conftest import Page, Published
from tests.recordings import record

Open = Callable[..., Page]
SENTENCE = """
    SELECT sentence_gn FROM comparison
    WHERE scenario = 'headline' AND basis = 'lead' AND indicator = 'robo' AND territory = 'renca'
"""


def test_the_player_stands_under_its_sentence_and_nowhere_else(
    chile: Published, open_page: Open, tmp_path: Path
) -> None:
    shutil.copytree(chile.root, tmp_path / "home", symlinks=True)
    home = Published(tmp_path / "home")
    ((sentence,),) = home.rows(SENTENCE, door="public")
    assert len(open_page(home, territorio="renca", idioma="gn").app.get("audio")) == 0
    record(tmp_path, f"{recording_key('robo', 'renca', sentence)}.mp3")
    record(tmp_path, f"{recording_key('vif', 'renca', sentence)}.mp3")
    assert len(renew_recordings(Home(home.root), 1, tmp_path).keys) == 1
    page = open_page(home, territorio="renca", idioma="gn")
    (player,) = page.app.get("audio")
    assert "Ehendu" in player.proto.alt
    assert not player.proto.autoplay
    words = [each.proto.body for each in page.app.get("html") if "sm-voice" in each.proto.body]
    assert len(words) == 1
    assert f'<p class="sm-quoted">{sentence}</p>' in words[0]
    for asked in ({"territorio": "renca", "idioma": "es"}, {"territorio": "quilpue", "idioma": "gn"}):
        assert len(open_page(home, **asked).app.get("audio")) == 0
