// Made from docs/openapi.json by `npm run page-types`: not to be edited.
/* eslint-disable */

export type ClientOptions = {
    baseUrl: string;
};

export type AliveDto = {
    situacao: 'viva';
};

export type FieldErrorDocument = {
    /**
     * Só em lotes
     */
    linha?: number;
    /**
     * Ausente quando a linha toda está errada
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
     * Só em valores inválidos: cada campo, e o que ele aceita
     */
    erros?: Array<FieldErrorDocument>;
};

export type ReadyDto = {
    situacao: 'pronta';
    /**
     * Versão do modelo em uso; nula antes do primeiro treino
     */
    modelo: number | null;
    /**
     * Versão ativa que não pôde ser lida e em cujo lugar `modelo` responde; nula se é a ativa que responde
     */
    no_lugar_da_versao: number | null;
    /**
     * Idade do modelo em segundos
     */
    idade_do_modelo: number | null;
    /**
     * Avaliações feitas depois dele, e eventos que dizem algo, como há até um minuto
     */
    avaliacoes_desde_o_modelo: number | null;
};

export type KeyDto = {
    id: number;
    nome: string;
    escopo: 'leitura' | 'edicao' | 'escrita' | 'admin';
    /**
     * O começo da chave, que não abre nada
     */
    prefixo: string;
    criada_em: string;
    /**
     * Nulo enquanto não é revogada
     */
    revogada_em: string | null;
    /**
     * Quando vence, e daí em diante é recusada; nulo: vale até ser revogada
     */
    expira_em: string | null;
    /**
     * A última requisição com ela, com precisão de um minuto; nulo quando não se sabe de nenhuma
     */
    ultimo_uso: string | null;
};

export type NewKeyBody = {
    /**
     * Para que serve
     */
    nome: string;
    /**
     * O que a chave permite; cada um inclui os anteriores
     */
    escopo: 'leitura' | 'edicao' | 'escrita' | 'admin';
    /**
     * Quando vence, um momento futuro; sem ele, vale até ser revogada
     */
    expira_em?: string;
};

export type CreatedKeyDto = {
    id: number;
    nome: string;
    escopo: 'leitura' | 'edicao' | 'escrita' | 'admin';
    /**
     * O começo da chave, que não abre nada
     */
    prefixo: string;
    criada_em: string;
    /**
     * Nulo enquanto não é revogada
     */
    revogada_em: string | null;
    /**
     * Quando vence, e daí em diante é recusada; nulo: vale até ser revogada
     */
    expira_em: string | null;
    /**
     * A última requisição com ela, com precisão de um minuto; nulo quando não se sabe de nenhuma
     */
    ultimo_uso: string | null;
    /**
     * A chave inteira. Só aparece nesta resposta: guarda-se dela apenas um hash
     */
    chave: string;
};

export type StartDto = {
    /**
     * A página, para pessoas
     */
    painel: string;
    /**
     * Todas as rotas, para experimentar
     */
    documentacao: string;
    /**
     * O documento OpenAPI
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
     * Uma nota, ou um evento onde não há nota (sem chave, as notas e os eventos de um grupo de filmes); o gosto que as notas mostram juntas, com o que dizem as outras; com poucas notas ou com `popularidade`, quanta gente gosta do filme; as notas altas que ele recebe; que ele está em alta: mais gente gosta dele agora do que antes; ou `contra`, o que fala contra ele: uma nota baixa, o que não interessou, o gosto, notas baixas, e com `popularidade` quanta gente gosta
     */
    tipo: 'avaliacao' | 'evento' | 'grupo' | 'gosto' | 'popularidade' | 'notas' | 'em_alta' | 'contra';
    texto: string;
    /**
     * Parte da pontuação, que todas somam; negativa em `contra`
     */
    parte: number;
    filme_id?: number;
    titulo?: string;
    /**
     * A nota, se é dela que se fala
     */
    avaliacao?: number;
    /**
     * O tipo do evento, se é dele que se fala
     */
    evento?: string;
    /**
     * Lugar que o filme teria sem essa nota ou esse evento, e sem regras
     */
    posicao_sem_ela?: number;
    /**
     * Em `grupo`: de que grupo de filmes são as notas e os eventos
     */
    grupo_id?: number;
};

export type RuleEffectDto = {
    id: number;
    nome: string;
    /**
     * `adiado`: a página já tinha o máximo de filmes como este; `trazido`: veio pela cota
     */
    efeito: 'fixado' | 'levantado' | 'enterrado' | 'adiado' | 'trazido';
    /**
     * Lugar que o filme teria sem nenhuma regra
     */
    de: number;
    /**
     * Lugar que tem com todas
     */
    para: number;
};

export type RecommendationDto = {
    id: number;
    titulo: string;
    /**
     * Gêneros, separados por ", "
     */
    genero: string;
    /**
     * Direção, separada por ", "
     */
    diretor: string;
    /**
     * Atores, separados por ", "
     */
    atores: string;
    ano: number | null;
    /**
     * O que não se sabe falta
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * Em minutos
     */
    duracao?: number;
    /**
     * Idiomas, separados por ", "
     */
    idioma?: string;
    /**
     * Países, separados por ", "
     */
    pais?: string;
    /**
     * A partir de que idade
     */
    classificacao?: number;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
    /**
     * A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Lugar na lista, a partir de 1
     */
    posicao: number;
    /**
     * Quanto o modelo espera que agrade, em desvios padrão sobre todos os filmes; em listas de populares, quantas pessoas gostaram. Regras não a mudam: movem o filme
     */
    pontuacao: number;
    /**
     * Só em filmes que o usuário já avaliou
     */
    ja_avaliado?: boolean;
    /**
     * Com `rotacao`: quantas vezes foi mostrado nos últimos trinta dias, desde que não foi escolhido
     */
    mostrado?: number;
    /**
     * Com `explicar=true`: o motivo principal em uma frase, no idioma do pedido, e depois dele a nota baixa que mais pesa contra, se pesa
     */
    porque?: string;
    /**
     * Com `explicar=true`, em listas do modelo: os motivos de maior peso
     */
    motivos?: Array<ReasonDto>;
    /**
     * Com `explicar=true`: o que as regras dos editores fizeram com o filme; falta onde não fizeram nada
     */
    regras?: Array<RuleEffectDto>;
};

export type RadarrFilmDto = {
    title: string;
    imdb_id?: string;
    tmdb_id?: number;
    /**
     * O mesmo que `tmdb_id`: assim o leem as listas próprias
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
     * Quando: notas mais novas dizem mais. Sem isso, a nota conta como das mais antigas
     */
    avaliado_em?: string | null;
};

export type VisitorBody = {
    /**
     * O título ou parte dele, sem olhar acentos, maiúsculas nem pontuação; se nenhum serve, com uma letra errada numa palavra de cinco ou mais
     */
    busca?: string;
    /**
     * Um destes gêneros, com vírgulas entre eles
     */
    genero?: string;
    /**
     * Nenhum destes gêneros
     */
    sem_genero?: string;
    /**
     * Em um destes idiomas
     */
    idioma?: string;
    /**
     * De um destes países
     */
    pais?: string;
    /**
     * Quem dirigiu: o nome, ou palavras dele em qualquer ordem
     */
    diretor?: string;
    /**
     * Quem atuou, do mesmo modo
     */
    ator?: string;
    /**
     * Ano mais antigo
     */
    ano_min?: number;
    /**
     * Ano mais recente
     */
    ano_max?: number;
    /**
     * Duração máxima, em minutos
     */
    duracao_max?: number;
    /**
     * Para quem tem esta idade
     */
    classificacao_max?: number;
    /**
     * Só estes filmes
     */
    somente?: Array<number | string>;
    /**
     * true: só o que está disponível agora, por `disponivel_de` e `disponivel_ate`; false: só o que não está. Filmes sem as duas sempre estão
     */
    disponivel?: boolean;
    /**
     * O que se pede dos atributos: um valor, ou com `_min` e `_max` um número; quem não o tem fica fora
     */
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Vazia: filmes populares
     */
    avaliacoes: Array<VisitorRating>;
    limite?: number;
    diversidade?: number;
    /**
     * -1: filmes da cauda longa, que poucos conhecem; 0: nem uns nem outros; 1: sucessos
     */
    popularidade?: number;
    /**
     * Acrescenta os motivos de cada filme
     */
    explicar?: boolean;
    /**
     * Filmes que não devem vir
     */
    excluir?: Array<number | string>;
    /**
     * Filmes avaliados também concorrem
     */
    incluir_avaliados?: boolean;
    /**
     * Um texto qualquer, sempre o mesmo para a mesma pessoa: com ele o visitante participa de experimentos. Dele só se guarda um hash
     */
    visitante?: string;
    /**
     * Onde a página anterior acabou; vem no cabeçalho Link
     */
    cursor?: string;
};

