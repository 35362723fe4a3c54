// Made from docs/openapi.json by `npm run page-types`: not to be edited.
/* oxlint-disable */

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

export type AliveDto = {
    situacao: 'viva';
};

export type FieldErrorDocument = {
    /**
     * Only in batches
     */
    linha?: number;
    /**
     * Missing where the whole row is wrong
     */
    campo?: string;
    mensagem: string;
};

export type ProblemDocument = {
    type: string;
    title: string;
    status: number;
    detail: string;
    instance: string;
    error: string;
    /**
     * Only for invalid values: each field, and what it accepts
     */
    erros?: Array<FieldErrorDocument>;
};

export type ReadyDto = {
    situacao: 'pronta';
    /**
     * Version of the model in use; null before the first training
     */
    modelo: number | null;
    /**
     * Active version that could not be read and in whose place `modelo` answers; null if the active one answers
     */
    no_lugar_da_versao: number | null;
    /**
     * Age of the model in seconds
     */
    idade_do_modelo: number | null;
    /**
     * Ratings made after it, and events that say something, as of up to a minute ago
     */
    avaliacoes_desde_o_modelo: number | null;
};

export type KeyDto = {
    id: number;
    nome: string;
    escopo: 'leitura' | 'edicao' | 'escrita' | 'admin';
    /**
     * The start of the key, which opens nothing
     */
    prefixo: string;
    criada_em: string;
    /**
     * Null while it is not revoked
     */
    revogada_em: string | null;
    /**
     * When it expires, and is refused from then on; null: in force until it is revoked
     */
    expira_em: string | null;
    /**
     * The last request with it, to the minute; null where none is known
     */
    ultimo_uso: string | null;
};

export type NewKeyBody = {
    /**
     * What it is for
     */
    nome: string;
    /**
     * What the key allows; each scope includes those before it
     */
    escopo: 'leitura' | 'edicao' | 'escrita' | 'admin';
    /**
     * When it expires, a moment to come; without it, it is in force until it is revoked
     */
    expira_em?: string;
};

export type CreatedKeyDto = {
    id: number;
    nome: string;
    escopo: 'leitura' | 'edicao' | 'escrita' | 'admin';
    /**
     * The start of the key, which opens nothing
     */
    prefixo: string;
    criada_em: string;
    /**
     * Null while it is not revoked
     */
    revogada_em: string | null;
    /**
     * When it expires, and is refused from then on; null: in force until it is revoked
     */
    expira_em: string | null;
    /**
     * The last request with it, to the minute; null where none is known
     */
    ultimo_uso: string | null;
    /**
     * The whole key. It is in this answer only: no more than a hash of it is kept
     */
    chave: string;
};

export type StartDto = {
    /**
     * The page, for people
     */
    painel: string;
    /**
     * All routes, to try out
     */
    documentacao: string;
    /**
     * The OpenAPI document
     */
    openapi: string;
    filmes: string;
    generos: string;
    populares: string;
    grupos: string;
    modelo: string;
    mapa: string;
    saude: string;
};

export type ReasonDto = {
    /**
     * A rating, or an event where there is no rating (without a key, the ratings and events of a group of films); the taste that ratings show together, with what the others say; with few ratings or with `popularidade`, how many people like the film; the high ratings that it gets; that it is trending: more people like it now than before; or `contra`, what speaks against it: a low rating, what was of no interest, the taste, low ratings, and with `popularidade` how many people like it
     */
    tipo: 'avaliacao' | 'evento' | 'grupo' | 'gosto' | 'popularidade' | 'notas' | 'em_alta' | 'contra';
    texto: string;
    /**
     * Part of the score, which all of them add up to; negative in `contra`
     */
    parte: number;
    filme_id?: number;
    titulo?: string;
    /**
     * The rating, if that is what it is about
     */
    avaliacao?: number;
    /**
     * The kind of the event, if that is what it is about
     */
    evento?: string;
    /**
     * Place that the film would have without this rating or event, and without rules
     */
    posicao_sem_ela?: number;
    /**
     * In `grupo`: of which group of films the ratings and events are
     */
    grupo_id?: number;
};

export type RuleEffectDto = {
    id: number;
    nome: string;
    /**
     * `adiado`: the page had the most films like this one already; `trazido`: it came by the share
     */
    efeito: 'fixado' | 'levantado' | 'enterrado' | 'adiado' | 'trazido';
    /**
     * Place that the film would have without any rule
     */
    de: number;
    /**
     * Place that it has with all of them
     */
    para: number;
};

export type RecommendationDto = {
    id: number;
    titulo: string;
    /**
     * Genres, with ", " between them
     */
    genero: string;
    /**
     * Directors, with ", " between them
     */
    diretor: string;
    /**
     * Actors, with ", " between them
     */
    atores: string;
    ano: number | null;
    /**
     * What is not known is missing
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * In minutes
     */
    duracao?: number;
    /**
     * Languages, with ", " between them
     */
    idioma?: string;
    /**
     * Countries, with ", " between them
     */
    pais?: string;
    /**
     * From what age on
     */
    classificacao?: number;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
    /**
     * The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Place in the list, from 1
     */
    posicao: number;
    /**
     * How much the model expects it to please, in standard deviations over all films; in lists of popular films, how many people liked it. Rules do not change it: they move the film
     */
    pontuacao: number;
    /**
     * Only on films that the user has rated
     */
    ja_avaliado?: boolean;
    /**
     * With `rotacao`: how many times it was shown in the last thirty days, since it was not chosen
     */
    mostrado?: number;
    /**
     * With `explicar=true`: the main reason in a sentence, in the language of the request, and after it the low rating that weighs most against, if one does
     */
    porque?: string;
    /**
     * With `explicar=true`, in lists of the model: the reasons of the greatest weight
     */
    motivos?: Array<ReasonDto>;
    /**
     * With `explicar=true`: what the rules of editors did with the film; missing where they did nothing
     */
    regras?: Array<RuleEffectDto>;
};

export type RadarrFilmDto = {
    title: string;
    imdb_id?: string;
    tmdb_id?: number;
    /**
     * The same as `tmdb_id`: custom lists read it like this
     */
    id?: number;
    poster_url?: string;
};

export type TraktIdsDto = {
    imdb?: string;
    tmdb?: number;
};

export type TraktFilmDto = {
    title: string;
    year?: number;
    ids: TraktIdsDto;
};

export type TraktListDto = {
    movies: Array<TraktFilmDto>;
};

export type VisitorRating = {
    filme_id: number | string;
    avaliacao: number;
    /**
     * When: newer ratings say more. Without it, the rating counts as one of the oldest
     */
    avaliado_em?: string | null;
};

export type VisitorBody = {
    /**
     * The title or a part of it, without regard to accents, case and punctuation; if none fits, with one wrong letter in a word of five or more
     */
    busca?: string;
    /**
     * One of these genres, with commas between them
     */
    genero?: string;
    /**
     * None of these genres
     */
    sem_genero?: string;
    /**
     * In one of these languages
     */
    idioma?: string;
    /**
     * From one of these countries
     */
    pais?: string;
    /**
     * Who directed it: the name, or words of it in any order
     */
    diretor?: string;
    /**
     * Who acted in it, in the same way
     */
    ator?: string;
    /**
     * Earliest year
     */
    ano_min?: number;
    /**
     * Latest year
     */
    ano_max?: number;
    /**
     * Longest running time, in minutes
     */
    duracao_max?: number;
    /**
     * For somebody of this age
     */
    classificacao_max?: number;
    /**
     * Only these films
     */
    somente?: Array<number | string>;
    /**
     * true: only what is available now, by `disponivel_de` and `disponivel_ate`; false: only what is not. Films without both always are
     */
    disponivel?: boolean;
    /**
     * What is asked of the attributes: a value, or with `_min` and `_max` a number; films without it are left out
     */
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Empty: popular films
     */
    avaliacoes: Array<VisitorRating>;
    limite?: number;
    diversidade?: number;
    /**
     * -1: films of the long tail, which few know; 0: neither these nor those; 1: hits
     */
    popularidade?: number;
    /**
     * Adds the reasons of each film
     */
    explicar?: boolean;
    /**
     * Films that are not to come
     */
    excluir?: Array<number | string>;
    /**
     * Rated films compete too
     */
    incluir_avaliados?: boolean;
    /**
     * Any text, always the same for the same person: with it the visitor takes part in experiments. Only a hash of it is kept
     */
    visitante?: string;
    /**
     * Where the page before ended; it comes in the Link header
     */
    cursor?: string;
};

