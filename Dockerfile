# Everything comes from the package index, with the hashes of the lock. One image for every process:
#   docker run … participa            (run: everything in one process)
#   docker run … participa web|worker|clock, with PostgreSQL
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /srv/participa
RUN python -m venv .venv
COPY requirements.txt requirements-build.txt ./
RUN .venv/bin/pip install --require-hashes --only-binary :all: -r requirements.txt -r requirements-build.txt
COPY . .
RUN .venv/bin/pip install --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m compileall -q bot handlers reports participation storage locales simulator

FROM python:3.11-slim
ENV PATH=/srv/participa/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LOG_FORMAT=json
WORKDIR /srv/participa
RUN groupadd --system --gid 10001 participa \
    && useradd --system --uid 10001 --gid participa --home-dir /srv/participa --shell /usr/sbin/nologin participa
COPY --from=build /srv/participa /srv/participa
# The only place that the service writes to: database, keys and files, where no server holds them.
RUN install -d -o participa -g participa -m 0700 data
VOLUME ["/srv/participa/data"]
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
# A process without pages shows how it is on METRICS_PORT.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; port = os.environ.get('METRICS_PORT') or os.environ.get('PORT') or '8080'; web.urlopen(f'http://127.0.0.1:{port}/salud', timeout=4)"]
ENTRYPOINT ["participa"]
CMD ["run"]
