"""What editors do: merge, split, pin, withdraw, undo. That they may, and meant it, access control has seen to.

Browsers send such requests with the password that they know; those that pages of other sites make them send are refused
there, by what browsers say of where a request comes from. That takes no token in the forms.
"""

from fastapi import APIRouter, Response

from service.audit import TrailQuery
from service.web.error_pages import PageError, PageRoute
from service.web.orders import Orders, OrdersDep
from service.web.rendering import path_in

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.post("/merge")
def merge(orders: OrdersDep) -> Response:
    """Fold stories into the one that is kept."""
    form = orders.form
    keep = form.need("keep", "the story to keep")
    others = [one for one in form.all("story") if one != keep]
    if not others:
        raise PageError(422, "One story is not enough", "Choose at least one other story to merge with it.")

    return orders.edit_story(
        keep, lambda editing: editing.merge(keep, others), form.number(f"revision-{keep}")
    )


@router.post("/split")
def split(orders: OrdersDep) -> Response:
    """Make reports a story of their own."""
    form = orders.form
    story_id, chosen = form.need("story", "the story"), form.all("article")
    return orders.edit_story(
        story_id, lambda editing: editing.split(story_id, chosen), form.number("revision")
    )


@router.post("/pin")
def pin(orders: OrdersDep) -> Response:
    """Let a report stand for its story."""
    return _pin(orders, orders.form.need("pin", "the report"))


@router.post("/unpin")
def unpin(orders: OrdersDep) -> Response:
    """Let the rule choose again."""
    return _pin(orders, None)


def _pin(orders: Orders, article_id: str | None) -> Response:
    story_id = orders.form.need("story", "the story")
    return orders.edit_story(
        story_id, lambda editing: editing.pin(story_id, article_id), orders.form.number("revision")
    )


@router.post("/withdraw")
def withdraw(orders: OrdersDep) -> Response:
    """Pull a report out of everything, for good."""
    article_id = orders.form.need("article", "the report")
    orders.form.need("reason", "a reason")
    result = orders.carry_out(lambda editing: editing.withdraw(article_id))
    story_id = result.decision.story_id
    entries = orders.desk.audit(TrailQuery(1, story=story_id))
    return orders.to_story(story_id, entries[0].id if entries else None)


@router.post("/undo")
def undo(orders: OrdersDep) -> Response:
    """Take an edit back."""
    number = orders.form.number("entry")
    if number is None:
        raise PageError(422, "Something is missing", "The form came without the entry to undo.")
    entry = orders.carry_out(lambda editing: editing.undo(number))
    if not entry.story_ids:
        return orders.go(path_in(orders.request, "audit"), f"done={entry.id}")
    return orders.to_story(entry.story_ids[0], entry.id)
