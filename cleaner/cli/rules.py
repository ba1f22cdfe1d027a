"""``cleaner rules``: look at the rules, test and check them, write new ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.arguments import takes
from cleaner.cli.refusal import Complaints
from cleaner.cli.terminal import Exit, Output, say
from cleaner.model import Category, Zone  # noqa: TC001  typer resolves annotations at run time
from cleaner.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.rulecheck.corpus import Tally
    from cleaner.rulecheck.select import Selection
    from cleaner.rules.rule import Rule

app = typer.Typer(no_args_is_help=True, help="Look at the rules, test and check them, write new ones.")

TOP = 3  # examples shown for each rule of a corpus


@app.callback()
def rules() -> None:
    """Look at the rules, test and check them, write new ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which rules a command is about."""

    rules: Annotated[
        tuple[Path, ...], typer.Option(metavar="FOLDER", help="Rule folder beside the built-in packs. Repeatable.")
    ] = ()
    language: Annotated[
        tuple[str, ...], typer.Option(metavar="CODE", help="Only this language's rules. Repeatable.")
    ] = ()
    site: Annotated[tuple[str, ...], typer.Option(metavar="HOST", help="Only this site's rules. Repeatable.")] = ()
    category: Annotated[tuple[Category, ...], typer.Option(help="Only rules of this category. Repeatable.")] = ()
    id: Annotated[tuple[str, ...], typer.Option(metavar="ID", help="Only this rule, or pack. Repeatable.")] = ()

    def selection(self) -> Selection:
        """The same for the library."""
        from cleaner.rulecheck.select import Selection

        return Selection(self.rules, self.language, self.site, self.category, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Chosen):
    """Which rules to list, and on what to count them."""

    corpus: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Count hits on what `cleaner run` reads, or on fixtures with their options."),
    ] = None


@app.command(name="list")
@takes(Listing)
def list_rules(listing: Listing) -> None:
    """List the rules in force: id, category, zones, reason, tab-separated; with --corpus by their hits on it."""
    from cleaner.rules import load_rules

    packs = listing.selection().packs()
    in_force = {rule.id: rule for rule in load_rules(listing.rules).rules}
    chosen = [rule for pack in packs for _, rule in pack.rules if in_force.get(rule.id) == rule]
    if listing.corpus is None:
        _print(f"{rule.id}\t{rule.category}\t{','.join(rule.zones) or 'any'}\t{rule.why}" for rule in chosen)
        return
    from cleaner.options import Options
    from cleaner.pipeline import Cleaner
    from cleaner.review.corpus import read_corpus
    from cleaner.review.sheet import trace
    from cleaner.rulecheck.corpus import tally

    complaints = Complaints()
    cleaner = Cleaner(Options(rules=listing.rules))
    result = tally(trace(cleaner, entry.text) for entry in read_corpus(listing.corpus, complaints))
    _print(_counts(chosen, result))
    firing = sum(rule.id in result.rules for rule in chosen)
    say(f"{counted(result.pages, 'page')}, {firing} of {counted(len(chosen), 'rule')} fire")
    if not result.hosts and any(rule.stage == "site" for rule in chosen):
        say("no page has a URL: rules of sites do not run without one")
    complaints.end()


def _counts(chosen: Iterable[Rule], result: Tally) -> Iterable[str]:
    ordered = sorted(chosen, key=lambda rule: -(result.rules[rule.id].findings if rule.id in result.rules else 0))
    for rule in ordered:
        hits = result.rules.get(rule.id)
        if hits is None:
            pages = result.silent_on_host(rule)
            yield f"0\t0\t{rule.id}" + (f"\tnever on {counted(pages, 'page')} of its site" if pages else "")
            continue
        yield f"{hits.findings}\t{hits.pages}\t{rule.id}"
        yield from (f"\t\t{count} × {text}" for text, count in hits.texts.most_common(TOP))


@app.command()
def show(
    rule_ids: Annotated[list[str], typer.Argument(metavar="ID…")],
    rules: Annotated[list[Path] | None, typer.Option(metavar="FOLDER", help="Further rule folder.")] = None,
) -> None:
    """Print rules as they are written, with - before each line that they take from their examples."""
    from cleaner.rulecheck.select import Selection
    from cleaner.rulecheck.show import show as show_rule

    packs = Selection(tuple(rules or ()), ids=tuple(rule_ids)).packs()
    _print(show_rule(pack, model, rule) for pack in packs for model, rule in pack.rules)


@app.command()
@takes(Chosen)
def test(chosen: Chosen) -> None:
    """Run the examples of the rules; exit 1 if one does not show what it should."""
    from cleaner.rulecheck.examples import check_packs

    packs = chosen.selection().packs()
    failures = check_packs(packs)
    _print(map(str, failures))
    count = sum(len(pack.rules) for pack in packs)
    say(f"{counted(count, 'rule')}, {counted(len(failures), 'example')} failed")
    if failures:
        raise typer.Exit(Exit.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linting(Chosen):
    """Which rules to check, and how much to say."""

    notes: Annotated[bool, typer.Option("--notes", help="Print notes too: they are not wrong, but worth a look.")] = (
        False
    )


@app.command()
@takes(Linting)
def lint(linting: Linting) -> None:
    """Check patterns: backtracking, gate literals, negative corpus, shadowed rules; exit 1 on an error."""
    from cleaner.rulecheck.lint import Severity
    from cleaner.rulecheck.lint import lint as lint_packs
    from cleaner.rulecheck.negatives import read_negatives

    complaints = lint_packs(linting.selection().packs(), read_negatives(linting.rules))
    errors = [complaint for complaint in complaints if complaint.severity is Severity.ERROR]
    _print(map(str, complaints if linting.notes else errors))
    say(f"{counted(len(errors), 'error')}, {counted(len(complaints) - len(errors), 'note')}")
    if errors:
        raise typer.Exit(Exit.FAILED)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a rule file, for editors."""
    import json

    from cleaner.rules.schema import FileModel

    _print([json.dumps(FileModel.model_json_schema(), indent=2, ensure_ascii=False)])


