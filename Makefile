# Every target makes what it needs, from plain python3 and pip.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DATA   ?= ../shared/data
GOLD   ?= ../shared/gold
SEEDS  ?= ../shared/seeds
export CONTRECHAMP_DATA := $(DATA)
export CONTRECHAMP_SEEDS := $(SEEDS)

# The dossiers that joining learns from, each with its accounts; those set aside measure it.
ASIDE  := election greve inondation proces putsch alaska bassine caracas vaccin
JOINED  = $(foreach gold,$(filter-out $(ASIDE:%=gold/dossiers/%.toml),$(wildcard gold/dossiers/*.toml)),$(gold):$(basename $(gold))) \
          gold/entrepot.toml:examples/entrepot

.PHONY: demo test check install train bench fuzz screenshots format clean

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: install  ## compare the shipped example: the table here, the page in out/demo.html
	@mkdir -p out
	$(BIN)/contrechamp demo -o out/demo.html

test: install  ## every test
	$(BIN)/python -m pytest

check: install  ## format, lint, types, rules and documentation
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/contrechamp doctor

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: install  ## remake the French pipeline and the relation model from DATA
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --requirement training/requirements.txt
	$(BIN)/python -m training $(TRAIN) --data $(DATA) --out src/contrechamp/lang/fr/pipeline
	$(BIN)/python -m training.similarity $(DATA)/pairs/stsb_fr_train.csv src/contrechamp/lang/fr/relate/similarity.json
	$(BIN)/python -m training.relate $(DATA)/pairs/daccord.tsv src/contrechamp/lang/fr/relate/weights.json
	$(BIN)/python -m training.joining src/contrechamp/lang/fr/joining.json $(JOINED)

bench: install  ## speeds, each beside something else in the same run
	$(BIN)/python benchmarks/run.py $(BENCH)

screenshots: install  ## the pictures of the documentation, taken in the system's Chromium
	$(BIN)/python docs/screenshots.py
	$(BIN)/python docs/screenshots_room.py

fuzz: install  ## ten minutes of coverage-guided fuzzing of the decoder and the layout repair
	$(BIN)/python -m pip install --quiet --constraint constraints.txt atheris
	$(BIN)/python tests/fuzz/fuzz_read.py -max_total_time=600 -max_len=4096

clean:
	rm -rf $(VENV) out build dist
