"""Custody as CASE/UCO JSON-LD: a provenance record, and an investigative action for each event.

Names that the ontologies lack (a seal, a count, who authorized it) stand under our own prefix.
`kyles add` reads such a file again, ours or another's.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from kyles.model import Matter
from kyles.model.custody import CustodyEvent
from kyles.reconcile.custody import Chain, is_person

CONTEXT = {
    "kb": "urn:uuid:",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "kyles": "urn:kyles:custody:",
    "uco-action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-identity": "https://ontology.unifiedcyberontology.org/uco/identity/",
    "uco-location": "https://ontology.unifiedcyberontology.org/uco/location/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OWN = {"authorized_by": "kyles:authorizedBy", "witness": "kyles:witness", "seal": "kyles:seal",
       "quantity": "kyles:quantity"}  # fmt: skip

Node = dict[str, Any]


def document(matter: Matter, chain: Chain) -> bytes:
    """The file's bytes, the same for the same custody."""
    graph = [_investigation(matter, chain), _record(chain), *_named(chain), *_actions(chain)]
    told = {"@context": CONTEXT, "@graph": graph}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _key(kind: str, *parts: object) -> str:
    name = "/".join(["kyles", kind, *map(str, parts)])
    return f"kb:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _investigation(matter: Matter, chain: Chain) -> Node:
    actions = [_action_key(chain, at) for at in range(len(chain.events))]
    return {
        "@id": _key("investigation", matter.title), "@type": "case-investigation:Investigation",
        "uco-core:name": matter.title,
        "uco-core:object": [{"@id": key} for key in (_record_key(chain), *actions)],
    }  # fmt: skip


def _record_key(chain: Chain) -> str:
    return _key("record", chain.item.id)


def _action_key(chain: Chain, at: int) -> str:
    return _key("action", chain.item.id, at)


def _record(chain: Chain) -> Node:
    item = chain.item
    return {
        "@id": _record_key(chain), "@type": "case-investigation:ProvenanceRecord",
        "case-investigation:exhibitNumber": item.number or item.path,
        "uco-core:description": item.title,
        "uco-core:object": {"@id": _key("item", item.id)},
    }  # fmt: skip


def _named(chain: Chain) -> Iterator[Node]:
    """The thing itself, the people, the offices and the places that events name, each once."""
    yield {"@id": _key("item", chain.item.id), "@type": "uco-core:UcoObject",
           "uco-core:name": chain.item.title}  # fmt: skip
    people = dict.fromkeys(name for one in chain.events
                           for name in (one.released_by, one.taken_by) if name)  # fmt: skip
    for name in people:
        kind = "uco-identity:Person" if is_person(name) else "uco-identity:Organization"
        yield {"@id": _key("party", name), "@type": kind, "uco-core:name": name}
    for place in dict.fromkeys(one.location for one in chain.events if one.location):
        yield {"@id": _key("place", place), "@type": "uco-location:Location",
               "uco-core:name": place}  # fmt: skip


def _actions(chain: Chain) -> Iterator[Node]:
    for at, one in enumerate(chain.events):
        record = [{"@id": _record_key(chain)}]
        before = {"uco-action:object": record} if at else {}
        informed = {"case-investigation:wasInformedBy": {"@id": _action_key(chain, at - 1)}}
        yield {
            "@id": _action_key(chain, at), "@type": "case-investigation:InvestigativeAction",
            "uco-core:name": one.action or one.act.value, **_when(one), **_parties(one), **before,
            "uco-action:result": record, **(informed if at else {}), **_own(one),
        }  # fmt: skip


def _when(one: CustodyEvent) -> Node:
    """A minute as a time, a day as a day; nothing where it is not known."""
    if not one.at:
        return {}
    kind, value = ("dateTime", f"{one.at}:00") if "T" in one.at else ("date", one.at)
    return {"uco-action:startTime": {"@type": f"xsd:{kind}", "@value": value}}


def _parties(one: CustodyEvent) -> Node:
    told = {"uco-action:performer": ("party", one.taken_by),
            "uco-action:participant": ("party", one.released_by),
            "uco-action:location": ("place", one.location)}  # fmt: skip
    return {name: {"@id": _key(kind, value)} for name, (kind, value) in told.items() if value}


def _own(one: CustodyEvent) -> Node:
    purpose = {"uco-core:description": one.purpose} if one.purpose else {}
    return purpose | {name: getattr(one, field) for field, name in OWN.items()
                      if getattr(one, field)}  # fmt: skip