export type EstimateDto = {
    valor: number;
    /**
     * Lower end of the 95% interval, by bootstrap over users
     */
    de: number;
    ate: number;
};

export type QualityLineDto = {
    nome: string;
    /**
     * The model, one part of it alone, or something simpler that it is compared with
     */
    papel: 'modelo' | 'parte' | 'comparacao';
    /**
     * Users of this line: where there are many, what does not decide whether a version is activated is measured on a sample
     */
    usuarios: number;
    ndcg10: EstimateDto;
    /**
     * NDCG@10 in which a film that was disliked counts as minus one; null in versions measured before that
     */
    ndcg10_liquido: EstimateDto | null;
    /**
     * Films that were disliked (rated below 55% of the top) among the first ten, per list
     */
    desgostados10: EstimateDto | null;
    /**
     * Chance that a film that was liked stands above one that was disliked (AUC)
     */
    auc: EstimateDto | null;
    recall10: EstimateDto;
    hr10: EstimateDto;
    /**
     * Share of the films that are in somebody's list
     */
    cobertura: number;
};

export type QualityDto = {
    /**
     * What was hidden of each user
     */
    corte: 'tempo' | 'aleatorio';
    /**
     * Users measured; with fewer than 30 the table stays empty
     */
    usuarios: number;
    tabela: Array<QualityLineDto>;
};

export type TuningRowDto = {
    /**
     * Stage of the tuning; the first row of each is what there was before
     */
    etapa: string;
    /**
     * What was changed
     */
    mudanca: {
        [key: string]: unknown;
    };
    ndcg10: number;
    /**
     * Difference from the first row of the stage
     */
    diferenca: number;
    /**
     * Standard error of the difference, over users
     */
    erro_padrao: number;
    escolhida: boolean;
};

export type TuningDto = {
    /**
     * Ratings there were at the time of tuning, and events where there is no rating
     */
    avaliacoes: number;
    tabela: Array<TuningRowDto>;
};

export type DriftDto = {
    /**
     * The version measured: this one or, until it has been, the one before
     */
    versao: number;
    /**
     * NDCG@10 on ratings hidden from the training
     */
    quando_ativado: EstimateDto | null;
    /**
     * NDCG@10 on ratings and events after the training; null if from fewer than 30 users
     */
    agora: EstimateDto | null;
    /**
     * Users with ratings or events after the training
     */
    usuarios: number;
    medido_em: string;
};

export type GroupDto = {
    id: number;
    nome: string;
    /**
     * How many films
     */
    tamanho: number;
    /**
     * Colour of the group where it is drawn, on white: 0 #006477, 1 #cc8400, 2 #00a86e, 3 #b30000, 4 #6481d7, 5 #731b3f, 6 #5f6300, 7 #4b00b6
     */
    matiz: number;
    /**
     * Shape of the group where it is drawn: neighbours on the map differ in colour and in shape
     */
    forma: 'circulo' | 'quadrado' | 'triangulo' | 'losango' | 'cruz' | 'triangulo_invertido' | 'xis' | 'ampulheta';
};

export type ModelDto = {
    versao: number;
    situacao: 'ativa' | 'pronta' | 'rejeitada';
    /**
     * Why it was rejected
     */
    motivo: string | null;
    criado_em: string;
    /**
     * When it last became the active one; null if it never was
     */
    ativado_em: string | null;
    /**
     * Whether it can be activated: neither rejected nor of another engine, and with its data
     */
    ativavel: boolean;
    /**
     * Version of the engine that trained it
     */
    motor: number;
    /**
     * Parameters that held in the training; each engine has its own
     */
    parametros: {
        [key: string]: unknown;
    };
    usuarios: number;
    filmes: number;
    /**
     * What it was made of: ratings and, where there is no rating, events
     */
    avaliacoes: number;
    /**
     * Measured on hidden ratings, before activation; null while the first model, which answers as soon as it is ready, has not been measured yet
     */
    qualidade: QualityDto | null;
    /**
     * How the parameters were chosen; null with the defaults
     */
    ajuste: TuningDto | null;
    /**
     * What tells the order in which ratings were given: the dates; nothing, because they are equal or follow the ids of films, like those that an import gives; or nothing, because there are none. Without an order there are neither next films nor a weight of new ratings. Null in versions of before
     */
    ordem_das_notas: 'datas' | 'datas_sem_ordem' | 'sem_datas' | null;
    /**
     * How it ages, measured at each training; null while there was no other training
     */
    desvio: DriftDto | null;
    /**
     * The active version, where it is damaged and this one answers in its place; null if this is the active one
     */
    no_lugar_da_versao: number | null;
    /**
     * Centroids of taste
     */
    centroides: number;
    grupos: Array<GroupDto>;
};

export type VersionDto = {
    versao: number;
    situacao: 'ativa' | 'pronta' | 'rejeitada';
    /**
     * Why it was rejected
     */
    motivo: string | null;
    criado_em: string;
    /**
     * When it last became the active one; null if it never was
     */
    ativado_em: string | null;
    /**
     * Whether it can be activated: neither rejected nor of another engine, and with its data
     */
    ativavel: boolean;
    /**
     * Version of the engine that trained it
     */
    motor: number;
    /**
     * Parameters that held in the training; each engine has its own
     */
    parametros: {
        [key: string]: unknown;
    };
    usuarios: number;
    filmes: number;
    /**
     * What it was made of: ratings and, where there is no rating, events
     */
    avaliacoes: number;
    /**
     * Measured on hidden ratings, before activation; null while the first model, which answers as soon as it is ready, has not been measured yet
     */
    qualidade: QualityDto | null;
    /**
     * How the parameters were chosen; null with the defaults
     */
    ajuste: TuningDto | null;
    /**
     * What tells the order in which ratings were given: the dates; nothing, because they are equal or follow the ids of films, like those that an import gives; or nothing, because there are none. Without an order there are neither next films nor a weight of new ratings. Null in versions of before
     */
    ordem_das_notas: 'datas' | 'datas_sem_ordem' | 'sem_datas' | null;
    /**
     * How it ages, measured at each training; null while there was no other training
     */
    desvio: DriftDto | null;
};

export type AxisDto = {
    /**
     * Share of the variance that the axis explains, from 0 to 1
     */
    explicado: number;
};

export type MapGroupDto = {
    id: number;
    nome: string;
    /**
     * How many films
     */
    tamanho: number;
    /**
     * Colour of the group where it is drawn, on white: 0 #006477, 1 #cc8400, 2 #00a86e, 3 #b30000, 4 #6481d7, 5 #731b3f, 6 #5f6300, 7 #4b00b6
     */
    matiz: number;
    /**
     * Shape of the group where it is drawn: neighbours on the map differ in colour and in shape
     */
    forma: 'circulo' | 'quadrado' | 'triangulo' | 'losango' | 'cruz' | 'triangulo_invertido' | 'xis' | 'ampulheta';
    x: number;
    y: number;
};

export type MapFilmDto = {
    id: number;
    titulo: string;
    ano: number | null;
    grupo: number;
    x: number;
    y: number;
    /**
     * How many ratings the model saw
     */
    avaliacoes: number;
};

export type FilmMapDto = {
    versao: number;
    eixos: Array<AxisDto>;
    grupos: Array<MapGroupDto>;
    filmes: Array<MapFilmDto>;
};

export type TrainingDto = {
    id: number;
    estado: 'na_fila' | 'executando' | 'concluido' | 'falhou';
    /**
     * Who wanted it; `pedido`: by this API
     */
    origem: 'agenda' | 'primeiro' | 'comando' | 'pedido';
    /**
     * Whether the parameters are chosen anew; `auto`: if they never were, or if the data has grown by half
     */
    ajuste: 'auto' | 'sempre' | 'nunca';
    etapa: string;
    percentual: number;
    pedido_em: string;
    /**
     * Null while it waits in the queue
     */
    iniciado_em: string | null;
    terminado_em: string | null;
    /**
     * Duration in seconds
     */
    duracao: number | null;
    erro: string | null;
    /**
     * The version that came of it
     */
    versao: number | null;
};

