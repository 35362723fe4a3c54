/** The answers of the API, as far as the page reads them. */

export interface Film {
  readonly id: number;
  readonly titulo: string;
  readonly genero: string;
  readonly diretor: string;
  readonly atores: string;
  readonly ano: number | null;
}

export interface User {
  readonly id: number;
  readonly nome: string;
  readonly email: string | null;
}

export interface Rating {
  readonly usuario_id: number;
  readonly filme_id: number;
  readonly avaliacao: number;
  readonly avaliado_em: string | null;
}

export interface Reason {
  readonly tipo: 'avaliacao' | 'gosto' | 'popularidade';
  readonly texto: string;
  readonly parte: number;
  readonly filme_id?: number;
  readonly titulo?: string;
  readonly avaliacao?: number;
  readonly posicao_sem_ela?: number;
}

export interface Recommendation extends Film {
  readonly posicao: number;
  readonly pontuacao: number;
  readonly ja_avaliado?: true;
  readonly motivos?: readonly Reason[];
}

export type Origin = 'modelo' | 'populares' | 'rever';

export interface SimilarFilm extends Film {
  readonly posicao: number;
  readonly similaridade: number;
}

export interface PopularFilm extends Film {
  readonly posicao: number;
  readonly gostaram: number;
  readonly avaliacoes: number;
}

export interface StarterFilm extends Film {
  readonly grupo: { readonly id: number; readonly nome: string };
}

export interface Favourite {
  readonly nome: string;
  readonly gostou: number;
  readonly lift: number;
}

export interface Profile {
  readonly usuario_id: number;
  readonly avaliacoes: number;
  readonly gostou: number;
  readonly grupos: readonly {
    readonly id: number;
    readonly nome: string;
    readonly gostou: number;
    readonly parte: number;
    readonly parte_media: number;
  }[];
  readonly generos: readonly Favourite[];
  readonly diretores: readonly Favourite[];
  readonly atores: readonly Favourite[];
}

export interface Group {
  readonly id: number;
  readonly nome: string;
  readonly tamanho: number;
  readonly tracos: readonly {
    readonly tipo: 'genero' | 'diretor' | 'ator' | 'decada';
    readonly nome: string;
    readonly parte: number;
    readonly lift: number;
  }[];
  readonly filmes: readonly { readonly id: number; readonly titulo: string; readonly ano: number | null }[];
}

export interface GroupFilm extends Film {
  readonly posicao: number;
  readonly tipicidade: number;
}

export interface MapGroup {
  readonly id: number;
  readonly nome: string;
  readonly tamanho: number;
  readonly x: number;
  readonly y: number;
}

export interface MapFilm {
  readonly id: number;
  readonly titulo: string;
  readonly ano: number | null;
  readonly grupo: number;
  readonly x: number;
  readonly y: number;
  readonly avaliacoes: number;
}

export interface FilmMap {
  readonly versao: number;
  readonly eixos: readonly { readonly explicado: number }[];
  readonly grupos: readonly MapGroup[];
  readonly filmes: readonly MapFilm[];
}

export interface Estimate {
  readonly valor: number;
  readonly de: number;
  readonly ate: number;
}

export interface QualityLine {
  readonly nome: string;
  readonly papel: 'modelo' | 'parte' | 'comparacao';
  readonly ndcg10: Estimate;
  readonly recall10: Estimate;
  readonly hr10: Estimate;
  readonly cobertura: number;
}

export interface Version {
  readonly versao: number;
  readonly situacao: 'ativa' | 'pronta' | 'rejeitada';
  readonly motivo: string | null;
  readonly criado_em: string;
  readonly motor: number;
  readonly parametros: Readonly<Record<string, unknown>>;
  readonly usuarios: number;
  readonly filmes: number;
  readonly avaliacoes: number;
  readonly qualidade: {
    readonly corte: 'tempo' | 'aleatorio';
    readonly usuarios: number;
    readonly tabela: readonly QualityLine[];
  } | null;
  readonly desvio: Drift | null;
  readonly ativavel: boolean;
}

export interface Drift {
  readonly quando_ativado: Estimate | null;
  readonly agora: Estimate | null;
  readonly medido_em: string;
}

export interface Model extends Version {
  readonly centroides: number;
  readonly grupos: readonly { readonly id: number; readonly nome: string; readonly tamanho: number }[];
}

export interface Training {
  readonly id: number;
  readonly estado: 'na_fila' | 'executando' | 'concluido' | 'falhou';
  readonly origem: string;
  readonly etapa: string;
  readonly percentual: number;
  readonly iniciado_em: string | null;
  readonly terminado_em: string | null;
  readonly duracao: number | null;
  readonly erro: string | null;
  readonly versao: number | null;
}

export interface Counts {
  readonly novos: number;
  readonly alterados: number;
  readonly iguais: number;
  readonly rejeitados: number;
}

export interface ImportJob {
  readonly id: number;
  readonly estado: 'na_fila' | 'executando' | 'concluida' | 'falhou';
  readonly arquivo: string;
  readonly simular: boolean;
  readonly percentual: number;
  readonly linhas: number;
  readonly contagens: Readonly<Record<string, Counts>> | null;
  readonly rejeitadas: readonly { readonly arquivo: string; readonly linha: number; readonly motivo: string }[];
  readonly avisos: readonly string[];
  readonly sem_uso: readonly string[];
  readonly erro: string | null;
}

export interface ApiKey {
  readonly id: number;
  readonly nome: string;
  readonly escopo: 'leitura' | 'escrita' | 'admin';
  readonly prefixo: string;
  readonly criada_em: string;
  readonly revogada_em: string | null;
}
