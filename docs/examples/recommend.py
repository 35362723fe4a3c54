import json, os, urllib.error, urllib.request

def call(method, path, body=None):
    request = urllib.request.Request(os.environ.get("CENTROIDE_URL", "http://localhost:8000") + path, method=method)
    request.add_header("Authorization", "Bearer " + os.environ["CENTROIDE_KEY"])
    request.add_header("Content-Type", "application/json")
    try:
        return json.load(urllib.request.urlopen(request, json.dumps(body).encode() if body else None))
    except urllib.error.HTTPError as problem:
        raise SystemExit(f"{method} {path}: {json.load(problem)['detail']}")

user = call("POST", "/usuarios", {"nome": "Ana"})
for film, rating in [(1, 5), (2, 4.5), (3, 1)]:
    call("PUT", f"/usuarios/{user['id']}/avaliacoes/{film}", {"avaliacao": rating})
for film in call("GET", f"/usuarios/{user['id']}/recomendacoes?explicar=true"):
    print(f"{film['posicao']}. {film['titulo']} ({film['motivos'][0]['texto']})")