export type TrainingRequest = {
    /**
     * Whether the parameters are chosen anew; `auto`: if they never were, or if the data has grown by half
     */
    ajuste?: 'auto' | 'sempre' | 'nunca';
};

export type PopularFilmDto = {
    id: number;
    titulo: string;
    /**
     * Genres, with ", " between them
     */
    genero: string;
    /**
     * Directors, with ", " between them
     */
    diretor: string;
    /**
     * Actors, with ", " between them
     */
    atores: string;
    ano: number | null;
    /**
     * What is not known is missing
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * In minutes
     */
    duracao?: number;
    /**
     * Languages, with ", " between them
     */
    idioma?: string;
    /**
     * Countries, with ", " between them
     */
    pais?: string;
    /**
     * From what age on
     */
    classificacao?: number;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
    /**
     * The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Place in the list, from 1
     */
    posicao: number;
    /**
     * People who gave 3.5 or more, or of whom, without a rating, an event says that they would like it
     */
    gostaram: number;
    /**
     * People who gave any rating, or of whom an event says what they thought
     */
    avaliacoes: number;
};

export type SimilarFilmDto = {
    id: number;
    titulo: string;
    /**
     * Genres, with ", " between them
     */
    genero: string;
    /**
     * Directors, with ", " between them
     */
    diretor: string;
    /**
     * Actors, with ", " between them
     */
    atores: string;
    ano: number | null;
    /**
     * What is not known is missing
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * In minutes
     */
    duracao?: number;
    /**
     * Languages, with ", " between them
     */
    idioma?: string;
    /**
     * Countries, with ", " between them
     */
    pais?: string;
    /**
     * From what age on
     */
    classificacao?: number;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
    /**
     * The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Place in the list, from 1
     */
    posicao: number;
    /**
     * Cosine between the vectors of the two films; 0 where they point to opposite sides
     */
    similaridade: number;
};

export type GroupTraitDto = {
    tipo: 'genero' | 'diretor' | 'ator' | 'decada';
    nome: string;
    /**
     * Share of the films of the group that have the trait, from 0 to 1
     */
    parte: number;
    /**
     * How many times the share among all films
     */
    lift: number;
};

export type TitledFilmDto = {
    id: number;
    titulo: string;
    ano: number | null;
};

export type GroupWithTraitsDto = {
    id: number;
    nome: string;
    /**
     * How many films
     */
    tamanho: number;
    /**
     * Colour of the group where it is drawn, on white: 0 #006477, 1 #cc8400, 2 #00a86e, 3 #b30000, 4 #6481d7, 5 #731b3f, 6 #5f6300, 7 #4b00b6
     */
    matiz: number;
    /**
     * Shape of the group where it is drawn: neighbours on the map differ in colour and in shape
     */
    forma: 'circulo' | 'quadrado' | 'triangulo' | 'losango' | 'cruz' | 'triangulo_invertido' | 'xis' | 'ampulheta';
    /**
     * What sets the group apart, what says the most first
     */
    tracos: Array<GroupTraitDto>;
    /**
     * The five most typical films
     */
    filmes: Array<TitledFilmDto>;
};

export type GivenNameDto = {
    grupo_id: number;
    nome: string | null;
    nome_en: string | null;
    /**
     * `false`: no group of the model in use continues the group that had it
     */
    em_uso: boolean;
    mudado_em: string;
};

export type GroupDetailDto = {
    id: number;
    nome: string;
    /**
     * How many films
     */
    tamanho: number;
    /**
     * Colour of the group where it is drawn, on white: 0 #006477, 1 #cc8400, 2 #00a86e, 3 #b30000, 4 #6481d7, 5 #731b3f, 6 #5f6300, 7 #4b00b6
     */
    matiz: number;
    /**
     * Shape of the group where it is drawn: neighbours on the map differ in colour and in shape
     */
    forma: 'circulo' | 'quadrado' | 'triangulo' | 'losango' | 'cruz' | 'triangulo_invertido' | 'xis' | 'ampulheta';
    /**
     * What sets the group apart, what says the most first
     */
    tracos: Array<GroupTraitDto>;
    /**
     * The five most typical films
     */
    filmes: Array<TitledFilmDto>;
    /**
     * The name that the model gives, in the language asked for
     */
    nome_do_modelo: string;
    /**
     * The name that editors give; null: that of the model
     */
    nome_dado: string | null;
    /**
     * What they give in English; null: `nome_dado` in English too
     */
    nome_dado_en: string | null;
    /**
     * The centroid, in the space of the vectors of films
     */
    centroide: Array<number>;
    /**
     * Place on the map
     */
    x: number;
    y: number;
};

export type GroupPatchBody = {
    /**
     * The name, in both languages unless `nome_en` says another; null: back to the one that the model gives
     */
    nome?: string | null;
    /**
     * The name in English, if it is another
     */
    nome_en?: string | null;
};

export type GroupFilmDto = {
    id: number;
    titulo: string;
    /**
     * Genres, with ", " between them
     */
    genero: string;
    /**
     * Directors, with ", " between them
     */
    diretor: string;
    /**
     * Actors, with ", " between them
     */
    atores: string;
    ano: number | null;
    /**
     * What is not known is missing
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * In minutes
     */
    duracao?: number;
    /**
     * Languages, with ", " between them
     */
    idioma?: string;
    /**
     * Countries, with ", " between them
     */
    pais?: string;
    /**
     * From what age on
     */
    classificacao?: number;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
    /**
     * The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Place in the group, from 1
     */
    posicao: number;
    /**
     * Closeness to the centroid, the lower the fewer people have rated the film: cosine x n / (n + 10), with n ratings. 0 for films that came after the model
     */
    tipicidade: number;
};

export type NamedGroupDto = {
    id: number;
    nome: string;
};

export type FirstQuestionDto = {
    id: number;
    titulo: string;
    /**
     * Genres, with ", " between them
     */
    genero: string;
    /**
     * Directors, with ", " between them
     */
    diretor: string;
    /**
     * Actors, with ", " between them
     */
    atores: string;
    ano: number | null;
    /**
     * What is not known is missing
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * In minutes
     */
    duracao?: number;
    /**
     * Languages, with ", " between them
     */
    idioma?: string;
    /**
     * Countries, with ", " between them
     */
    pais?: string;
    /**
     * From what age on
     */
    classificacao?: number;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
    /**
     * The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * The group of the film
     */
    grupo: NamedGroupDto;
};

export type GroupShareDto = {
    id: number;
    nome: string;
    /**
     * How many films of the group the user liked
     */
    gostou: number;
    /**
     * Share of the films that the user liked, from 0 to 1
     */
    parte: number;
    /**
     * The same share over the ratings of everybody
     */
    parte_media: number;
};

export type FavouriteDto = {
    nome: string;
    /**
     * How many such films the user liked
     */
    gostou: number;
    /**
     * (gostou + 2) / (expected + 2): expected is how many somebody would like who liked so many films in the proportion of everybody. The 2s make a single rare film weigh little
     */
    lift: number;
};

export type TasteProfileDto = {
    usuario_id: number;
    /**
     * How many films they have rated
     */
    avaliacoes: number;
    /**
     * How many they gave 3.5 or more, or of how many without a rating an event says that they liked it
     */
    gostou: number;
    /**
     * Grows with every rating of the user, and with every event that says something
     */
    versao_perfil: number;
    /**
     * All groups, the one of the largest share first; empty without a model
     */
    grupos: Array<GroupShareDto>;
    /**
     * Up to five, with two films or more and a lift above 1
     */
    generos: Array<FavouriteDto>;
    diretores: Array<FavouriteDto>;
    atores: Array<FavouriteDto>;
};

export type FilmGroupDto = {
    id: number;
    nome: string;
};

export type StarShareDto = {
    /**
     * From 0.5 to 5, in halves: the nearest rating
     */
    nota: number;
    /**
     * Share of the ratings of the film
     */
    parte: number;
};

export type AudienceShareDto = {
    id: number;
    nome: string;
    /**
     * Share of the group in the other films that those who liked this one liked, from 0 to 1
     */
    parte: number;
    /**
     * The same share over the ratings of everybody
     */
    parte_media: number;
};

