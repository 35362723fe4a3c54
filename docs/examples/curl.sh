url=${CENTROIDE_URL:-http://localhost:8000}
send() { curl -fsS -H "Authorization: Bearer $CENTROIDE_KEY" -H 'Content-Type: application/json' "$@"; }

user=$(send "$url/usuarios" -d '{"nome": "Ana"}' | grep -o '"id":[0-9]*' | cut -d: -f2)
send -X PUT "$url/usuarios/$user/avaliacoes/1" -d '{"avaliacao": 5}'
send -X PUT "$url/usuarios/$user/avaliacoes/2" -d '{"avaliacao": 4.5}'
send -X PUT "$url/usuarios/$user/avaliacoes/3" -d '{"avaliacao": 1}'
curl -fsS "$url/usuarios/$user/recomendacoes?limite=5&explicar=true"