@app.command()
@takes(Chosen)
def reference(chosen: Chosen) -> None:
    """Print the reference of all rules in Markdown, as in docs/rules.md."""
    from cleaner.rulecheck.reference import reference as render

    _print([render(chosen.selection().packs()).rstrip()])


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRule:
    """What `new` asks for."""

    id: Annotated[str, typer.Option(prompt="Id (pack/name, e.g. uk/related or press.lv/slogan)")]
    category: Annotated[Category, typer.Option(prompt="Category")]
    why: Annotated[str, typer.Option(prompt="What is it, in a few words")]
    # not `keep`: that name has the configuration's list of categories
    drop_line: Annotated[str, typer.Option("--drop", prompt="A line to drop")]
    keep_line: Annotated[str, typer.Option("--keep", prompt="A line that looks like it and stays")]
    zone: Annotated[tuple[Zone, ...], typer.Option(help="Where it may fire. Repeatable; everywhere if not given.")] = ()
    rules: Annotated[
        tuple[Path, ...], typer.Option(metavar="FOLDER", help="Rule folder beside the built-in packs. Repeatable.")
    ] = ()
    folder: Annotated[
        Path | None, typer.Option(help="The rule folder to write to.", show_default="the last of --rules, else rules")
    ] = None


@app.command()
@takes(NewRule)
def new(wanted: NewRule) -> None:
    """Write a new rule: asks for a line to drop and one to keep, tries both, and appends the rule to its pack."""
    from cleaner.rulecheck.draft import Draft, write_rule
    from cleaner.rules import builtin_folder

    folder = wanted.folder or (wanted.rules[-1] if wanted.rules else Path("rules"))
    draft = Draft(wanted.id, wanted.category, wanted.why, wanted.drop_line, wanted.keep_line, wanted.zone)
    _print([str(write_rule(folder, draft, wanted.rules))])
    if folder.resolve() not in {path.resolve() for path in (builtin_folder(), *wanted.rules)}:
        say(f"it is in force with --rules {folder}")


def _print(lines: Iterable[str]) -> None:
    output = Output()
    for line in lines:
        output.write(f"{line}\n")
    output.flush()