export type EstimateDto = {
    valor: number;
    /**
     * Limite inferior do intervalo de 95%, por bootstrap sobre os usuários
     */
    de: number;
    ate: number;
};

export type QualityLineDto = {
    nome: string;
    /**
     * O modelo, uma parte dele sozinha, ou algo mais simples com que se compara
     */
    papel: 'modelo' | 'parte' | 'comparacao';
    ndcg10: EstimateDto;
    /**
     * NDCG@10 em que um filme de que não se gostou conta como menos um; nulo em versões medidas antes disso
     */
    ndcg10_liquido: EstimateDto | null;
    /**
     * Filmes de que não se gostou (nota abaixo de 55% do topo) entre os dez primeiros, por lista
     */
    desgostados10: EstimateDto | null;
    /**
     * Chance de um filme de que se gostou estar acima de um de que não se gostou (AUC)
     */
    auc: EstimateDto | null;
    recall10: EstimateDto;
    hr10: EstimateDto;
    /**
     * Parte dos filmes que aparece na lista de alguém
     */
    cobertura: number;
};

export type QualityDto = {
    /**
     * O que se escondeu de cada usuário
     */
    corte: 'tempo' | 'aleatorio';
    /**
     * Usuários medidos; com menos de 30 a tabela fica vazia
     */
    usuarios: number;
    tabela: Array<QualityLineDto>;
};

export type TuningRowDto = {
    /**
     * Etapa do ajuste; a primeira linha de cada uma é o que havia antes
     */
    etapa: string;
    /**
     * O que se mudou
     */
    mudanca: {
        [key: string]: unknown;
    };
    ndcg10: number;
    /**
     * Diferença para a primeira linha da etapa
     */
    diferenca: number;
    /**
     * Erro padrão da diferença, sobre os usuários
     */
    erro_padrao: number;
    escolhida: boolean;
};

export type TuningDto = {
    /**
     * Avaliações que havia quando se ajustou, e eventos onde não há nota
     */
    avaliacoes: number;
    tabela: Array<TuningRowDto>;
};

export type DriftDto = {
    /**
     * A versão medida: esta ou, até ela o ser, a de antes
     */
    versao: number;
    /**
     * NDCG@10 nas avaliações escondidas do treino
     */
    quando_ativado: EstimateDto | null;
    /**
     * NDCG@10 nas avaliações e eventos de depois do treino; nulo se de menos de 30 usuários
     */
    agora: EstimateDto | null;
    /**
     * Usuários com avaliações ou eventos de depois do treino
     */
    usuarios: number;
    medido_em: string;
};

export type GroupDto = {
    id: number;
    nome: string;
    /**
     * Quantos filmes
     */
    tamanho: number;
    /**
     * Cor do grupo onde é desenhado, sobre branco: 0 #006477, 1 #cc8400, 2 #00a86e, 3 #b30000, 4 #6481d7, 5 #731b3f, 6 #5f6300, 7 #4b00b6
     */
    matiz: number;
    /**
     * Forma do grupo onde é desenhado: vizinhos no mapa diferem na cor e na forma
     */
    forma: 'circulo' | 'quadrado' | 'triangulo' | 'losango' | 'cruz' | 'triangulo_invertido' | 'xis' | 'ampulheta';
};

export type ModelDto = {
    versao: number;
    situacao: 'ativa' | 'pronta' | 'rejeitada';
    /**
     * Por que foi rejeitada
     */
    motivo: string | null;
    criado_em: string;
    /**
     * Quando passou a ser a ativa pela última vez; nulo se nunca foi
     */
    ativado_em: string | null;
    /**
     * Se pode ser ativada: nem rejeitada, nem de outro motor, com os dados
     */
    ativavel: boolean;
    /**
     * Versão do motor que o treinou
     */
    motor: number;
    /**
     * Parâmetros que valeram no treino; cada motor tem os seus
     */
    parametros: {
        [key: string]: unknown;
    };
    usuarios: number;
    filmes: number;
    /**
     * De que foi feito: notas e, onde não há nota, eventos
     */
    avaliacoes: number;
    /**
     * Medida em avaliações escondidas, antes de ativar
     */
    qualidade: QualityDto | null;
    /**
     * Como os parâmetros foram escolhidos; nulo com os padrões
     */
    ajuste: TuningDto | null;
    /**
     * O que diz a ordem em que as notas foram dadas: as datas; nada, porque são iguais ou seguem os ids dos filmes, como as que uma importação dá; ou nada, porque não há. Sem ordem, não há próximos filmes nem peso das notas novas. Nulo em versões de antes
     */
    ordem_das_notas: 'datas' | 'datas_sem_ordem' | 'sem_datas';
    /**
     * Como envelhece, medido a cada treino; nulo enquanto não houve outro treino
     */
    desvio: DriftDto | null;
    /**
     * A versão ativa, quando está danificada e esta responde no lugar dela; nula se esta é a ativa
     */
    no_lugar_da_versao: number | null;
    /**
     * Centroides de gosto
     */
    centroides: number;
    grupos: Array<GroupDto>;
};

export type VersionDto = {
    versao: number;
    situacao: 'ativa' | 'pronta' | 'rejeitada';
    /**
     * Por que foi rejeitada
     */
    motivo: string | null;
    criado_em: string;
    /**
     * Quando passou a ser a ativa pela última vez; nulo se nunca foi
     */
    ativado_em: string | null;
    /**
     * Se pode ser ativada: nem rejeitada, nem de outro motor, com os dados
     */
    ativavel: boolean;
    /**
     * Versão do motor que o treinou
     */
    motor: number;
    /**
     * Parâmetros que valeram no treino; cada motor tem os seus
     */
    parametros: {
        [key: string]: unknown;
    };
    usuarios: number;
    filmes: number;
    /**
     * De que foi feito: notas e, onde não há nota, eventos
     */
    avaliacoes: number;
    /**
     * Medida em avaliações escondidas, antes de ativar
     */
    qualidade: QualityDto | null;
    /**
     * Como os parâmetros foram escolhidos; nulo com os padrões
     */
    ajuste: TuningDto | null;
    /**
     * O que diz a ordem em que as notas foram dadas: as datas; nada, porque são iguais ou seguem os ids dos filmes, como as que uma importação dá; ou nada, porque não há. Sem ordem, não há próximos filmes nem peso das notas novas. Nulo em versões de antes
     */
    ordem_das_notas: 'datas' | 'datas_sem_ordem' | 'sem_datas';
    /**
     * Como envelhece, medido a cada treino; nulo enquanto não houve outro treino
     */
    desvio: DriftDto | null;
};

export type AxisDto = {
    /**
     * Parte da variância que o eixo explica, de 0 a 1
     */
    explicado: number;
};

export type MapGroupDto = {
    id: number;
    nome: string;
    /**
     * Quantos filmes
     */
    tamanho: number;
    /**
     * Cor do grupo onde é desenhado, sobre branco: 0 #006477, 1 #cc8400, 2 #00a86e, 3 #b30000, 4 #6481d7, 5 #731b3f, 6 #5f6300, 7 #4b00b6
     */
    matiz: number;
    /**
     * Forma do grupo onde é desenhado: vizinhos no mapa diferem na cor e na forma
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
     * Quantas avaliações o modelo viu
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
     * Quem o quis; `pedido`: por esta API
     */
    origem: 'agenda' | 'primeiro' | 'comando' | 'pedido';
    /**
     * Se os parâmetros são escolhidos de novo; `auto`: quando nunca o foram, ou se os dados cresceram pela metade
     */
    ajuste: 'auto' | 'sempre' | 'nunca';
    etapa: string;
    percentual: number;
    pedido_em: string;
    /**
     * Nulo enquanto espera na fila
     */
    iniciado_em: string | null;
    terminado_em: string | null;
    /**
     * Duração em segundos
     */
    duracao: number | null;
    erro: string | null;
    /**
     * Versão que resultou
     */
    versao: number | null;
};

