"""Simplified Chinese: complete, well formed, and shown by the real window."""

import ast
import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QObject, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QMessageBox, QToolBar, QWidget

from workbench.gui import translation
from workbench.gui.forms.words import refusal
from workbench.gui.session import State
from workbench.gui.texts import declared, doing, line, said
from workbench.gui.window import MainWindow
from workbench.resources import resource
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Data, Experiment, Training
from workbench.spec.files import from_toml
from workbench.spec.parts import KINDS, find, parts
from workbench.spec.problems import ExperimentError, Text, either

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%\d")

SAME = {"Dropout", "torchvision", "ROC"}
"""What Chinese courses, too, call by its English name."""

SIGNS = {"+1", "#{0}", "20 × 20", "{0} … {1}  μ {2}", "{what}", "{remedy}"}
"""Where there is no word to translate."""

NOT_TRANSLATED = {"auto", "cpu", "none", "English"}
"""Words that stand in the window as they stand in a file."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_translations", ROOT / "packaging" / "update_translations.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def messages() -> translation.Messages:
    return translation.read_messages(resource("translations", "zh_CN.ts"))


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    translation.install(qapp, "zh_CN")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def window_zh(chinese: None, request: pytest.FixtureRequest) -> MainWindow:
    """The window, made after the translation is there."""
    return request.getfixturevalue("window")


# The file


def test_the_file_is_up_to_date_and_complete(tool):
    found = tool.texts_of_program() | tool.texts_of_catalog()
    assert tool.update("zh_CN", found, write=False), "run packaging/update_translations.py, then translate what is new"


def test_placeholders_lines_and_ellipses_are_kept(messages):
    wrong = [
        (source, words)
        for (_, source), words in messages.items()
        if Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(words))
        or source.count("\n") != words.count("\n")
        or source.endswith("…") != words.endswith("…")
        or source.count(";;") != words.count(";;")
    ]
    assert not wrong


def test_templates_can_be_filled_in(messages):
    class Anything(dict):
        def __missing__(self, name: str) -> int:
            return 1

    for (context, _), words in messages.items():
        if context == "problem":
            assert words.format_map(Anything())


def test_mnemonics_stand_in_brackets_and_are_the_same_letters(messages):
    for (_, source), words in messages.items():
        letter = re.search(r"&(\w)", source)
        assert words.count("&") == source.count("&")
        if letter:
            assert re.search(rf"\(&{letter[1].upper()}\)…?$", words), words


def test_punctuation_is_chinese(messages):
    for (_, source), words in messages.items():
        assert not re.search(r"[\u4e00-\u9fff][,.;:!?]", words.replace(";;", "")), words
        if source.endswith(".") and not source.endswith("…"):
            assert words.endswith("。"), words


def test_nothing_is_left_in_english(messages):
    assert {source for (_, source), words in messages.items() if words == source} == SAME | SIGNS
    latin = {words for words in messages.values()
             if re.search("[A-Za-z]", PLACEHOLDER.sub("", words)) and not CHINESE.search(words)}  # fmt: skip
    assert latin == SAME | {
        f"{data}，{model}" for data in ("MNIST", "Strokes") for model in ("LeNet-5", "MLP 784-512-10")
    }


# The tool


def texts(tool: ModuleType, folder: Path, source: str) -> set[tuple[str, str]]:
    (folder / "module.py").write_text(source, "utf-8")
    return tool.texts_of_program(folder)


def test_texts_are_found_by_what_takes_them(tool, tmp_path):
    source = """
TABLE = {"a": "from a table {x}.", "b": "and another."}
class Shown(QWidget):
    def build(self, many):
        self.tr("by class" if many else "or this")
        self.add(name="no text", text="by a method")
    def add(self, name, text):
        QCoreApplication.translate("added", text)
def _fix(label, **values):
    return Text(label, values)
def work(kind):
    words = "by a name"
    _fix(words)
    Text(TABLE.get(kind, "or neither"))
    painter.translate(0, 1)
    print("no text")
