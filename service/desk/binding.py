"""A store is bound to one model: vectors of two cannot be compared."""

from embeddings import EncoderIdentity
from service.errors import EncoderMismatch
from service.ports import Store


def bind(store: Store, encoder: EncoderIdentity) -> None:
    """Bind the model to the store. Raises EncoderMismatch where the stored vectors were made by another."""
    bound = store.bind_encoder(encoder)
    if bound != encoder:
        raise EncoderMismatch(
            f"the stored vectors were made by {bound.name} ({bound.digest[:12]}, {bound.dimension} dimensions), "
            f"but the model in use is {encoder.name} ({encoder.digest[:12]}, {encoder.dimension} dimensions); "
            f"set NEWSFOLD_MODEL back, or re-encode everything into a new database: "
            f"newsfold replay OLD_DATABASE_URL --db NEW_DATABASE_URL"
        )
