import { inBoth, type Text } from './language';

/** The words of paths and fields, which are the same in both languages: what each of them is. */
const glossary: Readonly<Record<string, Text>> = {
  filme: { pt: 'um filme do catálogo', en: 'film' },
  usuario: { pt: 'uma pessoa', en: 'user: a person' },
  avaliacao: { pt: 'a nota que alguém dá, de 0 a 5', en: 'rating' },
  evento: { pt: 'o que alguém fez além de dar notas', en: 'event: what somebody did' },
  recomendacoes: { pt: 'o que deve agradar, o melhor primeiro', en: 'recommendations' },
  vitrine: { pt: 'página de início, em linhas', en: 'home page, in rows' },
  linha: { pt: 'uma linha da vitrine', en: 'row' },
  juntos: { pt: 'uma lista para várias pessoas', en: 'together: a film night' },
  similares: { pt: 'filmes parecidos com um', en: 'similar films' },
  populares: { pt: 'aquilo de que mais gente gostou', en: 'popular films' },
  grupo: { pt: 'filmes que agradam às mesmas pessoas', en: 'group of films' },
  perfil: { pt: 'o gosto de uma pessoa, contado', en: 'profile' },
  gosto: { pt: 'o que as notas mostram juntas', en: 'taste' },
  motivos: { pt: 'por que um filme está na lista', en: 'reasons' },
  parte: { pt: 'uma fração, de 0 a 1', en: 'share' },
  pontuacao: { pt: 'quanto se espera que agrade', en: 'score' },
  posicao: { pt: 'lugar na lista, a partir de 1', en: 'place in the list' },
  limite: { pt: 'quantos vêm', en: 'how many' },
  genero: { pt: 'gêneros do filme, com vírgulas', en: 'genre' },
  ano: { pt: 'ano do filme', en: 'year' },
  diretor: { pt: 'quem dirigiu', en: 'director' },
  ator: { pt: 'quem atuou', en: 'actor' },
  disponivel: { pt: 'que se pode ver agora', en: 'available' },
  quer_ver: { pt: 'está na lista do que a pessoa quer ver', en: 'wants to see' },
  sem_interesse: { pt: 'a pessoa não o quer', en: 'not interested' },
  visto: { pt: 'visto, sem nota', en: 'seen' },
  assistiu: { pt: 'assistiu, todo ou em parte', en: 'watched' },
  regras: { pt: 'o que os editores querem das listas', en: 'rules of editors' },
  experimento: { pt: 'qual de várias listas é melhor', en: 'experiment' },
  modelo: { pt: 'o que se aprendeu das notas', en: 'model' },
  treino: { pt: 'um modelo novo, das notas de agora', en: 'training' },
  importacao: { pt: 'um arquivo que entra', en: 'import' },
  exportacao: { pt: 'tudo, em um arquivo que sai', en: 'export' },
  chave: { pt: 'com que um programa pode mais', en: 'key' },
  escopo: { pt: 'o que uma chave permite', en: 'scope of a key' },
};

/** The same as a table of Markdown. */
export const glossaryTable: Text = inBoth((language) =>
  [
    language === 'pt' ? '| palavra | o que é |' : '| word | what it is |',
    '|---|---|',
    ...Object.entries(glossary).map(([word, text]) => `| \`${word}\` | ${text[language]} |`),
  ].join('\n'),
);
