"""The tour of the README with the client. Prints what it is told, a line of JSON a step; the TypeScript one prints the same."""

import json
import os
import time

from centroide_client import AuthenticatedClient
from centroide_client import models as m
from centroide_client.api.events import list_events
from centroide_client.api.batches import send_events
from centroide_client.api.experiments import (
    create_experiment,
    end_experiment,
    get_experiment,
    start_experiment,
    undo_adoption,
)
from centroide_client.api.films import create_film, list_popular_films, list_similar_films
from centroide_client.api.home import get_home_page
from centroide_client.api.imports import export_data, get_import, start_import
from centroide_client.api.model import get_model, request_training
from centroide_client.api.ratings import get_personal_data, set_rating
from centroide_client.api.recommendations import (
    get_first_questions,
    get_joint_recommendations,
    get_recommendations,
    get_visitor_recommendations,
)
from centroide_client.api.rules import create_rule, delete_rule, simulate_rules
from centroide_client.api.users import (
    create_user,
    create_user_token,
    delete_user,
    get_taste_profile,
    revoke_user_tokens,
)
from centroide_client.types import File

url = os.environ.get("CENTROIDE_URL", "http://localhost:8000")


def client_with(token):
    return AuthenticatedClient(base_url=url, token=token, headers={"Accept-Language": "en"})


client = client_with(os.environ["CENTROIDE_KEY"])


def told(answer):
    """What was answered; ends with the detail of the problem where there is one."""
    if isinstance(answer, m.ProblemDocument):
        raise SystemExit(answer.detail)
    return answer


def tell(step, what):
    print(json.dumps([step, what], ensure_ascii=False, separators=(",", ":")))


def titles(films):
    return [film.titulo for film in told(films)]


ana = told(create_user.sync(client=client, body=m.NewUserBody(nome="Ana", email="ana@example.com")))
for film, rating in [(4, 5), (13, 4.5), (29, 1)]:
    told(set_rating.sync(ana.id, film, client=client, body=m.PutRatingBody(avaliacao=rating)))
tell("ratings", told(get_taste_profile.sync(ana.id, client=client)).avaliacoes)

[best] = told(get_recommendations.sync(ana.id, client=client, limite=1, explicar=True))
tell("best", [best.titulo, best.porque, len(best.motivos) > 1])
tell("horror", titles(get_recommendations.sync(ana.id, client=client, limite=2, genero="terror", ano_max=1989)))
tell("similar", titles(list_similar_films.sync(4, client=client, limite=2)))

body = m.NewFilmBody(
    titulo="Um Filme Inventado", genero="ficção científica, aventura", diretor="George Lucas", ano=2030
)
invented = told(create_film.sync(client=client, body=body))
tell("invented", titles(get_recommendations.sync(ana.id, client=client, ano_min=2030)))
visitor = m.VisitorBody(avaliacoes=[m.VisitorRating(filme_id=4, avaliacao=5)], limite=2)
tell("visitor", titles(get_visitor_recommendations.sync(client=client, body=visitor)))
tell("questions", len(told(get_first_questions.sync(client=client))))
tell("popular", titles(list_popular_films.sync(client=client, limite=2)))

events = [
    m.NewEventBody(usuario_id=ana.id, filme_id=12, tipo="assistiu", valor=0.97),
    m.NewEventBody(usuario_id=ana.id, filme_id=20, tipo="quer_ver"),
    m.NewEventBody(usuario_id=ana.id, filme_id=7, tipo="sem_interesse"),
]
tell("events", told(send_events.sync(client=client, body=events)).criados)
assert len(told(list_events.sync(ana.id, client=client))) == 3
rows = told(get_home_page.sync(ana.id, client=client, linhas=2, por_linha=2, lembrar=True))
tell("home", [[row.chave, row.titulo] for row in rows])
guest = m.TogetherVisitor(avaliacoes=[m.VisitorRating(filme_id=29, avaliacao=5)])
together = m.TogetherBody(
    usuarios=[ana.id, 1], visitantes=[guest], estrategia="justa", limite=2
)
night = told(get_joint_recommendations.sync(client=client, body=together))
tell("night", [len(film.por_pessoa) for film in night])

token = told(create_user_token.sync(ana.id, client=client, body=m.NewTokenBody(validade=600))).token
own = told(set_rating.sync(ana.id, 20, client=client_with(token), body=m.PutRatingBody(avaliacao=4)))
tell("by token", [own.avaliacao, own.anterior])
revoke_user_tokens.sync_detailed(ana.id, client=client)

premiere = m.NewRuleBody(nome="Premiere", tipo="fixar", filme_id=invented.id, posicao=1)
tell("simulated", told(simulate_rules.sync(client=client, body=m.SimulationBody(regras=[premiere], pessoas=20))).pessoas)
rule = told(create_rule.sync(client=client, body=premiere))
[pinned] = told(get_recommendations.sync(ana.id, client=client, limite=1, explicar=True))
tell("pinned", [pinned.titulo, [[effect.nome, effect.efeito] for effect in pinned.regras]])
delete_rule.sync_detailed(rule.id, client=client)

variants = [m.VariantBody(nome="control"), m.VariantBody(nome="varied", parametros=m.ListParameters(diversidade=0.4))]
experiment = told(
    create_experiment.sync(client=client, body=m.NewExperimentBody(nome="More variety", variantes=variants))
)
told(start_experiment.sync(experiment.id, client=client))
report = told(get_experiment.sync(experiment.id, client=client))
tell("experiment", [report.estado, report.conclusao.variante])
told(end_experiment.sync(experiment.id, client=client, body=m.EndExperimentBody(variante="varied")))
tell("adopted", told(undo_adoption.sync(experiment.id, client=client)).adotada)

rows = f"usuario_id,filme_id,avaliacao\n{ana.id},79,4.5\n{ana.id},53,9\n".encode()
job = told(
    start_import.sync(
        client=client,
        body=m.StartImportBody(arquivo=File(payload=rows, file_name="ratings.csv", mime_type="text/csv")),
        modo="manter",
    )
)
while job.estado in ("na_fila", "executando"):
    time.sleep(0.2)
    job = told(get_import.sync(job.id, client=client))
tell("import", [job.estado, [row.linha for row in job.rejeitadas]])
tell("training", told(request_training.sync(client=client, body=m.TrainingRequest())).estado)
tell("export", str(told(export_data.sync(client=client))).startswith('{"tipo":'))

model = told(get_model.sync(client=client))
tell("model", [model.versao, model.situacao, model.grupos == [], model.no_lugar_da_versao])
tell("held", len(told(get_personal_data.sync(ana.id, client=client)).avaliacoes))
delete_user.sync_detailed(ana.id, client=client)
problem = get_recommendations.sync(ana.id, client=client)
assert isinstance(problem, m.ProblemDocument)
tell("erased", [problem.status, problem.detail.replace(str(ana.id), "N")])
