"""Speed and memory of the engine against named peers, side by side in one run: `tuneteller bench`."""
