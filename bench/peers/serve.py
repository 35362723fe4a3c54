"""Lists by implicit over HTTP, as FastAPI's documentation has it: trained as it starts, then one process of uvicorn.

python serve.py <ratings.csv or database> <port>
"""

import sys

import uvicorn
from fastapi import FastAPI, HTTPException
from implicit_als import fit, recommend
from ratings import read_likes

app = FastAPI()
likes = read_likes(sys.argv[1])
model = fit(likes)


@app.get("/filmes/{user}/recomendacoes")
def recommendations(user: int, limite: int = 10, anew: bool = False) -> list[int]:
    try:
        return recommend(likes, model, user, limite, anew).tolist()
    except KeyError:
        raise HTTPException(404) from None


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", access_log=False)
