"""The caller, as the routes are given them."""

from typing import Annotated

from fastapi import Depends, Request

from service.keys.callers import Caller, caller_of


async def get_caller(request: Request) -> Caller:
    """Give who sent the request."""
    return caller_of(request.scope)


CallerDep = Annotated[Caller, Depends(get_caller)]