export type TrainingRequest = {
    /**
     * Se os parâmetros são escolhidos de novo; `auto`: quando nunca o foram, ou se os dados cresceram pela metade
     */
    ajuste?: 'auto' | 'sempre' | 'nunca';
};

export type PopularFilmDto = {
    id: number;
    titulo: string;
    /**
     * Gêneros, separados por ", "
     */
    genero: string;
    /**
     * Direção, separada por ", "
     */
    diretor: string;
    /**
     * Atores, separados por ", "
     */
    atores: string;
    ano: number | null;
    /**
     * O que não se sabe falta
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * Em minutos
     */
    duracao?: number;
    /**
     * Idiomas, separados por ", "
     */
    idioma?: string;
    /**
     * Países, separados por ", "
     */
    pais?: string;
    /**
     * A partir de que idade
     */
    classificacao?: number;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
    /**
     * A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Lugar na lista, a partir de 1
     */
    posicao: number;
    /**
     * Pessoas que deram 3,5 ou mais, ou de quem, sem nota, um evento diz que gostaram
     */
    gostaram: number;
    /**
     * Pessoas que deram alguma nota, ou de quem um evento diz o que acharam
     */
    avaliacoes: number;
};

export type SimilarFilmDto = {
    id: number;
    titulo: string;
    /**
     * Gêneros, separados por ", "
     */
    genero: string;
    /**
     * Direção, separada por ", "
     */
    diretor: string;
    /**
     * Atores, separados por ", "
     */
    atores: string;
    ano: number | null;
    /**
     * O que não se sabe falta
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * Em minutos
     */
    duracao?: number;
    /**
     * Idiomas, separados por ", "
     */
    idioma?: string;
    /**
     * Países, separados por ", "
     */
    pais?: string;
    /**
     * A partir de que idade
     */
    classificacao?: number;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
    /**
     * A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Lugar na lista, a partir de 1
     */
    posicao: number;
    /**
     * Cosseno entre os vetores dos dois filmes; 0 quando apontam para lados opostos
     */
    similaridade: number;
};

export type GroupTraitDto = {
    tipo: 'genero' | 'diretor' | 'ator' | 'decada';
    nome: string;
    /**
     * Parte dos filmes do grupo que tem o traço, de 0 a 1
     */
    parte: number;
    /**
     * Quantas vezes a parte entre todos os filmes
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
     * Quantos filmes
     */
    tamanho: number;
    /**
     * Cor do grupo onde é desenhado, sobre branco: 0 #006477, 1 #cc8400, 2 #00a86e, 3 #b30000, 4 #6481d7, 5 #731b3f, 6 #5f6300, 7 #4b00b6
     */
    matiz: number;
    /**
     * Forma do grupo onde é desenhado: vizinhos no mapa diferem na cor e na forma
     */
    forma: 'circulo' | 'quadrado' | 'triangulo' | 'losango' | 'cruz' | 'triangulo_invertido' | 'xis' | 'ampulheta';
    /**
     * O que distingue o grupo, o que mais diz primeiro
     */
    tracos: Array<GroupTraitDto>;
    /**
     * Os cinco filmes mais típicos
     */
    filmes: Array<TitledFilmDto>;
};

export type GivenNameDto = {
    grupo_id: number;
    nome: string | null;
    nome_en: string | null;
    /**
     * `false`: nenhum grupo do modelo em uso continua o grupo que o tinha
     */
    em_uso: boolean;
    mudado_em: string;
};

export type GroupDetailDto = {
    id: number;
    nome: string;
    /**
     * Quantos filmes
     */
    tamanho: number;
    /**
     * Cor do grupo onde é desenhado, sobre branco: 0 #006477, 1 #cc8400, 2 #00a86e, 3 #b30000, 4 #6481d7, 5 #731b3f, 6 #5f6300, 7 #4b00b6
     */
    matiz: number;
    /**
     * Forma do grupo onde é desenhado: vizinhos no mapa diferem na cor e na forma
     */
    forma: 'circulo' | 'quadrado' | 'triangulo' | 'losango' | 'cruz' | 'triangulo_invertido' | 'xis' | 'ampulheta';
    /**
     * O que distingue o grupo, o que mais diz primeiro
     */
    tracos: Array<GroupTraitDto>;
    /**
     * Os cinco filmes mais típicos
     */
    filmes: Array<TitledFilmDto>;
    /**
     * O nome que o modelo dá, no idioma pedido
     */
    nome_do_modelo: string;
    /**
     * O nome que os editores dão; nulo: o do modelo
     */
    nome_dado: string | null;
    /**
     * O que dão em inglês; nulo: `nome_dado` também em inglês
     */
    nome_dado_en: string | null;
    /**
     * O centroide, no espaço dos vetores dos filmes
     */
    centroide: Array<number>;
    /**
     * Lugar no mapa
     */
    x: number;
    y: number;
};

export type GroupPatchBody = {
    /**
     * O nome, nos dois idiomas se `nome_en` não diz outro; nulo: volta ao que o modelo dá
     */
    nome?: string | null;
    /**
     * O nome em inglês, se for outro
     */
    nome_en?: string | null;
};

export type GroupFilmDto = {
    id: number;
    titulo: string;
    /**
     * Gêneros, separados por ", "
     */
    genero: string;
    /**
     * Direção, separada por ", "
     */
    diretor: string;
    /**
     * Atores, separados por ", "
     */
    atores: string;
    ano: number | null;
    /**
     * O que não se sabe falta
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * Em minutos
     */
    duracao?: number;
    /**
     * Idiomas, separados por ", "
     */
    idioma?: string;
    /**
     * Países, separados por ", "
     */
    pais?: string;
    /**
     * A partir de que idade
     */
    classificacao?: number;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
    /**
     * A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Lugar no grupo, a partir de 1
     */
    posicao: number;
    /**
     * Proximidade do centroide, menor quanto menos gente avaliou o filme: cosseno x n / (n + 10), com n notas. 0 para filmes que vieram depois do modelo
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
     * Gêneros, separados por ", "
     */
    genero: string;
    /**
     * Direção, separada por ", "
     */
    diretor: string;
    /**
     * Atores, separados por ", "
     */
    atores: string;
    ano: number | null;
    /**
     * O que não se sabe falta
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * Em minutos
     */
    duracao?: number;
    /**
     * Idiomas, separados por ", "
     */
    idioma?: string;
    /**
     * Países, separados por ", "
     */
    pais?: string;
    /**
     * A partir de que idade
     */
    classificacao?: number;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
    /**
     * A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * O grupo do filme
     */
    grupo: NamedGroupDto;
};

export type GroupShareDto = {
    id: number;
    nome: string;
    /**
     * De quantos filmes do grupo o usuário gostou
     */
    gostou: number;
    /**
     * Parte dos filmes de que o usuário gostou, de 0 a 1
     */
    parte: number;
    /**
     * A mesma parte sobre as notas de todos
     */
    parte_media: number;
};

export type FavouriteDto = {
    nome: string;
    /**
     * De quantos filmes assim o usuário gostou
     */
    gostou: number;
    /**
     * (gostou + 2) / (esperado + 2): esperado é de quantos gostaria quem gostasse de tantos filmes na proporção de todos. Os 2 fazem que um só filme raro pese pouco
     */
    lift: number;
};

