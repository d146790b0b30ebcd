"""What a health service's system does with fhirpy; it ends with an error where an answer is not as it should be."""

import json
import sys

from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import BaseFHIRError, ResourceNotFound

asked = json.loads(sys.argv[1])
client = SyncFHIRClient(asked["base"], authorization=f"Bearer {asked['token']}")

appointment = client.resource("Appointment", **asked["appointment"])
appointment.save()
assert appointment.id and appointment["meta"]["versionId"] == "1", appointment

read = client.reference("Appointment", appointment.id).to_resource()
assert read == appointment, read

patient = appointment["participant"][0]["actor"]["reference"]
found = client.resources("Appointment").search(patient=patient, date="2030-01-15").fetch_all()
assert appointment.id in [one.id for one in found], found

appointment["comment"] = "Ta med legitimasjon"
appointment.save()
assert appointment["meta"]["versionId"] == "2", appointment

# What was read before the change cannot overwrite it.
read["comment"] = "late"
try:
    read.save()
    raise AssertionError("an old version was taken")
except BaseFHIRError as refused:
    assert "conflict" in str(refused), refused

history = client.execute(f"Appointment/{appointment.id}/_history", method="get")
assert [one["resource"]["meta"]["versionId"] for one in history["entry"]] == ["2", "1"], history

try:
    client.reference("Appointment", "0198c3a4-0000-7000-8000-000000000000").to_resource()
    raise AssertionError("what is not there was found")
except ResourceNotFound:
    pass
