"""``onrecord first``: where a name first stands."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    is_text,
    moment,
    print_lines,
    wrong,
)
from onrecord.cli.told import print_plain


def first(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, organization, state or group.")],
    record: RecordFile = DEFAULT_RECORD,
    form: Form = "text",
) -> None:
    """Show where a name first stands on record, in its sentence.

    Example: onrecord first "Xie Zhenhua"
    """
    from onrecord.ask import look
    from onrecord.judge import Unclear, actor
    from onrecord.show import answers
    from onrecord.show.plain import line as one_line

    plain = is_text(form)
    seen = moment(record)
    try:
        found = look.first(actor(seen.fused, name), seen.analyses)
    except Unclear as error:
        raise wrong(str(error)) from None
    if found is None:
        raise wrong(f"{name!r}: no report names it; see: onrecord actors")
    if not plain:
        print_lines([answers.first_object(found)])
        return
    roles = f", {', '.join(found.roles)}" if found.roles else ""
    print_plain(
        [
            one_line(f"{found.name}{roles}: {found.published or 'undated'}, {found.report}"),
            one_line(
                f"    “{' '.join(found.sentence.text.split())}” [{found.report} "
                f"{found.sentence.start}–{found.sentence.end}]"
            ),
        ]
    )
