import type { SeedRandom } from './random';

export interface DemoUser {
  id: number;
  nome: string;
  email: string;
}

const FIRST_NAMES = [
  ...['Adriana', 'Aline', 'Amanda', 'André', 'Antônio', 'Artur', 'Beatriz', 'Benedito', 'Bernardo', 'Bianca'],
  ...['Caio', 'Camila', 'Carolina', 'Cecília', 'César', 'Clara', 'Cláudio', 'Cristina', 'Daniel', 'Davi'],
  ...['Débora', 'Eduarda', 'Eduardo', 'Emília', 'Enzo', 'Estela', 'Fábio', 'Felipe', 'Fernanda', 'Flávia'],
  ...[
    'Francisco',
    'Gabriel',
    'Gabriela',
    'Gilberto',
    'Giovana',
    'Guilherme',
    'Gustavo',
    'Helena',
    'Heloísa',
    'Henrique',
  ],
  ...['Iara', 'Igor', 'Inês', 'Isabela', 'Ísis', 'Jaqueline', 'João', 'Joaquim', 'Jonas', 'Júlia'],
  ...['Juliana', 'Kátia', 'Larissa', 'Laura', 'Leonardo', 'Letícia', 'Lívia', 'Lorena', 'Lucas', 'Luísa'],
  ...['Manuela', 'Marcelo', 'Mariana', 'Marina', 'Mateus', 'Milena', 'Miguel', 'Murilo', 'Natália', 'Nélson'],
  ...['Olívia', 'Otávio', 'Paula', 'Pedro', 'Priscila', 'Rafael', 'Raquel', 'Renata', 'Ricardo', 'Rosa'],
  ...['Samuel', 'Sandra', 'Sérgio', 'Sílvia', 'Sofia', 'Tainá', 'Tatiana', 'Teresa', 'Tiago', 'Valentina'],
  ...['Vera', 'Vicente', 'Vinícius', 'Vitória', 'Wesley', 'Yara', 'Yasmin', 'Zélia', 'Zilda', 'Ubirajara'],
];

const SURNAMES = [
  ...['Abacateiro', 'Almendra', 'Araçá', 'Arvoredo', 'Baobá', 'Beija-Flor', 'Buritizal', 'Cachoeira', 'Cajueiro'],
  ...['Canavial', 'Caramelo', 'Carnaúba', 'Cedrinho', 'Colina', 'Corrente', 'Dalvalina', 'Encantado', 'Estrela'],
  ...['Figueiral', 'Flores', 'Garoa', 'Girassol', 'Goiabal', 'Guaraná', 'Horizonte', 'Ipê', 'Jabuticaba'],
  ...['Jacarandá', 'Jasmim', 'Juazeiro', 'Lagoa', 'Laranjal', 'Luar', 'Mangabeira', 'Maresia', 'Maritaca'],
  ...['Morada', 'Mururé', 'Neblina', 'Orvalho', 'Paineira', 'Palmeiral', 'Pedreira', 'Pitangueira', 'Quaresmeira'],
  ...['Ribeira', 'Sabiá', 'Serrana', 'Tamarindo', 'Umbuzeiro', 'Varandas', 'Ventania', 'Vereda', 'Xaxim'],
];

/** The first five, each with one clear taste: see CLEAR_TASTES. */
const NAMED = [
  'Ana Riso Goiabal',
  'Bruno Namorado Jasmim',
  'Carla Cometa Luar',
  'Diego Trovão Pedreira',
  'Elisa Vereda Orvalho',
];

const MAIL_HOSTS = ['example.com', 'exemplo.com.br'];

/** Invented people with distinct names and addresses; the first five are always the same. At most 5,000. */
export function inventPeople(count: number, random: SeedRandom): DemoUser[] {
  const names = new Set(NAMED.slice(0, count));
  while (names.size < count) {
    const surname = random.integer(SURNAMES.length);
    const second = (surname + 1 + random.integer(SURNAMES.length - 1)) % SURNAMES.length;
    names.add([FIRST_NAMES[random.integer(FIRST_NAMES.length)], SURNAMES[surname], SURNAMES[second]].join(' '));
  }
  return [...names].map((nome, index) => ({
    id: index + 1,
    nome,
    email: `${plain(nome)}@${MAIL_HOSTS[index % MAIL_HOSTS.length]}`,
  }));
}

/** "Inês Ipê Beija-Flor" -> "ines.ipe.beija-flor". */
function plain(nome: string): string {
  return nome.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.');
}
