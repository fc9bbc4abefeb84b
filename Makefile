# Two commands matter: `make run` and `make test`. They need Python 3.11+, pip and make.

PYTHON ?= python3
PORT ?= 8000
export SITE_URL ?= http://127.0.0.1:$(PORT)
export UV_PYTHON_DOWNLOADS = never
# A network may have certificates of its own: trust what the system trusts.
export UV_SYSTEM_CERTS = true

UV = PYTHONPATH=.tools $(PYTHON) -m uv
BIN = .venv/bin
# Where no key is given, this machine keeps one of its own.
KEYED = SECRET_KEY=$${SECRET_KEY:-$$(cat .local/secret_key)}
MANAGE = $(KEYED) $(BIN)/python manage.py

.PHONY: run dev content admin test checkers audit mutants bench load lint messages lock clean

run: .venv/run .local/secret_key .local/collected  ## the atlas with its content, as in production
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) compile_translations
	@$(MANAGE) compile_lexicon
	@$(MANAGE) load_content
	@$(MANAGE) rebuild_search --if-stale
	@echo "The atlas is at $(SITE_URL)/ (stop with Ctrl-C)"
	@$(KEYED) LOG_FORMAT=$${LOG_FORMAT:-text} $(BIN)/gunicorn config.wsgi --bind 127.0.0.1:$(PORT) \
		--workers 2 --threads 4 --no-control-socket --log-level warning

dev: .venv/dev .local/secret_key  ## the same, reloading on each change
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) compile_translations
	@$(MANAGE) compile_lexicon
	@$(MANAGE) load_content
	@$(MANAGE) rebuild_search --if-stale
	@DEBUG=true LOG_FORMAT=text $(MANAGE) runserver $(PORT)

content: .venv/run .local/secret_key  ## show what fixtures/ would change, and read it
	@$(MANAGE) load_content --update

admin: .venv/run .local/secret_key  ## an account for the editors' desk
	@$(MANAGE) createsuperuser

test: .venv/dev  ## everything, on SQLite and on PostgreSQL; ARGS="-k words" narrows it
	@$(BIN)/python -m tests.both_databases $(ARGS)

checkers: .local/checkers/done  ## what reads pages and scripts in tests, and is no Python (needs npm)

# Asked of a database of weaknesses, whose answer takes no install of ours: it is not in a lock.
audit: .tools/audit/bin/pip-audit  ## is a weakness known of anything in the locks? needs the network
	@$(PYTHON) -m tests.audit

mutants: .venv/dev .local/secret_key  ## is each important line held by a test? takes minutes; ARGS="--only words"
	@$(MANAGE) compile_translations
	@$(MANAGE) compile_lexicon
	@$(BIN)/python -m tests.mutants $(ARGS)

bench: .venv/dev .local/secret_key .local/collected .local/datasette/done  ## what pages cost, up to 100,000 cases; see bench/
	@$(KEYED) $(BIN)/python -m bench $(ARGS)

load: .venv/dev .local/secret_key .local/collected  ## readers, editors and reloads at once; ARGS="--minutes 2"
	@$(KEYED) $(BIN)/python -m bench.load $(ARGS)

lint: .venv/dev  ## code, templates and style sheets in one layout
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .
	@$(BIN)/djangofmt --quiet templates
	@if [ -x $(BIN)/oxfmt ]; then $(BIN)/oxfmt static/css; fi

messages: .venv/dev .local/secret_key  ## gather the strings to translate (needs gettext)
	@$(MANAGE) makemessages -l fr -l es --no-location --no-obsolete --verbosity 0 \
		--ignore .venv --ignore .tools --ignore .local

lock: .tools/bin/uv  ## choose versions anew, with their hashes
	@$(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
		pyproject.toml --output-file requirements.lock
	@$(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
		pyproject.toml --extra bucket --output-file requirements-bucket.lock
	@$(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
		pyproject.toml --extra bucket --group dev --output-file requirements-dev.lock
	@$(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
		--group bench --output-file requirements-bench.lock

clean:  ## forget what this machine made, its database included
	rm -rf .venv .tools .local

.tools/bin/uv:
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action ignore \
		--target .tools uv==0.13.9

.tools/audit/bin/pip-audit:
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --root-user-action ignore \
		--target .tools/audit pip-audit==2.10.1

.venv/bin/python: .tools/bin/uv
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv

.venv/run: requirements.lock | .venv/bin/python
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock | .venv/bin/python
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

# Datasette has an environment of its own: nothing of it is in the project's.
.local/datasette/done: requirements-bench.lock | .tools/bin/uv
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .local/datasette
	@$(UV) pip install --quiet --python .local/datasette/bin/python --require-hashes \
		-r requirements-bench.lock
	@touch $@

# Nothing of them is run when they are brought; none of them is part of the atlas.
.local/checkers/done: tests/checkers.txt
	@npm install --silent --no-save --no-audit --no-fund --ignore-scripts \
		--prefix .local/checkers $$(cat $<)
	@touch $@

.local/secret_key:
	@mkdir -p .local
	@umask 077; $(PYTHON) -c "import secrets; print(secrets.token_urlsafe(60))" > $@

.local/collected: .venv/run .local/secret_key $(shell find static -type f)
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@
