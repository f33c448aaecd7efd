#!/usr/bin/env bash
# Until 1.0 there is one migration for each engine, made again whenever the model changes.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf src/Comptoir/Storage/Migrations
dotnet tool restore
for engine in Sqlite Postgres; do
    dotnet ef migrations add Initial --project src/Comptoir --context "${engine}Db" --output-dir "Storage/Migrations/$engine"
done
