# docker build -t centroide . && docker run -it -p 8000:8000 centroide

FROM node:24.21.0-bookworm@sha256:64af3819f9275802414d7cdc38c27e9d82bd564dec4d4da87d008255d36c63b4 AS build
WORKDIR /app
# npm before 12 runs the install scripts of everything: this one would tell its maker of us.
ENV SCARF_ANALYTICS=false
COPY . .
RUN npm ci
RUN npm run licences
RUN npm prune --omit=dev --ignore-scripts
# A third of what is left, and nothing that runs.
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.[cm]ts' \) -delete
RUN mkdir -p data

FROM node:24.21.0-bookworm-slim@sha256:d6aa754f16b3197301076f047b5def2f02ea1dbbc2ca920407d46d7ec7f87b20
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=8000
ENV DATA_DIR=/data
# What a container prints stays in its log: docker exec <container> cat /data/primeira-chave
ENV FIRST_KEY=file
WORKDIR /app
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/seed/filmes.csv ./seed/filmes.csv
COPY --from=build --chown=node:node /app/data /data
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "dist/src/healthcheck.js"]
CMD ["node", "dist/src/main.js"]
