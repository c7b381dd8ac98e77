"""A vendor's HTTP client, speaking to an app in this process."""

import asyncio
from typing import Any

import httpx


class Vendor:
    """Sends requests from one address, one at a time."""

    def __init__(self, app: Any, *, host: str = "203.0.113.7") -> None:
        self.app = app
        self.host = host

    def request(self, method: str, path: str, **request: Any) -> httpx.Response:
        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(
                self.app, client=(self.host, 5000), raise_app_exceptions=False
            )
            async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
                return await client.request(method, path, **request)

        return asyncio.run(asking())

    def post(self, path: str, **request: Any) -> httpx.Response:
        return self.request("POST", path, **request)
