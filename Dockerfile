# syntax=docker/dockerfile:1

# The product alone, for production: PostgreSQL and Temporal are services of
# their own there (docker-compose.yml), so the embedded server is not built.
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags='-s -w' -o /out/mingfa ./cmd/mingfa

# 仿宋 and 楷体, which GB/T 9704 asks for, come only inside a large TeX package;
# a stage of its own keeps the rest of it out of the image.
FROM debian:bookworm-slim AS fonts
WORKDIR /fonts
RUN apt-get update \
    && apt-get download texlive-lang-chinese \
    && mkdir tree fandol \
    && dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb | tar -x -C tree --wildcards '*/Fandol[FHKS]*.otf' \
    && find tree -name 'Fandol*.otf' -exec install -m 644 -t fandol {} +

FROM debian:bookworm-slim
# --build-arg OFFICE=libreoffice-writer-nogui adds the program that reads .doc, .odt and .rtf.
ARG OFFICE=""
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates tzdata fonts-noto-cjk $OFFICE \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /var/lib/mingfa --shell /usr/sbin/nologin mingfa \
    && install -d -o mingfa -g mingfa -m 0700 /var/lib/mingfa
COPY --from=fonts /fonts/fandol /usr/local/share/fonts/fandol
COPY --from=build /out/mingfa /usr/local/bin/mingfa
ENV LANG=C.UTF-8 \
    MINGFA_DATA=/var/lib/mingfa \
    MINGFA_LISTEN=0.0.0.0:8080 \
    MINGFA_PORTAL_LISTEN=0.0.0.0:8081
USER mingfa
VOLUME /var/lib/mingfa
EXPOSE 8080 8081
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["mingfa", "healthcheck"]
ENTRYPOINT ["mingfa"]
CMD ["serve"]
