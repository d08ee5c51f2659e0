"""Dependencies (audited, locked, licensed) and the JupyterLab server."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import ROOT
from faults.conftest import Report

LOCKS = ("requirements.txt", "requirements-marked.txt", "requirements-bench.txt")
# What obliges whoever passes the work on; found in a licence's name.
COPYLEFT = re.compile(
    r"\b(?:A|L)?GPL|\bGNU\b|Mozilla|\bMPL|\bEUPL|\bCDDL|\bEPL|Eclipse|Artistic|ShareAlike|BY-SA",
    re.IGNORECASE,
)
# Those known to be so: used as they are, none of their code is passed on with nicdata.
KNOWN_COPYLEFT = set("certifi fqdn hypothesis num2words pathspec text-unidecode tld tqdm".split())


class Locked(NamedTuple):
    """A locked package: its name, version, environment marker and hashes."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked(lock: str) -> list[Locked]:
    """Return the packages of a lock file. Fails on a line that is not a package."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "")
    found = []
    for line in text.splitlines():
        made = re.fullmatch(
            r"([\w.-]+)==([\w.!+]+)(?: ; (.*?))?((?:\s+--hash=sha256:[0-9a-f]{64})*)\s*", line
        )
        assert made, f"{lock}: {line[:80]!r} is no package of one version"
        found.append(Locked(canonicalize_name(made[1]), made[2], made[3] or "", tuple(made[4].split())))
    return found


def test_every_package_is_locked_by_its_hashes(report: Report) -> None:
    """Catches a package that may be installed in any version, or from anybody who can impersonate the
    registry."""
    both = [(lock, package) for lock in LOCKS for package in locked(lock)]
    failed = [f"{lock}: {package.name}" for lock, package in both if not package.hashes]
    report("a locked package", len(both), len(both) - len(failed), "one version, with its SHA-256", failed)
    one, *others = (
        {p.name: {q.version for q in locked(lock) if q.name == p.name} for p in locked(lock)}
        for lock in LOCKS
    )
    shared = [(name, other) for other in others for name in one.keys() & other.keys()]
    failed = [f"{name}: {one[name]}, {other[name]}" for name, other in shared if not other[name] <= one[name]]
    report(
        "a package in two lock files", len(shared), len(shared) - len(failed), "same version in both", failed
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [(LOCKS[0], text) for text in project["project"]["dependencies"]]
    asked += [
        (LOCKS[0], t)
        for extra in ("lab", "html", "dev")
        for t in project["project"]["optional-dependencies"][extra]
    ]
    asked += [(LOCKS[1], text) for text in project["dependency-groups"]["marked"]]
    asked += [(LOCKS[2], text) for text in project["dependency-groups"]["bench"]]
    failed = []
    for lock, text in asked:
        wanted = Requirement(text)
        found = [p for p in locked(lock) if p.name == canonicalize_name(wanted.name)]
        if not found or not all(wanted.specifier.contains(p.version, prereleases=True) for p in found):
            failed.append(f"{lock}: {text}")
    report(
        "a requirement in pyproject.toml",
        len(asked),
        len(asked) - len(failed),
        "satisfied by the lock file",
        failed,
    )


def audit(lock: str, service: str, *options: str) -> tuple[int, list[str], int]:
    """Ask a service about the packages of a lock. Returns how many it knows, those with a vulnerability, and
    how many it was asked about. Raises ValueError with the reason if it does not answer."""
    pytest.importorskip("pip_audit", reason="no pip-audit: pip install -r requirements-marked.txt")
    command = [sys.executable, "-m", "pip_audit", "-r", str(ROOT / lock), "--require-hashes", "--disable-pip"]
    done = subprocess.run(
        [*command, "--progress-spinner=off", "--format=json", f"--vulnerability-service={service}", "--timeout=15", *options],
        capture_output=True, encoding="utf-8", timeout=300,
        env={**os.environ, "PYTHONWARNINGS": "ignore", "NO_PROXY": "127.0.0.1"},
    )  # fmt: skip
    try:
        answer = json.loads(done.stdout)["dependencies"]
    except ValueError:
        cause = re.search(r"Name or service not known|[\w ]*timed out|refused|\w+Error", done.stderr[-400:])
        raise ValueError(f"{service}: {cause[0] if cause else 'no answer'}") from None
    known = [package for package in answer if "vulns" in package]
    if not known:
        raise ValueError(f"{service}: none of {len(answer)} packages known")
    bad = [f"{p['name']} {p['version']}: {[v['id'] for v in p['vulns']]}" for p in known if p["vulns"]]
    return len(known), bad, len(answer)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_locked_package_has_a_known_vulnerability(lock: str, report: Report) -> None:
    """Catches a package with a published vulnerability, and one that the service does not know."""
    told = []
    for service in ("pypi", "osv"):
        try:
            known, bad, asked_for = audit(lock, service)
        except ValueError as error:
            told.append(str(error))
            continue
        how = f"{service}, queried on {time.strftime('%Y-%m-%d')}; {asked_for - known} packages unknown to it"
        what = f"a package in {lock}: no known vulnerability"
        report(what, known, known - len(bad), how, bad)
        return
    pytest.skip(
        f"0 of {len(locked(lock))} packages in {lock} audited, because no vulnerability service answered: {'; '.join(told)}"
    )


class Advisories(BaseHTTPRequestHandler):
    """A service like osv.dev that knows one invented vulnerability, in Jinja."""

    def do_POST(self) -> None:
        asked_for = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
        affected = {"package": {"name": asked_for, "ecosystem": "PyPI"}, "versions": [], "ranges": []}
        made_up = {"id": "PYSEC-0-0", "details": "made up", "affected": [affected]}
        body = json.dumps({"vulns": [made_up] if asked_for == "jinja2" else []}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def test_the_audit_can_fail(report: Report) -> None:
    """Catches an audit that passes whatever the service answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        known, bad, asked_for = audit(LOCKS[0], "osv", f"--osv-url=http://127.0.0.1:{server.server_port}/")
        server.shutdown()
    (jinja,) = bad
    assert known == asked_for and jinja.startswith("jinja2 ") and "PYSEC-0-0" in jinja
    report(
        "an invented vulnerability in a locked package", 1, len(bad), "found, using a local test service", bad
    )