export type FilmAudienceDto = {
    filme_id: number;
    /**
     * The group of the film; null while there is no model
     */
    grupo: FilmGroupDto | null;
    /**
     * How many ratings; without a key, in tens, and null where there are fewer than ten
     */
    avaliacoes: number | null;
    /**
     * The average rating
     */
    media: number | null;
    /**
     * Share of the ratings that are 3.5 or more
     */
    gostaram: number | null;
    /**
     * Ten, from the lowest rating to the highest; empty where ratings are not counted
     */
    distribuicao: Array<StarShareDto>;
    /**
     * What those who liked it like best: all groups, the one of the largest share first
     */
    grupos: Array<AudienceShareDto>;
};

export type HomeRowDto = {
    /**
     * By it the row is asked for alone
     */
    chave: string;
    titulo: string;
    motivo: string;
    /**
     * The best first (in `novidades` the newest, in `em_alta` the best liked); `posicao` is the place in the row
     */
    filmes: Array<RecommendationDto>;
    /**
     * With it `/vitrine/{chave}` goes on with the row; null if that has ended
     */
    cursor: string | null;
};

export type HomeBody = {
    /**
     * The title or a part of it, without regard to accents, case and punctuation; if none fits, with one wrong letter in a word of five or more
     */
    busca?: string;
    /**
     * One of these genres, with commas between them
     */
    genero?: string;
    /**
     * None of these genres
     */
    sem_genero?: string;
    /**
     * In one of these languages
     */
    idioma?: string;
    /**
     * From one of these countries
     */
    pais?: string;
    /**
     * Who directed it: the name, or words of it in any order
     */
    diretor?: string;
    /**
     * Who acted in it, in the same way
     */
    ator?: string;
    /**
     * Earliest year
     */
    ano_min?: number;
    /**
     * Latest year
     */
    ano_max?: number;
    /**
     * Longest running time, in minutes
     */
    duracao_max?: number;
    /**
     * For somebody of this age
     */
    classificacao_max?: number;
    /**
     * Only these films
     */
    somente?: Array<number | string>;
    /**
     * true: only what is available now, by `disponivel_de` and `disponivel_ate`; false: only what is not. Films without both always are
     */
    disponivel?: boolean;
    /**
     * What is asked of the attributes: a value, or with `_min` and `_max` a number; films without it are left out
     */
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Empty: popular films
     */
    avaliacoes: Array<VisitorRating>;
    /**
     * Films of each row
     */
    por_linha?: number;
    /**
     * Films that are not to come
     */
    excluir?: Array<number | string>;
    /**
     * Adds to each film `regras`, what the rules of editors did with it in the row
     */
    explicar?: boolean;
    /**
     * Any text, always the same for the same person: with it the visitor takes part in experiments. Only a hash of it is kept
     */
    visitante?: string;
    linhas?: number;
};

export type RowBody = {
    /**
     * The title or a part of it, without regard to accents, case and punctuation; if none fits, with one wrong letter in a word of five or more
     */
    busca?: string;
    /**
     * One of these genres, with commas between them
     */
    genero?: string;
    /**
     * None of these genres
     */
    sem_genero?: string;
    /**
     * In one of these languages
     */
    idioma?: string;
    /**
     * From one of these countries
     */
    pais?: string;
    /**
     * Who directed it: the name, or words of it in any order
     */
    diretor?: string;
    /**
     * Who acted in it, in the same way
     */
    ator?: string;
    /**
     * Earliest year
     */
    ano_min?: number;
    /**
     * Latest year
     */
    ano_max?: number;
    /**
     * Longest running time, in minutes
     */
    duracao_max?: number;
    /**
     * For somebody of this age
     */
    classificacao_max?: number;
    /**
     * Only these films
     */
    somente?: Array<number | string>;
    /**
     * true: only what is available now, by `disponivel_de` and `disponivel_ate`; false: only what is not. Films without both always are
     */
    disponivel?: boolean;
    /**
     * What is asked of the attributes: a value, or with `_min` and `_max` a number; films without it are left out
     */
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Empty: popular films
     */
    avaliacoes: Array<VisitorRating>;
    /**
     * Films of each row
     */
    por_linha?: number;
    /**
     * Films that are not to come
     */
    excluir?: Array<number | string>;
    /**
     * Adds to each film `regras`, what the rules of editors did with it in the row
     */
    explicar?: boolean;
    /**
     * Any text, always the same for the same person: with it the visitor takes part in experiments. Only a hash of it is kept
     */
    visitante?: string;
    /**
     * Where the row ended: the `cursor` of the home page, or that of the Link header
     */
    cursor?: string;
};

export type FilmFilterBody = {
    /**
     * The title or a part of it, without regard to accents, case and punctuation; if none fits, with one wrong letter in a word of five or more
     */
    busca?: string;
    /**
     * One of these genres, with commas between them
     */
    genero?: string;
    /**
     * None of these genres
     */
    sem_genero?: string;
    /**
     * In one of these languages
     */
    idioma?: string;
    /**
     * From one of these countries
     */
    pais?: string;
    /**
     * Who directed it: the name, or words of it in any order
     */
    diretor?: string;
    /**
     * Who acted in it, in the same way
     */
    ator?: string;
    /**
     * Earliest year
     */
    ano_min?: number;
    /**
     * Latest year
     */
    ano_max?: number;
    /**
     * Longest running time, in minutes
     */
    duracao_max?: number;
    /**
     * For somebody of this age
     */
    classificacao_max?: number;
    /**
     * Only these films
     */
    somente?: Array<number | string>;
    /**
     * true: only what is available now, by `disponivel_de` and `disponivel_ate`; false: only what is not. Films without both always are
     */
    disponivel?: boolean;
    /**
     * What is asked of the attributes: a value, or with `_min` and `_max` a number; films without it are left out
     */
    atributos?: {
        [key: string]: unknown;
    };
};

export type NewRuleBody = {
    /**
     * In which lists: `recomendacoes`; `juntos`, those for several people; `vitrine`, all its rows; or rows by their key, as `novidades`, `grupo:3`, or `grupo`, all those of groups
     */
    onde?: Array<string>;
    /**
     * Since when
     */
    de?: string | null;
    /**
     * Until before when
     */
    ate?: string | null;
    /**
     * `false`: stored, without effect, except for those in a variant of an experiment that names it
     */
    ativa?: boolean;
    /**
     * In `fixar`: the film
     */
    filme_id?: number | string;
    /**
     * In `fixar`: the place in the list
     */
    posicao?: number;
    /**
     * In `levantar` and `enterrar`: which films, by the filters of lists
     */
    filtro?: FilmFilterBody;
    /**
     * Multiplies what the score is above the lowest that any film has for the person: more than 1 lifts, less than 1 buries
     */
    fator?: number;
    /**
     * In `no_maximo`: films that have this in common; `atributos.chave` is one of yours
     */
    por?: string;
    /**
     * In `no_maximo`: how many of them in a page
     */
    maximo?: number;
    /**
     * In `cota`: `novos`, films that came after the model; `cauda_longa`, those that are not among the best liked, which together have four fifths of all that was liked
     */
    entre?: 'novos' | 'cauda_longa';
    /**
     * In `cota`: which share of the places, from the first to any other
     */
    parte?: number;
    /**
     * Shown in lists with `explicar`
     */
    nome: string;
    /**
     * `fixar` (pin) takes `filme_id` and `posicao`; `levantar` (lift) and `enterrar` (bury), `filtro` and `fator`; `no_maximo` (at most), `por` and `maximo`; `cota` (share), `entre` and `parte`
     */
    tipo: 'fixar' | 'levantar' | 'enterrar' | 'no_maximo' | 'cota';
};

export type SimulationBody = {
    /**
     * Rules that are not stored
     */
    regras?: Array<NewRuleBody>;
    /**
     * Stored rules: of one in force, it tells what that does now
     */
    ids?: Array<number>;
    /**
     * Stored rules in whose place those of `regras` come, as when one is changed
     */
    no_lugar_de?: Array<number>;
    /**
     * On how many people to try it
     */
    pessoas?: number;
};

