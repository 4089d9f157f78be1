# make run    set up what is missing, start the kiosk together with a central system
# make test   set up, then check the code and run every test
PY := .venv/bin/python
WINDOW ?= --full-screen

.PHONY: run windowed test check faults bench pictures lock clean

run:
	@packaging/setup.sh run
	@$(PY) -m kiosk try $(WINDOW)

windowed:
	@$(MAKE) --no-print-directory run WINDOW=--windowed

test: check
	$(PY) -m pytest -n 2 --dist loadfile

check:
	@packaging/setup.sh test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m pytest -q tests/house

bench:
	@packaging/setup.sh test
	$(PY) -m tests.benchmarks

# Pulled plugs, bad lines, failing disks, each protection taken out: what docs/reliability.md tells.
faults:
	@packaging/setup.sh test
	$(PY) -m tests.faults

pictures:
	@packaging/setup.sh test
	$(PY) -m kiosk pictures --out docs/pictures

# The two lock files, with hashes; needs uv.
lock:
	uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url pyproject.toml -o packaging/requirements.txt
	uv pip compile -q --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --extra test -c packaging/requirements.txt pyproject.toml \
	  -o packaging/requirements-test.txt

clean:
	rm -rf .venv out build .mypy_cache .ruff_cache .pytest_cache .hypothesis
