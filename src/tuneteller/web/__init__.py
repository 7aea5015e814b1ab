"""The page to work in, and the server others can talk to: FastAPI over one `service.Service`.

    app.py         the application: what is served where
    run.py         how it is run: address, token and secret
    guard.py       who may ask: hosts, token, sessions, forged requests, headers
    catalog.py     which fine-tunes there are, by their ids
    uploads.py     fine-tunes that are sent by a browser
    pages.py       the pages
    live.py        their live parts
    shown.py       jobs and fine-tunes as their templates take them
    views.py       what they say of a result, in words
    render.py      their templates
    api.py         the same as JSON
    chat.py        the OpenAI protocol
    programs.py    what these two share: how they refuse, how much they take in, how they wait
    metrics.py     health, and numbers for Prometheus
"""