export type HeldOutDto = {
    /**
     * People with a film that they liked among the ratings taken out
     */
    pessoas: number;
    /**
     * NDCG@10 as it is
     */
    ndcg10: number;
    /**
     * NDCG@10 with the rules
     */
    ndcg10_com_regras: number;
    /**
     * How much is lost; below zero, gained
     */
    perda: number;
    /**
     * Start of the 95% interval of the loss
     */
    perda_de: number;
    /**
     * Its end
     */
    perda_ate: number;
    /**
     * How it was measured, and to which side that errs
     */
    aviso: string;
};

export type SimulationDto = {
    /**
     * People on whom it was tried, always the same
     */
    pessoas: number;
    /**
     * People who would see another first ten films, or in another order
     */
    mudam: number;
    /**
     * Which share of them that is
     */
    parte: number;
    /**
     * Films of the ten that would be others, on average over all people
     */
    filmes_trocados: number;
    /**
     * Places that the films that stay among the ten would move, on average
     */
    lugares_andados: number;
    /**
     * What quality would be lost; null if nobody has ratings enough to take some out
     */
    notas_tiradas: HeldOutDto | null;
};

export type ComparisonSummaryDto = {
    pessoas: number;
    /**
     * People who would see other films, or in another order
     */
    mudam: number;
    /**
     * Films that would come in, on average over all people
     */
    filmes_trocados: number;
    /**
     * Places with another film, on average over all people
     */
    lugares_trocados: number;
    /**
     * Places that the films that stay would move, on average
     */
    lugares_andados: number;
};

export type ComparedFilmDto = {
    id: number;
    titulo: string;
    /**
     * Genres, with ", " between them
     */
    genero: string;
    /**
     * Directors, with ", " between them
     */
    diretor: string;
    /**
     * Actors, with ", " between them
     */
    atores: string;
    ano: number | null;
    /**
     * What is not known is missing
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * In minutes
     */
    duracao?: number;
    /**
     * Languages, with ", " between them
     */
    idioma?: string;
    /**
     * Countries, with ", " between them
     */
    pais?: string;
    /**
     * From what age on
     */
    classificacao?: number;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
    /**
     * The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Place in the list, from 1
     */
    posicao: number;
    /**
     * To be compared only with those of the same list
     */
    pontuacao: number;
    /**
     * Place in the list of the other version; null if it is not among its first `limite`
     */
    posicao_na_outra: number | null;
};

export type VersionListDto = {
    /**
     * What `X-Recomendacao-Origem` says on lists
     */
    origem: 'modelo' | 'populares' | 'rever';
    /**
     * The first ones, the best first
     */
    filmes: Array<ComparedFilmDto>;
};

export type PersonComparisonDto = {
    usuario_id: number;
    nome: string;
    /**
     * By the version `de`
     */
    de: VersionListDto;
    /**
     * By the version `para`
     */
    para: VersionListDto;
    /**
     * Ids of the films that only the list of `para` has, the best first
     */
    entram: Array<number>;
    /**
     * Ids of those that only the list of `de` has
     */
    saem: Array<number>;
    /**
     * In how many places there would be another film, or none
     */
    lugares_trocados: number;
};

export type ComparisonDto = {
    /**
     * Version of the model
     */
    de: number;
    /**
     * The other one
     */
    para: number;
    limite: number;
    resumo: ComparisonSummaryDto;
    /**
     * In the order of `usuarios`
     */
    pessoas: Array<PersonComparisonDto>;
};

export type TogetherVisitor = {
    /**
     * Empty: of whom nothing is known
     */
    avaliacoes: Array<VisitorRating>;
};

export type TogetherBody = {
    /**
     * The title or a part of it, without regard to accents, case and punctuation; if none fits, with one wrong letter in a word of five or more
     */
    busca?: string;
    /**
     * One of these genres, with commas between them
     */
    genero?: string;
    /**
     * None of these genres
     */
    sem_genero?: string;
    /**
     * In one of these languages
     */
    idioma?: string;
    /**
     * From one of these countries
     */
    pais?: string;
    /**
     * Who directed it: the name, or words of it in any order
     */
    diretor?: string;
    /**
     * Who acted in it, in the same way
     */
    ator?: string;
    /**
     * Earliest year
     */
    ano_min?: number;
    /**
     * Latest year
     */
    ano_max?: number;
    /**
     * Longest running time, in minutes
     */
    duracao_max?: number;
    /**
     * For somebody of this age
     */
    classificacao_max?: number;
    /**
     * Only these films
     */
    somente?: Array<number | string>;
    /**
     * true: only what is available now, by `disponivel_de` and `disponivel_ate`; false: only what is not. Films without both always are
     */
    disponivel?: boolean;
    /**
     * What is asked of the attributes: a value, or with `_min` and `_max` a number; films without it are left out
     */
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Who is stored. Needs a key that may read people
     */
    usuarios?: Array<number | string>;
    /**
     * Who is not. With `usuarios`, from 2 to 8 people
     */
    visitantes?: Array<TogetherVisitor>;
    /**
     * media: what pleases most on average; minimo: what most pleases whoever likes it least; justa: film by film, those weigh more whom the ones before served less
     */
    estrategia?: 'media' | 'minimo' | 'justa';
    limite?: number;
    /**
     * Says why each film would please each person, and what rules did with it; false: only how much
     */
    explicar?: boolean;
    /**
     * Films that are not to come
     */
    excluir?: Array<number | string>;
    /**
     * Films that somebody has rated compete too, but not those that somebody did not like
     */
    incluir_avaliados?: boolean;
};

export type PersonLikingDto = {
    /**
     * Of somebody who is stored
     */
    usuario_id?: number;
    /**
     * Of somebody who is not: the place in `visitantes`, from 0
     */
    visitante?: number;
    /**
     * How much it would please: 0.5 is what a film pleases them on average; 0.75, four standard deviations above that
     */
    agrado: number;
    /**
     * Only on films that this person has rated
     */
    ja_avaliado?: boolean;
    /**
     * With `motivos`: the main reason in a sentence, in the language of the request, and after it the low rating that weighs most against, if one does
     */
    porque?: string;
    /**
     * The reasons, as in the lists of this person. Missing with `explicar: false`, and where nothing is known of them
     */
    motivos?: Array<ReasonDto>;
};

export type TogetherFilmDto = {
    id: number;
    titulo: string;
    /**
     * Genres, with ", " between them
     */
    genero: string;
    /**
     * Directors, with ", " between them
     */
    diretor: string;
    /**
     * Actors, with ", " between them
     */
    atores: string;
    ano: number | null;
    /**
     * What is not known is missing
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * In minutes
     */
    duracao?: number;
    /**
     * Languages, with ", " between them
     */
    idioma?: string;
    /**
     * Countries, with ", " between them
     */
    pais?: string;
    /**
     * From what age on
     */
    classificacao?: number;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
    /**
     * The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Place in the list, from 1
     */
    posicao: number;
    /**
     * How much it pleases the group, in standard deviations of the scores of each person: the average; with `minimo`, of whoever likes it least
     */
    pontuacao: number;
    /**
     * Only on films that somebody has rated
     */
    ja_avaliado?: boolean;
    /**
     * What the rules of editors did with the film; missing with `explicar: false`, and where they did nothing
     */
    regras?: Array<RuleEffectDto>;
    /**
     * In the order of the body: `usuarios`, then `visitantes`
     */
    por_pessoa: Array<PersonLikingDto>;
};

export type FilmDto = {
    id: number;
    titulo: string;
    /**
     * Genres, with ", " between them
     */
    genero: string;
    /**
     * Directors, with ", " between them
     */
    diretor: string;
    /**
     * Actors, with ", " between them
     */
    atores: string;
    ano: number | null;
    /**
     * What is not known is missing
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * In minutes
     */
    duracao?: number;
    /**
     * Languages, with ", " between them
     */
    idioma?: string;
    /**
     * Countries, with ", " between them
     */
    pais?: string;
    /**
     * From what age on
     */
    classificacao?: number;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
    /**
     * The cover, if there is one that may be shown: a path of this server, or `poster_url` if it is of an origin of `POSTER_ORIGINS`
     */
    capa_url?: string;
};

