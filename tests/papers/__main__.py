"""Keep the papers as they look now; look at them before committing."""

from tests.papers.papers import KEPT, pictures


def main() -> None:
    KEPT.mkdir(exist_ok=True)
    for file in KEPT.glob("*.png"):
        file.unlink()
    for name, picture in pictures().items():
        picture.save(KEPT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
