import { Random } from '../src/engine/random';

/** A film and a person of it, made up. */
export interface MadeUpFilm {
  readonly titulo: string;
  readonly ano: number;
  readonly diretor: string;
}

const list = (text: string): string[] => text.split(' ');

const firstNames = list(
  'Ana Maria João José Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Gabriel Rafael Daniel Marcelo Bruno Eduardo ' +
    'Felipe Rodrigo Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Júlia Luciana Vanessa ' +
    'Mariana Gabriela Vera Vitória Larissa Cláudia Beatriz Stanley Sofia Akira Ingmar Agnès Wim Chantal Hayao Jane Łukasz',
);
const lastNames = list(
  'Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes ' +
    'Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso ' +
    'Ramos Gonçalves Santana Teixeira Araújo Kubrick Coppola Kurosawa Bergman Varda Akerman Miyazaki Campion Kieślowski',
);
const adjectives = list(
  'Last Dark Lost Secret Silent Golden Broken Wild Little Great Black White Red Blue Final Hidden Perfect Dead Young Old ' +
    'Crazy Beautiful Deadly American Perdido Escuro Último Grande Velha Nova Doce Invisível Perfeito Selvagem Eterno Azul',
);
const nouns = list(
  'Night Man Woman House Love Day World Girl Life Story Time City King Heart Road Dream Game Blood Ghost Star Moon Summer ' +
    'Winter War Murder Island River Mountain Secret Child Stranger Machine Garden Noite Homem Mulher Casa Amor Dia Mundo ' +
    'Menina Vida História Tempo Cidade Rei Coração Estrada Sonho Jogo Sangue Estrela Lua Verão Inverno Guerra Ilha Rio',
);
const beginnings = list('The The The A O A Os As Le La El Der');
const joints = list('of in and with without de do da e sem');
const syllables = list('ka ri mo ta len dor vis hal bra qui sen tor mar lo fi zen gar del pho rin cas bel nor tha wen');

/** Films with titles like real ones, a third of whose words are of few films; the same for the same number. */
export function* madeUpFilms(count: number): Generator<MadeUpFilm> {
  const random = new Random(13);
  for (let n = 0; n < count; n++)
    yield { titulo: title(random), ano: 1920 + random.integer(106), diretor: personName(random) };
}

/** Names like real ones, many shared; the same for the same number. */
export function* madeUpPeople(count: number): Generator<string> {
  const random = new Random(31);
  for (let n = 0; n < count; n++) yield personName(random);
}

function title(random: Random): string {
  const one = (words: readonly string[]): string => words[random.integer(words.length)];
  const thing = (): string => (random.uniform() < 0.4 ? coined(random) : one(nouns));
  const shape = random.integer(6);
  const main =
    shape === 0
      ? `${one(beginnings)} ${one(adjectives)} ${thing()}`
      : shape === 1
        ? `${thing()} ${one(joints)} ${thing()}`
        : shape === 2
          ? `${one(beginnings)} ${thing()} ${one(joints)} ${one(beginnings)} ${one(adjectives)} ${thing()}`
          : shape === 3
            ? `${coined(random)}: ${one(beginnings)} ${thing()}`
            : shape === 4
              ? `${one(adjectives)} ${thing()}`
              : coined(random);
  return random.uniform() < 0.08 ? `${main} ${2 + random.integer(5)}` : main;
}

function personName(random: Random): string {
  const family = random.uniform() < 0.3 ? coined(random) : lastNames[random.integer(lastNames.length)];
  const middle = random.uniform() < 0.4 ? ` ${lastNames[random.integer(lastNames.length)]}` : '';
  return `${firstNames[random.integer(firstNames.length)]}${middle} ${family}`;
}

/** A word that few have. */
function coined(random: Random): string {
  const word = Array.from({ length: 2 + random.integer(3) }, () => syllables[random.integer(syllables.length)]).join(
    '',
  );
  return word[0].toUpperCase() + word.slice(1);
}
