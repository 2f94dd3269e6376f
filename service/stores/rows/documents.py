"""What is stored as JSON: receipts, links and event payloads, to plain values and back."""

from collections.abc import Mapping
from typing import Any

from service.events import Payload
from service.model import Linking, Receipt, RunnerUp

Document = Mapping[str, Any]


def receipt_document(receipt: Receipt) -> Document:
    """Turn a receipt into plain JSON values."""
    runner_up = receipt.runner_up
    return {
        "rule": receipt.rule,
        "features": dict(receipt.features),
        "contributions": dict(receipt.contributions),
        "runner_up": runner_up and {"story_id": runner_up.story_id, "probability": runner_up.probability},
        "margin": receipt.margin,
        "vetoes": list(receipt.vetoes),
    }


def read_receipt(document: Document) -> Receipt:
    """Read the receipt that :func:`receipt_document` wrote."""
    runner_up = document["runner_up"]
    return Receipt(
        document["rule"],
        document["features"],
        document["contributions"],
        runner_up and RunnerUp(runner_up["story_id"], runner_up["probability"]),
        document["margin"],
        tuple(document["vetoes"]),
    )


def linking_document(linking: Linking) -> Document:
    """Turn the reason for a link into plain JSON values."""
    return {
        "storyline_id": linking.storyline_id,
        "probability": linking.probability,
        "receipt": receipt_document(linking.receipt),
    }


def read_linking(document: Document) -> Linking:
    """Read the reason that :func:`linking_document` wrote."""
    return Linking(document["storyline_id"], document["probability"], read_receipt(document["receipt"]))


def payload_document(payload: Payload) -> Document:
    """Turn an event's data into plain JSON values."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in payload.items()}


def read_payload(document: Document) -> Payload:
    """Read the payload that :func:`payload_document` wrote."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in document.items()}