"""
    assert texts(tool, tmp_path, source) == {
        ("Shown", "by class"), ("Shown", "or this"), ("added", "by a method"), ("problem", "by a name"),
        ("problem", "from a table {x}."), ("problem", "and another."), ("problem", "or neither"),
    }  # fmt: skip


def test_a_text_that_is_put_together_is_refused(tool, tmp_path):
    with pytest.raises(SyntaxError, match="put together"):
        texts(tool, tmp_path, "class A:\n    def b(self, c):\n        self.tr(f'with {c}')\n")


def test_merging_keeps_adds_and_drops(tool, tmp_path, capsys):
    before = {("A", "old"): "1", ("A", "gone"): "2", ("A", "moved"): "3", ("A", "%n < 2"): "%n 4"}
    path = tmp_path / "xx.ts"
    path.write_text(tool.written("xx", before), "utf-8")
    found = {("A", "old"), ("A", "%n < 2"), ("B", "moved"), ("B", "new & raw")}
    assert not tool.update("xx", found, write=True, folder=tmp_path)
    finished = {("A", "old"): "1", ("A", "%n < 2"): "%n 4", ("B", "moved"): "3"}
    assert tool.read(path) == finished | {("B", "new & raw"): ""}
    assert translation.read_messages(path) == finished
    assert "- A: 'gone'" in capsys.readouterr().out
    assert tool.written("xx", tool.read(path)) == path.read_text("utf-8")


def test_with_check_nothing_is_written(tool, tmp_path):
    tool.update("xx", {("A", "text")}, write=False, folder=tmp_path)
    assert not list(tmp_path.iterdir())


# Looking texts up


def test_a_subclass_finds_the_texts_of_its_base(qapp):
    class Base(QObject):
        def words(self) -> tuple[str, str]:
            return self.tr("plain"), self.tr("%n times", "", 3)

    class Deeper(Base):
        pass

    translator = translation.TsTranslator({("Base", "plain"): "einfach", ("Base", "%n times"): "%n mal"}, qapp)
    qapp.installTranslator(translator)
    try:
        assert Base().words() == Deeper().words() == ("einfach", "3 mal")
    finally:
        qapp.removeTranslator(translator)


def test_parts_of_a_sentence_are_translated_too(chinese):
    assert said(Text("{hint}.", {"hint": Text("Remove {layer}", {"layer": "Conv2d"})})) == "移除 Conv2d。"
    assert said(either(["3", "5", "7"])) == "3, 5 或 7"
    assert doing("downloading train.gz") == "正在下载 train.gz"
    with pytest.raises(ExperimentError) as caught:
        from_toml(
            'format = 1\nseed = -1\n[[model.layers]]\ntype = "conv2d"\n[[model.layers]]\ntype = "Conv2d"\nkernel_size = 0\n'
        )
    lines = [line(problem) for problem in caught.value.problems]
    assert "seed: 必须至少为 0（当前为 -1）。" in lines
    assert 'model.layers[0]: "conv2d" 不是本程序的层。是否指 Conv2d？' in lines
    assert "model.layers[1].kernel_size: 需要一个不小于 1 的整数，或由 2 个这样的数组成的列表（当前为 0）。" in lines


def test_a_field_refuses_in_chinese(chinese):
    part = find("layer", "Conv2d")
    assert part is not None
    parameter = next(p for p in part.parameters() if p.name == "kernel_size")
    with pytest.raises(ValueError) as caught:
        parameter.numbers.check(0)
    assert refusal(caught.value, "kernel_size").startswith("需要一个不小于 1 的整数")


# The window


def menus(window: MainWindow) -> dict[str, list[QAction]]:
    return {menu.objectName(): menu.actions() for menu in window.findChildren(QMenu) if menu.objectName()}


def test_no_two_entries_of_a_menu_have_one_key(window_zh):
    for actions in (window_zh.menuBar().actions(), *menus(window_zh).values()):
        letters = Counter(letter for each in actions for letter in re.findall(r"&(\w)", each.text().upper()))
        assert not [letter for letter, count in letters.items() if count > 1]


def test_the_window_speaks_chinese(window_zh):
    assert [action.text() for action in window_zh.menuBar().actions()][:2] == ["文件(&F)", "编辑(&E)"]
    bar = window_zh.findChild(QToolBar, "toolbar")
    assert [action.iconText() for action in bar.actions() if action.iconText()][:3] == ["新建", "打开", "保存"]
    assert window_zh.docks.by_name["curves"].windowTitle() == "曲线"
    tree = window_zh.model.palette_view.tree
    assert tree.topLevelItem(0).text(0) == "线性"
    assert "ReLU" in [item.text(0) for item in tree.items()]
    window_zh.model.palette_view.search.setText("卷积核")
    assert "Conv2d" in [item.text(0) for item in tree.items()]
    box = QMessageBox(window_zh)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    assert CHINESE.search(box.buttons()[0].text())  # Qt's own texts


def shown_texts(window: MainWindow) -> Iterator[str]:
    for action in window.findChildren(QAction):
        yield from (action.text(), action.statusTip())
    for widget in window.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.statusTip(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()


def test_nothing_in_the_window_is_english(window_zh):
    names = {cls.__name__ for kind in KINDS for cls in parts(kind)} | {
        parameter.name for kind in KINDS for cls in parts(kind) for parameter in cls.parameters()
    }
    fields = {*Data.model_fields, *Training.model_fields, *Experiment.model_fields}
    english = {text for text in shown_texts(window_zh) if re.search("[A-Za-z]{2}", text) and not CHINESE.search(text)}
    english -= names | fields | NOT_TRANSLATED
    assert not [text for text in english if not text.startswith(("MNIST，", "Strokes，"))]


def test_a_problem_is_said_and_mended_in_chinese(window_zh, qtbot):
    with qtbot.waitSignal(window_zh.analysis.checked, timeout=30_000):
        window_zh.document.edit([SetValue("model.layers[3].out_features", 9)], "nine")
    words = window_zh.training.problems.item(0).text()
    assert words.startswith("10 个类别需要 10 个输出；这里有 9 个。") and "→ 将 out_features 设为 10" in words
    with qtbot.waitSignal(window_zh.analysis.checked, timeout=30_000):
        window_zh.findChild(QAction, "action_fix").trigger()
    assert window_zh.document.undo_stack.undoText() == "将 out_features 设为 10"


def test_theme_and_training_work_in_chinese(window_zh, qtbot):
    window_zh.findChild(QAction, "theme_dark").trigger()
    assert window_zh.palette().window().color().lightness() < 128
    window_zh.findChild(QAction, "action_train").trigger()
    qtbot.waitUntil(lambda: window_zh.session.state is State.FINISHED, timeout=30_000)
    assert "测试准确率" in window_zh.status.words.text()
    assert declared("Activation") == "激活函数"


# What bypasses translation

SETTERS = {
    "setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription",
    "setStatusTip", "setInformativeText", "addAction", "addMenu", "showMessage", "drawText", "information", "warn",
    "QLabel", "QPushButton", "QAction", "QMenu", "QCheckBox", "set_empty_text", "set_head", "set_note",
}  # fmt: skip


def test_no_text_bypasses_translation():
    found = []
    for path in sorted((ROOT / "workbench" / "gui").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) in SETTERS:
                found += [f"{path.name}:{call.lineno}: {words}" for words in map(written_out, call.args) if words]
    assert not found


def written_out(text: ast.expr) -> str:
    """The letters of a text that stands in the program, and of an f-string what is the same for all values."""
    values = text.values if isinstance(text, ast.JoinedStr) else [text]
    plain = "".join(each.value for each in values if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return plain if re.search("[A-Za-z]", re.sub(r"<[^>]*>", "", plain)) else ""