export type TasteProfileDto = {
    usuario_id: number;
    /**
     * Quantos filmes avaliou
     */
    avaliacoes: number;
    /**
     * A quantos deu 3,5 ou mais, ou de quantos sem nota um evento diz que gostou
     */
    gostou: number;
    /**
     * Cresce com cada nota do usuário, e com cada evento que diz algo
     */
    versao_perfil: number;
    /**
     * Todos os grupos, o de maior parte primeiro; vazia sem modelo
     */
    grupos: Array<GroupShareDto>;
    /**
     * Até cinco, com dois filmes ou mais e lift acima de 1
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
     * De 0,5 a 5, de meia em meia: a nota mais próxima
     */
    nota: number;
    /**
     * Parte das notas do filme
     */
    parte: number;
};

export type AudienceShareDto = {
    id: number;
    nome: string;
    /**
     * Parte do grupo nos outros filmes de que gostaram os que gostaram deste, de 0 a 1
     */
    parte: number;
    /**
     * A mesma parte sobre as notas de todos
     */
    parte_media: number;
};

export type FilmAudienceDto = {
    filme_id: number;
    /**
     * O grupo do filme; null enquanto não há modelo
     */
    grupo: FilmGroupDto | null;
    /**
     * Quantas notas; sem chave, em dezenas, e null quando são menos de dez
     */
    avaliacoes: number | null;
    /**
     * A nota média
     */
    media: number | null;
    /**
     * Parte das notas que são 3,5 ou mais
     */
    gostaram: number | null;
    /**
     * Dez, da menor nota à maior; vazia onde não se contam as notas
     */
    distribuicao: Array<StarShareDto>;
    /**
     * De que mais gostam os que gostaram: todos os grupos, o de maior parte primeiro
     */
    grupos: Array<AudienceShareDto>;
};

export type HomeRowDto = {
    /**
     * Por ela se pede a linha sozinha
     */
    chave: string;
    titulo: string;
    motivo: string;
    /**
     * O melhor primeiro (em `novidades` o mais novo, em `em_alta` o mais querido); `posicao` é o lugar na linha
     */
    filmes: Array<RecommendationDto>;
    /**
     * Com ele `/vitrine/{chave}` continua a linha; null se ela acabou
     */
    cursor: string | null;
};

export type HomeBody = {
    /**
     * O título ou parte dele, sem olhar acentos, maiúsculas nem pontuação; se nenhum serve, com uma letra errada numa palavra de cinco ou mais
     */
    busca?: string;
    /**
     * Um destes gêneros, com vírgulas entre eles
     */
    genero?: string;
    /**
     * Nenhum destes gêneros
     */
    sem_genero?: string;
    /**
     * Em um destes idiomas
     */
    idioma?: string;
    /**
     * De um destes países
     */
    pais?: string;
    /**
     * Quem dirigiu: o nome, ou palavras dele em qualquer ordem
     */
    diretor?: string;
    /**
     * Quem atuou, do mesmo modo
     */
    ator?: string;
    /**
     * Ano mais antigo
     */
    ano_min?: number;
    /**
     * Ano mais recente
     */
    ano_max?: number;
    /**
     * Duração máxima, em minutos
     */
    duracao_max?: number;
    /**
     * Para quem tem esta idade
     */
    classificacao_max?: number;
    /**
     * Só estes filmes
     */
    somente?: Array<number | string>;
    /**
     * true: só o que está disponível agora, por `disponivel_de` e `disponivel_ate`; false: só o que não está. Filmes sem as duas sempre estão
     */
    disponivel?: boolean;
    /**
     * O que se pede dos atributos: um valor, ou com `_min` e `_max` um número; quem não o tem fica fora
     */
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Vazia: filmes populares
     */
    avaliacoes: Array<VisitorRating>;
    /**
     * Filmes de cada linha
     */
    por_linha?: number;
    /**
     * Filmes que não devem vir
     */
    excluir?: Array<number | string>;
    /**
     * Acrescenta a cada filme `regras`, o que as regras dos editores fizeram com ele na linha
     */
    explicar?: boolean;
    /**
     * Um texto qualquer, sempre o mesmo para a mesma pessoa: com ele o visitante participa de experimentos. Dele só se guarda um hash
     */
    visitante?: string;
    linhas?: number;
};

export type RowBody = {
    /**
     * O título ou parte dele, sem olhar acentos, maiúsculas nem pontuação; se nenhum serve, com uma letra errada numa palavra de cinco ou mais
     */
    busca?: string;
    /**
     * Um destes gêneros, com vírgulas entre eles
     */
    genero?: string;
    /**
     * Nenhum destes gêneros
     */
    sem_genero?: string;
    /**
     * Em um destes idiomas
     */
    idioma?: string;
    /**
     * De um destes países
     */
    pais?: string;
    /**
     * Quem dirigiu: o nome, ou palavras dele em qualquer ordem
     */
    diretor?: string;
    /**
     * Quem atuou, do mesmo modo
     */
    ator?: string;
    /**
     * Ano mais antigo
     */
    ano_min?: number;
    /**
     * Ano mais recente
     */
    ano_max?: number;
    /**
     * Duração máxima, em minutos
     */
    duracao_max?: number;
    /**
     * Para quem tem esta idade
     */
    classificacao_max?: number;
    /**
     * Só estes filmes
     */
    somente?: Array<number | string>;
    /**
     * true: só o que está disponível agora, por `disponivel_de` e `disponivel_ate`; false: só o que não está. Filmes sem as duas sempre estão
     */
    disponivel?: boolean;
    /**
     * O que se pede dos atributos: um valor, ou com `_min` e `_max` um número; quem não o tem fica fora
     */
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Vazia: filmes populares
     */
    avaliacoes: Array<VisitorRating>;
    /**
     * Filmes de cada linha
     */
    por_linha?: number;
    /**
     * Filmes que não devem vir
     */
    excluir?: Array<number | string>;
    /**
     * Acrescenta a cada filme `regras`, o que as regras dos editores fizeram com ele na linha
     */
    explicar?: boolean;
    /**
     * Um texto qualquer, sempre o mesmo para a mesma pessoa: com ele o visitante participa de experimentos. Dele só se guarda um hash
     */
    visitante?: string;
    /**
     * Onde a linha acabou: o `cursor` da vitrine, ou o do cabeçalho Link
     */
    cursor?: string;
};

export type FilmFilterBody = {
    /**
     * O título ou parte dele, sem olhar acentos, maiúsculas nem pontuação; se nenhum serve, com uma letra errada numa palavra de cinco ou mais
     */
    busca?: string;
    /**
     * Um destes gêneros, com vírgulas entre eles
     */
    genero?: string;
    /**
     * Nenhum destes gêneros
     */
    sem_genero?: string;
    /**
     * Em um destes idiomas
     */
    idioma?: string;
    /**
     * De um destes países
     */
    pais?: string;
    /**
     * Quem dirigiu: o nome, ou palavras dele em qualquer ordem
     */
    diretor?: string;
    /**
     * Quem atuou, do mesmo modo
     */
    ator?: string;
    /**
     * Ano mais antigo
     */
    ano_min?: number;
    /**
     * Ano mais recente
     */
    ano_max?: number;
    /**
     * Duração máxima, em minutos
     */
    duracao_max?: number;
    /**
     * Para quem tem esta idade
     */
    classificacao_max?: number;
    /**
     * Só estes filmes
     */
    somente?: Array<number | string>;
    /**
     * true: só o que está disponível agora, por `disponivel_de` e `disponivel_ate`; false: só o que não está. Filmes sem as duas sempre estão
     */
    disponivel?: boolean;
    /**
     * O que se pede dos atributos: um valor, ou com `_min` e `_max` um número; quem não o tem fica fora
     */
    atributos?: {
        [key: string]: unknown;
    };
};

