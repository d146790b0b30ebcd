"""A mail server that behaves, and misbehaves as the name of the recipient says.

Usage: server.py PORT FILE [starttls|tls CERTIFICATE KEY]. Each message taken is a line of JSON in FILE, written before
the answer is given. With a certificate it asks for the user `helsevei` with the password `secret`, under TLS alone.
"""
import asyncio
import json
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Handler:
    def __init__(self, file):
        self.file = file
        self.tried = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        self.tried[name] = self.tried.get(name, 0) + 1
        if name == "unknown":
            return "550 5.1.1 <%s> is nobody here" % address
        if name == "later" and self.tried[name] < 3:
            return "451 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "slow":
            await asyncio.sleep(1.5)
        if name == "stuck":
            await asyncio.sleep(3600)
        if name == "refused":
            return "554 5.7.1 not this"
        if name == "cut" and self.tried[name] < 3:
            server.transport.abort()
            return "250 never heard"
        self.keep(envelope)
        return "250 OK"

    def keep(self, envelope):
        message = envelope.content.decode("utf-8", "replace").replace("\r\n", "\n")
        line = json.dumps({"to": envelope.rcpt_tos, "from": envelope.mail_from, "message": message})
        with open(self.file, "a", encoding="utf-8") as file:
            file.write(line + "\n")


def authenticate(server, session, envelope, mechanism, data):
    known = (data.login, data.password) == (b"helsevei", b"secret")
    return AuthResult(success=known, handled=False)


def protection(how, certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    asks = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": how == "starttls"}
    if how == "tls":
        return {"ssl_context": context, **asks}
    return {"tls_context": context, "require_starttls": True, **asks}


def main():
    protected = protection(*sys.argv[3:6]) if len(sys.argv) > 3 else {}
    controller = Controller(Handler(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]), **protected)
    controller.start()
    print("ready", flush=True)
    sys.stdin.read()


main()
