"""Print, for every sheet of a workbook, whether LibreOffice froze its head, and after how many columns and
rows. Run by the Python that has LibreOffice's modules (Debian's python3-uno): office_panes.py WORKBOOK PORT
PROFILE"""

import os
import pathlib
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.connection import NoConnectException

workbook, port, profile = sys.argv[1:]
address = f"socket,host=127.0.0.1,port={port};urp;"
office = subprocess.Popen(
    [
        "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation=file://{profile}",
        f"--accept={address}",
    ],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
    start_new_session=True,
)
try:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(150):
        try:
            remote = resolver.resolve(f"uno:{address}StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.2)
    desktop = remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
    document = desktop.loadComponentFromURL(pathlib.Path(workbook).as_uri(), "_blank", 0, ())
    view = document.getCurrentController()
    for sheet in document.Sheets:
        view.setActiveSheet(sheet)
        print(sheet.Name, view.hasFrozenPanes(), view.getSplitColumn(), view.getSplitRow(), sep="\t")
finally:
    os.killpg(office.pid, signal.SIGKILL)  # the launcher and the program it started
