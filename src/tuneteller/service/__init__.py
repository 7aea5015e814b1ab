"""One model in memory, and many who ask it.

    line.py      who is next: bounded, fair among clients, what goes together together
    work.py      what can be asked of a model, as a type; what a job tells while it runs
    jobs.py      a job: what was asked, where it stands, what came of it
    store.py     jobs on the disk, so that a restart loses nothing finished and goes on with what was running
    service.py   the thread that has the model, and does the jobs
    desk.py      base, reader and fine-tunes, loaded when they are needed
    tasks.py     ask, say, audit, search for a trigger, compare
    places.py    which paths may be read
"""