export type NewRuleBody = {
    /**
     * Em que listas: `recomendacoes`; `juntos`, as de várias pessoas; `vitrine`, todas as linhas dela; ou linhas pela chave, como `novidades`, `grupo:3`, ou `grupo`, todas as de grupos
     */
    onde?: Array<string>;
    /**
     * Desde quando
     */
    de?: string | null;
    /**
     * Até antes de quando
     */
    ate?: string | null;
    /**
     * `false`: guardada, sem efeito, a não ser para quem está em uma variante de um experimento que a nomeia
     */
    ativa?: boolean;
    /**
     * Em `fixar`: o filme
     */
    filme_id?: number | string;
    /**
     * Em `fixar`: o lugar na lista
     */
    posicao?: number;
    /**
     * Em `levantar` e `enterrar`: que filmes, pelos filtros das listas
     */
    filtro?: FilmFilterBody;
    /**
     * Multiplica o que a pontuação está acima da menor que algum filme tem para a pessoa: mais de 1 levanta, menos de 1 enterra
     */
    fator?: number;
    /**
     * Em `no_maximo`: filmes que têm isto em comum; `atributos.chave` é um dos seus
     */
    por?: string;
    /**
     * Em `no_maximo`: quantos deles em uma página
     */
    maximo?: number;
    /**
     * Em `cota`: `novos`, filmes que vieram depois do modelo; `cauda_longa`, os que não estão entre os mais queridos, que juntos têm quatro quintos de tudo de que se gostou
     */
    entre?: 'novos' | 'cauda_longa';
    /**
     * Em `cota`: que parte dos lugares, do primeiro até qualquer um
     */
    parte?: number;
    /**
     * Aparece nas listas com `explicar`
     */
    nome: string;
    /**
     * `fixar` pede `filme_id` e `posicao`; `levantar` e `enterrar`, `filtro` e `fator`; `no_maximo`, `por` e `maximo`; `cota`, `entre` e `parte`
     */
    tipo: 'fixar' | 'levantar' | 'enterrar' | 'no_maximo' | 'cota';
};

export type SimulationBody = {
    /**
     * Regras que não estão guardadas
     */
    regras?: Array<NewRuleBody>;
    /**
     * Regras guardadas: de uma em vigor, diz o que ela faz agora
     */
    ids?: Array<number>;
    /**
     * Regras guardadas em cujo lugar as de `regras` entram, como quando se muda uma
     */
    no_lugar_de?: Array<number>;
    /**
     * Em quantas pessoas se experimenta
     */
    pessoas?: number;
};

export type HeldOutDto = {
    /**
     * Pessoas com um filme de que gostaram entre as notas tiradas
     */
    pessoas: number;
    /**
     * NDCG@10 como está
     */
    ndcg10: number;
    /**
     * NDCG@10 com as regras
     */
    ndcg10_com_regras: number;
    /**
     * Quanto se perde; abaixo de zero, se ganha
     */
    perda: number;
    /**
     * Início do intervalo de 95% da perda
     */
    perda_de: number;
    /**
     * Fim dele
     */
    perda_ate: number;
    /**
     * Como se mediu, e para que lado isso erra
     */
    aviso: string;
};

export type SimulationDto = {
    /**
     * Pessoas em que se experimentou, sempre as mesmas
     */
    pessoas: number;
    /**
     * Pessoas que veriam outros dez primeiros filmes, ou em outra ordem
     */
    mudam: number;
    /**
     * Que parte delas é
     */
    parte: number;
    /**
     * Filmes dos dez que seriam outros, em média de todas as pessoas
     */
    filmes_trocados: number;
    /**
     * Lugares que andariam os filmes que ficam entre os dez, em média
     */
    lugares_andados: number;
    /**
     * O que se perderia de qualidade; nulo se ninguém tem notas bastantes para tirar algumas
     */
    notas_tiradas: HeldOutDto | null;
};

export type ComparisonSummaryDto = {
    pessoas: number;
    /**
     * Pessoas que veriam outros filmes, ou em outra ordem
     */
    mudam: number;
    /**
     * Filmes que entrariam, em média de todas as pessoas
     */
    filmes_trocados: number;
    /**
     * Lugares em que estaria outro filme, em média de todas as pessoas
     */
    lugares_trocados: number;
    /**
     * Lugares que andariam os filmes que ficam, em média
     */
    lugares_andados: number;
};

export type ComparedFilmDto = {
    id: number;
    titulo: string;
    /**
     * Gêneros, separados por ", "
     */
    genero: string;
    /**
     * Direção, separada por ", "
     */
    diretor: string;
    /**
     * Atores, separados por ", "
     */
    atores: string;
    ano: number | null;
    /**
     * O que não se sabe falta
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * Em minutos
     */
    duracao?: number;
    /**
     * Idiomas, separados por ", "
     */
    idioma?: string;
    /**
     * Países, separados por ", "
     */
    pais?: string;
    /**
     * A partir de que idade
     */
    classificacao?: number;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
    /**
     * A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Lugar na lista, a partir de 1
     */
    posicao: number;
    /**
     * Só se compara com as da mesma lista
     */
    pontuacao: number;
    /**
     * Lugar na lista da outra versão; nulo se não está entre os `limite` primeiros dela
     */
    posicao_na_outra: number | null;
};

export type VersionListDto = {
    /**
     * O que diz `X-Recomendacao-Origem` nas listas
     */
    origem: 'modelo' | 'populares' | 'rever';
    /**
     * Os primeiros, o melhor primeiro
     */
    filmes: Array<ComparedFilmDto>;
};

export type PersonComparisonDto = {
    usuario_id: number;
    nome: string;
    /**
     * Pela versão `de`
     */
    de: VersionListDto;
    /**
     * Pela versão `para`
     */
    para: VersionListDto;
    /**
     * Ids dos filmes que só a lista de `para` tem, o melhor primeiro
     */
    entram: Array<number>;
    /**
     * Ids dos que só a lista de `de` tem
     */
    saem: Array<number>;
    /**
     * Em quantos lugares estaria outro filme, ou nenhum
     */
    lugares_trocados: number;
};

export type ComparisonDto = {
    /**
     * Versão do modelo
     */
    de: number;
    /**
     * A outra
     */
    para: number;
    limite: number;
    resumo: ComparisonSummaryDto;
    /**
     * Na ordem de `usuarios`
     */
    pessoas: Array<PersonComparisonDto>;
};

export type TogetherVisitor = {
    /**
     * Vazia: de quem nada se sabe
     */
    avaliacoes: Array<VisitorRating>;
};

export type TogetherBody = {
    /**
     * O título ou parte dele, sem olhar acentos, maiúsculas nem pontuação; se nenhum serve, com uma letra errada numa palavra de cinco ou mais
     */
    busca?: string;
    /**
     * Um destes gêneros, com vírgulas entre eles
     */
    genero?: string;
    /**
     * Nenhum destes gêneros
     */
    sem_genero?: string;
    /**
     * Em um destes idiomas
     */
    idioma?: string;
    /**
     * De um destes países
     */
    pais?: string;
    /**
     * Quem dirigiu: o nome, ou palavras dele em qualquer ordem
     */
    diretor?: string;
    /**
     * Quem atuou, do mesmo modo
     */
    ator?: string;
    /**
     * Ano mais antigo
     */
    ano_min?: number;
    /**
     * Ano mais recente
     */
    ano_max?: number;
    /**
     * Duração máxima, em minutos
     */
    duracao_max?: number;
    /**
     * Para quem tem esta idade
     */
    classificacao_max?: number;
    /**
     * Só estes filmes
     */
    somente?: Array<number | string>;
    /**
     * true: só o que está disponível agora, por `disponivel_de` e `disponivel_ate`; false: só o que não está. Filmes sem as duas sempre estão
     */
    disponivel?: boolean;
    /**
     * O que se pede dos atributos: um valor, ou com `_min` e `_max` um número; quem não o tem fica fora
     */
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Quem está guardado. Pede uma chave que leia pessoas
     */
    usuarios?: Array<number | string>;
    /**
     * Quem não está. Com `usuarios`, de 2 a 8 pessoas
     */
    visitantes?: Array<TogetherVisitor>;
    /**
     * media: o que mais agrada em média; minimo: o que mais agrada a quem menos gosta; justa: filme a filme, pesa mais quem foi menos atendido pelos anteriores
     */
    estrategia?: 'media' | 'minimo' | 'justa';
    limite?: number;
    /**
     * Diz por que cada filme agradaria a cada pessoa, e o que regras fizeram com ele; false: só quanto
     */
    explicar?: boolean;
    /**
     * Filmes que não devem vir
     */
    excluir?: Array<number | string>;
    /**
     * Filmes que alguém já avaliou também concorrem, mas não os de que alguém não gostou
     */
    incluir_avaliados?: boolean;
};

