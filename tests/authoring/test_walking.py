"""What the author's guide says of a first form: start it, answer it, walk it all the way."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from tests.paper import reading

pytestmark = pytest.mark.usefixtures("qapp")
ANSWERS = """
day: 2027-01-05
items: [first, second]
answers:
  a_name: 张晓明
  a_id: "330102199601011019"
  a_phone: "13804770001"
  moving: true
signatures:
  applicant: [[[150, 250], [330, 250], [330, 350]], [[430, 230], [410, 290], [700, 450]]]
"""


def test_a_form_just_started_goes_all_the_way(tmp_path: Path) -> None:
    titles = ("--zh", "搬家", "--en", "Moving", "--folder", str(tmp_path))
    answers, out = tmp_path / "somebody.yaml", tmp_path / "out"
    answers.write_text(ANSWERS, "utf-8")
    run = CliRunner()
    assert run.invoke(main, ["forms", "new", "330100", "moving", *titles]).exit_code == 0
    said = run.invoke(
        main,
        [
            *("walk", "--forms", str(tmp_path / "330100-moving.yaml")),
            *("--service", "330100-moving", "--answers", str(answers), "--out", str(out)),
        ],
    )
    assert said.exit_code == 0, said.output
    assert "first, second" in said.output
    receipt = reading.text((out / "receipt.pdf").read_bytes())
    assert "2027-01-05" in receipt
    assert "某市政务服务大厅" in receipt
    assert "330102" in receipt