export type NewFilmBody = {
    genero?: string;
    diretor?: string;
    atores?: string;
    ano?: number | null;
    poster_url?: string | null;
    sinopse?: string | null;
    /**
     * In minutes
     */
    duracao?: number | null;
    idioma?: string | null;
    pais?: string | null;
    /**
     * From what age on
     */
    classificacao?: number | null;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string | null;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string | null;
    /**
     * What else is known of the film, up to 4 kB; the filters `atributos.chave` look there
     */
    atributos?: {
        [key: string]: unknown;
    } | null;
    /**
     * Ids elsewhere, each one `source:code`; they stand wherever the id does
     */
    identificadores?: Array<string>;
    titulo: string;
};

export type FilmDeletionBody = {
    /**
     * The films that go
     */
    ids: Array<number | string>;
};

export type DeletedFilmsDto = {
    apagados: number;
};

export type FilmPatchBody = {
    genero?: string;
    diretor?: string;
    atores?: string;
    ano?: number | null;
    poster_url?: string | null;
    sinopse?: string | null;
    /**
     * In minutes
     */
    duracao?: number | null;
    idioma?: string | null;
    pais?: string | null;
    /**
     * From what age on
     */
    classificacao?: number | null;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string | null;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string | null;
    /**
     * What else is known of the film, up to 4 kB; the filters `atributos.chave` look there
     */
    atributos?: {
        [key: string]: unknown;
    } | null;
    /**
     * Ids elsewhere, each one `source:code`; they stand wherever the id does
     */
    identificadores?: Array<string>;
    titulo?: string;
};

export type GenreDto = {
    nome: string;
    /**
     * How many films have it
     */
    filmes: number;
};

export type UserDto = {
    id: number;
    nome: string;
    email: string | null;
    /**
     * Ids elsewhere, if there are any
     */
    identificadores?: Array<string>;
};

export type NewUserBody = {
    /**
     * Of one person only, upper and lower case alike; kept in lower case
     */
    email?: string | null;
    /**
     * Ids elsewhere, each one `source:code`; they stand wherever the id does
     */
    identificadores?: Array<string>;
    /**
     * Without a name it is "Usuário" and the number
     */
    nome?: string;
};

export type UserPatchBody = {
    /**
     * Of one person only, upper and lower case alike; kept in lower case
     */
    email?: string | null;
    /**
     * Ids elsewhere, each one `source:code`; they stand wherever the id does
     */
    identificadores?: Array<string>;
    nome?: string;
};

export type NewTokenBody = {
    /**
     * For how many seconds it holds
     */
    validade?: number;
};

export type TokenDto = {
    /**
     * A JSON Web Token. It is in this answer only: nothing of it is kept
     */
    token: string;
    expira_em: string;
};

export type PutRatingBody = {
    avaliacao: number;
    /**
     * Which list the film came from, as the sender calls it
     */
    recomendacao_id?: string | null;
    /**
     * When; now, if left out; null: not known. It takes the place of any rating there is, even of a newer one
     */
    avaliado_em?: string | null;
};

export type EarlierRatingDto = {
    avaliacao: number;
    avaliado_em: string | null;
    recomendacao_id: string | null;
};

export type PutRatingDto = {
    usuario_id: number;
    filme_id: number;
    avaliacao: number;
    avaliado_em: string | null;
    recomendacao_id: string | null;
    /**
     * The rating there was before; sent again, it undoes the change. null if there was none
     */
    anterior: EarlierRatingDto | null;
};

export type NewRatingBody = {
    avaliacao: number;
    /**
     * Which list the film came from, as the sender calls it
     */
    recomendacao_id?: string | null;
    usuario_id: number | string;
    filme_id: number | string;
    /**
     * When; now, if left out. The newest rating of each user for each film stays
     */
    avaliado_em?: string | null;
};

export type RatingDto = {
    usuario_id: number;
    filme_id: number;
    avaliacao: number;
    avaliado_em: string | null;
    recomendacao_id: string | null;
};

export type OwnRatingDto = {
    filme_id: number;
    titulo: string;
    avaliacao: number;
    avaliado_em: string | null;
    recomendacao_id: string | null;
};

export type EventDto = {
    id: string;
    usuario_id: number;
    filme_id: number;
    tipo: string;
    valor: number | null;
    quando: string;
    recomendacao_id: string | null;
};

export type ShownListDto = {
    recomendacao_id: string;
    experimento_id: number;
    variante: string;
    quando: string;
    /**
     * Ids of the films
     */
    filmes: Array<number>;
};

export type PersonalDataDto = {
    usuario: UserDto;
    /**
     * All of them, from the newest to the oldest
     */
    avaliacoes: Array<OwnRatingDto>;
    /**
     * All of them, from the newest to the oldest
     */
    eventos: Array<EventDto>;
    /**
     * Lists given in experiments, from the newest to the oldest
     */
    exposicoes: Array<ShownListDto>;
    /**
     * How many times the ratings, or the events that count, have changed
     */
    versao_perfil: number;
};

export type FilmBatchRow = {
    genero?: string;
    diretor?: string;
    atores?: string;
    ano?: number | null;
    poster_url?: string | null;
    sinopse?: string | null;
    /**
     * In minutes
     */
    duracao?: number | null;
    idioma?: string | null;
    pais?: string | null;
    /**
     * From what age on
     */
    classificacao?: number | null;
    /**
     * Since when it can be watched
     */
    disponivel_de?: string | null;
    /**
     * Until when it can be watched
     */
    disponivel_ate?: string | null;
    /**
     * What else is known of the film, up to 4 kB; the filters `atributos.chave` look there
     */
    atributos?: {
        [key: string]: unknown;
    } | null;
    /**
     * Ids elsewhere, each one `source:code`; they stand wherever the id does
     */
    identificadores?: Array<string>;
    titulo: string;
    /**
     * Without an id, creates; with the id of one that exists, changes: what is left out stays as it is
     */
    id?: number | string;
};

export type BatchWithIdsDto = {
    criados: number;
    atualizados: number;
    /**
     * Rows that changed nothing
     */
    iguais: number;
    /**
     * The id of each row, in the order in which they came
     */
    ids: Array<number>;
};

export type UserBatchRow = {
    /**
     * Of one person only, upper and lower case alike; kept in lower case
     */
    email?: string | null;
    /**
     * Ids elsewhere, each one `source:code`; they stand wherever the id does
     */
    identificadores?: Array<string>;
    /**
     * Without a name it is "Usuário" and the number
     */
    nome?: string;
    /**
     * Without an id, creates; with the id of one that exists, changes: what is left out stays as it is
     */
    id?: number | string;
};

export type BatchDto = {
    criados: number;
    atualizados: number;
    /**
     * Rows that changed nothing
     */
    iguais: number;
};

export type NewEventBody = {
    /**
     * Given by whoever sends it: the same id of the same user does not come in twice. Without it, the same film, kind and moment are one event
     */
    id?: string | null;
    usuario_id: number | string;
    filme_id: number | string;
    /**
     * mostrado (shown), clicou (clicked), comecou (began), assistiu (watched), gostou (liked), quer_ver (wants to see), nao_quer_ver (no longer wants to), sem_interesse (not interested), com_interesse (interested again), visto (seen), nao_visto (not seen), or a kind of `SINAIS`
     */
    tipo: string;
    /**
     * How much, from 0 to 1: with `assistiu`, which part of the film; without it, all
     */
    valor?: number | null;
    /**
     * Now, if left out; never in the future
     */
    quando?: string | null;
    /**
     * Which list the film came from, as the sender calls it
     */
    recomendacao_id?: string | null;
};

export type KindCountsDto = {
    novos: number;
    alterados: number;
    iguais: number;
    rejeitados: number;
};

export type RejectedRowDto = {
    arquivo: string;
    linha: number;
    motivo: string;
};

export type ColumnTakenDto = {
    /**
     * What the file calls it, or its number
     */
    coluna: string;
    /**
     * Our field; null: left out
     */
    campo: string | null;
};

export type FileTakenDto = {
    arquivo: string;
    formato: string;
    tipo: string;
    separador: string | null;
    /**
     * Whether the first line was read as a header
     */
    cabecalho: boolean;
    colunas: Array<ColumnTakenDto>;
    /**
     * The first rows, as they were read; of files of users, none
     */
    linhas: Array<Array<string>>;
};

