"""The live page on this machine: looked at, searched and corrected in a browser; nothing is loaded from
elsewhere.

It binds 127.0.0.1, answers no other host, takes a correction only from its own pages (Origin, a token of this
run), and tells the browser to load nothing but its own style.
"""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from onrecord import judge
from onrecord.ask.changes import changes
from onrecord.cli.live import Live
from onrecord.guard import complain
from onrecord.judge import By, Desk, Unclear
from onrecord.model import Judgement
from onrecord.pipeline import Seen, view, what_if
from onrecord.record import Changed, Damaged, NotARecord, Stopped, open_store
from onrecord.show import live
from onrecord.show.live import Asked, Glance
from onrecord.show.render import style_hash

HOSTS = ["127.0.0.1", "localhost"]
LARGEST = 64_000  # bytes of a form
MARK = re.compile(r"(\d{1,9})-(\d{1,9})")  # of a report's page: the words that one came for
NOW = Asked({})
HITS = 50
MAKE: Mapping[str, Callable[[Desk, str, str], Judgement]] = {
    "redate": judge.redate,
    "restatus": judge.restatus,
    "retype": judge.retype,
    "rename": judge.rename_event,
    "join": lambda desk, id, value: judge.join_events(desk, [id, value]),
    "split": judge.split_event,
    "confirm": lambda desk, id, value: judge.confirm(desk, id),
    "reject": lambda desk, id, value: judge.reject(desk, id),
}


