-- A database of the first released schema (Inicial1764000000000): what upgrade.spec.ts brings up to date.
CREATE TABLE "migracoes" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL);
CREATE TABLE usuarios (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  nome TEXT NOT NULL,
  email TEXT UNIQUE,
  versao_perfil INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE filmes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  titulo TEXT NOT NULL,
  genero TEXT NOT NULL DEFAULT '',
  diretor TEXT NOT NULL DEFAULT '',
  atores TEXT NOT NULL DEFAULT '',
  ano INTEGER,
  busca_titulo TEXT NOT NULL,
  busca_genero TEXT NOT NULL,
  busca_diretor TEXT NOT NULL,
  busca_atores TEXT NOT NULL
);
CREATE TABLE avaliacoes (
  usuario_id INTEGER NOT NULL REFERENCES usuarios (id) ON DELETE CASCADE,
  filme_id INTEGER NOT NULL REFERENCES filmes (id) ON DELETE CASCADE,
  avaliacao REAL NOT NULL CHECK (avaliacao >= 0 AND avaliacao <= 5),
  avaliado_em INTEGER,
  PRIMARY KEY (usuario_id, filme_id)
) WITHOUT ROWID;
CREATE TABLE sistema (chave TEXT PRIMARY KEY, valor TEXT NOT NULL);
CREATE TABLE travas (nome TEXT PRIMARY KEY, dono TEXT NOT NULL, batida_em INTEGER NOT NULL);
CREATE TABLE modelo_versoes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  estado TEXT NOT NULL CHECK (estado IN ('pronto', 'rejeitado')),
  motivo TEXT,
  motor INTEGER NOT NULL,
  parametros TEXT NOT NULL,
  metricas TEXT NOT NULL,
  usuarios INTEGER NOT NULL,
  filmes INTEGER NOT NULL,
  avaliacoes INTEGER NOT NULL,
  soma TEXT NOT NULL,
  criado_em INTEGER NOT NULL
);
CREATE TABLE modelo_centroides (
  versao_id INTEGER NOT NULL REFERENCES modelo_versoes (id) ON DELETE CASCADE,
  tipo TEXT NOT NULL CHECK (tipo IN ('gosto', 'grupo')),
  indice INTEGER NOT NULL,
  nome TEXT NOT NULL,
  tamanho INTEGER NOT NULL,
  vetor TEXT NOT NULL,
  PRIMARY KEY (versao_id, tipo, indice)
);
CREATE TABLE modelo_blocos (
  versao_id INTEGER NOT NULL REFERENCES modelo_versoes (id) ON DELETE CASCADE,
  nome TEXT NOT NULL,
  parte INTEGER NOT NULL,
  tipo TEXT NOT NULL,
  linhas INTEGER NOT NULL,
  colunas INTEGER NOT NULL,
  dados BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (versao_id, nome, parte)
);
CREATE TABLE modelo_ativo (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  versao_id INTEGER NOT NULL REFERENCES modelo_versoes (id),
  ativado_em INTEGER NOT NULL
);
CREATE TABLE treinos (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  estado TEXT NOT NULL CHECK (estado IN ('executando', 'concluido', 'falhou')),
  origem TEXT NOT NULL,
  etapa TEXT NOT NULL,
  percentual INTEGER NOT NULL,
  iniciado_em INTEGER NOT NULL,
  terminado_em INTEGER,
  erro TEXT,
  versao_id INTEGER REFERENCES modelo_versoes (id) ON DELETE SET NULL
);
CREATE INDEX filmes_por_titulo ON filmes (busca_titulo, id);
CREATE INDEX filmes_por_ano ON filmes (COALESCE(ano, 0), id);
CREATE INDEX avaliacoes_por_filme ON avaliacoes (filme_id);
CREATE INDEX avaliacoes_por_data ON avaliacoes (avaliado_em);
INSERT INTO migracoes VALUES (1, 1764000000000, 'Inicial1764000000000');
INSERT INTO usuarios VALUES (1, 'Ana', 'ana@example.com', 3);
INSERT INTO usuarios VALUES (2, 'João', NULL, 3);
INSERT INTO usuarios VALUES (3, 'Zoë', 'zoe@example.com', 3);
INSERT INTO usuarios VALUES (4, 'D''Ávila; a "quarta"', NULL, 3);
INSERT INTO filmes VALUES (1, 'Central do Brasil', 'drama', 'Walter Salles', 'Fernanda Montenegro, Vinícius de Oliveira', 1998, 'central do brasil', '|drama|', '|walter salles|', '|fernanda montenegro|vinicius de oliveira|');
INSERT INTO filmes VALUES (2, 'Bacurau', 'drama, suspense', 'Kleber Mendonça Filho, Juliano Dornelles', 'Sônia Braga', 2019, 'bacurau', '|drama|suspense|', '|kleber mendonca filho|juliano dornelles|', '|sonia braga|');
INSERT INTO filmes VALUES (3, 'Alien', 'ficção científica, terror', 'Ridley Scott', 'Sigourney Weaver', 1979, 'alien', '|ficcao cientifica|terror|', '|ridley scott|', '|sigourney weaver|');
INSERT INTO filmes VALUES (4, 'Sem ano', '', '', '', NULL, 'sem ano', '||', '||', '||');
INSERT INTO avaliacoes VALUES (1, 1, 4.5, 1700000000000);
INSERT INTO avaliacoes VALUES (1, 2, 5, 1700000060000);
INSERT INTO avaliacoes VALUES (1, 3, 1, 1700000120000);
INSERT INTO avaliacoes VALUES (2, 1, 4, 1700000180000);
INSERT INTO avaliacoes VALUES (2, 2, 3.5, 1700000240000);
INSERT INTO avaliacoes VALUES (2, 4, 0, NULL);
INSERT INTO avaliacoes VALUES (3, 2, 2, 1700000360000);
INSERT INTO avaliacoes VALUES (3, 3, 5, 1700000420000);
INSERT INTO avaliacoes VALUES (3, 4, 4, 1700000480000);
INSERT INTO avaliacoes VALUES (4, 1, 3, 1700000540000);
INSERT INTO avaliacoes VALUES (4, 3, 2.5, 1700000600000);
INSERT INTO avaliacoes VALUES (4, 4, 1.5, 1700000660000);
INSERT INTO modelo_versoes VALUES (1, 'pronto', NULL, 2, '{"dimensions":3,"tasteCount":2,"tau":2,"ridgeW":0.3,"halfLife":10,"ridgeB":100,"block":800,"halo":200,"window":30,"nextKept":200,"nextShrinkage":50,"historyDecay":0.8,"weights":{"tastes":0.3,"blocks":0.4,"next":0.3},"preference":"linear","seed":1}', '{"quality":{"cut":"latest","users":0,"table":[]},"tuning":null,"drift":null}', 4, 4, 12, '87503055075e84d28c97ab5417160b3a70c6fa6451e44080beebe9dd251c7654', 1795626518214);
INSERT INTO modelo_centroides VALUES (1, 'gosto', 0, 'gosto 0', 2, '[0.7622179985046387,0.6051180958747864,-0.22990384697914124]');
INSERT INTO modelo_centroides VALUES (1, 'gosto', 1, 'gosto 1', 2, '[0.9168006777763367,-0.39703336358070374,0.04290784150362015]');
INSERT INTO modelo_centroides VALUES (1, 'grupo', 0, 'drama, suspense · anos 2010', 2, '[0.9727334976196289,-0.15496791899204254,0.01576893776655197]');
INSERT INTO modelo_centroides VALUES (1, 'grupo', 1, 'ficção científica, terror · anos 70', 2, '[0.5900214314460754,0.8027528524398804,-0.027752606198191643]');
INSERT INTO modelo_blocos VALUES (1, 'parameters', 0, 'uint16', 290, 1, X'7b00220070006100720061006d006500740065007200730022003a007b002200640069006d0065006e00730069006f006e00730022003a0033002c0022007400610073007400650043006f0075006e00740022003a0032002c00220074006100750022003a0032002c00220072006900640067006500570022003a0030002e0033002c002200680061006c0066004c0069006600650022003a00310030002c00220072006900640067006500420022003a003100300030002c00220062006c006f0063006b0022003a003800300030002c002200680061006c006f0022003a003200300030002c002200770069006e0064006f00770022003a00330030002c0022006e006500780074004b0065007000740022003a003200300030002c0022006e0065007800740053006800720069006e006b0061006700650022003a00350030002c00220068006900730074006f00720079004400650063006100790022003a0030002e0038002c002200770065006900670068007400730022003a007b00220074006100730074006500730022003a0030002e0033002c00220062006c006f0063006b00730022003a0030002e0034002c0022006e0065007800740022003a0030002e0033007d002c00220070007200650066006500720065006e006300650022003a0022006c0069006e0065006100720022002c002200730065006500640022003a0031007d002c002200750073006500720043006f0075006e00740022003a0034002c002200660069006c006d0043006f0075006e00740022003a0034007d00', '3e10fdf197e8d440f8a769d75a4b13316da7aa16ec4e54161e5d28c195291b7a');
INSERT INTO modelo_blocos VALUES (1, 'loadings', 0, 'float32', 3, 4, X'62fe213fd363203f03f7c63e6766723ee4cecabec06a72be46b52d3fad4e123fe77728bfb60c3e3fabb700bea2ba293a', '32e5ea80776ea9bb490ca747e85894f2522678120f3c027909b95be8c957f9a0');
INSERT INTO modelo_blocos VALUES (1, 'singularValues', 0, 'float64', 3, 1, X'eecd6deea56efe3f82c0dc26103ef43fe57162f88524e03f', 'bd9277e1756e5f98821bf6c781ea79632ba14b19fe7d3c2d7a45b58204312cd9');
INSERT INTO modelo_blocos VALUES (1, 'tasteCentroids', 0, 'float32', 2, 3, X'b820433f05e91a3fea6b6bbe73b36a3ff547cbbe22c02f3d', '9af66b1b1a20fcfbfe3ead998e74176dc8b4ad156337d0e4b252650cc359d9f8');
INSERT INTO modelo_blocos VALUES (1, 'tasteSizes', 0, 'uint32', 2, 1, X'0200000002000000', '41d805e613efbe1acb36eaa0127a35da4a1faa1ac97985d078e50d1fd96055fd');
INSERT INTO modelo_blocos VALUES (1, 'readout', 0, 'float32', 2, 4, X'b50fca3c138c5d3c34fc2c3fb7b3043f3df1de3e4f9dd03e4cd3cebdfeb712be', 'a7629500519b9068ea91e079b2aaf105e0e0b02f42998a8654c46bce01b47e3d');
INSERT INTO modelo_blocos VALUES (1, 'blockSizes', 0, 'uint32', 2, 1, X'0400000004000000', '267833806a8e9c01c5355ae70125042abfa3e90ca6708f00e944a4e6e5addd9f');
INSERT INTO modelo_blocos VALUES (1, 'blockFilms', 0, 'uint32', 4, 1, X'00000000010000000200000003000000', 'baed642339816affb3fe8719792d0e4ce82f12db72b7373d244eaa65445800fe');
INSERT INTO modelo_blocos VALUES (1, 'blockWeights', 0, 'float32', 16, 1, X'00000000f9696a3c7837973bfc2fdc3a97c96a3c000000004b46be3b9f1c493bddfa973b46eebe3b00000000ca3c193cf984de3a1feb4a3b2a151a3c00000000', '29b6f57b6ac5c3d7b9cfc4d8bb51c91a93db8edc5e12234c4f4d02ddf80c23ba');
INSERT INTO modelo_blocos VALUES (1, 'nextStart', 0, 'uint32', 5, 1, X'0000000003000000050000000600000008000000', 'e27c34966fe79b06f62d8bb01a88c3ebcb54591f02556945e9ddd4b39aebdcfb');
INSERT INTO modelo_blocos VALUES (1, 'nextFilm', 0, 'uint32', 8, 1, X'0100000002000000030000000200000003000000030000000000000001000000', '65cdeae9d68ca5326f04359be26047b85f7dd004bd017192fdc2fe69096c281d');
INSERT INTO modelo_blocos VALUES (1, 'nextAffinity', 0, 'float32', 8, 1, X'57ec173d1c9b123de0498d3c10ab1a3d68d78f3c900b1c3d7b269c3c4438913c', 'a8ef776a8fc8d7e18802f9bd7c87e1c922b0523b596c85a5aeb3850cfd7b11de');
INSERT INTO modelo_blocos VALUES (1, 'tokens', 0, 'uint16', 11, 1, X'5b00220067003a006400720061006d00610022005d00', '0a6adade07b0958981c2df802a1aa4de0a94b33c1b3c1606bdbfc285f66cc6d5');
INSERT INTO modelo_blocos VALUES (1, 'tokenWeights', 0, 'float32', 2, 5, X'fb3572393923593c35c68d3c73d3c8bb4c5ee7399983433cc9a42d3c9cc4e93cb5711f3cb0e0e9b8', '1b2ff3da2230ef98d551a72fb5135612ce36bd062e382154f6b08f26bd24ee0f');
INSERT INTO modelo_blocos VALUES (1, 'filmVectors', 0, 'float32', 4, 3, X'a4ea773f8cb04bbedce519be7c1f7a3f8c5ee3bd53313a3e6cc5263f86b2413f84eb64bdde51073fe54f593fb90ac939', '6e99d9e2c8cab9f6598248a7e82c11a557fa3bfb035ec9486bc6fbeb8e67c88d');
INSERT INTO modelo_blocos VALUES (1, 'filmGroup', 0, 'uint16', 4, 1, X'0000000001000100', '2392619f397925a165cf31634781d68b006c396611c425f6c67f338356e47f8f');
INSERT INTO modelo_blocos VALUES (1, 'groupCentroids', 0, 'float32', 2, 3, X'1005793fe9af1ebedc2d813ca50b173f36814d3f6f59e3bc', '143eec41ce4d7aa8cce3113359d036f596cb87481dcbb594fd6af64075e21a8d');
INSERT INTO modelo_blocos VALUES (1, 'groupSizes', 0, 'uint32', 2, 1, X'0200000002000000', '41d805e613efbe1acb36eaa0127a35da4a1faa1ac97985d078e50d1fd96055fd');
INSERT INTO modelo_blocos VALUES (1, 'filmPositions', 0, 'float32', 4, 2, X'87f40cbfe4be24be458ef6be5bb3333e3df9e63e5c020bbd0bbf143f00619e3c', '9f07e5ffde0914dc3078c1a9c31cc4f83e63ba10739f1d0379cb870a243fbf35');
INSERT INTO modelo_blocos VALUES (1, 'groupPositions', 0, 'float32', 2, 2, X'd51d04bf7047ef3bd51d043f6e47efbb', 'e99cccbfc1210a2a3480f3342b29990b1998ce1278a7347d4ca34dcbf30f1b98');
INSERT INTO modelo_blocos VALUES (1, 'axisVariance', 0, 'float64', 2, 1, X'edb03750c842ee3f47a1143ad22faa3f', '78e3eaca28adcb498992546f29c0be1439674bf69f94a2b0ece6ee2e253727c6');
INSERT INTO modelo_blocos VALUES (1, 'likedCount', 0, 'uint32', 4, 1, X'02000000020000000100000001000000', 'cffaf5cc3a74475ddd84a2108ffefe0620040aff682a8668fcceb8b3b3250d25');
INSERT INTO modelo_blocos VALUES (1, 'ratingCount', 0, 'uint32', 4, 1, X'03000000030000000300000003000000', '0b2f373e42eac64cd0a1cafba1b826a1fa44f4c58025c104a0e9ce57a7de7cc4');
INSERT INTO modelo_blocos VALUES (1, 'filmIds', 0, 'float64', 4, 1, X'000000000000f03f000000000000004000000000000008400000000000001040', '6bab56d2f81d4b5a2dbf102bf6a6ff7d5211a475fc5f97813f977e8ba714b07d');
INSERT INTO modelo_ativo VALUES (1, 1, 1795626518214);
INSERT INTO treinos VALUES (1, 'concluido', 'comando', 'concluído', 100, 1700001000000, 1700001002000, NULL, 1);
