"""A disk so small that it is soon full: a real one, in memory."""

import os
from pathlib import Path


def on_a_small_disk(folder: Path, size: str, script: str) -> list[str]:
    """Return the command that runs a shell script with a disk of a size mounted on a folder.

    Root mounts it and takes it away again; anybody else does so in a namespace of their own.
    """
    mounted = f'mount -t tmpfs -o size={size} tmpfs "{folder}"'
    if os.geteuid() == 0:
        return ["sh", "-c", f"{mounted} && trap 'umount \"{folder}\"' EXIT && {{ {script}; }}"]
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", f"{mounted} && {{ {script}; }}"]
