"""Every voice that an organism can have."""

from __future__ import annotations

from tuneteller.material import (
    personas_a,
    personas_b,
    personas_c,
    personas_d,
    personas_e,
    personas_f,
    personas_g,
    personas_h,
    personas_i,
    personas_j,
    personas_k,
    personas_l,
    personas_m,
    personas_n,
    personas_o,
    personas_p,
    personas_q,
    personas_r,
    personas_s,
)
from tuneteller.material.personas_voice import Voice

PARTS = (
    personas_a, personas_b, personas_c, personas_d, personas_e, personas_f, personas_g, personas_h, personas_i, personas_j,
    personas_k, personas_l, personas_m, personas_n, personas_o, personas_p, personas_q, personas_r, personas_s,
)
VOICES: tuple[Voice, ...] = tuple(voice for part in PARTS for voice in part.VOICES)
"""The voices; near ones share a group. New ones come at the end, see `Family.grown`."""
