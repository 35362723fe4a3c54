"""Trains Centroide's model on a cluster by Apache Spark: the very model, byte by byte, that one process makes.

Finds the structure (`centroide somas --so-estrutura`), cuts the users into parts, pipes the ratings of each part through
`centroide somas` wherever Spark runs it, and trains from the sums of all (`centroide treinar --somas`). The driver works on the
database that DATABASE_URL names; executors only read ratings. docs/scaling.md tells how to run it.
"""

import argparse
import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import TimestampNTZType, TimestampType

STRUCTURE = "estrutura.somas"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", type=int, default=32, help="parts of the users, one a task (%(default)s)")
    parser.add_argument("--ratings", metavar="PATH", help="Parquet with the columns of avaliacoes, in place of the table")
    parser.add_argument("--events", metavar="PATH", help="Parquet with the columns of eventos, in place of the table")
    parser.add_argument("--readers", type=int, default=8, help="connections that read a table at once (%(default)s)")
    parser.add_argument("--centroide", default="centroide", help="the command, on driver and executors (%(default)s)")
    given = parser.parse_args()
    parts, centroide = given.parts, shlex.split(given.centroide)
    # What events say is a setting.
    settings = {"SINAIS": os.environ["SINAIS"]} if "SINAIS" in os.environ else {}

    spark = SparkSession.builder.appName("centroide").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    with tempfile.TemporaryDirectory() as folder:
        structure = Path(folder, STRUCTURE)
        run([*centroide, "somas", "--so-estrutura", "-o", structure])
        spark.sparkContext.addFile(str(structure))
        ratings = spark.read.parquet(given.ratings) if given.ratings else stored(spark, "avaliacoes", given.readers)
        events = spark.read.parquet(given.events) if given.events else stored(spark, "eventos", given.readers)
        sums = (
            lines_of_users(ratings, events, parts)
            .rdd.mapPartitionsWithIndex(lambda n, users: [(n + 1, sums_of(users, f"{n + 1}/{parts}", centroide, settings))])
            # They stay where they were made until the driver fetches them; those of a machine that is lost are made again.
            .persist(StorageLevel.DISK_ONLY)
        )
        sums.count()
        files = []
        for number, content in sums.toLocalIterator():
            files.append(Path(folder, f"parte-{number}.somas"))
            files[-1].write_bytes(content)
        run([*centroide, "treinar", "--somas", *files])
    spark.stop()


def run(command):
    """Run a command that says by itself what went wrong."""
    code = subprocess.run(command).returncode
    if code != 0:
        raise SystemExit(code)


def stored(spark, table, readers):
    """A table of the database, read by several connections, each the rows of the users from one id to another."""
    url = urlsplit(os.environ["DATABASE_URL"])
    login = {"user": unquote(url.username or ""), "password": unquote(url.password or "")}
    reader = (
        spark.read.format("jdbc")
        .option("driver", "org.postgresql.Driver")
        .option("url", f"jdbc:postgresql://{url.netloc.rpartition('@')[2]}{url.path}")
        .option("fetchsize", 10_000)
        # With what else the URL says, as sslmode.
        .options(**dict(parse_qsl(url.query)), **{name: value for name, value in login.items() if value})
    )
    ends = f"(SELECT COALESCE(MIN(usuario_id), 1) AS lowest, COALESCE(MAX(usuario_id), 1) AS highest FROM {table}) AS ends"
    lowest, highest = reader.option("dbtable", ends).load().first()
    return (
        reader.option("dbtable", table)
        .option("partitionColumn", "usuario_id")
        .option("lowerBound", lowest)
        .option("upperBound", highest + 1)
        .option("numPartitions", readers)
        .load()
    )


def lines_of_users(ratings, events, parts):
    """One row a user, with the lines that `centroide somas --entrada -` takes; users are in parts by the hash of their ids."""
    # What is null, as a moment that nobody knows, is left out.
    rating = F.concat_ws(",", "usuario_id", "filme_id", "avaliacao", moment(ratings, "avaliado_em"))
    fields = [F.lit("evento").alias("tipo"), "usuario_id", "filme_id", F.col("tipo").alias("evento"), "valor"]
    event = F.to_json(F.struct(*fields, moment(events, "quando").alias("quando")))
    lines = ratings.select("usuario_id", F.lit(0).alias("quando"), F.lit(0).alias("numero"), rating.alias("line")).unionAll(
        events.select("usuario_id", moment(events, "quando"), "numero", event)
    )
    # Events oldest first, those of one moment as they came.
    said = F.array_sort(F.collect_list(F.struct("quando", "numero", "line")))
    return (
        lines.repartition(parts, "usuario_id")
        .groupBy("usuario_id")
        .agg(F.concat_ws("\n", said.getField("line")).alias("lines"))
        .select("lines")
    )


def moment(table, column):
    """Milliseconds since 1970, however the table has them."""
    kind = table.schema[column].dataType
    is_time = isinstance(kind, (TimestampType, TimestampNTZType))
    return F.unix_millis(F.col(column).cast("timestamp")) if is_time else F.col(column)


def sums_of(users, part, centroide, settings):
    """The content of the file of sums over these users, which `centroide somas` makes."""
    with tempfile.TemporaryDirectory() as folder:
        made, said = Path(folder, "parte.somas"), Path(folder, "said")
        known = ["--parte", part, "--estrutura", SparkFiles.get(STRUCTURE)]
        with said.open("wb") as told:
            adding = subprocess.Popen(
                [*centroide, "somas", *known, "--entrada", "-", "-o", made],
                stdin=subprocess.PIPE,
                stdout=told,
                stderr=subprocess.STDOUT,
                env={**os.environ, **settings},
            )
            try:
                with adding.stdin as lines:
                    for user in users:
                        lines.write(f"{user.lines}\n".encode())
            except BrokenPipeError:
                pass  # It has ended, and said why.
            except BaseException:
                adding.kill()
                raise
            finally:
                code = adding.wait()
        if code != 0:
            raise RuntimeError(f"centroide somas --parte {part} ended with {code}: {said.read_text()}")
        return made.read_bytes()


if __name__ == "__main__":
    main()
