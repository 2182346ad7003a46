"""Synthesise audio_01: slow waves over warm low pads, 28 seconds, mono.

Only the standard library is used and the seed is fixed, so the WAV is the
same on every run. It rises from silence and returns to it, and every tone
completes whole cycles, so it can be repeated without a click.

    python3 make_audio_01.py audio_01.wav
    ffmpeg -i audio_01.wav -ac 1 -b:a 48k -map_metadata -1 audio_01.mp3
"""

import array
import math
import random
import sys
import wave

RATE = 32_000
SECONDS = 28
PEAK = 10 ** (-9 / 20)  # -9 dBFS leaves room for what the encoder adds
TAU = 2 * math.pi

# Two soft chords that pass into each other: (hertz, level).
CHORDS = (
    ((73.42, 0.4), (146.83, 0.6), (220.00, 0.5), (329.63, 0.25), (369.99, 0.25), (440.00, 0.12)),
    ((98.00, 0.4), (146.83, 0.6), (246.94, 0.45), (293.66, 0.3), (369.99, 0.2), (493.88, 0.1)),
)
SWELLS = (0.80, 1.00, 0.72, 0.92)  # height of each of the four waves


def pads(n):
    """The two chords; each note is a pair of sines that drift slowly apart."""
    out = [0.0] * n
    for which, chord in enumerate(CHORDS):
        for k, (hertz, level) in enumerate(chord):
            cycles = round(hertz * SECONDS)
            a, b = TAU * cycles / n, TAU * (cycles + 3 + k) / n
            breath = TAU * (1 + k % 3) / n
            for i in range(n):
                turn = 0.5 + 0.5 * math.cos(TAU * i / n)
                share = turn if which == 0 else 1.0 - turn
                gain = share * level * (0.8 + 0.2 * math.sin(breath * i + 2.1 * k))
                tone = math.sin(a * i) + 0.6 * math.sin(b * i) + 0.12 * math.sin(2 * a * i)
                out[i] += gain * tone
    return out


def swell(position):
    """Height of the sea, 0 to 1, at a position counted in waves."""
    index, phase = int(position) % len(SWELLS), position % 1.0
    shape = phase / 0.42 if phase < 0.42 else (1.0 - phase) / 0.58
    return SWELLS[index] * (0.5 - 0.5 * math.cos(math.pi * shape))


def waves(n, rng):
    """Noise through a filter that opens as each wave comes in."""
    out = [0.0] * n
    low1 = low2 = hiss = 0.0
    for i in range(n):
        position = len(SWELLS) * i / n
        height, after = swell(position), swell(max(0.0, position - 0.10))
        white = rng.uniform(-1.0, 1.0)
        step = 1.0 - math.exp(-TAU * (180.0 + 1300.0 * height * height) / RATE)
        low1 += step * (white - low1)
        low2 += step * (low1 - low2)
        hiss += 0.45 * (white - hiss)
        out[i] = (0.25 + height) * low2 + 0.05 * after**3 * (hiss - low1)
    return out


def edge(i, n):
    """Smooth fade at both ends."""
    t = min(1.0, i / (1.5 * RATE), (n - 1 - i) / (2.0 * RATE))
    return 0.5 - 0.5 * math.cos(math.pi * t)


def main(path):
    n = RATE * SECONDS
    low, sea = pads(n), waves(n, random.Random(20))
    # tanh rounds off the tallest peaks, so the whole can be a little louder
    mix = [edge(i, n) * math.tanh(0.3 * low[i] + 2.2 * sea[i]) for i in range(n)]
    scale = 32767 * PEAK / max(abs(v) for v in mix)
    samples = array.array("h", (round(v * scale) for v in mix))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(path, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_audio_01.py OUT.wav")
    main(sys.argv[1])