def test_no_locked_package_was_withdrawn(everything: bool, report: Report) -> None:
    """Catches a version that its authors have withdrawn, often for security reasons."""
    if not everything:
        pytest.skip("run only by make faults, because it takes a minute")
    for lock in LOCKS:
        command = [
            sys.executable,
            "-m",
            "pip",
            "--quiet",
            "install",
            "--dry-run",
            "--ignore-installed",
            "--no-deps",
        ]
        done = subprocess.run(
            [*command, "--require-hashes", "-r", str(ROOT / lock), "--report=-"],
            capture_output=True, encoding="utf-8", timeout=600,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"the package registry did not answer for {lock}: {done.stderr.strip()[-200:]}")
        found = json.loads(done.stdout)["install"]
        bad = [package["metadata"]["name"] for package in found if package["is_yanked"]]
        report(
            f"a package in {lock}",
            len(found),
            len(found) - len(bad),
            "not yanked, hash as locked",
            bad,
        )


def licence_of(name: str) -> str:
    """Return the licence in the metadata of an installed package, or else the licence whose text it contains;
    empty if neither is known."""
    said: Any = metadata.metadata(name)
    classified = [
        c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    if named := said.get("License-Expression") or "; ".join(c for c in classified if c != "OSI Approved"):
        return named
    free = (said.get("License") or "").strip()
    if free and "\n" not in free and free.upper() != "UNKNOWN":
        return free
    files = [file for file in metadata.files(name) or [] if "licen" in file.name.lower()]
    text = " ".join([free, *(Path(str(file.locate())).read_text(encoding="utf-8") for file in files)])
    return next((licence for words, licence in TEXTS.items() if words in " ".join(text.split())), "")


TEXTS = {
    "GNU ": "GNU",
    "Mozilla Public License": "MPL",
    "Apache License Version 2.0": "Apache-2.0",
    "Redistribution and use in source and binary forms": "BSD",
    "Permission is hereby granted, free of charge": "MIT",
}


def test_every_package_has_a_licence(report: Report) -> None:
    """Catches a package without a licence, and a copyleft licence that nobody has approved."""
    licences: dict[str, str] = {}
    absent = []
    for package in sorted({package.name for lock in LOCKS for package in locked(lock)}):
        try:
            licences[package] = licence_of(package)
        except metadata.PackageNotFoundError:
            absent.append(package)
    assert len(licences) > 80, absent
    none = sorted(name for name, licence in licences.items() if not licence)
    by_licence: dict[str, list[str]] = {}
    for name, said in licences.items():
        by_licence.setdefault(said.replace("|", "/"), []).append(name)
    listed = "; ".join(f"{said}: {', '.join(names)}" for said, names in sorted(by_licence.items()))
    listed += f"; not installed here: {', '.join(absent) or 'none'}"
    report("an installed package", len(licences), len(licences) - len(none), f"has a licence: {listed}", none)
    free = {name for name, said in licences.items() if COPYLEFT.search(said)}
    new = sorted(f"{name}: {licences[name]}" for name in free - KNOWN_COPYLEFT)
    named = f"no copyleft, except the reviewed {', '.join(sorted(free))}"
    report("licence of an installed package", len(licences), len(licences) - len(new), named, new)


@contextmanager
def started_lab(home: Path) -> Iterator[int]:
    """Start JupyterLab with the command of `make lab`, without a browser and with separate folders, and yield
    its process."""
    said = subprocess.run(
        ["make", "-n", "lab"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    line = next(line for line in said.splitlines() if "jupyter lab" in line)
    words = line.split()
    command = [sys.executable, "-m", "jupyterlab", *words[words.index("lab") + 1 :], "--no-browser"]
    if os.geteuid() == 0:
        command.append("--allow-root")  # jupyter starts for nobody else; says nothing of who may connect
    shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".*"))
    own = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    env = {**os.environ, **own, "HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "1"}
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(
            command, cwd=home, env=env, stdout=log, stderr=log, start_new_session=True
        ) as server,
    ):
        try:
            yield server.pid
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def listening(pid: int) -> list[tuple[str, int]]:
    """Return the addresses on which a process and its children listen."""
    import psutil

    process = psutil.Process(pid)
    found = [c for p in (process, *process.children(recursive=True)) for c in p.net_connections("inet")]
    return sorted({(c.laddr.ip, c.laddr.port) for c in found if c.status == psutil.CONN_LISTEN})


def asked(address: str) -> tuple[int, str]:
    try:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


def test_jupyterlab_lets_nobody_else_in(report: Report, tmp_path: Path) -> None:
    """Catches a server that answers other machines, or anybody on this one without its token."""
    pytest.importorskip("psutil", reason="no psutil: pip install -r requirements-marked.txt")
    with started_lab(tmp_path) as pid:
        end = time.monotonic() + 90
        while not (files := list((tmp_path / "runtime").glob("jpserver-*.json"))):
            assert time.monotonic() < end, (tmp_path / "log").read_text()[-2000:]
            time.sleep(0.2)
        time.sleep(0.5)
        told = json.loads(files[0].read_text(encoding="utf-8"))
        token, url = told["token"], f"http://127.0.0.1:{told['port']}"
        places = listening(pid)
        open_to_all = [place for place in places if place[0] not in ("127.0.0.1", "::1")]
        report(
            "an address the server listens on",
            len(places),
            len(places) - len(open_to_all),
            "loopback only",
            open_to_all,
        )
        addresses = {
            "/api/contents": 403, "/api/kernels": 403, "/api/sessions": 403, "/files/01-programme-growth.ipynb": 200,
            "/api/contents?token=": 403, "/api/contents?token=wrong": 403, "/api/terminals": 403, "/lab": 200,
        }  # fmt: skip
        failed = []
        for path, status in addresses.items():
            found, body = asked(url + path)
            # What is no programming interface leads to the page that asks for the token.
            if found != status or (status == 200 and "Token" not in body):
                failed.append(f"{path}: {found}")
        report(
            "a request without the token", len(addresses), len(addresses) - len(failed), "rejected", failed
        )
        assert len(token) >= 32
        found, body = asked(f"{url}/api/contents?token={token}")
        assert found == 200 and "01-programme-growth.ipynb" in body
        elsewhere = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)} - {
            "127.0.0.1",
            "::1",
        }
        reached = [ip for ip in elsewhere if ":" not in ip and not socket_refused(ip, told["port"])]
        if elsewhere:
            report(
                "another network address of the machine",
                len(elsewhere),
                len(elsewhere) - len(reached),
                "connection refused",
                reached,
            )


def socket_refused(ip: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((ip, port)) != 0


def test_the_workflows_are_safe() -> None:
    """Catches an action that is not pinned, a permission that is too wide, and a text that a shell would run."""
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("no zizmor: pip install -r requirements-marked.txt")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", ROOT / ".github" / "workflows"],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
