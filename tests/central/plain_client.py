"""A kiosk written from docs/protocol.md alone: nothing of the house is imported here."""

import base64
import hashlib
import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Json = dict[str, Any]


def spelled(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def signed(content: Json, purpose: str, key: Ed25519PrivateKey) -> bytes:
    exact = spelled(content)
    signature = key.sign(f"kiosk/{purpose}\n".encode() + exact)
    return b'{"content":%b,"signature":"%b"}' % (exact, text(signature).encode())


def content_of(message: bytes, purpose: str, key: bytes) -> Json:
    """Verify the exact bytes between `{"content":` and `,"signature"`."""
    exact, _, rest = message.removeprefix(b'{"content":').rpartition(b',"signature":"')
    signature = base64.b64decode(rest.removesuffix(b'"}'), validate=True)
    public = Ed25519PublicKey.from_public_bytes(key)
    public.verify(signature, f"kiosk/{purpose}\n".encode() + exact)
    found: Json = json.loads(exact)
    return found


@dataclass
class PlainKiosk:
    """One kiosk with one chain."""

    url: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    chain: str = field(default_factory=lambda: str(uuid.uuid4()))
    welcome: Json = field(default_factory=dict)
    sequence: int = 0
    previous: str = "0" * 64

    def enrol(self, code: str) -> None:
        asked = {
            "code": code,
            "public_key": text(self.key.public_key().public_bytes_raw()),
            "install": str(uuid.uuid4()),
            "at": datetime.now(UTC).isoformat(),
        }
        body = signed(asked, "enrolmentrequest/1", self.key)
        answer = httpx2.post(self.url + "/v1/enrol", content=body)
        assert answer.status_code == 200
        key = base64.b64decode(json.loads(answer.content)["content"]["public_key"])
        self.welcome = content_of(answer.content, "enrolmentanswer/1", key)
        self.central = key

    def entry(self, kind: str, body: Json, *files: bytes, case_id: str | None = None) -> bytes:
        attachments = [
            {
                "sha256": hashlib.sha256(one).hexdigest(),
                "size": len(one),
                "media_type": "image/jpeg",
                "name": f"photo-{number}",
            }
            for number, one in enumerate(files)
        ]
        return self.line(
            {
                "kiosk": self.welcome["kiosk"],
                "chain": self.chain,
                "sequence": self.sequence + 1,
                "previous": self.previous,
                "id": str(uuid.uuid4()),
                "kind": kind,
                "body": body,
                "case_id": case_id,
                "at": datetime.now(UTC).isoformat(),
                "actor": "kiosk",
                "attachments": attachments,
                "algorithm": "sha256",
            }
        )

    def line(self, said: Json) -> bytes:
        """Hash and sign what an entry says."""
        content = spelled(said)
        self.sequence = said["sequence"]
        self.previous = hashlib.sha256(content).hexdigest()
        signature = text(self.key.sign(b"kiosk/entry/1\n" + content))
        return b'{"content":%b,"hash":"%b","signature":"%b"}\n' % (
            content,
            self.previous.encode(),
            signature.encode(),
        )

    def ask(self, method: str, target: str, body: bytes = b"", **more: str) -> httpx2.Response:
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        components = {"@method": method, "@target-uri": self.url + target, **headers}
        if body and "upload-parts" not in headers:
            components["content-digest"] = f"sha-256=:{text(hashlib.sha256(body).digest())}:"
            headers["content-digest"] = components["content-digest"]
        covered = " ".join(f'"{name}"' for name in components)
        parameters = (
            f"({covered});created={int(datetime.now(UTC).timestamp())}"
            f';keyid="{self.welcome["kiosk"]}";alg="ed25519";tag="kiosk"'
        )
        lines = [f'"{name}": {value}' for name, value in components.items()]
        base = "\n".join([*lines, f'"@signature-params": {parameters}'])
        headers["signature-input"] = f"mine={parameters}"
        headers["signature"] = f"mine=:{text(self.key.sign(base.encode()))}:"
        return httpx2.request(method, self.url + target, headers=headers, content=body)

    def word(self, answer: httpx2.Response, name: str) -> Json:
        assert answer.status_code == 200, answer.text
        return content_of(answer.content, f"{name}/1", self.central)
