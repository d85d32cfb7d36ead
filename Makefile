# Needs python3.11 with venv, and nothing else: uv comes into the virtual environment from the package index.
PYTHON ?= python3.11
BIN := .venv/bin
CASES ?=
CHARTS := $(addprefix evals/train/charts/,own.jsonl hands_4_8.jsonl hands_9_c.jsonl hands_e.jsonl)
# Courses of one hand that resemble one another: the heads do not mind, the network would learn them by heart.
ALIKE := evals/train/charts/hands_d.jsonl
OUT ?= .longview/eval

.PHONY: demo chat test check eval questions attacks deid fuzz bench guide train tagger lock clean

.venv/runtime: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

.venv/dev: .venv/runtime requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	touch $@

demo: .venv/runtime  ## set up, load the demo clients, open the chat
	$(BIN)/longview demo

chat: .venv/runtime  ## open the chat on your own clients
	$(BIN)/longview chat

test: .venv/dev  ## the whole test suite
	$(BIN)/python -m pytest

check: .venv/dev  ## format, lint, types, layers
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: .venv/dev  ## figures on labelled cases: make eval CASES=folder
	$(BIN)/python -m evals.run "$(CASES)" --out "$(OUT)"

deid: .venv/dev  ## figures of de-identification beside plain Presidio: make deid [SET=reporting NOTES=2000 FILE=...]
	$(BIN)/python -m evals.deid --set $(or $(SET),reporting) --notes $(or $(NOTES),2000) $(if $(FILE),--path "$(FILE)")

fuzz: .venv/dev  ## import generated notes, then search every stored byte and every clean text for their names
	$(BIN)/python -m evals.fuzz_store --notes $(or $(NOTES),2000) --seed 0

questions: .venv/dev  ## figures on our own charts and questions, with twins whose answer was removed
	$(BIN)/python -m evals.questions

attacks: .venv/dev  ## instructions hidden in notes, all of them, with both writers: make attacks [EVERY=10]
	$(BIN)/python -m evals.attacks --every $(or $(EVERY),1)

bench: .venv/dev  ## speed and memory: make bench CASES=folder [PEER=plain pipeline to pair with]
	$(BIN)/python -m evals.bench "$(CASES)" $(if $(PEER),--peer "$(PEER)")

guide: .venv/dev  ## pictures of the main views of the demo, laptop and phone, light and dark, into docs/guide
	SCREENSHOTS=docs/guide/views $(BIN)/python -m pytest -q tests/ui/test_accessibility.py

.venv-train/ready: .venv/dev requirements-train.txt
	test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet --disable-pip-version-check -r requirements-train.txt numpy
	echo "$(CURDIR)/.venv/lib/python3.11/site-packages" > .venv-train/lib/python3.11/site-packages/dev.pth
	touch $@

train: .venv-train/ready  ## train search and the reader again, heads and network: make train CORPUS=charts.jsonl
	$(BIN)/python -m evals.fit_search "$(CORPUS)" $(CHARTS) $(ALIKE)
	$(BIN)/python -m evals.train --corpus "$(CORPUS)" $(CHARTS) $(ALIKE)
	PYTHONPATH=. .venv-train/bin/python -m evals.train_network "$(CORPUS)" $(CHARTS)

tagger: .venv-train/ready  ## train the finder of names again: make tagger CORPUS=charts.jsonl [SENTENCES=synth_dataset_v2.json]
	PYTHONPATH=. .venv-train/bin/python -m evals.tagging --corpus "$(CORPUS)" $(if $(SENTENCES),--sentences "$(SENTENCES)")

lock:  ## resolve the pinned versions anew
	$(BIN)/uv pip compile pyproject.toml --extra evals --extra server --group dev --python-version 3.11 \
		--generate-hashes --quiet --upgrade -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml -c requirements-dev.lock --python-version 3.11 \
		--generate-hashes --quiet -o requirements.lock

clean:
	rm -rf .venv .venv-train .longview .mypy_cache .ruff_cache .pytest_cache .hypothesis
