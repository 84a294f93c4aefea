#!/usr/bin/env python3
"""Vigie beside newsboat and rss2email: one round over the same 200 feeds on loopback.

Half of the feeds are documents as the press serves them, the other half the same documents with
one fault each, of the kinds that stored feeds have. Each feed has an address of its own in
127.0.0.0/8, so that nobody has to wait for politeness. Every reader asks one feed after the other
and starts without memory. A reader that is not installed is left out with a word.

Usage: bench/readers.py [--documents DIR] [--newsboat PATH] [--r2e PATH] [--vigie PATH]
"""

import argparse
import http.server
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

FEEDS = 200
HOME = pathlib.Path(__file__).resolve().parent.parent


def cut(text):
    return text[: len(text) * 7 // 10]


def first(pattern, replacement):
    """Replaces the second match, so that an entry changes and not the channel."""

    def change(text):
        found = list(re.finditer(pattern, text))
        if len(found) < 2:
            return replacement + text
        at = found[1]
        return text[: at.start()] + replacement + text[at.end() :]

    return change


FAULTS = {
    "as served": lambda text: text,
    "unknown entity": first(b"</title>", b" &bogus; &oelig;</title>"),
    "control character": first(b"</title>", b" \x0b</title>"),
    "bare ampersand": first(b"</title>", b" AT&T</title>"),
    "unbound prefix": first(b"</title>", b"</title><foo:bar>x</foo:bar>"),
    "lost end tag": first(b"</title>", b""),
    "ends in the middle": cut,
    "text before the prolog": lambda text: b"Warning: line 3\n" + text,
    "windows-1252 bytes in UTF-8": first(b"</title>", b" l\x92\xe9t\xe9</title>"),
}


def feeds(folder):
    """Returns pairs of fault name and document."""
    documents = [path.read_bytes() for path in sorted(folder.glob("*.xml"))]
    broken = [name for name in FAULTS if name != "as served"]
    made = []
    for i in range(FEEDS):
        fault = "as served" if i < FEEDS // 2 else broken[i % len(broken)]
        made.append((fault, FAULTS[fault](own(documents[i % len(documents)], i))))
    return made


def own(text, number):
    """Makes guids and links of a document unique: newsboat stores an entry once for all feeds."""
    return re.sub(b"(</(?:guid|id|link)>)", b"?feed=%d\\1" % number, text)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 200

    def handle_error(self, *unused):
        """Ignores connections that a reader drops, which is not an error."""


def serve(made):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            body = made[int(self.path[1:])][1] if self.path[1:].isdigit() else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *unused):
            pass

    server = Server(("0.0.0.0", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def run(command, place, **more):
    """Returns seconds, peak resident MiB, and standard output."""
    with open(place / "out", "w") as out, open(place / "err", "w") as err:
        begin = time.monotonic()
        child = subprocess.Popen(command, stdout=out, stderr=err, cwd=place, **more)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begin
    return seconds, usage.ru_maxrss / 1024, (place / "out").read_text(errors="replace")


def vigie(program, urls, place):
    state = dict(os.environ, XDG_STATE_HOME=str(place))
    command = [program, "poll", "--json", "--allow-private-addresses"]
    # A first run builds Vigie and writes the class archive, which a user needs only once.
    run(command + urls[:1], place, env=state)
    seconds, memory, out = run(command + urls, place, env=state)
    rows = [json.loads(line) for line in out.splitlines()]
    return seconds, memory, {r["url"]: (r["document"] or {}).get("entries", 0) for r in rows}


def newsboat(program, urls, place):
    (place / "urls").write_text("\n".join(urls) + "\n")
    (place / "config").write_text("reload-threads 1\n")
    command = [program, "-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
    env = dict(os.environ, HOME=str(place), TERM="dumb")
    seconds, memory, _ = run(command, place, env=env)
    with sqlite3.connect(place / "cache.db") as cache:
        rows = cache.execute("SELECT feedurl, COUNT(*) FROM rss_item GROUP BY feedurl")
        return seconds, memory, dict(rows.fetchall())


def rss2email(program, urls, place):
    mail = place / "mail"
    config = [
        "[DEFAULT]",
        "from = vigie@phare.example",
        "to = vigie@phare.example",
        "email-protocol = maildir",
        f"maildir-path = {mail}",
        "maildir-mailbox = news",
        "verbose = error",
        "same-server-fetch-interval = 0",
    ]
    for i, url in enumerate(urls):
        config += [f"[feed.f{i}]", f"url = {url}"]
    (place / "r2e.cfg").write_text("\n".join(config) + "\n")
    (mail / "news").mkdir(parents=True)
    for part in ("cur", "new", "tmp"):
        (mail / "news" / part).mkdir()
    command = [*program.split(), "-c", "r2e.cfg", "-d", "r2e.json", "run"]
    seconds, memory, _ = run(command, place, env=dict(os.environ, HOME=str(place)))
    count = {}
    for message in (mail / "news" / "new").iterdir():
        found = re.search(rb"^X-RSS-Feed: (\S+)", message.read_bytes(), re.M | re.I)
        url = found.group(1).decode() if found else "?"
        count[url] = count.get(url, 0) + 1
    return seconds, memory, count


def main():
    line = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    shared = HOME.parent / "shared" / "feeds" / "captured"
    line.add_argument("--documents", type=pathlib.Path, default=shared)
    line.add_argument("--vigie", default=str(HOME / "vigie"))
    line.add_argument("--newsboat", default=shutil.which("newsboat"))
    line.add_argument("--r2e", default=shutil.which("r2e"))
    given = line.parse_args()
    if not given.documents.is_dir():
        print(f"skipped: there are no documents in {given.documents}", file=sys.stderr)
        return 0
    made = feeds(given.documents)
    server = serve(made)
    port = server.server_address[1]
    urls = [f"http://127.0.1.{i + 1}:{port}/{i}" for i in range(FEEDS)]
    sound = set(urls[: FEEDS // 2])
    print("| reader | round | resident | items | sound feeds read | broken feeds read |")
    print("|---|---|---|---|---|---|")
    lost = {}
    readers = [
        ("Vigie", vigie, given.vigie),
        ("newsboat", newsboat, given.newsboat),
        ("rss2email", rss2email, given.r2e),
    ]
    for name, reader, program in readers:
        if not program:
            print(f"skipped: {name} is not installed", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory() as place:
            seconds, memory, count = reader(program, urls, pathlib.Path(place))
        read = {url for url, items in count.items() if items > 0}
        print(
            f"| {name} | {seconds:.1f} s | {memory:.0f} MiB | {sum(count.values()):,}"
            f" | {len(read & sound)} of {len(sound)}"
            f" | {len(read - sound)} of {FEEDS - len(sound)} |",
            flush=True,
        )
        for i, url in enumerate(urls):
            if url not in read:
                lost.setdefault(name, {}).setdefault(made[i][0], []).append(i)
    for name, faults in lost.items():
        told = ", ".join(f"{fault} {len(which)}" for fault, which in sorted(faults.items()))
        print(f"{name} read nothing of: {told}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
