# The site, built and served by nginx on port 8080; TLS ends in front of it.
#   docker build -t site . && docker run --rm -p 8080:8080 site
FROM python:3.13-slim-bookworm AS built
WORKDIR /house
COPY site requirements.txt ./
RUN ./site --version
COPY . .
ARG TODAY=""
RUN ./site publish /srv/site --today "$TODAY"

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends nginx-light \
    && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled/default \
    && ln -sf /dev/stdout /var/log/nginx/access.log \
    && ln -sf /dev/stderr /var/log/nginx/error.log \
    && sed -i -e 's|^pid .*|pid /tmp/nginx.pid;|' -e '/^user /d' /etc/nginx/nginx.conf \
    && chown -R www-data /var/lib/nginx /var/log/nginx
COPY deploy/nginx-maps.conf deploy/nginx-site.conf /etc/nginx/
COPY deploy/nginx-container.conf /etc/nginx/sites-enabled/site.conf
COPY --from=built /srv/site /srv/site
USER www-data
EXPOSE 8080
CMD ["nginx", "-g", "daemon off;"]