export type PersonLikingDto = {
    /**
     * De quem está guardado
     */
    usuario_id?: number;
    /**
     * De quem não está: o lugar em `visitantes`, a partir de 0
     */
    visitante?: number;
    /**
     * Quanto agradaria: 0,5 é o que um filme lhe agrada em média; 0,75, quatro desvios padrão acima disso
     */
    agrado: number;
    /**
     * Só em filmes que esta pessoa já avaliou
     */
    ja_avaliado?: boolean;
    /**
     * Com `motivos`: o motivo principal em uma frase, no idioma do pedido, e depois dele a nota baixa que mais pesa contra, se pesa
     */
    porque?: string;
    /**
     * Os motivos, como nas listas desta pessoa. Faltam com `explicar: false`, e onde nada se sabe dela
     */
    motivos?: Array<ReasonDto>;
};

export type TogetherFilmDto = {
    id: number;
    titulo: string;
    /**
     * Gêneros, separados por ", "
     */
    genero: string;
    /**
     * Direção, separada por ", "
     */
    diretor: string;
    /**
     * Atores, separados por ", "
     */
    atores: string;
    ano: number | null;
    /**
     * O que não se sabe falta
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * Em minutos
     */
    duracao?: number;
    /**
     * Idiomas, separados por ", "
     */
    idioma?: string;
    /**
     * Países, separados por ", "
     */
    pais?: string;
    /**
     * A partir de que idade
     */
    classificacao?: number;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
    /**
     * A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`
     */
    capa_url?: string;
    /**
     * Lugar na lista, a partir de 1
     */
    posicao: number;
    /**
     * Quanto agrada ao grupo, em desvios padrão das pontuações de cada pessoa: a média; com `minimo`, de quem menos gosta
     */
    pontuacao: number;
    /**
     * Só em filmes que alguém já avaliou
     */
    ja_avaliado?: boolean;
    /**
     * O que as regras dos editores fizeram com o filme; falta com `explicar: false`, e onde não fizeram nada
     */
    regras?: Array<RuleEffectDto>;
    /**
     * Na ordem do corpo: `usuarios`, depois `visitantes`
     */
    por_pessoa: Array<PersonLikingDto>;
};

export type FilmDto = {
    id: number;
    titulo: string;
    /**
     * Gêneros, separados por ", "
     */
    genero: string;
    /**
     * Direção, separada por ", "
     */
    diretor: string;
    /**
     * Atores, separados por ", "
     */
    atores: string;
    ano: number | null;
    /**
     * O que não se sabe falta
     */
    poster_url?: string;
    sinopse?: string;
    /**
     * Em minutos
     */
    duracao?: number;
    /**
     * Idiomas, separados por ", "
     */
    idioma?: string;
    /**
     * Países, separados por ", "
     */
    pais?: string;
    /**
     * A partir de que idade
     */
    classificacao?: number;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string;
    atributos?: {
        [key: string]: unknown;
    };
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
    /**
     * A capa, se há uma que se possa mostrar: um caminho deste servidor, ou `poster_url` se for de uma origem de `POSTER_ORIGINS`
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
     * Em minutos
     */
    duracao?: number | null;
    idioma?: string | null;
    pais?: string | null;
    /**
     * A partir de que idade
     */
    classificacao?: number | null;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string | null;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string | null;
    /**
     * O que mais se sabe do filme, até 4 kB; os filtros `atributos.chave` olham nele
     */
    atributos?: {
        [key: string]: unknown;
    } | null;
    /**
     * Ids em outros lugares, cada um `fonte:codigo`; vale onde vale o id
     */
    identificadores?: Array<string>;
    titulo: string;
};

export type FilmDeletionBody = {
    /**
     * Os filmes que saem
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
     * Em minutos
     */
    duracao?: number | null;
    idioma?: string | null;
    pais?: string | null;
    /**
     * A partir de que idade
     */
    classificacao?: number | null;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string | null;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string | null;
    /**
     * O que mais se sabe do filme, até 4 kB; os filtros `atributos.chave` olham nele
     */
    atributos?: {
        [key: string]: unknown;
    } | null;
    /**
     * Ids em outros lugares, cada um `fonte:codigo`; vale onde vale o id
     */
    identificadores?: Array<string>;
    titulo?: string;
};

export type GenreDto = {
    nome: string;
    /**
     * Quantos filmes o têm
     */
    filmes: number;
};

export type UserDto = {
    id: number;
    nome: string;
    email: string | null;
    /**
     * Ids em outros lugares, se há
     */
    identificadores?: Array<string>;
};

export type NewUserBody = {
    /**
     * De uma só pessoa, sem diferença de maiúsculas; guardado em minúsculas
     */
    email?: string | null;
    /**
     * Ids em outros lugares, cada um `fonte:codigo`; vale onde vale o id
     */
    identificadores?: Array<string>;
    /**
     * Sem nome, é "Usuário" e o número
     */
    nome?: string;
};

export type UserPatchBody = {
    /**
     * De uma só pessoa, sem diferença de maiúsculas; guardado em minúsculas
     */
    email?: string | null;
    /**
     * Ids em outros lugares, cada um `fonte:codigo`; vale onde vale o id
     */
    identificadores?: Array<string>;
    nome?: string;
};

export type NewTokenBody = {
    /**
     * Por quantos segundos vale
     */
    validade?: number;
};

export type TokenDto = {
    /**
     * Um JSON Web Token. Só aparece nesta resposta: nada dele é guardado
     */
    token: string;
    expira_em: string;
};

export type PutRatingBody = {
    avaliacao: number;
    /**
     * De que lista veio o filme, como quem envia a chama
     */
    recomendacao_id?: string | null;
    /**
     * Quando; agora, se não vier; null: não se sabe. Toma o lugar da nota que houver, mesmo de uma mais nova
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
     * A nota que havia antes; enviada de novo, desfaz a troca. null, se não havia
     */
    anterior: EarlierRatingDto | null;
};

export type NewRatingBody = {
    avaliacao: number;
    /**
     * De que lista veio o filme, como quem envia a chama
     */
    recomendacao_id?: string | null;
    usuario_id: number | string;
    filme_id: number | string;
    /**
     * Quando; agora, se não vier. Fica a nota mais nova de cada usuário para cada filme
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
     * Ids dos filmes
     */
    filmes: Array<number>;
};

export type PersonalDataDto = {
    usuario: UserDto;
    /**
     * Todas, da mais nova à mais antiga
     */
    avaliacoes: Array<OwnRatingDto>;
    /**
     * Todos, do mais novo ao mais antigo
     */
    eventos: Array<EventDto>;
    /**
     * Listas que recebeu em experimentos, da mais nova à mais antiga
     */
    exposicoes: Array<ShownListDto>;
    /**
     * Quantas vezes as notas, ou os eventos que contam, mudaram
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
     * Em minutos
     */
    duracao?: number | null;
    idioma?: string | null;
    pais?: string | null;
    /**
     * A partir de que idade
     */
    classificacao?: number | null;
    /**
     * Desde quando se pode ver
     */
    disponivel_de?: string | null;
    /**
     * Até quando se pode ver
     */
    disponivel_ate?: string | null;
    /**
     * O que mais se sabe do filme, até 4 kB; os filtros `atributos.chave` olham nele
     */
    atributos?: {
        [key: string]: unknown;
    } | null;
    /**
     * Ids em outros lugares, cada um `fonte:codigo`; vale onde vale o id
     */
    identificadores?: Array<string>;
    titulo: string;
    /**
     * Sem id, cria; com o id de um que existe, altera: o que não vier fica como está
     */
    id?: number | string;
};

export type BatchWithIdsDto = {
    criados: number;
    atualizados: number;
    /**
     * Linhas que não mudaram nada
     */
    iguais: number;
    /**
     * O id de cada linha, na ordem em que vieram
     */
    ids: Array<number>;
};

