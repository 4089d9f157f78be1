"""Whom the courier takes for central, and what is wrong where no secure connection comes."""

import ssl
from pathlib import Path

import httpx2

from kiosk.courier.failures import Failure
from kiosk.errors import Trouble
from kiosk.texts import Text

NOT_YET, TOO_OLD = 9, 10
"""X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL."""


def client_of(ca: Path | None, timeout: httpx2.Timeout) -> httpx2.Client:
    """Return a client that trusts the hall's authority (PEM) and no other, or without, the public.

    It follows no redirect. Raises Trouble `courier.ca`.
    """
    return httpx2.Client(
        timeout=timeout, follow_redirects=False, verify=True if ca is None else _trusting(ca)
    )


def failure_of(error: httpx2.ConnectError) -> Failure:
    """Tell why there is no connection: no way there, no TLS, or no certificate to believe."""
    root: BaseException = error
    while root.__cause__ or root.__context__:
        root = root.__cause__ or root.__context__ or root
    if isinstance(root, ssl.SSLCertVerificationError):
        expired = getattr(root, "verify_code", 0) in (NOT_YET, TOO_OLD)
        return Failure.EXPIRED if expired else Failure.CERTIFICATE
    return Failure.HANDSHAKE if isinstance(root, ssl.SSLError) else Failure.UNREACHABLE


def _trusting(ca: Path) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:
        raise Trouble(
            "courier.ca",
            Text(
                "审批系统的根证书（central.ca）无法读取。",
                "Central's authority (central.ca) cannot be read.",
            ),
            Text(
                "请把大厅的 ca.pem 放到设置中的路径。",
                "Put the hall's ca.pem where the setting central.ca says.",
            ),
        ) from error
