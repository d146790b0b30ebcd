"""A mail server that behaves, and misbehaves as the name of the recipient says.

Usage: server.py PORT FILE. Each message taken is a line of JSON in FILE, written before the answer is given.
"""
import asyncio
import json
import sys

from aiosmtpd.controller import Controller


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


def main():
    controller = Controller(Handler(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]))
    controller.start()
    print("ready", flush=True)
    sys.stdin.read()


main()