export type ImportJobDto = {
    id: number;
    estado: 'na_fila' | 'executando' | 'concluida' | 'falhou';
    arquivo: string;
    /**
     * `substituir`: the file in place of everything there was
     */
    modo: 'manter' | 'substituir';
    simular: boolean;
    /**
     * Name of the key that asked for it, for keys of scope `admin`; null for others and where it is not known
     */
    pedida_por: string | null;
    percentual: number;
    /**
     * Rows read so far
     */
    linhas: number;
    /**
     * When it has ended: what became of the rows, by kind
     */
    contagens: {
        [key: string]: KindCountsDto;
    } | null;
    /**
     * What was lost of rows that came in, and what looks wrong
     */
    avisos: Array<string>;
    /**
     * Of a replacement: the copy of what there was, in the data folder of the server
     */
    copia: string | null;
    /**
     * Why it failed
     */
    erro: string | null;
    criada_em: string;
    iniciada_em: string | null;
    terminada_em: string | null;
    /**
     * The first 100 rejected rows
     */
    rejeitadas: Array<RejectedRowDto>;
    /**
     * Files of the zip with nothing to import
     */
    sem_uso: Array<string>;
    /**
     * Of a dry run: how each column of each file was understood; if it failed because something has to be said, how it would be
     */
    arquivos: Array<FileTakenDto>;
};

export type ImportSummaryDto = {
    id: number;
    estado: 'na_fila' | 'executando' | 'concluida' | 'falhou';
    arquivo: string;
    /**
     * `substituir`: the file in place of everything there was
     */
    modo: 'manter' | 'substituir';
    simular: boolean;
    /**
     * Name of the key that asked for it, for keys of scope `admin`; null for others and where it is not known
     */
    pedida_por: string | null;
    percentual: number;
    /**
     * Rows read so far
     */
    linhas: number;
    /**
     * When it has ended: what became of the rows, by kind
     */
    contagens: {
        [key: string]: KindCountsDto;
    } | null;
    /**
     * What was lost of rows that came in, and what looks wrong
     */
    avisos: Array<string>;
    /**
     * Of a replacement: the copy of what there was, in the data folder of the server
     */
    copia: string | null;
    /**
     * Why it failed
     */
    erro: string | null;
    criada_em: string;
    iniciada_em: string | null;
    terminada_em: string | null;
};

export type TrackedFilmDto = {
    id: number;
    titulo: string;
    ano: number | null;
    avaliacao: number | null;
    avaliado_em: string | null;
    /**
     * `visto` (seen), `gostou` (liked), `quer_ver` (wants to see)
     */
    eventos: Array<string>;
};

export type TrackedFilmsDto = {
    /**
     * Films that the file has
     */
    lidos: number;
    /**
     * Those that the catalogue has: up to 1,000 with a rating, the newest first, then up to 1,000 without
     */
    filmes: Array<TrackedFilmDto>;
};

export type ScrobblesDto = {
    criados: number;
    atualizados: number;
    /**
     * Rows that changed nothing
     */
    iguais: number;
    /**
     * Of the films that the catalogue does not have, one id each; if it has none of them, the answer is 404
     */
    nao_encontrados: Array<string>;
};

export type FilmMergeBody = {
    /**
     * The film that ceases to exist; all that is its own goes to the one in the path
     */
    filme_id: number | string;
};

export type MovedDto = {
    /**
     * How many went to the one that stays
     */
    movidas: number;
    /**
     * Of how many both had one: a single one was kept
     */
    repetidas: number;
};

export type MergedDto = {
    /**
     * The one that stays
     */
    id: number;
    /**
     * The one that ceased to exist
     */
    unido: number;
    /**
     * Of two ratings of one person for one film the newer stays; one without a date is the older; of equal dates, that of the one that stays
     */
    avaliacoes: MovedDto;
    eventos: MovedDto;
    /**
     * Ids elsewhere that went over
     */
    identificadores: Array<string>;
    /**
     * Fields that were empty in the one that stays
     */
    preenchidos: Array<string>;
};

export type UserMergeBody = {
    /**
     * Who ceases to exist; all that is theirs goes to the one in the path
     */
    usuario_id: number | string;
};

export type WebhookDto = {
    id: number;
    url: string;
    tipos: Array<'modelo.ativado' | 'treino.falhou' | 'importacao.concluida' | 'usuario.apagado'>;
    criado_em: string;
};

export type NewWebhookBody = {
    /**
     * https:// that leads to the internet; with WEBHOOK_PRIVATE=true, also https:// and http:// to this machine and to private networks
     */
    url: string;
    /**
     * `modelo.ativado`: another version of the model answers; `treino.falhou`: a training failed; `importacao.concluida`: an uploaded file was imported, not simulated; `usuario.apagado`: a person was erased, or merged into another
     */
    tipos: Array<'modelo.ativado' | 'treino.falhou' | 'importacao.concluida' | 'usuario.apagado'>;
};

export type CreatedWebhookDto = {
    id: number;
    url: string;
    tipos: Array<'modelo.ativado' | 'treino.falhou' | 'importacao.concluida' | 'usuario.apagado'>;
    criado_em: string;
    /**
     * What its messages are signed by (Standard Webhooks). It is in this answer only
     */
    segredo: string;
};

export type DeliveryDto = {
    id: number;
    /**
     * `webhook-id`: the same of all attempts and of all webhooks
     */
    mensagem: string;
    tipo: 'modelo.ativado' | 'treino.falhou' | 'importacao.concluida' | 'usuario.apagado' | 'webhook.teste';
    /**
     * `na_fila`: waits for its next attempt; `entregue`: delivered; `falhou`: given up
     */
    estado: 'na_fila' | 'entregue' | 'falhou';
    /**
     * How often it was sent
     */
    tentativas: number;
    /**
     * When it happened
     */
    criada_em: string;
    /**
     * The last attempt; null before the first
     */
    tentada_em: string | null;
    /**
     * When it is tried again; null once it was delivered or given up
     */
    proxima_em: string | null;
    /**
     * Status of the last answer; null where none came
     */
    resposta: number | null;
    /**
     * Why it was not delivered
     */
    erro: string | null;
};

export type RuleDto = {
    id: number;
    nome: string;
    tipo: 'fixar' | 'levantar' | 'enterrar' | 'no_maximo' | 'cota';
    onde: Array<string>;
    /**
     * Since when
     */
    de: string | null;
    /**
     * Until before when
     */
    ate: string | null;
    ativa: boolean;
    /**
     * Active, and the moment is between `de` and `ate`
     */
    em_vigor: boolean;
    filme_id?: number;
    posicao?: number;
    filtro?: {
        [key: string]: unknown;
    };
    fator?: number;
    por?: string;
    maximo?: number;
    entre?: 'novos' | 'cauda_longa';
    parte?: number;
    criada_em: string;
    mudada_em: string;
};

export type RulePatchBody = {
    /**
     * In which lists: `recomendacoes`; `juntos`, those for several people; `vitrine`, all its rows; or rows by their key, as `novidades`, `grupo:3`, or `grupo`, all those of groups
     */
    onde?: Array<string>;
    /**
     * Since when
     */
    de?: string | null;
    /**
     * Until before when
     */
    ate?: string | null;
    /**
     * `false`: stored, without effect, except for those in a variant of an experiment that names it
     */
    ativa?: boolean;
    /**
     * In `fixar`: the film
     */
    filme_id?: number | string;
    /**
     * In `fixar`: the place in the list
     */
    posicao?: number;
    /**
     * In `levantar` and `enterrar`: which films, by the filters of lists
     */
    filtro?: FilmFilterBody;
    /**
     * Multiplies what the score is above the lowest that any film has for the person: more than 1 lifts, less than 1 buries
     */
    fator?: number;
    /**
     * In `no_maximo`: films that have this in common; `atributos.chave` is one of yours
     */
    por?: string;
    /**
     * In `no_maximo`: how many of them in a page
     */
    maximo?: number;
    /**
     * In `cota`: `novos`, films that came after the model; `cauda_longa`, those that are not among the best liked, which together have four fifths of all that was liked
     */
    entre?: 'novos' | 'cauda_longa';
    /**
     * In `cota`: which share of the places, from the first to any other
     */
    parte?: number;
    nome?: string;
    /**
     * `fixar` (pin) takes `filme_id` and `posicao`; `levantar` (lift) and `enterrar` (bury), `filtro` and `fator`; `no_maximo` (at most), `por` and `maximo`; `cota` (share), `entre` and `parte`
     */
    tipo?: 'fixar' | 'levantar' | 'enterrar' | 'no_maximo' | 'cota';
};

