"""Prints what LibreOffice says of each signature of the PDF files that are named.

It is a verifier that knows what a certification permits (DocMDP). Run it with the Python of
the system, which has the package python3-uno: a line for each signature, in the order of the
file: name, tab, whether it is valid, tab, whether it covers the whole file.
"""

import os
import subprocess
import sys
import tempfile
import time

import uno


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not there yet
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def main(names):
    pipe = f"mingfa{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            context = connect(pipe)
            services = context.ServiceManager
            verifier = services.createInstanceWithArgumentsAndContext(
                "com.sun.star.security.DocumentDigitalSignatures", ("1.2", False), context)
            files = services.createInstanceWithContext("com.sun.star.ucb.SimpleFileAccess", context)
            for name in names:
                stream = files.openFileReadWrite("file://" + os.path.abspath(name))
                for s in verifier.verifyDocumentContentSignatures(None, stream):
                    print(os.path.basename(name), s.SignatureIsValid, not s.PartialDocumentSignature, sep="\t")
            services.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        finally:
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()


main(sys.argv[1:])