export type UserBatchRow = {
    /**
     * De uma só pessoa, sem diferença de maiúsculas; guardado em minúsculas
     */
    email?: string | null;
    /**
     * Ids em outros lugares, cada um `fonte:codigo`; vale onde vale o id
     */
    identificadores?: Array<string>;
    /**
     * Sem nome, é "Usuário" e o número
     */
    nome?: string;
    /**
     * Sem id, cria; com o id de um que existe, altera: o que não vier fica como está
     */
    id?: number | string;
};

export type BatchDto = {
    criados: number;
    atualizados: number;
    /**
     * Linhas que não mudaram nada
     */
    iguais: number;
};

export type NewEventBody = {
    /**
     * Dado por quem envia: o mesmo id do mesmo usuário não entra duas vezes. Sem ele, o mesmo filme, tipo e momento são um só evento
     */
    id?: string | null;
    usuario_id: number | string;
    filme_id: number | string;
    /**
     * mostrado, clicou, comecou, assistiu, gostou, quer_ver, nao_quer_ver, sem_interesse, com_interesse, visto, nao_visto, ou um tipo de `SINAIS`
     */
    tipo: string;
    /**
     * Quanto, de 0 a 1: em `assistiu`, que parte do filme; sem ele, tudo
     */
    valor?: number | null;
    /**
     * Agora, se não vier; nunca no futuro
     */
    quando?: string | null;
    /**
     * De que lista veio o filme, como quem envia a chama
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
     * Como o arquivo a chama, ou o seu número
     */
    coluna: string;
    /**
     * O nosso campo; null: fica de fora
     */
    campo: string | null;
};

export type FileTakenDto = {
    arquivo: string;
    formato: string;
    tipo: string;
    separador: string | null;
    /**
     * Se a primeira linha foi lida como cabeçalho
     */
    cabecalho: boolean;
    colunas: Array<ColumnTakenDto>;
    /**
     * As primeiras linhas, como foram lidas; de arquivos de usuários, nenhuma
     */
    linhas: Array<Array<string>>;
};

export type ImportJobDto = {
    id: number;
    estado: 'na_fila' | 'executando' | 'concluida' | 'falhou';
    arquivo: string;
    /**
     * `substituir`: o arquivo no lugar de tudo o que havia
     */
    modo: 'manter' | 'substituir';
    simular: boolean;
    /**
     * Nome da chave com que foi pedida, para as de escopo `admin`; null para as outras e quando não se sabe
     */
    pedida_por: string | null;
    percentual: number;
    /**
     * Linhas lidas até agora
     */
    linhas: number;
    /**
     * Ao terminar: por tipo, o que houve com as linhas
     */
    contagens: {
        [key: string]: KindCountsDto;
    } | null;
    /**
     * O que se perdeu de linhas que entraram, e o que parece errado
     */
    avisos: Array<string>;
    /**
     * De uma substituição: a cópia do que havia, na pasta dos dados do servidor
     */
    copia: string | null;
    /**
     * Por que falhou
     */
    erro: string | null;
    criada_em: string;
    iniciada_em: string | null;
    terminada_em: string | null;
    /**
     * As 100 primeiras linhas rejeitadas
     */
    rejeitadas: Array<RejectedRowDto>;
    /**
     * Arquivos do zip em que não há o que importar
     */
    sem_uso: Array<string>;
    /**
     * De uma simulação: como cada coluna de cada arquivo foi entendida; se falhou porque falta dizer algo, como seria
     */
    arquivos: Array<FileTakenDto>;
};

export type ImportSummaryDto = {
    id: number;
    estado: 'na_fila' | 'executando' | 'concluida' | 'falhou';
    arquivo: string;
    /**
     * `substituir`: o arquivo no lugar de tudo o que havia
     */
    modo: 'manter' | 'substituir';
    simular: boolean;
    /**
     * Nome da chave com que foi pedida, para as de escopo `admin`; null para as outras e quando não se sabe
     */
    pedida_por: string | null;
    percentual: number;
    /**
     * Linhas lidas até agora
     */
    linhas: number;
    /**
     * Ao terminar: por tipo, o que houve com as linhas
     */
    contagens: {
        [key: string]: KindCountsDto;
    } | null;
    /**
     * O que se perdeu de linhas que entraram, e o que parece errado
     */
    avisos: Array<string>;
    /**
     * De uma substituição: a cópia do que havia, na pasta dos dados do servidor
     */
    copia: string | null;
    /**
     * Por que falhou
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
     * `visto`, `gostou`, `quer_ver`
     */
    eventos: Array<string>;
};

export type TrackedFilmsDto = {
    /**
     * Filmes que o arquivo tem
     */
    lidos: number;
    /**
     * Os que o catálogo tem: até 1.000 com nota, a mais nova primeiro, depois até 1.000 sem nota
     */
    filmes: Array<TrackedFilmDto>;
};

export type ScrobblesDto = {
    criados: number;
    atualizados: number;
    /**
     * Linhas que não mudaram nada
     */
    iguais: number;
    /**
     * Dos filmes que o catálogo não tem, um id cada um; se não tem nenhum, a resposta é 404
     */
    nao_encontrados: Array<string>;
};

export type FilmMergeBody = {
    /**
     * O filme que deixa de existir; tudo o que é dele passa ao do caminho
     */
    filme_id: number | string;
};

export type MovedDto = {
    /**
     * Quantas passaram ao que fica
     */
    movidas: number;
    /**
     * De quantas os dois tinham uma: ficou só uma
     */
    repetidas: number;
};

export type MergedDto = {
    /**
     * O que fica
     */
    id: number;
    /**
     * O que deixou de existir
     */
    unido: number;
    /**
     * De duas notas de uma pessoa a um filme fica a mais nova; sem data, é a mais velha; de datas iguais, a do que fica
     */
    avaliacoes: MovedDto;
    eventos: MovedDto;
    /**
     * Ids em outros lugares que passaram
     */
    identificadores: Array<string>;
    /**
     * Campos que estavam vazios no que fica
     */
    preenchidos: Array<string>;
};

export type UserMergeBody = {
    /**
     * Quem deixa de existir; tudo o que é seu passa a quem está no caminho
     */
    usuario_id: number | string;
};

export type RuleDto = {
    id: number;
    nome: string;
    tipo: 'fixar' | 'levantar' | 'enterrar' | 'no_maximo' | 'cota';
    onde: Array<string>;
    /**
     * Desde quando
     */
    de: string | null;
    /**
     * Até antes de quando
     */
    ate: string | null;
    ativa: boolean;
    /**
     * Ativa, e o momento está entre `de` e `ate`
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
     * Em que listas: `recomendacoes`; `juntos`, as de várias pessoas; `vitrine`, todas as linhas dela; ou linhas pela chave, como `novidades`, `grupo:3`, ou `grupo`, todas as de grupos
     */
    onde?: Array<string>;
    /**
     * Desde quando
     */
    de?: string | null;
    /**
     * Até antes de quando
     */
    ate?: string | null;
    /**
     * `false`: guardada, sem efeito, a não ser para quem está em uma variante de um experimento que a nomeia
     */
    ativa?: boolean;
    /**
     * Em `fixar`: o filme
     */
    filme_id?: number | string;
    /**
     * Em `fixar`: o lugar na lista
     */
    posicao?: number;
    /**
     * Em `levantar` e `enterrar`: que filmes, pelos filtros das listas
     */
    filtro?: FilmFilterBody;
    /**
     * Multiplica o que a pontuação está acima da menor que algum filme tem para a pessoa: mais de 1 levanta, menos de 1 enterra
     */
    fator?: number;
    /**
     * Em `no_maximo`: filmes que têm isto em comum; `atributos.chave` é um dos seus
     */
    por?: string;
    /**
     * Em `no_maximo`: quantos deles em uma página
     */
    maximo?: number;
    /**
     * Em `cota`: `novos`, filmes que vieram depois do modelo; `cauda_longa`, os que não estão entre os mais queridos, que juntos têm quatro quintos de tudo de que se gostou
     */
    entre?: 'novos' | 'cauda_longa';
    /**
     * Em `cota`: que parte dos lugares, do primeiro até qualquer um
     */
    parte?: number;
    nome?: string;
    /**
     * `fixar` pede `filme_id` e `posicao`; `levantar` e `enterrar`, `filtro` e `fator`; `no_maximo`, `por` e `maximo`; `cota`, `entre` e `parte`
     */
    tipo?: 'fixar' | 'levantar' | 'enterrar' | 'no_maximo' | 'cota';
};