export type ListWeights = {
    /**
     * The centroids of taste. With `blocks` and `next`, which add up to 1: all three come, or none
     */
    tastes?: number;
    /**
     * What each rated film says of the others
     */
    blocks?: number;
    /**
     * What usually comes after the last films
     */
    next?: number;
    /**
     * The ratings that the film gets
     */
    biasWeight?: number;
    /**
     * How many people like the film, for those with few ratings
     */
    popularityWeight?: number;
    /**
     * What is trending
     */
    trendWeight?: number;
};

export type ListParameters = {
    /**
     * One of these genres, with commas between them
     */
    genero?: string;
    /**
     * None of these genres
     */
    sem_genero?: string;
    /**
     * In one of these languages
     */
    idioma?: string;
    /**
     * From one of these countries
     */
    pais?: string;
    /**
     * Earliest year
     */
    ano_min?: number;
    /**
     * Latest year
     */
    ano_max?: number;
    /**
     * Longest running time, in minutes
     */
    duracao_max?: number;
    /**
     * For somebody of this age
     */
    classificacao_max?: number;
    /**
     * true: only what is available now, by `disponivel_de` and `disponivel_ate`; false: only what is not. Films without both always are
     */
    disponivel?: boolean;
    diversidade?: number;
    popularidade?: number;
    rotacao?: number;
    /**
     * Rules stored with `ativa: false` that hold only here, within `de` and `ate`, in the lists and rows that they say
     */
    regras?: Array<number>;
    /**
     * A version of the model that is kept, which answers beside the active one while the experiment runs. It is not adopted
     */
    versao?: number;
    /**
     * How much each part of the score weighs, by the names that `parametros` of GET /modelo has; what is missing is as in the model
     */
    pesos?: ListWeights;
};

export type VariantDto = {
    nome: string;
    parte: number;
    parametros: ListParameters;
};

export type ParticipantsDto = {
    visitantes: boolean;
    parte: number;
    notas_min: number | null;
    notas_max: number | null;
};

export type ExperimentDto = {
    id: number;
    nome: string;
    estado: 'rascunho' | 'rodando' | 'encerrado';
    /**
     * The first is the control
     */
    variantes: Array<VariantDto>;
    participantes: ParticipantsDto;
    /**
     * In days
     */
    janela: number;
    /**
     * What decides, counted in people. `aceitou`: opened or began a film of the list; `terminou`: watched more than half of it; `gostou`: rated it 3.5 or more, or `gostou`; `nao_gostou`: rated it below 2.75, or `sem_interesse`, and here less is better
     */
    desfecho: 'aceitou' | 'terminou' | 'gostou' | 'nao_gostou';
    /**
     * The variant whose parameters are the default of lists since it ended
     */
    adotada: string | null;
    criado_em: string;
    iniciado_em: string | null;
    encerrado_em: string | null;
};

export type AdoptedDto = {
    experimento_id: number;
    nome: string;
    variante: string;
    parametros: ListParameters;
};

export type ListDefaultsDto = {
    parametros: ListParameters;
    /**
     * Where they come from; what came later holds
     */
    adotadas: Array<AdoptedDto>;
};

export type DifferenceDto = {
    /**
     * By how much the share of people who did it is greater than in the control
     */
    estimativa: number;
    /**
     * The true difference lies between `de` and `ate`, on all days together
     */
    de: number;
    ate: number;
};

export type OutcomeDto = {
    /**
     * How many people have done it so far
     */
    ate_agora: number;
    /**
     * How many did it, of `completas`
     */
    pessoas: number;
    /**
     * Which share of `completas` that is
     */
    taxa: number | null;
    /**
     * Against the control; null for the control itself, and while there are few people
     */
    diferenca: DifferenceDto | null;
};

export type OutcomesDto = {
    /**
     * Opened (`clicou`) or began (`comecou`) a film of the list
     */
    aceitou: OutcomeDto;
    /**
     * Watched more than half of a film of the list
     */
    terminou: OutcomeDto;
    /**
     * Rated a film of the list 3.5 or more, or `gostou`
     */
    gostou: OutcomeDto;
    /**
     * Rated a film of the list below 2.75, or `sem_interesse`
     */
    nao_gostou: OutcomeDto;
};

export type VariantResultDto = {
    nome: string;
    /**
     * Who was given at least one list
     */
    pessoas: number;
    /**
     * Lists that they were given
     */
    exposicoes: number;
    /**
     * People whose window is over: only they count in rates and differences
     */
    completas: number;
    desfechos: OutcomesDto;
    /**
     * What is wrong with the variant: the version of the model that it names is no longer kept
     */
    aviso: string | null;
};

export type SampleRatioDto = {
    esperada: Array<number>;
    /**
     * Which share of people came; empty without people
     */
    observada: Array<number>;
    /**
     * People are not split as they should be: something loses them, and nothing can be concluded. Without a cause, once in a thousand
     */
    errada: boolean;
};

export type ConclusionDto = {
    /**
     * `melhor` (better) or `pior` (worse) only where the interval of the outcome that decides does not hold zero
     */
    estado: 'sem_dados' | 'proporcao_errada' | 'cedo' | 'sem_diferenca' | 'melhor' | 'pior';
    /**
     * The one that is better, or worse
     */
    variante: string | null;
    texto: string;
};

export type ExperimentReportDto = {
    id: number;
    nome: string;
    estado: 'rascunho' | 'rodando' | 'encerrado';
    /**
     * The first is the control
     */
    variantes: Array<VariantDto>;
    participantes: ParticipantsDto;
    /**
     * In days
     */
    janela: number;
    /**
     * What decides, counted in people. `aceitou`: opened or began a film of the list; `terminou`: watched more than half of it; `gostou`: rated it 3.5 or more, or `gostou`; `nao_gostou`: rated it below 2.75, or `sem_interesse`, and here less is better
     */
    desfecho: 'aceitou' | 'terminou' | 'gostou' | 'nao_gostou';
    /**
     * The variant whose parameters are the default of lists since it ended
     */
    adotada: string | null;
    criado_em: string;
    iniciado_em: string | null;
    encerrado_em: string | null;
    resultado: Array<VariantResultDto>;
    proporcao: SampleRatioDto;
    conclusao: ConclusionDto;
};

export type VariantBody = {
    nome: string;
    /**
     * Which share of people gets it; they add up to 1. With no `parte` at all, equal shares
     */
    parte?: number;
    /**
     * What is different in its lists; empty: as always
     */
    parametros?: ListParameters;
};

export type ParticipantsBody = {
    /**
     * Those who are not stored too, if `POST /recomendacoes` comes with `visitante`
     */
    visitantes?: boolean;
    /**
     * Which share of people takes part
     */
    parte?: number;
    /**
     * Only those who have given at least so many ratings
     */
    notas_min?: number;
    /**
     * Only those who have given at most so many ratings
     */
    notas_max?: number;
};

export type NewExperimentBody = {
    nome: string;
    /**
     * The first is the control, which the others are compared with
     */
    variantes: Array<VariantBody>;
    /**
     * Who takes part; without it, everybody
     */
    participantes?: ParticipantsBody;
    /**
     * For how many days after the first list what a person does is counted
     */
    janela?: number;
    /**
     * What decides, counted in people. `aceitou`: opened or began a film of the list; `terminou`: watched more than half of it; `gostou`: rated it 3.5 or more, or `gostou`; `nao_gostou`: rated it below 2.75, or `sem_interesse`, and here less is better
     */
    desfecho?: 'aceitou' | 'terminou' | 'gostou' | 'nao_gostou';
};

export type EndExperimentBody = {
    /**
     * The parameters of this variant become the default of lists, but not `versao`: a version is activated by POST /modelo/versoes/{versao}/ativar. Without a variant nothing changes
     */
    variante?: string;
};