def app(record: str, author: str = "") -> Starlette:
    """The pages of one record. Raises ``NotARecord`` where there is none."""
    site = Site(Live(record), author)
    routes = [
        Route("/", site.timeline),
        Route("/lanes", site.of(live.drawn)),
        Route("/people", site.of(live.everybody)),
        Route("/disputes", site.of(live.disputes)),
        Route("/sources", site.of(live.sources)),
        Route("/left-out", site.left_out),
        Route("/actor/{id}", site.actor),
        Route("/versions", site.versions),
        Route("/search", site.search),
        Route("/report/{id:path}", site.report),
        Route("/line/{id}", site.line, methods=["GET", "POST"]),
        Route("/corrections", site.corrections),
        Route("/undo", site.undo, methods=["POST"]),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    told = {404: _not_found, NotARecord: _stopped, Stopped: _stopped, Damaged: _stopped}
    return Starlette(routes=routes, middleware=[hosts], exception_handlers=told)


def _policy() -> str:
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash()}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def _page(text: str, status: int = 200) -> HTMLResponse:
    headers = {
        "Content-Security-Policy": _policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return HTMLResponse(text.encode("utf8", "replace"), status, headers)


async def _not_found(request: Request, error: Exception) -> Response:
    return _page(
        live.plain("Not here", "There is no such page; the timeline leads to all that is on record."), 404
    )


async def _stopped(request: Request, error: Exception) -> Response:
    return _page(live.plain("The record can't be read", str(error)), 503)


class Refused(Exception):
    """A request that did not come from these pages, or is none; the message says why."""


class Site:
    """The pages, and the two things that they do: correct and take back."""

    def __init__(self, record: Live, author: str) -> None:
        self.record, self.author = record, author
        self.token = secrets.token_urlsafe(24)
        self.glances = live.Glances()

    def _look(self, request: Request) -> tuple[Asked, Glance, Seen]:
        """What is asked for, the record in the view that is asked for, and as it is now."""
        values = {k: request.query_params.get(k, "")[:200] for k in live.FIELDS}
        at = request.query_params.get("page", "1")
        asked = Asked(values, int(at) if at.isascii() and at.isdigit() and len(at) < 7 else 1)
        now = self.record()
        seen = self.record(asked.as_of) if asked.as_of else now
        return asked, self.glances(seen, asked), now

    async def timeline(self, request: Request) -> Response:
        def made() -> str:
            asked, glance, now = self._look(request)
            return live.timeline(glance, asked, now)

        return _page(await run_in_threadpool(made))

    async def left_out(self, request: Request) -> Response:
        def made() -> str:
            asked, glance, now = self._look(request)
            return live.left_out(glance, asked, now)

        return _page(await run_in_threadpool(made))

    def of(self, page: Callable[[Glance, Seen], str]) -> Callable[[Request], Awaitable[Response]]:
        """A page that is made of a view alone."""

        async def answer(request: Request) -> Response:
            def made() -> str:
                _, glance, now = self._look(request)
                return page(glance, now)

            return _page(await run_in_threadpool(made))

        return answer

    async def actor(self, request: Request) -> Response:
        def made() -> str | None:
            _, glance, now = self._look(request)
            return live.actor(glance, request.path_params["id"], now)

        found = await run_in_threadpool(made)
        return _page(found) if found is not None else await _not_found(request, Exception())

    async def versions(self, request: Request) -> Response:
        def made() -> str | None:
            _, glance, _ = self._look(request)
            pair = [self.record.analysis(request.query_params.get(k, "")) for k in ("one", "other")]
            one, other = pair
            return live.versions(glance, one, other) if one and other else None

        found = await run_in_threadpool(made)
        return _page(found) if found is not None else await _not_found(request, Exception())

    async def search(self, request: Request) -> Response:
        query = request.query_params.get("q", "")[:200]
        return _page(await run_in_threadpool(lambda: live.found(query, self.record.search(query, HITS))))

    async def report(self, request: Request) -> Response:
        marked = MARK.fullmatch(request.query_params.get("mark", ""))
        marks = [(int(marked[1]), int(marked[2]))] if marked else []

        def made() -> str | None:
            return live.report(self._look(request)[1], request.path_params["id"], marks)

        found = await run_in_threadpool(made)
        return _page(found) if found is not None else await _not_found(request, Exception())

    async def line(self, request: Request) -> Response:
        id = request.path_params["id"]
        if request.method != "POST":
            values = {k: request.query_params.get(k, "")[:200] for k in live.VIEW}
            return await run_in_threadpool(lambda: self._line(id, asked=Asked(values)))
        try:
            form = await self._form(request)
        except Refused as error:
            return _page(live.plain("Not done", str(error)), 403)
        return await run_in_threadpool(self._correct, id, form)

    def _line(self, id: str, told: str = "", status: int = 200, asked: Asked = NOW) -> Response:
        state, seen = self.record.at(asked.as_of)
        glance = self.glances(seen, asked)
        try:
            e = judge.event(seen.fused, id)
        except Unclear:
            text = told or "No line of that id: the record has changed since; look for it on the timeline."
            return _page(live.plain("Not here", text), 404)
        return _page(live.line(glance, e, state, self.token, told, self.author), status)

    def _correct(self, id: str, form: dict[str, str]) -> Response:
        """First shows what a correction changes; then, with ``done``, keeps it if the record is still the one
        that was shown."""
        verb, value = form.get("verb", ""), form.get("value", "")
        make = MAKE.get(verb)
        if make is None:
            return self._line(id, "There is no such correction.", 400)
        self.author = form.get("author", self.author).strip()[:200]
        by = By(
            self.author, form.get("note", "").strip()[:2000], datetime.now(UTC).isoformat(timespec="seconds")
        )
        made: list[Judgement] = []

        def change(seen: Seen, judgements: list[Judgement]) -> Sequence[Judgement]:
            made.append(make(Desk(seen.fused, seen.analyses, by), id, value))
            return [*judgements, *made]

        try:
            with closing(open_store(self.record.path, reading=True)) as store:
                found = what_if(store, change)
            if found.state != form.get("state"):
                raise Changed(
                    "somebody else has changed the record since you looked; here it is as it is now"
                )
            e = judge.event(found.now, id)
            if form.get("done") != "yes":
                kept = {k: form.get(k, "") for k in ("verb", "value", "author", "note", "state")}
                return _page(
                    live.preview(e, changes(found.now, found.then), kept, self.token, f"{verb}: {e.summary}")
                )
            with closing(open_store(self.record.path)) as store:
                store.judge(made[0], found.state)
        except Unclear as error:
            return self._line(id, str(error), 400)
        except Changed as error:
            return self._line(id, str(error), 409)
        except (NotARecord, Stopped) as error:
            return self._line(id, f"Not kept: {error}", 503)
        return RedirectResponse(f"/corrections?said={made[0].id}", 303)

    async def corrections(self, request: Request) -> Response:
        said = request.query_params.get("said", "")[:40]
        return await run_in_threadpool(self._corrections, f"Noted as {said}." if said else "")

    def _corrections(self, told: str, status: int = 200) -> Response:
        with closing(open_store(self.record.path, reading=True)) as store:
            with store.snapshot():
                judgements, reports = store.judgements(undone=True), [a.report for a in store.analyses()]
            standing = judge.standing(judgements, view(store), reports)
        return _page(live.corrections(standing[::-1], self.token, told), status)

    async def undo(self, request: Request) -> Response:
        try:
            form = await self._form(request)
        except Refused as error:
            return _page(live.plain("Not done", str(error)), 403)
        return await run_in_threadpool(self._undo, form.get("id", ""))

    def _undo(self, id: str) -> Response:
        try:
            with closing(open_store(self.record.path)) as store:
                done = store.undo(id, datetime.now(UTC).isoformat(timespec="seconds"))
        except (NotARecord, Stopped) as error:
            return self._corrections(f"Not taken back: {error}", 503)
        return self._corrections(
            "Taken back." if done else "It had been taken back already.", 200 if done else 409
        )

    async def _form(self, request: Request) -> dict[str, str]:
        """The fields of a form of these pages. Raises ``Refused`` for any other."""
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise Refused("The form came from another site.")
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Refused("The form came from another site.")
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                raise Refused("The form is too large.")
        form = dict(parse_qsl(body.decode("utf8", "replace"), keep_blank_values=True))
        if not secrets.compare_digest(form.get("token", "").encode(), self.token.encode()):
            raise Refused("The page is of an earlier run; load it again.")
        return form


def run(record: str, port: int, author: str) -> None:
    """Serves on 127.0.0.1 until it is stopped."""
    made = app(record, author)
    complain(f"{record}: http://127.0.0.1:{port}/ (Ctrl-C ends it)")
    sys.stderr.flush()
    uvicorn.run(made, host="127.0.0.1", port=port, log_level="warning", server_header=False)