export type ListWeights = {
    /**
     * Os centroides de gosto. Com `blocks` e `next`, que somam 1: ou vêm os três, ou nenhum
     */
    tastes?: number;
    /**
     * O que cada filme avaliado diz dos outros
     */
    blocks?: number;
    /**
     * O que costuma vir depois dos últimos filmes
     */
    next?: number;
    /**
     * As notas que o filme recebe
     */
    biasWeight?: number;
    /**
     * Quanta gente gosta do filme, para quem tem poucas notas
     */
    popularityWeight?: number;
    /**
     * O que está em alta
     */
    trendWeight?: number;
};

export type ListParameters = {
    /**
     * Um destes gêneros, com vírgulas entre eles
     */
    genero?: string;
    /**
     * Nenhum destes gêneros
     */
    sem_genero?: string;
    /**
     * Em um destes idiomas
     */
    idioma?: string;
    /**
     * De um destes países
     */
    pais?: string;
    /**
     * Ano mais antigo
     */
    ano_min?: number;
    /**
     * Ano mais recente
     */
    ano_max?: number;
    /**
     * Duração máxima, em minutos
     */
    duracao_max?: number;
    /**
     * Para quem tem esta idade
     */
    classificacao_max?: number;
    /**
     * true: só o que está disponível agora, por `disponivel_de` e `disponivel_ate`; false: só o que não está. Filmes sem as duas sempre estão
     */
    disponivel?: boolean;
    diversidade?: number;
    popularidade?: number;
    rotacao?: number;
    /**
     * Regras guardadas com `ativa: false` que valem só aqui, dentro de `de` e `ate`, nas listas e linhas que elas dizem
     */
    regras?: Array<number>;
    /**
     * Uma versão do modelo que está guardada, que responde ao lado da ativa enquanto o experimento roda. Não se adota
     */
    versao?: number;
    /**
     * Quanto pesa cada parte da pontuação, pelos nomes que `parametros` de GET /modelo tem; o que falta é como no modelo
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
     * A primeira é o controle
     */
    variantes: Array<VariantDto>;
    participantes: ParticipantsDto;
    /**
     * Em dias
     */
    janela: number;
    /**
     * O que decide, contado em pessoas. `aceitou`: abriu ou começou um filme da lista; `terminou`: assistiu a mais da metade; `gostou`: deu nota de 3,5 em diante, ou `gostou`; `nao_gostou`: deu menos de 2,75, ou `sem_interesse`, e aqui menos é melhor
     */
    desfecho: 'aceitou' | 'terminou' | 'gostou' | 'nao_gostou';
    /**
     * A variante cujos parâmetros são o padrão das listas desde que ele acabou
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
     * De onde vêm; o que veio depois vale
     */
    adotadas: Array<AdoptedDto>;
};

export type DifferenceDto = {
    /**
     * Quanto a parte das pessoas que o fez é maior que no controle
     */
    estimativa: number;
    /**
     * A diferença verdadeira fica entre `de` e `ate`, em todos os dias juntos
     */
    de: number;
    ate: number;
};

export type OutcomeDto = {
    /**
     * Quantas pessoas o fizeram até agora
     */
    ate_agora: number;
    /**
     * Quantas o fizeram, das `completas`
     */
    pessoas: number;
    /**
     * Que parte das `completas` é isso
     */
    taxa: number | null;
    /**
     * Para o controle; nulo nele, e enquanto são poucas pessoas
     */
    diferenca: DifferenceDto | null;
};

export type OutcomesDto = {
    /**
     * Abriu (`clicou`) ou começou (`comecou`) um filme da lista
     */
    aceitou: OutcomeDto;
    /**
     * Assistiu a mais da metade de um filme da lista
     */
    terminou: OutcomeDto;
    /**
     * Deu nota de 3,5 em diante, ou `gostou`, a um filme da lista
     */
    gostou: OutcomeDto;
    /**
     * Deu nota abaixo de 2,75, ou `sem_interesse`, a um filme da lista
     */
    nao_gostou: OutcomeDto;
};

export type VariantResultDto = {
    nome: string;
    /**
     * Quem recebeu ao menos uma lista
     */
    pessoas: number;
    /**
     * Listas que receberam
     */
    exposicoes: number;
    /**
     * As pessoas cuja janela acabou: só elas contam nas taxas e diferenças
     */
    completas: number;
    desfechos: OutcomesDto;
    /**
     * O que há de errado com a variante: a versão do modelo que ela nomeia não está mais guardada
     */
    aviso: string | null;
};

export type SampleRatioDto = {
    esperada: Array<number>;
    /**
     * Que parte das pessoas veio; vazia sem pessoas
     */
    observada: Array<number>;
    /**
     * As pessoas não se repartem como deviam: algo as perde, e nada se conclui. Sem motivo, uma vez em mil
     */
    errada: boolean;
};

export type ConclusionDto = {
    /**
     * `melhor` ou `pior` só quando o intervalo do desfecho que decide não tem o zero
     */
    estado: 'sem_dados' | 'proporcao_errada' | 'cedo' | 'sem_diferenca' | 'melhor' | 'pior';
    /**
     * A que é melhor, ou pior
     */
    variante: string | null;
    texto: string;
};

export type ExperimentReportDto = {
    id: number;
    nome: string;
    estado: 'rascunho' | 'rodando' | 'encerrado';
    /**
     * A primeira é o controle
     */
    variantes: Array<VariantDto>;
    participantes: ParticipantsDto;
    /**
     * Em dias
     */
    janela: number;
    /**
     * O que decide, contado em pessoas. `aceitou`: abriu ou começou um filme da lista; `terminou`: assistiu a mais da metade; `gostou`: deu nota de 3,5 em diante, ou `gostou`; `nao_gostou`: deu menos de 2,75, ou `sem_interesse`, e aqui menos é melhor
     */
    desfecho: 'aceitou' | 'terminou' | 'gostou' | 'nao_gostou';
    /**
     * A variante cujos parâmetros são o padrão das listas desde que ele acabou
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
     * Que parte das pessoas a recebe; todas somam 1. Sem `parte` em nenhuma, partes iguais
     */
    parte?: number;
    /**
     * O que suas listas têm de outro; vazio: como sempre
     */
    parametros?: ListParameters;
};

export type ParticipantsBody = {
    /**
     * Também quem não está guardado, se `POST /recomendacoes` vem com `visitante`
     */
    visitantes?: boolean;
    /**
     * Que parte das pessoas participa
     */
    parte?: number;
    /**
     * Só quem deu ao menos tantas notas
     */
    notas_min?: number;
    /**
     * Só quem deu no máximo tantas notas
     */
    notas_max?: number;
};

export type NewExperimentBody = {
    nome: string;
    /**
     * A primeira é o controle, com que as outras se comparam
     */
    variantes: Array<VariantBody>;
    /**
     * Quem participa; sem isso, todos
     */
    participantes?: ParticipantsBody;
    /**
     * Por quantos dias depois da primeira lista conta o que uma pessoa faz
     */
    janela?: number;
    /**
     * O que decide, contado em pessoas. `aceitou`: abriu ou começou um filme da lista; `terminou`: assistiu a mais da metade; `gostou`: deu nota de 3,5 em diante, ou `gostou`; `nao_gostou`: deu menos de 2,75, ou `sem_interesse`, e aqui menos é melhor
     */
    desfecho?: 'aceitou' | 'terminou' | 'gostou' | 'nao_gostou';
};

export type EndExperimentBody = {
    /**
     * Os parâmetros desta variante passam a ser o padrão das listas, mas não `versao`: uma versão se ativa em POST /modelo/versoes/{versao}/ativar. Sem variante, nada muda
     */
    variante?: string;
};
