"""What every answer carries: a strict content policy, no framing, no caching of staff pages."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

ONE_YEAR_S = 31_536_000


def csp_nonce() -> str:
    """This answer's nonce: a script without it does not run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def content_policy(nonce: str) -> str:
    """The Content-Security-Policy of every page. Nothing inline, nothing from elsewhere."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'nonce-{nonce}' 'strict-dynamic'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def install(app: Flask, *, https: bool) -> None:
    """Add the headers to every answer; `https` adds HSTS."""

    def add(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = content_policy(csp_nonce())
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR_S}"
        if request.endpoint == "static":
            if request.args.get("v"):
                response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR_S}, immutable"
        else:
            # A shared computer must not show the last person's caseload on Back.
            response.headers["Cache-Control"] = "no-store"
            response.vary.add("HX-Request")
        return response

    app.after_request(add)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
